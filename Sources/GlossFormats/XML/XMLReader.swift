import GlossModel

/// Pulls markup and text out of an XML document (W3C, 1.0 fifth edition and 1.1), one event a call.
///
/// No tree and no string is made: names and values are ranges of the file. Checked are the pairing
/// of tags, one element around everything, quotes and references; names are taken as they stand.
/// Nothing outside of the file is ever loaded. Entities of the document's own are expanded to plain
/// text, at most a megabyte of it, so that a short file cannot become a long one. A pass costs the
/// bytes of the file.
struct XMLReader {
    enum Event {
        case start, end, text, finished
    }

    /// A name and a value of a start tag, as bytes of the file; the value between its quotes.
    struct Attribute {
        var name: Range<Int>
        var value: Range<Int>
    }

    /// The document in UTF-8, which ranges are about.
    let text: Text
    let bytes: Bytes
    /// The name of the element that has started or ended.
    private(set) var name = 0..<0
    /// Attributes of the element that has started.
    private(set) var attributes: [Attribute] = []
    /// The text that has come, as it stands in the file.
    private(set) var run = 0..<0
    /// Whether the run is a CDATA section, in which `&` is a letter.
    private(set) var isLiteral = false
    private var offset = 0
    private var open: [Range<Int>] = []
    private var hasRoot = false
    private var endsAtOnce = false
    var entities = XMLEntities()
    /// Whether a & that begins no reference is taken as it stands, and counted.
    var toleratesAmpersands = false
    var bareAmpersands = 0
    /// Where the first of them stands, in bytes.
    var firstAmpersand = 0
    /// Whether the document says that it is XML 1.1, which has control characters as references.
    let hasControls: Bool
    /// Elements nested deeper are refused.
    static let deepest = 4096
    /// Elements with more attributes are refused.
    static let mostAttributes = 1024

    /// Begins at the start of a document in UTF-8; see `XMLEncoding` for others.
    init(_ text: Text) {
        self.text = text
        bytes = text.bytes
        let head = String(decoding: bytes.prefix(64), as: UTF8.self)
        hasControls = head.hasPrefix("<?xml") && (head.contains("version=\"1.1\"") || head.contains("version='1.1'"))
    }

    /// How deep the element stands that has started or ended; the root is 1.
    var depth: Int { open.count }

    /// How much has been read, in bytes.
    var position: Int { offset }

    /// The next event. Comments and processing instructions are passed over.
    mutating func next() throws(FormatError) -> Event {
        if endsAtOnce {
            endsAtOnce = false
            return close()
        }
        while offset < bytes.count {
            guard bytes[offset] == 0x3C else {
                if try characters() { return .text }
                continue
            }
            switch byte(1) {
            case 0x2F: return try endTag()
            case 0x3F: try pass(beyond: "?>", "a processing instruction")
            case 0x21:
                if holds("<![CDATA[") { if try literal() { return .text } } else { try declaration() }
            default:
                try startTag()
                return .start
            }
        }
        guard open.isEmpty else { throw wrong("the element <\(string(open[open.count - 1]))> does not end") }
        guard hasRoot else { throw wrong("there is no element") }
        return .finished
    }

    /// The value of an attribute of the element that has started, decoded; nil where it has none.
    mutating func value(_ wanted: StaticString) throws(FormatError) -> String? {
        guard let range = range(wanted) else { return nil }
        return try decoded(range)
    }

    /// Where the value of an attribute stands; nil where the element has none of that name.
    func range(_ wanted: StaticString) -> Range<Int>? {
        for attribute in attributes where isEqual(attribute.name, wanted) { return attribute.value }
        return nil
    }

    /// Whether bytes of the file are a word.
    @inline(__always)
    func isEqual(_ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        for index in 0..<range.count where bytes[range.lowerBound + index] != word.utf8Start[index] { return false }
        return true
    }

