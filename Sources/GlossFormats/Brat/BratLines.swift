import GlossModel
import GlossThreads

/// The name of an annotation in a brat file: its letter and number. Names of another build get a
/// number of their own from `0x8000_0000` on.
struct BratID: Hashable, Sendable {
    var letter: UInt8
    var number: UInt32

    static let odd: UInt32 = 0x8000_0000
}

/// A T line as it stands: offsets not yet bound to the text.
struct BratText: Sendable {
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
/// One pass over the bytes. Rows are of fixed width: types, roles and attributes' names are numbers
/// of `words`, notes and identifiers stay in the file.
struct BratLines: Sendable {
    struct Argument: Sendable {
        /// In `words`.
        var role: UInt32
        var target: BratID
    }

    struct Event: Sendable {
        var id: BratID
        /// In `words`.
        var type: UInt32
        var trigger: BratID
        /// In `arguments`.
        var arguments: Range<UInt32>
        var line: UInt32
    }

    struct Relation: Sendable {
        var id: BratID
        /// In `words`.
        var type: UInt32
        var from: Argument
        var to: Argument
        var line: UInt32
    }

    /// A, M, # and N lines: something said of one annotation.
    struct Remark: Sendable {
        var id: BratID
        /// In `words`.
        var type: UInt32
        var target: BratID
        /// Value, note, or `database:id`.
        var value = FileWords.none
        /// What follows the identifier of an N line.
        var text = FileWords.none
        var line: UInt32
    }

    /// A line that is not understood.
    struct Malformed: Sendable {
        var line: Int
        var why: Why
    }

    /// What keeps a line from being understood.
    struct Why: Sendable, ExpressibleByStringLiteral {
        var kind = Faults.Kind.unread
        var words: String

        init(stringLiteral words: String) { self.words = words }

        init(_ kind: Faults.Kind, _ words: String) { (self.kind, self.words) = (kind, words) }
    }

    var texts: [BratText] = []
    /// Further fragments, in units.
    var fragments: [(start: UInt32, end: UInt32)] = []
    var events: [Event] = []
    var arguments: [Argument] = []
    var relations: [Relation] = []
    var attributes: [Remark] = []
    var notes: [Remark] = []
    var references: [Remark] = []
    var equivalences: [(type: UInt32, members: [BratID], line: UInt32)] = []
    /// Types of T lines, by `BratText.type`.
    private(set) var types: [String] = []
    /// Types of other lines, roles and attributes' names.
    private(set) var words: [String] = []
    /// Names that are not a letter and a number, by the number they got.
    private(set) var oddNames: [UInt32: String] = [:]
    /// Lines that are not understood.
    var malformed: [Malformed] = []
    /// Lines of T lines whose parts are not parted as they should be.
    var loose: [UInt32] = []
    /// T lines whose offsets are none, with the words that they quote.
    var lost: [(row: BratText, quote: Range<Int>, why: Why)] = []

    private let file: Text
    private var scan: BratScanner
    var wordNumbers = ByteInterner()
    var typeNumbers = ByteInterner()
    private var odd: [String: UInt32] = [:]
    var line: UInt32 = 0

    /// Reads all lines, those of a large file in two threads; `progress` is told how much has been
    /// read, 0 to 1. O(bytes).
    init(_ file: Text, progress: (Double) -> Void = { _ in }) {
        guard file.count >= Self.large, let middle = Self.lineStart(in: file, from: file.count / 2) else {
            self.init(file, 0..<file.count, progress: progress)
            return
        }
        var (first, second) = together {
            BratLines(file, 0..<middle, progress: progress)
        } _: {
            BratLines(file, middle..<file.count)
        }
        // Odd names are counted through the file, and there is an end to the number of types.
        if second.oddNames.isEmpty, first.types.count + second.types.count <= Int(UInt16.max) {
            first.append(second)
            self = first
        } else {
            self.init(file, 0..<file.count, progress: progress)
        }
    }

    /// Reads the lines of a part of a file.
    private init(_ file: Text, _ part: Range<Int>, progress: (Double) -> Void = { _ in }) {
        self.init(reading: file, part)
        texts.reserveCapacity(part.count / 128)
        var told = part.lowerBound
        while !scan.isAtEnd {
            takeLine()
            guard scan.position - told >= Self.progressStep else { continue }
            told = scan.position
            progress(Double(scan.position - part.lowerBound) / Double(part.count))
        }
        finish()
    }

    private static let progressStep = 4 << 20
    /// From this size on, in bytes, a file is read in two threads.
    private static let large = 2 << 20

    /// The first line that begins after an offset.
    private static func lineStart(in file: Text, from offset: Int) -> Int? {
        file.bytes[offset...].firstIndex(of: 0x0A).map { $0 + 1 }
    }

