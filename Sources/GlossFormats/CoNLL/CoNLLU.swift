import GlossModel

/// CoNLL-U (universaldependencies.org/format.html): ten columns a token, the text put together by
/// `SpaceAfter=No`, `SpacesAfter` and `SpacesBefore`, checked against `# text`.
///
/// `# newdoc` begins a report, `# newpar` a paragraph. Mentions and their entities are read from
/// `Entity=` in the last column (CorefUD), or from `NER=`, `ner=`, `NE=` with IOB tags. Lemmas, tags and
/// dependencies are no annotations of gloss; they are written back as they stand. Written: tokens
/// with their spaces, and `Entity=` with nested, crossing and discontinuous mentions.
public struct CoNLLU: Format {
    public init() {}
    public var name: String { "conllu" }
    public var suffixes: [String] { ["conllu"] }
    public var holdsSeveral: Bool { true }

    public func sniff(_ file: InputFile) -> Likeness {
        // A look at the first byte costs nothing.
        guard let first = file.firstByte, first == 0x23 || first >= 0x30 && first <= 0x39
        else { return .none }
        var lines = TokenLines(file.content, upTo: 16384)
        var rows = 0
        while let columns = lines.next() {
            if columns.isEmpty || file.content.bytes[lines.line.lowerBound] == 0x23 { continue }
            guard CoNLLU.isToken(lines, columns) else { return .none }
            rows += 1
        }
        return rows > 0 || CoNLLU.isEmptyDocument(file.content) ? .certain : .none
    }

    /// Whether a file begins a document and holds no token: that of a report without words.
    static func isEmptyDocument(_ file: Text) -> Bool {
        guard file.count < 16384 else { return false }
        let lines = file[file.span].split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
        return lines.allSatisfy { $0.hasPrefix("#") } && lines.contains { $0.hasPrefix("# newdoc") }
    }

    /// Whether a line has ten columns and begins with a token's number.
    static func isToken(_ lines: TokenLines, _ columns: [Range<Int>]) -> Bool {
        guard columns.count == 10, let first = columns.first?.first else { return false }
        return lines.file.bytes[first] >= 0x30 && lines.file.bytes[first] <= 0x39
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var reader = CoNLLUReader(file)
        return try reader.read()
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        if writesBack(report, to: &out) { return }
        var writer = CoNLLUWriter(report)
        writer.write(&out)
    }

    public func losses(_ report: Report) -> [Finding] {
        if report.layers.allSatisfy({ $0.sourceFormat == name && $0.source != nil }) { return [] }
        return CoNLLUWriter(report).losses.findings(name, report.path)
    }
}

/// What reader and writer share of CorefUD's `Entity=` and of UDPipe's spaces.
enum CoNLLUField {
    static let entity = "Entity"
    /// Names of the fields of a mention, as the head of a file tells them.
    static let fields = "eid-etype-head-other"
    static let form = "form"
    /// In the last field, of a mention that is of no entity.
    static let alone = "alone"
    /// In the last field: the entity, where the mention goes by another name.
    static let of = "of"
    static let name = "name"

    /// White space as `SpacesAfter` has it.
    static func escaped(spaces: some Sequence<UInt8>) -> String {
        var result: [UInt8] = []
        for byte in spaces {
            switch byte {
            case 0x20: result += [0x5C, 0x73]
            case 0x09: result += [0x5C, 0x74]
            case 0x0A: result += [0x5C, 0x6E]
            case 0x0D: result += [0x5C, 0x72]
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Bytes of white space from `SpacesAfter`.
    static func spaces(_ escaped: String) -> [UInt8] {
        var result: [UInt8] = []
        var isEscaped = false
        for byte in escaped.utf8 {
            guard isEscaped else {
                if byte == 0x5C { isEscaped = true } else { result.append(byte) }
                continue
            }
            isEscaped = false
            switch byte {
            case 0x73: result.append(0x20)
            case 0x74: result.append(0x09)
            case 0x6E: result.append(0x0A)
            case 0x72: result.append(0x0D)
            case 0x70: result.append(0x7C)
            default: result.append(byte)
            }
        }
        return result
    }

    /// A word in which nothing is left that the field's own syntax uses.
    static func quoted(_ word: String) -> String {
        var result: [UInt8] = []
        for byte in word.utf8 {
            if byte <= 0x20 || byte == 0x7F || "%-()[]|=,:/".utf8.contains(byte) {
                result += Array(("%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)).utf8)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The word that was quoted.
    static func unquoted(_ word: some StringProtocol) -> String {
        var result: [UInt8] = []
        let bytes = Array(word.utf8)
        var place = 0
        while place < bytes.count {
            if bytes[place] == 0x25, place + 2 < bytes.count,
                let high = JSONString.hexDigit(bytes[place + 1]),
                let low = JSONString.hexDigit(bytes[place + 2])
            {
                result.append(UInt8(truncatingIfNeeded: UInt32(high) << 4 | UInt32(low)))
                place += 3
            } else {
                result.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