    /// Bytes of the file as a string.
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The value that stands in a range, references expanded and white space made spaces.
    mutating func decoded(_ range: Range<Int>) throws(FormatError) -> String {
        guard !isPlain(range) else { return string(range) }
        var value: [UInt8] = []
        try decode(range, isAttribute: true, into: &value)
        return String(decoding: value, as: UTF8.self)
    }

    /// Adds the text that has come, with line ends as line feeds and references expanded.
    mutating func append(to target: inout [UInt8]) throws(FormatError) {
        try decode(run, isAttribute: false, into: &target)
    }

    /// An error at the place that has been reached.
    func wrong(_ what: String, at place: Int? = nil) -> FormatError {
        let place = min(place ?? offset, bytes.count)
        var line = 1
        for index in 0..<place where bytes[index] == 0x0A { line += 1 }
        return .malformed(line: line, offset: place, what: "not XML: \(what)")
    }
}

// MARK: Tags

extension XMLReader {
    @inline(__always)
    private func byte(_ ahead: Int) -> UInt8 { offset + ahead < bytes.count ? bytes[offset + ahead] : 0 }

    private func holds(_ word: StaticString) -> Bool {
        guard offset + word.utf8CodeUnitCount <= bytes.count else { return false }
        return isEqual(offset..<offset + word.utf8CodeUnitCount, word)
    }

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

    @inline(__always)
    private mutating func skipSpace() {
        while offset < bytes.count, XMLReader.isSpace(bytes[offset]) { offset += 1 }
    }

    @inline(__always)
    private mutating func takeName() throws(FormatError) -> Range<Int> {
        let start = offset
        while offset < bytes.count {
            let byte = bytes[offset]
            let isLetter = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
            guard isLetter || byte >= 0x80 || byte == 0x5F || byte == 0x3A
                || offset > start && (byte >= 0x30 && byte <= 0x39 || byte == 0x2D || byte == 0x2E)
            else { break }
            offset += 1
        }
        guard offset > start else { throw wrong("a name is missing") }
        return start..<offset
    }

    private mutating func startTag() throws(FormatError) {
        guard !hasRoot || !open.isEmpty else { throw wrong("there is a second element beside the first") }
        guard open.count < XMLReader.deepest else { throw wrong("it is nested too deep") }
        hasRoot = true
        offset += 1
        name = try takeName()
        attributes.removeAll(keepingCapacity: true)
        while true {
            let gap = offset
            skipSpace()
            guard offset < bytes.count else { throw wrong("a tag does not end") }
            if bytes[offset] == 0x3E {
                offset += 1
                break
            }
            if bytes[offset] == 0x2F {
                guard byte(1) == 0x3E else { throw wrong("a tag does not end after its /") }
                offset += 2
                endsAtOnce = true
                break
            }
            guard offset > gap else { throw wrong("a space before an attribute is missing") }
            try attribute()
        }
        open.append(name)
    }

    private mutating func attribute() throws(FormatError) {
        let name = try takeName()
        skipSpace()
        guard byte(0) == 0x3D else { throw wrong("the attribute \(string(name)) has no value") }
        offset += 1
        skipSpace()
        let quote = byte(0)
        guard quote == 0x22 || quote == 0x27 else { throw wrong("the value of \(string(name)) is not quoted") }
        offset += 1
        let start = offset
        while offset < bytes.count, bytes[offset] != quote {
            if bytes[offset] == 0x3C { throw wrong("< stands in the value of \(string(name))") }
            offset += 1
        }
        guard offset < bytes.count else { throw wrong("the value of \(string(name)) does not end", at: start) }
        if attributes.contains(where: { $0.name.count == name.count && bytes[$0.name].elementsEqual(bytes[name]) }) {
            throw wrong("the attribute \(string(name)) stands twice", at: name.lowerBound)
        }
        guard attributes.count < XMLReader.mostAttributes else { throw wrong("an element has too many attributes", at: start) }
        attributes.append(Attribute(name: name, value: start..<offset))
        offset += 1
    }

