/// What a block of a report is.
public enum BlockKind: UInt8, Sendable, CaseIterable {
    /// Running prose.
    case paragraph
    case heading
    /// An item of a list.
    case list
    /// A block quotation.
    case quote
    /// Rows are lines; cells are parted by tabs, or, in a text that came as it is, by columns.
    case table
    /// Preformatted: its lines stand as they are.
    case code
    /// What stands under or over a figure or table.
    case caption
    /// A footnote or an endnote.
    case note
    /// An entry of a list of references.
    case reference
    /// An entry of a table of contents.
    case contents
    /// Title page and imprint.
    case front
    /// Running heads and feet, page numbers: not for reading.
    case running

    /// Its name in JSON.
    public var name: String { String(describing: self) }

    /// The kind of that name in JSON.
    public init?(name: String) {
        guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }

    /// Whether line breaks in it stand, instead of reading as spaces.
    public var keepsLines: Bool { self == .table || self == .code }

    /// Whether it holds sentences, in which things are said and happen.
    public var isProse: Bool { self == .paragraph || self == .list || self == .quote || self == .note }
}

/// A stretch of a report and what it is.
public struct ReportBlock: Hashable, Sendable {
    /// Without the white space at its ends.
    public var span: Span
    public var kind: BlockKind
    /// Of headings 1 to 6, of list items their depth from 1; else 0.
    public var level: Int

    public init(_ span: Span, _ kind: BlockKind, level: Int = 0) {
        self.span = span
        self.kind = kind
        self.level = level
    }
}

/// Kind and level of a block in a byte.
@usableFromInline
struct BlockLabel: Hashable, Sendable {
    private var bits: UInt8

    static let paragraph = BlockLabel(.paragraph, level: 0)

    /// `level` is cut to 0...15.
    init(_ kind: BlockKind, level: Int) { bits = kind.rawValue | UInt8(max(0, min(15, level))) << 4 }

    var kind: BlockKind { BlockKind(rawValue: bits & 15) ?? .paragraph }
    var level: Int { Int(bits >> 4) }
}
