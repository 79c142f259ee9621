import GlossInterface

/// Button reports in SGR form (xterm's modes 1000 and 1006): presses and the wheel, no motion, so
/// that the terminal's own selection works with Shift.
struct MouseProtocol {
    static let on = "\u{1B}[?1000h\u{1B}[?1006h"
    static let off = "\u{1B}[?1006l\u{1B}[?1000l"

    let isWanted: Bool
    var isEnabled = false

    init(isWanted: Bool) { self.isWanted = isWanted }

    /// Asks for reports once. After a frame, so that the first one does not wait for it.
    mutating func enable(on descriptor: Int32) {
        guard isWanted, !isEnabled else { return }
        isEnabled = true
        Terminal.write(MouseProtocol.on, to: descriptor)
    }

    func disable(on descriptor: Int32) {
        if isEnabled { Terminal.write(MouseProtocol.off, to: descriptor) }
    }
}

/// Makes double presses of presses.
struct ClickCounter {
    /// Two presses on one cell within this many milliseconds are a double one.
    static let interval = 400

    private var last: (position: Position, time: Int)?

    /// - Parameter time: of a clock in milliseconds.
    mutating func press(at position: Position, time: Int) -> MouseEvent.Action {
        if let last, last.position == position, time - last.time <= ClickCounter.interval {
            self.last = nil
            return .doublePress
        }
        last = (position, time)
        return .press
    }
}
