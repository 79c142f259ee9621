import GlossModel

/// The name of an annotation in a brat file: its letter and number. Names of another build get a
/// number of their own from `0x8000_0000` on.
struct BratID: Hashable {
    var letter: UInt8
    var number: UInt32

    static let odd: UInt32 = 0x8000_0000
}

/// A T line as it stands: offsets not yet bound to the text.
struct BratText {
    var number: UInt32
    var type: UInt16
    /// Units, as the file counts them.
    var start: UInt32
    var end: UInt32
    /// Further fragments in the pool, `SpanList`-like.
    var moreFirst: UInt32 = 0
    var moreCount: UInt32 = 0
    /// Bytes of the file: the quoted text; empty where the line has none.
    var quoteStart: UInt32 = 0
    var quoteEnd: UInt32 = 0
    var line: UInt32
}

/// The lines of a brat file in tables, before they are anything to gloss.
///
/// One pass over the bytes; no string is made for a name or number that is built as usual, and
/// each distinct type, role and value is made once.
struct BratLines {
    struct Event {
        var id: BratID
        var type: String
        var trigger: BratID
        var arguments: [(role: String, target: BratID)]
        var line: Int
    }

    struct Relation {
        var id: BratID
        var type: String
        var from: (role: String, target: BratID)
        var to: (role: String, target: BratID)
        var line: Int
    }

    /// A, M, # and N lines: something said of one annotation.
    struct Remark {
        var id: BratID
        var type: String
        var target: BratID
        /// Value, note, or `database:id`.
        var value: String?
        /// What follows the identifier of an N line.
        var text = ""
        var line: Int
    }

    private(set) var texts: [BratText] = []
    /// Further fragments, in units.
    private(set) var fragments: [(start: UInt32, end: UInt32)] = []
    private(set) var events: [Event] = []
    private(set) var relations: [Relation] = []
    private(set) var attributes: [Remark] = []
    private(set) var notes: [Remark] = []
    private(set) var references: [Remark] = []
    private(set) var equivalences: [(type: String, members: [BratID])] = []
    /// Types of T lines, by `BratText.type`.
    private(set) var types: [String] = []
    /// Names that are not a letter and a number, by the number they got.
    private(set) var oddNames: [UInt32: String] = [:]
    /// Lines that are not understood.
    private(set) var malformed: [(line: Int, why: String)] = []

    private let bytes: UnsafeBufferPointer<UInt8>
    private var words = ByteInterner()
    private var typeNumbers = ByteInterner()
    private var odd: [String: UInt32] = [:]
    private var position = 0
    private var lineEnd = 0
    private var line = 0

    /// Reads all lines; `progress` is told how much has been read, 0 to 1. O(bytes).
    init(_ file: Text, progress: (Double) -> Void = { _ in }) {
        bytes = file.bytes
        texts.reserveCapacity(bytes.count / 100)
        var told = 0
        while position < bytes.count {
            takeLine()
            guard position - told >= Self.progressStep else { continue }
            told = position
            progress(Double(position) / Double(bytes.count))
        }
        types = typeNumbers.strings
    }

    private static let progressStep = 4 << 20

    /// Reads lines from the beginning until those of the text's first `limit` units seem to be
    /// over, and never more than 128 kB.
    init(_ file: Text, upTo limit: Int) {
        bytes = file.bytes
        var beyond = 0
        while position < min(bytes.count, 1 << 17), beyond < 32 {
            let count = texts.count
            takeLine()
            if texts.count > count { beyond = Int(texts[count].start) > limit ? beyond + 1 : 0 }
        }
        types = typeNumbers.strings
    }

    private mutating func takeLine() {
        line += 1
        var end = position
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        let next = end + 1
        if end > position, bytes[end - 1] == 0x0D { end -= 1 }
        lineEnd = end
        if position < end, let why = take(bytes[position]) { malformed.append((line, why)) }
        position = next
    }

    /// Reads the line at `position`; says why it cannot.
    private mutating func take(_ letter: UInt8) -> String? {
        switch letter {
        case 0x54: takeText()
        case 0x45: takeEvent()
        case 0x52: takeRelation()
        case 0x41, 0x4D: takeAttribute()
        case 0x23: takeNote()
        case 0x4E: takeReference()
        case 0x2A: takeEquivalence()
        default: "begins with none of T, E, R, A, M, N, # and *"
        }
    }

    // MARK: Kinds of lines

    private mutating func takeText() -> String? {
        guard let id = identifier(), skipTab() else { return "has no tab after its name" }
        guard let type = word() else { return "has no type" }
        var row = BratText(
            number: id.number, type: 0, start: 0, end: 0, line: UInt32(line))
        guard let first = span() else { return "has no offsets" }
        (row.start, row.end) = first
        row.moreFirst = UInt32(fragments.count)
        while position < lineEnd, bytes[position] == 0x3B {
            position += 1
            guard let more = span() else {
                fragments.removeSubrange(Int(row.moreFirst)...)
                return "has a fragment without offsets"
            }
            fragments.append(more)
            row.moreCount += 1
        }
        skipSpaces()
        if position < lineEnd {
            guard skipTab() else {
                fragments.removeSubrange(Int(row.moreFirst)...)
                return "has something other than a tab after its offsets"
            }
            row.quoteStart = UInt32(position)
            row.quoteEnd = UInt32(lineEnd)
        }
        let number = typeNumbers.number(type)
        guard number <= Int(UInt16.max) else { return "is of the 65537th type" }
        row.type = UInt16(number)
        texts.append(row)
        return nil
    }

