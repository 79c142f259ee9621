import GlossModel

/// The lines of a brat file, to be changed: a line that nobody touches stays byte for byte, and in its
/// place; new ones stand at the end.
///
/// Lines are named by slots that stay the same: those of the file from 0, then those that were added.
/// Taking a change back gives the bytes from before.
public struct BratDocument: Sendable {
    /// A line that was, and that is; nil where there is none. Without its end.
    public struct Change: Hashable, Sendable {
        public var slot: Int
        public var was: String?
        public var now: String?

        public init(slot: Int, was: String?, now: String?) {
            (self.slot, self.was, self.now) = (slot, was, now)
        }
    }

    private let source: Text
    /// Where the lines of the file begin, and its end.
    private let starts: [UInt32]
    private let names: BratNameIndex
    private var changed: [Int: String?] = [:]
    private var added: [String?] = []
    private var recorded: [Change] = []
    /// The highest number of names by their letter; found when it is first asked for.
    private var highest: [UInt8: Int]?

    /// A document of a file's bytes. O(bytes).
    public init(_ source: Text) {
        self.source = source
        var starts: [UInt32] = []
        var offset = 0
        while offset < source.count {
            starts.append(UInt32(offset))
            while offset < source.count, source.bytes[offset] != 0x0A { offset += 1 }
            offset += 1
        }
        starts.append(UInt32(source.count))
        self.starts = starts
        names = BratNameIndex(source.bytes, starts: starts)
    }

    /// Slots that there are, empty ones too.
    var count: Int { starts.count - 1 + added.count }

    /// The line in a slot, without its end; nil where it is empty.
    func line(_ slot: Int) -> String? {
        if slot >= starts.count - 1 { return slot < count ? added[slot - starts.count + 1] : nil }
        if let line = changed[slot] { return line }
        return original(slot)
    }

    private func original(_ slot: Int) -> String {
        var bytes = source.bytes[Int(starts[slot])..<Int(starts[slot + 1])]
        while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Changing

    /// Puts a line into a slot, or takes it away.
    mutating func set(_ slot: Int, _ line: String?) {
        recorded.append(Change(slot: slot, was: self.line(slot), now: line))
        put(slot, line)
    }

    /// Adds a line at the end.
    mutating func append(_ line: String) { set(count, line) }

    /// The changes since they were last taken, in order.
    mutating func takeChanges() -> [Change] {
        defer { recorded = [] }
        return recorded
    }

    /// Makes changes again.
    public mutating func apply(_ changes: [Change]) { for change in changes { put(change.slot, change.now) } }

    /// Takes changes back.
    public mutating func revert(_ changes: [Change]) { for change in changes.reversed() { put(change.slot, change.was) } }

    /// Makes changes that a log tells of.
    /// - Returns: false where one of them says that something else was there: the log is of another file. Then
    ///   those before it are made.
    public mutating func applyIfFitting(_ changes: [Change]) -> Bool {
        for change in changes {
            guard change.slot >= count ? change.was == nil : line(change.slot) == change.was else { return false }
            put(change.slot, change.now)
        }
        return true
    }

    private mutating func put(_ slot: Int, _ line: String?) {
        guard slot < starts.count - 1 else {
            while added.count <= slot - starts.count + 1 { added.append(nil) }
            added[slot - starts.count + 1] = line
            return
        }
        if let line, line == original(slot) { changed[slot] = nil } else { changed[slot] = .some(line) }
    }

    // MARK: Finding

    /// The slot of the line that a name begins, `T8`; nil where there is none. O(log lines + changes).
    func slot(of name: String) -> Int? {
        let wanted = name + "\t"
        return candidates(names.slots(of: name)).first { line($0)?.hasPrefix(wanted) ?? false }
    }

    /// Slots of the lines that name an annotation as another's, in order. O(log lines + changes).
    func slots(naming name: String) -> [Int] {
        candidates(names.slots(naming: name)).filter { slot in line(slot).map { BratLine($0).references.contains(name) } ?? false }
    }

    /// Some slots of the file, and those that are not what the file has, in order.
    private func candidates(_ slots: [Int]) -> [Int] {
        Set(slots + changed.keys).sorted() + added.indices.map { $0 + starts.count - 1 }
    }

    /// A name that no line has: `T32`. O(changes) the first time.
    mutating func fresh(_ letter: Character) -> String {
        var numbers = highest ?? numbersOfNames()
        let key = letter.asciiValue ?? 0
        let number = (numbers[key] ?? 0) + 1
        numbers[key] = number
        highest = numbers
        return String(letter) + String(number)
    }

    /// Lets no later name be this one: `T31`.
    mutating func reserve(_ name: String) {
        guard let letter = name.utf8.first, let number = Int(name.dropFirst()) else { return }
        var numbers = highest ?? numbersOfNames()
        numbers[letter] = max(numbers[letter] ?? 0, number)
        highest = numbers
    }

    private func numbersOfNames() -> [UInt8: Int] {
        var highest = names.highest
        for slot in candidates([]) {
            guard let line = line(slot)?.utf8, let letter = line.first else { continue }
            let digits = line.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }.prefix(9)
            guard let number = Int(String(Substring(digits))), number > highest[letter] ?? 0 else { continue }
            highest[letter] = number
        }
        return highest
    }

    // MARK: Writing

    /// Whether it says what the file says.
    public var isAsRead: Bool { changed.isEmpty && added.allSatisfy { $0 == nil } }

    /// Whether a layer was read from these bytes. O(bytes).
    func isRead(from layer: Layer) -> Bool {
        guard layer.sourceFormat == "brat", layer.sourceRange == nil, let other = layer.source else { return false }
        return other === source || other.count == source.count && other.bytes.elementsEqual(source.bytes)
    }

    /// The bytes of the file as it is now. O(bytes).
    public var bytes: [UInt8] {
        if isAsRead { return Array(source.bytes) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count + added.count * 40)
        for slot in 0..<starts.count - 1 {
            if let line = changed[slot] {
                if let line { bytes += Array(line.utf8) + [0x0A] }
                continue
            }
            endLine(&bytes)
            bytes += source.bytes[Int(starts[slot])..<Int(starts[slot + 1])]
        }
        for line in added {
            guard let line else { continue }
            endLine(&bytes)
            bytes += Array(line.utf8) + [0x0A]
        }
        return bytes
    }

    private func endLine(_ bytes: inout [UInt8]) { if let last = bytes.last, last != 0x0A { bytes.append(0x0A) } }
}
