import Glibc
import GlossAnnotator
import GlossInterface
import GlossModel
import GlossTerminal

/// One sitting with the browser: terminal, worker and the loop between them.
struct Session: ~Copyable {
    /// How it ended.
    enum Ending {
        /// In order; these are to be printed.
        case closed(print: [Item], from: State)
        case interrupted
        case terminated(signal: Int32)
    }

    /// How a report is read again, in the worker's thread; posts what it reads.
    typealias Load = @Sendable (ReportID, Worker) -> Void

    private var terminal: Terminal
    private var browser: Browser
    private let worker = Worker()
    private let load: Load

    init(terminal: consuming Terminal, browser: Browser, load: @escaping Load) {
        self.terminal = terminal
        self.browser = browser
        self.load = load
    }

    /// Shows the first screen, then loads the rest of the reports, then answers events until the
    /// reader leaves. The terminal is given back before it returns.
    consuming func run(loading incomplete: [ReportID]) -> Ending {
        MappedFiles.install()
        present()
        let load = self.load
        for id in incomplete { worker.run { load(id, $0) } }
        while true {
            let events = nextEvents()
            for event in events {
                for effect in browser.handle(event) {
                    if let ending = perform(effect) {
                        terminal.restore()
                        return ending
                    }
                }
            }
            if MappedFiles.takeWasCut() {
                _ = browser.handle(.message("the file has been cut short; R reads it again", isWarning: true))
            }
            present()
        }
    }

    /// A tick waits to be sent: work in slices between looks at the keyboard.
    private var hasTick = false

    private mutating func nextEvents() -> [BrowserEvent] {
        let (input, isReadable) = terminal.waitForEvents(
            timeoutMilliseconds: hasTick ? 0 : nil, alsoReadable: worker.readEnd)
        var events = input.map { BrowserEvent.input($0) }
        if isReadable { events += worker.takeEvents() }
        if hasTick {
            hasTick = false
            events.append(.tick)
        }
        return events
    }

    private mutating func present() {
        let frame = browser.frame()
        terminal.present(frame)
    }

    /// Does what the browser wants done; an ending where that is to leave.
    private mutating func perform(_ effect: Effect) -> Ending? {
        switch effect {
        case .quit(let items): return .closed(print: items, from: browser.state)
        case .interrupted: return .interrupted
        case .terminated(let signal): return .terminated(signal: signal)
        case .suspend: terminal.suspend()
        case .redraw: terminal.redraw()
        case .copy(let text): terminal.writeOSC52(base64: Base64.encode(text))
        case .reload(let id):
            let load = self.load
            worker.run { load(id, $0) }
        case .relate(let item): relate(item)
        case .tick: hasTick = true
        }
        return nil
    }

    private func relate(_ item: Item) {
        guard let report = browser.state.reports.first(where: { $0.report.id == item.report })?.report
        else { return }
        worker.run { worker in
            let relations = RelatedClaims(report).related(to: item.id, limit: 10)
            worker.post(.related(item, relations))
        }
    }
}

/// Base64 of RFC 4648, without line breaks.
enum Base64 {
    static func encode(_ text: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let bytes = Array(text.utf8)
        var encoded = ""
        var index = 0
        while index < bytes.count {
            let chunk = Array(bytes[index..<min(index + 3, bytes.count)])
            let padded = chunk + [UInt8](repeating: 0, count: 3 - chunk.count)
            let bits = Int(padded[0]) << 16 | Int(padded[1]) << 8 | Int(padded[2])
            for place in 0..<4 {
                encoded.append(place <= chunk.count ? alphabet[(bits >> (18 - place * 6)) & 63] : "=")
            }
            index += 3
        }
        return encoded
    }
}