    /// Reads lines from the beginning until those of the text's first `limit` units seem to be
    /// over, and never more than 128 kB.
    init(_ file: Text, upTo limit: Int) {
        self.init(reading: file, 0..<file.count)
        var beyond = 0
        while !scan.isAtEnd, scan.position < 1 << 17, beyond < 32 {
            let count = texts.count
            takeLine()
            if texts.count > count { beyond = Int(texts[count].start) > limit ? beyond + 1 : 0 }
        }
        finish()
    }

    private init(reading file: Text, _ part: Range<Int>) {
        self.file = file
        scan = BratScanner(file.bytes, part)
    }

    mutating func finish() {
        types = typeNumbers.strings
        words = wordNumbers.strings
    }

    /// The number of a word; nil where it does not occur.
    func word(_ wanted: String) -> UInt32? { words.firstIndex(of: wanted).map { UInt32($0) } }

    private mutating func takeLine() {
        line += 1
        guard let letter = scan.beginLine() else { return }
        if let why = take(letter) { malformed.append(Malformed(line: Int(line), why: why)) }
        scan.endLine()
    }

    /// Reads a line; says why it cannot.
    @inline(__always)
    private mutating func take(_ letter: UInt8) -> Why? {
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

    private mutating func takeText() -> Why? {
        let start = scan.position
        guard let why = takeStrictText() else { return nil }
        scan.goBack(to: start)
        return takeLooseText(why)
    }

    private mutating func takeStrictText() -> Why? {
        guard let id = identifier(), scan.skipTab() else { return "has no tab after its name" }
        guard let type = scan.word() else { return "has no type" }
        guard let first = scan.span() else { return wrongOffsets }
        var row = BratText(number: id.number, type: 0, start: first.start, end: first.end, line: line)
        if scan.skip(0x3B) {
            row.moreFirst = UInt32(fragments.count)
            guard takeFragments(&row) else { return wrongOffsets }
        }
        scan.skipSpaces()
        if !scan.isAtLineEnd {
            guard scan.skipTab() else {
                fragments.removeLast(Int(row.moreCount))
                return "has something other than a tab after its offsets"
            }
            (row.quoteStart, row.quoteEnd) = (UInt32(scan.position), UInt32(scan.lineEnd))
        }
        let number = typeNumbers.number(Bytes(rebasing: file.bytes[type]))
        guard number <= Int(UInt16.max) else { return "is of the 65537th type" }
        row.type = UInt16(number)
        texts.append(row)
        return nil
    }

    /// Reads a T line whose parts are parted by spaces and tabs in any way. `why` it is not understood else.
    private mutating func takeLooseText(_ why: Why) -> Why? {
        guard let id = identifier() else { return why }
        scan.skipBlanks()
        guard let type = scan.word(), id.letter == 0x54 else { return why }
        let number = typeNumbers.number(Bytes(rebasing: file.bytes[type]))
        guard number <= Int(UInt16.max) else { return why }
        scan.skipBlanks()
        var row = BratText(number: id.number, type: UInt16(number), start: 0, end: 0, line: line)
        guard let span = scan.looseSpan() else {
            let quote = scan.passEnds()
            if why.kind != .incomplete, quote.count > 0 { lost.append((row, quote, why)) } else { return why }
            return nil
        }
        (row.start, row.end) = span
        row.moreFirst = UInt32(fragments.count)
        while scan.skip(0x3B) {
            guard let more = scan.looseSpan() else {
                fragments.removeLast(Int(row.moreCount))
                return why
            }
            fragments.append(more)
            row.moreCount += 1
        }
        guard scan.isAtLineEnd || scan.isAtBlank else { return why }
        scan.skipBlanks()
        if !scan.isAtLineEnd { (row.quoteStart, row.quoteEnd) = (UInt32(scan.position), UInt32(scan.lineEnd)) }
        loose.append(line)
        texts.append(row)
        return nil
    }

    /// Looks in the text for the words of T lines that say no place; those that are there get one. Each is
    /// told by `tell` with the row that it became, nil for none.
    mutating func place(lostIn text: Text, _ tell: (_ row: BratText, _ isFound: Bool, _ why: Why) -> Void) {
        guard !lost.isEmpty else { return }
        var search = WordSearch(text)
        var cursor = OffsetCursor(text, unit: .codePoints)
        for (row, quote, why) in lost {
            let found = search.find(Array(file.bytes[quote]), nil, near: Span(0, 0))
            if let found {
                var placed = row
                placed.start = UInt32(cursor.units(beforeByte: Int(found.span.start)))
                placed.end = UInt32(cursor.units(beforeByte: Int(found.span.end)))
                (placed.quoteStart, placed.quoteEnd) = (UInt32(quote.lowerBound), UInt32(quote.upperBound))
                texts.append(placed)
            }
            tell(row, found != nil, why)
        }
        lost = []
    }

    /// Why the offsets that the scanner stands at are none.
    private var wrongOffsets: Why {
        let ends = scan.endsAsWritten
        guard ends.count > 1, let start = Double(ends[0]), let end = Double(ends[1]) else { return Why(.incomplete, "has no offsets") }
        if start < 0 { return Why(.beforeText, "begins before the text") }
        if end < start { return Why(.reversed, "ends before it begins") }
        return Why(.notWhole, "has an offset that is no whole number")
    }

    private mutating func takeFragments(_ row: inout BratText) -> Bool {
        repeat {
            guard let more = scan.span() else {
                fragments.removeLast(Int(row.moreCount))
                return false
            }
            fragments.append(more)
            row.moreCount += 1
        } while scan.skip(0x3B)
        return true
    }

    private mutating func takeEvent() -> Why? {
        guard let id = identifier(), scan.skipTab() else { return "has no tab after its name" }
        guard let trigger = argument() else { return Why(.incomplete, "has no type and trigger") }
        let first = arguments.count
        while !scan.isAtLineEnd {
            scan.skipSpaces()
            if scan.isAtLineEnd || scan.isAtTab { break }
            guard let next = argument() else {
                arguments.removeSubrange(first...)
                return "has an argument without role and target"
            }
            arguments.append(next)
        }
        events.append(
            Event(
                id: id, type: trigger.role, trigger: trigger.target,
                arguments: UInt32(first)..<UInt32(arguments.count), line: line))
        return nil
    }

    private mutating func takeRelation() -> Why? {
        guard let id = identifier(), scan.skipTab() else { return "has no tab after its name" }
        guard let type = scan.word() else { return "has no type" }
        scan.skipSpaces()
        guard let from = argument() else { return Why(.incomplete, "has no arguments") }
        scan.skipSpaces()
        guard let to = argument() else { return Why(.incomplete, "has one argument; it needs two") }
        scan.skipSpaces()
        guard scan.isAtLineEnd || scan.isAtTab else { return "has more than two arguments" }
        relations.append(Relation(id: id, type: number(type), from: from, to: to, line: line))
        return nil
    }

    private mutating func takeAttribute() -> Why? {
        guard var remark = remark() else { return "has no name and target" }
        scan.skipSpaces()
        if let value = scan.rest(trimmed: true) { remark.value = words(value) }
        attributes.append(remark)
        return nil
    }

    private mutating func takeNote() -> Why? {
        guard var remark = remark() else { return "is a comment" }
        if scan.skipTab(), let text = scan.rest() { remark.value = words(text) }
        notes.append(remark)
        return nil
    }

    private mutating func takeReference() -> Why? {
        guard var remark = remark() else { return "has no type and target" }
        scan.skipSpaces()
        guard let identifier = scan.field() else { return "has no identifier" }
        remark.value = words(identifier)
        if scan.skipTab(), let text = scan.rest() { remark.text = words(text) }
        references.append(remark)
        return nil
    }

    private mutating func takeEquivalence() -> Why? {
        _ = scan.skip(0x2A)
        guard scan.skipTab(), let type = scan.word() else { return "has no type" }
        var members: [BratID] = []
        while true {
            scan.skipSpaces()
            guard !scan.isAtLineEnd, let id = identifier() else { break }
            members.append(id)
        }
        guard members.count > 1 else { return "names fewer than two" }
        equivalences.append((number(type), members, line))
        return nil
    }

    /// Name, type and target, as A, M, # and N lines begin.
    @inline(__always)
    private mutating func remark() -> Remark? {
        guard let id = identifier(), scan.skipTab(), let type = scan.word() else { return nil }
        scan.skipSpaces()
        guard !scan.isAtLineEnd, !scan.isAtTab, let target = identifier() else { return nil }
        return Remark(id: id, type: number(type), target: target, line: line)
    }

    // MARK: Pieces

    private mutating func number(_ word: Range<Int>) -> UInt32 {
        UInt32(wordNumbers.number(Bytes(rebasing: file.bytes[word])))
    }

    private func words(_ range: Range<Int>) -> FileWords { FileWords(bytes: range) }

    /// `Role:T1`.
    private mutating func argument() -> Argument? {
        guard let role = scan.role(), let target = identifier() else { return nil }
        return Argument(role: number(role), target: target)
    }

    /// A letter and a number, or any other word as an odd name.
    @inline(__always)
    private mutating func identifier() -> BratID? {
        if let plain = scan.plainIdentifier() { return plain }
        guard let word = scan.word() else { return nil }
        let name = file[Span(word)]
        let known = odd[name] ?? BratID.odd + UInt32(odd.count)
        odd[name] = known
        oddNames[known] = name
        return BratID(letter: file.bytes[word.lowerBound], number: known)
    }
}