    private mutating func takeEvent() -> String? {
        guard let id = identifier(), skipTab() else { return "has no tab after its name" }
        guard let trigger = argument() else { return "has no type and trigger" }
        var arguments: [(role: String, target: BratID)] = []
        while position < lineEnd {
            skipSpaces()
            if position >= lineEnd || bytes[position] == 0x09 { break }
            guard let next = argument() else { return "has an argument without role and target" }
            arguments.append(next)
        }
        events.append(
            Event(
                id: id, type: trigger.role, trigger: trigger.target, arguments: arguments, line: line))
        return nil
    }

    private mutating func takeRelation() -> String? {
        guard let id = identifier(), skipTab() else { return "has no tab after its name" }
        guard let type = word() else { return "has no type" }
        skipSpaces()
        guard let from = argument() else { return "has no arguments" }
        skipSpaces()
        guard let to = argument() else { return "has one argument; it needs two" }
        skipSpaces()
        guard position >= lineEnd || bytes[position] == 0x09 else { return "has more than two arguments" }
        relations.append(
            Relation(id: id, type: words.string(type), from: from, to: to, line: line))
        return nil
    }

    private mutating func takeAttribute() -> String? {
        guard var remark = remark() else { return "has no name and target" }
        skipSpaces()
        if position < lineEnd {
            var end = lineEnd
            while end > position, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
            if end > position { remark.value = words.string(slice(position, end)) }
        }
        attributes.append(remark)
        return nil
    }

    private mutating func takeNote() -> String? {
        guard var remark = remark() else { return "is a comment" }
        remark.value = skipTab() ? string(position, lineEnd) : ""
        notes.append(remark)
        return nil
    }

    private mutating func takeReference() -> String? {
        guard var remark = remark() else { return "has no type and target" }
        skipSpaces()
        var end = position
        while end < lineEnd, bytes[end] != 0x09 { end += 1 }
        guard end > position else { return "has no identifier" }
        remark.value = string(position, end)
        position = end
        if skipTab() { remark.text = string(position, lineEnd) }
        references.append(remark)
        return nil
    }

    private mutating func takeEquivalence() -> String? {
        position += 1
        guard skipTab(), let type = word() else { return "has no type" }
        var members: [BratID] = []
        while true {
            skipSpaces()
            guard position < lineEnd, let id = identifier() else { break }
            members.append(id)
        }
        guard members.count > 1 else { return "names fewer than two" }
        equivalences.append((words.string(type), members))
        return nil
    }

    /// Name, type and target, as A, M, # and N lines begin.
    private mutating func remark() -> Remark? {
        guard let id = identifier(), skipTab(), let type = word() else { return nil }
        skipSpaces()
        guard position < lineEnd, bytes[position] != 0x09, let target = identifier() else { return nil }
        return Remark(id: id, type: words.string(type), target: target, line: line)
    }

    // MARK: Pieces

    private func slice(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[start..<max(start, end)])
    }

    private func string(_ start: Int, _ end: Int) -> String {
        String(decoding: slice(start, end), as: UTF8.self)
    }

    private mutating func skipTab() -> Bool {
        guard position < lineEnd, bytes[position] == 0x09 else { return false }
        position += 1
        return true
    }

    private mutating func skipSpaces() {
        while position < lineEnd, bytes[position] == 0x20 { position += 1 }
    }

    /// Bytes up to a space or tab.
    private mutating func word() -> UnsafeBufferPointer<UInt8>? {
        let start = position
        while position < lineEnd, bytes[position] != 0x20, bytes[position] != 0x09 { position += 1 }
        return position > start ? slice(start, position) : nil
    }

    /// `Role:T1`.
    private mutating func argument() -> (role: String, target: BratID)? {
        let start = position
        while position < lineEnd, bytes[position] != 0x3A {
            if bytes[position] == 0x20 || bytes[position] == 0x09 { return nil }
            position += 1
        }
        guard position < lineEnd, position > start else { return nil }
        let role = words.string(slice(start, position))
        position += 1
        guard let target = identifier() else { return nil }
        return (role, target)
    }

    private mutating func span() -> (start: UInt32, end: UInt32)? {
        skipSpaces()
        guard let start = number() else { return nil }
        guard position < lineEnd, bytes[position] == 0x20 else { return nil }
        skipSpaces()
        guard let end = number(), end >= start else { return nil }
        return (start, end)
    }

    /// A decimal number below 2^32.
    private mutating func number() -> UInt32? {
        let start = position
        var value: UInt64 = 0
        while position < lineEnd, bytes[position] >= 0x30, bytes[position] <= 0x39 {
            value = value * 10 + UInt64(bytes[position] - 0x30)
            guard value <= UInt64(UInt32.max) else { return nil }
            position += 1
        }
        return position > start ? UInt32(value) : nil
    }

    /// A letter and a number, or any other word as an odd name.
    private mutating func identifier() -> BratID? {
        let start = position
        guard let word = word() else { return nil }
        var value: UInt64 = 0
        var isPlain = word.count > 1 && word.count <= 11 && word[1] != 0x30
        for byte in word.dropFirst() {
            guard byte >= 0x30, byte <= 0x39, isPlain else {
                isPlain = false
                break
            }
            value = value * 10 + UInt64(byte - 0x30)
        }
        if isPlain, value < UInt64(BratID.odd) {
            return BratID(letter: word[0], number: UInt32(value))
        }
        let name = string(start, position)
        let known = odd[name] ?? BratID.odd + UInt32(odd.count)
        odd[name] = known
        oddNames[known] = name
        return BratID(letter: word[0], number: known)
    }
}
