import Glibc
import GlossModel
import Synchronization

/// Standard input that is not whole yet: a pipe somebody still writes to. Its beginning is shown at once;
/// the rest is read behind the screen.
final class GrowingInput: Sendable {
    /// Milliseconds that the first screen waits for all of it.
    private static let patience = 50
    /// Milliseconds between two versions of what is shown, at the least.
    private static let pause = 100

    private struct State: Sendable {
        var bytes: [UInt8] = []
        var isWhole = false
        var failure: Failure?
    }
    private let state = Mutex(State())
    /// Most bytes that are taken.
    private let limit: Int

    /// Takes what is there, and what comes soon.
    init(limit: Int) throws(Failure) {
        self.limit = limit
        take(milliseconds: GrowingInput.patience)
        if let failure { throw failure }
    }

    /// Whether standard input is one that may have no end, or one that is long in coming: a pipe, a socket, a
    /// device. Not a terminal: what is typed there are keys.
    static var mayGrow: Bool {
        var status = stat()
        return isatty(0) == 0 && fstat(0, &status) == 0 && status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
    }

    var isWhole: Bool { state.withLock { $0.isWhole } }

    /// Why it could not be read to its end.
    var failure: Failure? { state.withLock { $0.failure } }

    /// All that came so far.
    var content: Text { Text(state.withLock { $0.bytes }) }

    /// The lines that came so far; of a line that is not whole what is whole of its characters.
    var lines: Text {
        let bytes = state.withLock { $0.bytes }
        var end = bytes.count
        for back in 1...4 where back <= bytes.count && bytes[bytes.count - back] >= 0x80 {
            if bytes[bytes.count - back] >= 0xC0 { end = bytes.count - back }
        }
        return Text(bytes[..<end])
    }

    /// Takes more until `milliseconds` have passed, or all has come.
    func take(milliseconds: Int) {
        let end = ContinuousClock.now + .milliseconds(milliseconds)
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while !isWhole, failure == nil {
            let left = end - ContinuousClock.now
            var polled = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
            let wait = Int32(max(0, left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000))
            guard poll(&polled, 1, wait) > 0 else {
                if wait == 0 { return }
                continue
            }
            take(read(0, &block, block.count), block)
            if left <= .zero { return }
        }
    }

    private func take(_ count: Int, _ block: [UInt8]) {
        let code = errno
        state.withLock { state in
            if count > 0 {
                state.bytes += block[..<count]
                if state.bytes.count > limit { state.failure = Files.tooLarge("standard input", limit: limit) }
            } else if count == 0 {
                state.isWhole = true
            } else if code != EINTR && code != EAGAIN {
                state.failure = Failure(path: "standard input", doing: "read", errno: code)
            }
        }
    }

    /// Reads to the end, and tells of what has come, with more time between the longer that takes.
    func grow(_ tell: () -> Void) {
        var pause = GrowingInput.pause
        var told = state.withLock { $0.bytes.count }
        while !isWhole, failure == nil {
            waitForMore()
            take(milliseconds: pause)
            let count = state.withLock { $0.bytes.count }
            guard count > told, !isWhole, failure == nil else { continue }
            let duration = ContinuousClock().measure(tell)
            told = count
            pause = max(GrowingInput.pause, Int(duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000) * 8)
        }
    }

    private func waitForMore() {
        var polled = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        _ = poll(&polled, 1, -1)
    }
}