    private mutating func endTag() throws(FormatError) -> Event {
        let place = offset
        offset += 2
        let found = try takeName()
        skipSpace()
        guard byte(0) == 0x3E else { throw wrong("a tag does not end") }
        offset += 1
        guard let last = open.last, bytes[last].elementsEqual(bytes[found]) else {
            let wanted = open.last.map { "</\(string($0))>" } ?? "no tag"
            throw wrong("</\(string(found))> stands where \(wanted) should", at: place)
        }
        return close()
    }

    private mutating func close() -> Event {
        name = open.removeLast()
        attributes.removeAll(keepingCapacity: true)
        return .end
    }
}

// MARK: Text and what is passed over

extension XMLReader {
    /// Takes text up to the next tag; false for white space around the root.
    private mutating func characters() throws(FormatError) -> Bool {
        let start = offset
        offset = end(of: 0x3C, from: offset)
        guard open.isEmpty else {
            run = start..<offset
            isLiteral = false
            return true
        }
        for index in start..<offset where !XMLReader.isSpace(bytes[index]) {
            throw wrong("text stands outside of the element", at: index)
        }
        return false
    }

    /// The next place of a byte, or the end; looked at eight bytes at once.
    @inline(__always)
    private func end(of wanted: UInt8, from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let pattern = ones &* UInt64(wanted)
        var place = start
        while place + 8 <= bytes.count {
            let word = bytes.word(at: place) ^ pattern
            if (word &- ones) & ~word & 0x8080_8080_8080_8080 != 0 { break }
            place += 8
        }
        while place < bytes.count, bytes[place] != wanted { place += 1 }
        return place
    }

    private mutating func literal() throws(FormatError) -> Bool {
        guard !open.isEmpty else { throw wrong("text stands outside of the element") }
        let start = offset + 9
        try pass(beyond: "]]>", "a CDATA section")
        run = start..<offset - 3
        isLiteral = true
        return !run.isEmpty
    }

    private mutating func pass(beyond end: StaticString, _ what: String) throws(FormatError) {
        let start = offset
        while offset < bytes.count {
            if bytes[offset] == end.utf8Start[0], holds(end) {
                offset += end.utf8CodeUnitCount
                return
            }
            offset += 1
        }
        throw wrong("\(what) does not end", at: start)
    }

    /// A comment, or the document's type with its own entities.
    private mutating func declaration() throws(FormatError) {
        if holds("<!--") {
            offset += 2
            return try pass(beyond: "-->", "a comment")
        }
        guard holds("<!DOCTYPE"), !hasRoot else { throw wrong("this markup is not known") }
        let start = offset
        while offset < bytes.count, bytes[offset] != 0x3E {
            switch bytes[offset] {
            case 0x22, 0x27: try quoted()
            case 0x5B:
                offset += 1
                try subset()
            default: offset += 1
            }
        }
        guard offset < bytes.count else { throw wrong("the document's type does not end", at: start) }
        offset += 1
    }

    private mutating func quoted() throws(FormatError) {
        let start = offset
        offset = end(of: bytes[start], from: start + 1)
        guard offset < bytes.count else { throw wrong("a quotation does not end", at: start) }
        offset += 1
    }

    private mutating func subset() throws(FormatError) {
        let start = offset
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x5D:
                offset += 1
                return
            case 0x22, 0x27: try quoted()
            case 0x3C where holds("<!--"): try pass(beyond: "-->", "a comment")
            case 0x3C where byte(1) == 0x3F: try pass(beyond: "?>", "a processing instruction")
            case 0x3C where holds("<!ENTITY"): try entity()
            default: offset += 1
            }
        }
        throw wrong("the document's type does not end", at: start)
    }

    private mutating func entity() throws(FormatError) {
        offset += 8
        skipSpace()
        guard byte(0) != 0x25 else { return }
        let name = try takeName()
        skipSpace()
        guard byte(0) == 0x22 || byte(0) == 0x27 else { return }
        let start = offset + 1
        try quoted()
        entities.define(string(name), start..<offset - 1)
    }
}
