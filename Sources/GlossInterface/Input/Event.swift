import GlossModel

/// What the mouse did.
public struct MouseEvent: Hashable, Sendable {
    public enum Action: Hashable, Sendable {
        /// `drag` is motion with a button held.
        case press, doublePress, drag, wheelUp, wheelDown
    }

    public var action: Action
    public var position: Position

    public init(_ action: Action, at position: Position) {
        self.action = action
        self.position = position
    }
}

/// What comes from the terminal.
public enum InputEvent: Hashable, Sendable {
    case key(Key)
    case mouse(MouseEvent)
    /// A text that was pasted, as it came: line breaks and control characters are in it.
    case paste(String)
    /// The terminal said what its background is.
    case background(Background)
    /// The window has this size now.
    case resize(Size)
    /// The program was continued after Ctrl-Z: all must be drawn anew.
    case resumed
    /// SIGINT came from outside the keyboard; Ctrl-C itself arrives as a key.
    case interrupted
    /// A signal that ends a process, such as SIGTERM: leave in order with status 128 + number.
    case terminated(signal: Int32)
}
