import GlossModel

/// WebAnno TSV 3.3 (INCEpTION user guide, appendix on formats): tokens in lines, layers in columns.
///
/// Read over the same structures as a CAS: span layers, slots, relations and chains. The text is put
/// together of the `#Text` lines at the offsets of their tokens. Written with the layers that a CAS
/// of the report would have; what has no place in the text stands on a unit without length at its
/// beginning.
public struct WebAnnoTSV: Format {
    public init() {}
    public var name: String { "webanno-tsv" }
    public var offsets: OffsetUnit? { .utf16 }
    public var suffixes: [String] { ["webanno.tsv"] }

    public func sniff(_ file: InputFile) -> Likeness {
        file.content[Span(0, min(64, file.content.count))].hasPrefix("#FORMAT=WebAnno TSV 3") ? .certain : .none
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var reader = WebAnnoReader(file)
        guard let cas = reader.read() else { throw .unsupported(what: "it has no text (no #Text)") }
        var reports = try Cas.reports(of: cas, file, format: name)
        for index in reports.indices { reports[index].findings += reader.findings }
        return reports
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        if writesBack(report, to: &out) { return }
        var writer = WebAnnoWriter(report)
        writer.write(&out)
    }

    public func losses(_ report: Report) -> [Finding] {
        if !report.layers.isEmpty, report.layers.allSatisfy({ $0.sourceFormat == name && $0.source != nil }) { return [] }
        return WebAnnoWriter(report).losses.findings(name, report.path)
    }
}

/// A layer as the head of a file declares it.
struct WebAnnoLayer {
    enum Kind: String {
        case span = "#T_SP"
        case chain = "#T_CH"
        case relation = "#T_RL"
    }

    /// A column, or the two of a slot feature.
    enum Column: Hashable {
        case feature(String)
        /// Roles; the targets are in the next column.
        case roles(feature: String, link: String)
        case targets(type: String)
        /// Where a relation comes from: an annotation of this layer.
        case base(type: String)
        /// Only whether there is an annotation.
        case none
    }

    var kind: Kind
    var type: String
    var columns: [Column]

    /// Reads a line of the head.
    init?(_ line: some StringProtocol) {
        guard let equals = line.firstIndex(of: "="), let kind = Kind(rawValue: String(line[..<equals])) else { return nil }
        let rest = String(line[equals...]).dropFirst()
        let fields = rest.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard let type = fields.first, !type.isEmpty else { return nil }
        (self.kind, self.type) = (kind, type)
        columns = []
        for field in fields.dropFirst() where !field.isEmpty {
            if case .roles? = columns.last {
                columns.append(.targets(type: field))
            } else {
                columns.append(WebAnnoLayer.column(field))
            }
        }
        if columns.isEmpty { columns = [.none] }
    }

    private static func column(_ field: String) -> Column {
        if field.hasPrefix("BT_") { return .base(type: String(field.dropFirst(3))) }
        guard field.hasPrefix("ROLE_"), let colon = field.firstIndex(of: ":") else { return .feature(field) }
        let rest = String(field[colon...]).dropFirst()
        // A feature's name may have a `_` in it; that of a type has points behind it.
        let underscores = rest.indices.filter { rest[$0] == "_" }
        guard let split = underscores.last(where: { rest[..<$0].allSatisfy { $0 != "." } }) ?? underscores.first else {
            return .roles(feature: String(rest), link: "")
        }
        return .roles(feature: String(rest[..<split]), link: String(rest[split...].dropFirst()))
    }

    init(kind: Kind, type: String, columns: [Column]) {
        (self.kind, self.type, self.columns) = (kind, type, columns)
    }

    /// The line of the head.
    var line: String {
        let fields = columns.map { column in
            switch column {
            case .feature(let name): name
            case .roles(let feature, let link): "ROLE_\(type):\(feature)_\(link)"
            case .targets(let type): type
            case .base(let type): "BT_\(type)"
            case .none: ""
            }
        }
        return "\(kind.rawValue)=\(type)|\(fields.joined(separator: "|"))"
    }
}

/// How values stand in cells.
enum WebAnnoValue {
    /// Feature of gloss's own types that refers without a link between.
    static let direct = "gloss.Link"
    private static let reserved = Set("\\[]|_;*".utf8)

    /// A value with a backslash before what the format uses itself.
    static func escaped(_ value: String) -> String {
        var result: [UInt8] = []
        let bytes = Array(value.utf8)
        for (place, byte) in bytes.enumerated() {
            switch byte {
            case 0x09: result += [0x5C, 0x74]
            case 0x0A: result += [0x5C, 0x6E]
            case 0x0D: result += [0x5C, 0x72]
            case 0x2D where place + 1 < bytes.count && bytes[place + 1] == 0x3E: result += [0x5C, 0x2D]
            default:
                if reserved.contains(byte) { result.append(0x5C) }
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A text line: only what would break lines is escaped.
    static func escaped(line: some Sequence<UInt8>) -> [UInt8] {
        line.flatMap { byte -> [UInt8] in
            switch byte {
            case 0x5C: [0x5C, 0x5C]
            case 0x09: [0x5C, 0x74]
            case 0x0D: [0x5C, 0x72]
            case 0x0C: [0x5C, 0x66]
            case 0x08: [0x5C, 0x62]
            default: [byte]
            }
        }
    }

    /// The bytes without their backslashes.
    static func unescaped(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var isEscaped = false
        for byte in bytes {
            guard isEscaped else {
                if byte == 0x5C { isEscaped = true } else { result.append(byte) }
                continue
            }
            isEscaped = false
            switch byte {
            case 0x74: result.append(0x09)
            case 0x6E: result.append(0x0A)
            case 0x72: result.append(0x0D)
            case 0x66: result.append(0x0C)
            case 0x62: result.append(0x08)
            default: result.append(byte)
            }
        }
        return result
    }

    /// Pieces between a separator that no backslash stands before.
    static func split(_ cell: ArraySlice<UInt8>, by separator: UInt8) -> [ArraySlice<UInt8>] {
        var found: [ArraySlice<UInt8>] = []
        var start = cell.startIndex
        var place = start
        while place < cell.endIndex {
            if cell[place] == 0x5C {
                place += 2
            } else {
                if cell[place] == separator {
                    found.append(cell[start..<place])
                    start = place + 1
                }
                place += 1
            }
        }
        found.append(cell[min(start, cell.endIndex)...])
        return found
    }

    /// A value and the number in brackets behind it; 0 where there is none.
    static func numbered(_ piece: ArraySlice<UInt8>) -> (value: ArraySlice<UInt8>, number: Int) {
        guard piece.last == 0x5D, let bracket = piece.lastIndex(of: 0x5B),
            bracket == piece.startIndex || piece[bracket - 1] != 0x5C || isEven(backslashesBefore: bracket, piece),
            let number = Int(String(decoding: piece[(bracket + 1)..<(piece.endIndex - 1)], as: UTF8.self)), number >= 0
        else { return (piece, 0) }
        return (piece[..<bracket], number)
    }

    private static func isEven(backslashesBefore place: Int, _ piece: ArraySlice<UInt8>) -> Bool {
        var count = 0
        var before = place - 1
        while before >= piece.startIndex, piece[before] == 0x5C {
            count += 1
            before -= 1
        }
        return count % 2 == 0
    }
}
