import GlossModel

/// Where a key works. The place in focus is asked first, then `everywhere`.
public enum KeyPlace: String, CaseIterable, Sendable {
    case everywhere, timeline, list, edit
}

/// Which keys give which commands: the built-in file and the user's, in the same syntax.
public struct KeyMap: Sendable {
    /// A line of a key file that could not be taken.
    public enum Fault: Error, Equatable, Sendable {
        case unknownPlace(String, line: Int)
        case unknownKey(String, line: Int)
        case unknownCommand(String, line: Int)
        /// The key stands twice in one file and place.
        case repeated(String, line: Int)
        case malformed(line: Int)
    }

    /// What keys pressed so far come to.
    public enum Match: Equatable, Sendable {
        case command(Command)
        /// The beginning of a longer sequence.
        case prefix
        case none
    }

    /// Every binding, in the order of the files.
    var bindings: [(place: KeyPlace, keys: [Key], command: Command)] { order.map { ($0.place, $0.keys, $0.command) } }

    private var order: [(place: KeyPlace, keys: [Key], command: Command, file: Int)] = []
    /// A hash of place and keys for each of `order`: those that differ are told apart quickly.
    private var hashes: [UInt64] = []
    private var files = 0

    /// No keys.
    public init() {}

    /// Adds a file's bindings, which win over those there. Lines at fault are passed over, and so are
    /// those under a place that is none.
    ///
    /// Works on bytes: it runs before the first screen.
    public mutating func read(_ file: Bytes) -> [Fault] {
        var faults: [Fault] = []
        var place: KeyPlace? = .everywhere
        files += 1
        var offset = 0
        var line = 0
        while offset < file.count {
            line += 1
            var end = offset
            while end < file.count, file[end] != 0x0A { end += 1 }
            let words = KeyMap.words(Bytes(rebasing: file[offset..<end]))
            offset = end + 1
            guard let first = words.first, !KeyMap.isComment(words) else { continue }
            if words.count == 1, first.utf8.count > 2, first.utf8.first == 0x5B, first.utf8.last == 0x5D {
                if let named = KeyPlace(rawValue: String(first.dropFirst().dropLast())) {
                    place = named
                } else {
                    faults.append(.unknownPlace(first, line: line))
                    place = nil
                }
            } else if let place, let fault = bind(words, in: place, line: line) {
                faults.append(fault)
            }
        }
        return faults
    }

    /// Binds q and Ctrl-C again where no key leaves the browser any more: whatever a file of keys says,
    /// there is a way out.
    /// - Returns: whether that was needed.
    public mutating func keepWayOut() -> Bool {
        // Digits are counts, not keys. Q alone is no way out: it may find nothing to print.
        let isThere = order.contains { binding in
            guard binding.place == .everywhere, binding.command == .close || binding.command == .interrupt else { return false }
            if case .character("0"..."9") = binding.keys[0].base, binding.keys[0].modifiers.isEmpty { return false }
            return true
        }
        guard !isThere else { return false }
        _ = read("[everywhere]\nq \(Command.close.rawValue)\nCtrl-C \(Command.interrupt.rawValue)\n")
        return true
    }

    /// The same for a file in a string.
    public mutating func read(_ file: String) -> [Fault] {
        let bytes = Array(file.utf8)
        return bytes.withBytes { read($0) }
    }

    /// The words of a line, at most three.
    private static func words(_ line: Bytes) -> [String] {
        var words: [String] = []
        var start = 0
        while start < line.count, words.count < 3 {
            while start < line.count, line[start] <= 0x20 { start += 1 }
            var end = start
            while end < line.count, line[end] > 0x20 { end += 1 }
            if end > start {
                words.append(String(decoding: Bytes(rebasing: line[start..<end]), as: UTF8.self))
            }
            start = end
        }
        return words
    }

    /// `#` begins a comment, unless it is the key of a line that names a command.
    private static func isComment(_ words: [String]) -> Bool {
        guard words[0].utf8.first == 0x23 else { return false }
        return words.count != 2 || words[0] != "#"
            || words[1] != "none" && CommandNames.command(words[1]) == nil
    }

    private mutating func bind(
        _ words: [String], in place: KeyPlace, line: Int
    ) -> Fault? {
        guard words.count == 2 else { return .malformed(line: line) }
        guard let keys = Key.sequence(words[0]) else { return .unknownKey(words[0], line: line) }
        let command = CommandNames.command(words[1])
        guard command != nil || words[1] == "none" else {
            return .unknownCommand(words[1], line: line)
        }
        let hash = KeyMap.hash(keys, place)
        let known = binding(of: keys, in: place, hash: hash)
        let isRepeated = known.map { order[$0].file == files } ?? false
        if let known {
            order.remove(at: known)
            hashes.remove(at: known)
        }
        if let command {
            order.append((place, keys, command, files))
            hashes.append(hash)
        }
        return isRepeated ? .repeated(words[0], line: line) : nil
    }

    private func binding(of keys: [Key], in place: KeyPlace, hash: UInt64) -> Int? {
        for index in hashes.indices where hashes[index] == hash {
            if order[index].place == place, order[index].keys == keys { return index }
        }
        return nil
    }

    /// Equal for what is equal, and different for most of what is not.
    private static func hash(_ keys: [Key], _ place: KeyPlace) -> UInt64 {
        var hash: UInt64 = place == .everywhere ? 0 : place == .list ? 1 : place == .edit ? 3 : 2
        for key in keys {
            var word = UInt64(key.modifiers.rawValue) << 32
            switch key.base {
            case .character(let scalar): word |= UInt64(scalar.value)
            case .function(let number): word |= 0x20_0000 | UInt64(truncatingIfNeeded: number) & 0xFF
            default: word |= 0x40_0000
            }
            hash = (hash &* 0x100_0000_01B3) ^ word
        }
        return hash
    }

    /// What a sequence of keys means in a place. O(bindings).
    public func match(_ keys: [Key], in place: KeyPlace) -> Match {
        for place in place == .everywhere ? [place] : [place, .everywhere] {
            var isPrefix = false
            for binding in order where binding.place == place && binding.keys.starts(with: keys) {
                if binding.keys.count == keys.count { return .command(binding.command) }
                isPrefix = true
            }
            if isPrefix { return .prefix }
        }
        return .none
    }

    /// The first key of a command in a place, else everywhere.
    func firstKey(for command: Command, in place: KeyPlace) -> String? {
        let found = order.first { $0.command == command && $0.place == place }
            ?? order.first { $0.command == command && $0.place == .everywhere }
        return found.map { $0.keys.map(\.description).joined() }
    }

    /// The keys of a command, in the order of the files.
    public func keys(for command: Command, in place: KeyPlace? = nil) -> [String] {
        order.filter { $0.command == command && (place == nil || $0.place == place) }
            .map { $0.keys.map(\.description).joined() }
    }
}

/// Finds commands by name, by a hash: the names are compared one by one otherwise, for each key.
private enum CommandNames {
    private static let hashes = Command.allCases.map { FNV1a($0.rawValue).value }

    static func command(_ name: String) -> Command? {
        let wanted = FNV1a(name).value
        guard let index = hashes.firstIndex(of: wanted) else { return nil }
        let found = Command.allCases[index]
        return found.rawValue == name ? found : Command(rawValue: name)
    }
}
