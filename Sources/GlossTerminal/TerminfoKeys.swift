import CNcurses
import GlossInterface

/// The keys of the terminal as terminfo describes it, by what it sends for them.
struct TerminfoKeys {
    private let keys: [[UInt8]: Key]
    /// Length in bytes of the longest string.
    private let longest: Int

    init(_ keys: [[UInt8]: Key]) {
        self.keys = keys
        longest = keys.keys.map(\.count).max() ?? 0
    }

    /// No keys but those that most terminals share.
    static let none = TerminfoKeys([:])

    /// Those of the terminal that curses was started on. Takes a fraction of a millisecond.
    static var current: TerminfoKeys {
        var keys: [[UInt8]: Key] = [:]
        for (name, key) in names + functions {
            guard let found = tigetstr(name), found.isCapability else { continue }
            let bytes = Terminal.withoutPadding(String(cString: found))
            // A character is itself, also where a key sends the same.
            guard bytes.count > 1 || bytes[0] < 0x20 && ![0x09, 0x0A, 0x0D, 0x1B].contains(bytes[0]) else { continue }
            if keys[bytes] == nil { keys[bytes] = key }
        }
        return TerminfoKeys(keys)
    }

    /// The key with the longest string that the bytes begin with, and its length in bytes.
    func key(at bytes: ArraySlice<UInt8>) -> (key: Key, length: Int)? {
        for length in stride(from: min(longest, bytes.count), to: 0, by: -1) {
            if let key = keys[Array(bytes.prefix(length))] { return (key, length) }
        }
        return nil
    }

    /// Capabilities of terminfo(5), with those that xterm's descriptions add for keys with modifiers.
    private static let names: [(String, Key)] = {
        var names: [(String, Key)] = [
            ("kcuu1", Key(.up)), ("kcud1", Key(.down)), ("kcub1", Key(.left)), ("kcuf1", Key(.right)),
            ("khome", Key(.home)), ("kend", Key(.end)), ("kpp", Key(.pageUp)), ("knp", Key(.pageDown)),
            ("kich1", Key(.insert)), ("kdch1", Key(.delete)), ("kbs", Key(.backspace)), ("kent", Key(.enter)),
            ("kcbt", Key(.tab, .shift)), ("kfnd", Key(.home)), ("kslt", Key(.end)), ("kll", Key(.end)),
            ("kind", Key(.down, .shift)), ("kri", Key(.up, .shift)), ("kLFT", Key(.left, .shift)),
            ("kRIT", Key(.right, .shift)), ("kHOM", Key(.home, .shift)), ("kEND", Key(.end, .shift)),
            ("kPRV", Key(.pageUp, .shift)), ("kNXT", Key(.pageDown, .shift)), ("kDC", Key(.delete, .shift)),
            ("kIC", Key(.insert, .shift)),
        ]
        let bases: [(String, Key.Base)] = [
            ("kUP", .up), ("kDN", .down), ("kLFT", .left), ("kRIT", .right), ("kHOM", .home), ("kEND", .end),
            ("kPRV", .pageUp), ("kNXT", .pageDown), ("kDC", .delete), ("kIC", .insert),
        ]
        for (name, base) in bases {
            for number in 3...8 { names.append(("\(name)\(number)", Key(base, KeyTable.modifiers(number)))) }
        }
        return names
    }()

    private static let functions = (1...12).map { ("kf\($0)", Key(.function($0))) }
}
