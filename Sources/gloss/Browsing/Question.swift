import Glibc
import GlossModel

/// A question on the terminal that is answered by one key.
enum Question {
    /// Asks, and waits for a key; `y` is yes, every other no, as is a terminal that is not there.
    static func isAnsweredYes(_ question: String) -> Bool {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else { return false }
        defer { close(terminal) }
        var before = termios()
        guard tcgetattr(terminal, &before) == 0, tcgetpgrp(terminal) == getpgrp() else { return false }
        var raw = before
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        tcsetattr(terminal, TCSADRAIN, &raw)
        _ = Files.writeAll(Array("\(StandIn.line(question)) (y/n) ".utf8), to: terminal)
        var key: UInt8 = 0
        var count = read(terminal, &key, 1)
        while count < 0, errno == EINTR { count = read(terminal, &key, 1) }
        tcsetattr(terminal, TCSADRAIN, &before)
        let isYes = count == 1 && (key == 0x79 || key == 0x59)
        _ = Files.writeAll(Array(isYes ? "y\n".utf8 : "n\n".utf8), to: terminal)
        return isYes
    }
}
