/// Where a key works. The place in focus is asked first, then `everywhere`.
public enum KeyPlace: String, CaseIterable, Sendable {
    case everywhere, timeline, list
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

    private var bindings: [KeyPlace: [[Key]: Command]] = [:]
    private var order: [(place: KeyPlace, keys: [Key], command: Command)] = []

    /// No keys.
    public init() {}

    /// Adds a file's bindings, which win over those there. Lines at fault are passed over.
    public mutating func read(_ file: String) -> [Fault] {
        var faults: [Fault] = []
        var place = KeyPlace.everywhere
        var seen: Set<String> = []
        for (index, raw) in file.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = raw.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" }).map(String.init)
            guard let first = words.first, !KeyMap.isComment(words) else { continue }
            if first.hasPrefix("["), first.hasSuffix("]"), first.count > 2, words.count == 1 {
                guard let named = KeyPlace(rawValue: String(first.dropFirst().dropLast())) else {
                    faults.append(.unknownPlace(first, line: index + 1))
                    continue
                }
                place = named
                continue
            }
            if !seen.insert("\(place) \(first)").inserted {
                faults.append(.repeated(first, line: index + 1))
            }
            if let fault = bind(words, in: place, line: index + 1) { faults.append(fault) }
        }
        return faults
    }

    /// `#` begins a comment, unless it is the key of a line that names a command.
    private static func isComment(_ words: [String]) -> Bool {
        guard words[0].hasPrefix("#") else { return false }
        return words.count != 2 || words[0] != "#"
            || words[1] != "none" && Command(rawValue: words[1]) == nil
    }

    private mutating func bind(_ words: [String], in place: KeyPlace, line: Int) -> Fault? {
        guard words.count == 2 else { return .malformed(line: line) }
        guard let keys = Key.sequence(words[0]) else { return .unknownKey(words[0], line: line) }
        order.removeAll { $0.place == place && $0.keys == keys }
        guard words[1] != "none" else {
            bindings[place]?[keys] = nil
            return nil
        }
        guard let command = Command(rawValue: words[1]) else {
            return .unknownCommand(words[1], line: line)
        }
        bindings[place, default: [:]][keys] = command
        order.append((place, keys, command))
        return nil
    }

    /// What a sequence of keys means in a place. O(bindings) for prefixes.
    public func match(_ keys: [Key], in place: KeyPlace) -> Match {
        for place in place == .everywhere ? [place] : [place, .everywhere] {
            guard let here = bindings[place] else { continue }
            if let command = here[keys] { return .command(command) }
            if here.keys.contains(where: { $0.count > keys.count && Array($0.prefix(keys.count)) == keys }) {
                return .prefix
            }
        }
        return .none
    }

    /// The keys of a command, in the order of the files.
    public func keys(for command: Command, in place: KeyPlace? = nil) -> [String] {
        order.filter { $0.command == command && (place == nil || $0.place == place) }
            .map { $0.keys.map(\.description).joined() }
    }
}
