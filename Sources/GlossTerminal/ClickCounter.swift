import GlossInterface

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
