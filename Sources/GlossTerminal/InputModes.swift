import CNcurses
import GlossInterface

/// What the terminal is asked to report beside keys.
///
/// Pastes in brackets, wherever sequences are ECMA-48's (a terminal that does not know the mode skips
/// it). Buttons in SGR form (xterm's modes 1000, 1002 and 1006): presses, the wheel, and motion while a
/// button is held. The terminal's own selection works with Shift.
struct InputModes {
    private static let mouseOn = "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h"
    private static let mouseOff = "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l"

    private let on: String
    /// Takes all of it back.
    let off: String
    var isEnabled = false

    /// For the terminal that curses knows now.
    init(mouse: Bool) {
        let hasMouse = mouse && tigetstr("kmous").isCapability
        let move = tigetstr("cup")
        let isStandard = move.isCapability && move.map { $0[0] == 0x1B && $0[1] == 0x5B } == true
        on = (isStandard ? PasteReader.on : "") + (hasMouse ? InputModes.mouseOn : "")
        off = (hasMouse ? InputModes.mouseOff : "") + (isStandard ? PasteReader.off : "")
    }

    /// Asks once. After a frame, so that the first one does not wait for it.
    mutating func enable(on descriptor: Int32) {
        guard !isEnabled else { return }
        isEnabled = true
        TerminalDevice.write(on, to: descriptor)
    }

    func disable(on descriptor: Int32) {
        if isEnabled { TerminalDevice.write(off, to: descriptor) }
    }
}
