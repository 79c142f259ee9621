/// A colour of the terminal.
public struct Color: Hashable, Sendable {
    /// -1 for the terminal's own, else an index into its palette of 8, 16 or 256.
    public var index: Int16

    public init(_ index: Int) { self.index = Int16(index) }

    /// The terminal's own foreground or background.
    public static let standard = Color(-1)
}

/// How a cell looks.
public struct Style: Hashable, Sendable {
    public var foreground: Color
    public var background: Color
    public var attributes: Attributes

    /// What a terminal can do beside colour.
    public struct Attributes: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let bold = Attributes(rawValue: 1)
        public static let dim = Attributes(rawValue: 2)
        public static let underline = Attributes(rawValue: 4)
        public static let reverse = Attributes(rawValue: 8)
        public static let italic = Attributes(rawValue: 16)
    }

    public init(
        foreground: Color = .standard, background: Color = .standard,
        _ attributes: Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The terminal's own colours, nothing added.
    public static let plain = Style()

    /// This style on text that has another one already: colours where it sets some, attributes of both.
    public func over(_ base: Style) -> Style {
        if self == .plain { return base }
        let isSet = foreground != .standard || background != .standard || attributes.contains(.reverse)
        return Style(
            foreground: isSet ? foreground : base.foreground, background: background,
            attributes.union(base.attributes.intersection([.bold, .italic])))
    }

    /// The same without some attributes.
    func without(_ less: Attributes) -> Style {
        Style(foreground: foreground, background: background, attributes.subtracting(less))
    }

    /// The same with attributes added.
    public func adding(_ more: Attributes) -> Style {
        Style(foreground: foreground, background: background, attributes.union(more))
    }
}

/// Columns and rows.
public struct Size: Hashable, Sendable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// A place on the screen, from the top left, 0-based.
public struct Position: Hashable, Sendable {
    public var row: Int
    public var column: Int

    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}

/// One character cell.
public struct Cell: Hashable, Sendable {
    /// The base scalar; never a control character.
    public var scalar: Unicode.Scalar
    /// One past the index into `Frame.clusters` of the whole cluster, where it has more scalars
    /// than the base; 0: the base alone.
    public var cluster: UInt32
    public var style: Style
    /// Columns: 1 or 2; 0 for the cell that a wide one to its left covers.
    public var width: UInt8

    public init(_ scalar: Unicode.Scalar = " ", cluster: UInt32 = 0, style: Style = .plain, width: UInt8 = 1) {
        self.scalar = scalar
        self.cluster = cluster
        self.style = style
        self.width = width
    }
}

/// A whole screen as a value: what the terminal is to show. The terminal makes it so.
public struct Frame: Sendable, Equatable {
    public let size: Size
    /// Row by row, `size.rows * size.columns` cells.
    public private(set) var cells: [Cell]
    /// Clusters of a base and zero-width scalars.
    public private(set) var clusters: [String] = []
    /// Where the hardware cursor sits: on what is in focus. nil hides it.
    public var cursor: Position?

    /// An empty screen.
    public init(size: Size) {
        self.size = size
        cells = Array(repeating: Cell(), count: max(0, size.rows * size.columns))
    }

    /// The cells of a row.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// The text of a row, without trailing spaces.
    public func string(row: Int) -> String {
        var text = ""
        for cell in self.row(row) where cell.width > 0 {
            if cell.cluster > 0 {
                text += clusters[Int(cell.cluster) - 1]
            } else {
                text.unicodeScalars.append(cell.scalar)
            }
        }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Puts a glyph of `width` columns at a place; outside the screen, or where a wide one does
    /// not fit, nothing (a wide one at the right edge becomes a space). Halves of wide glyphs that
    /// it overwrites become spaces.
    public mutating func put(
        _ scalar: Unicode.Scalar, cluster: String? = nil, width: Int, style: Style,
        at position: Position
    ) {
        guard position.row >= 0, position.row < size.rows, position.column >= 0,
            position.column < size.columns
        else { return }
        let index = position.row * size.columns + position.column
        if width == 1, cluster == nil, cells[index].width == 1 {
            cells[index] = Cell(scalar, style: style)
            return
        }
        clearHalves(at: index, row: position.row)
        guard position.column + width <= size.columns else {
            cells[index] = Cell(style: style)
            return
        }
        var number: UInt32 = 0
        if let cluster {
            clusters.append(cluster)
            number = UInt32(clusters.count)
        }
        if width == 2 {
            clearHalves(at: index + 1, row: position.row)
            cells[index + 1] = Cell(" ", style: style, width: 0)
        }
        cells[index] = Cell(scalar, cluster: number, style: style, width: UInt8(width))
    }

    private mutating func clearHalves(at index: Int, row: Int) {
        if cells[index].width == 0, index > row * size.columns {
            cells[index - 1] = Cell(style: cells[index - 1].style)
        }
        if cells[index].width == 2, index + 1 < (row + 1) * size.columns {
            cells[index + 1] = Cell(style: cells[index + 1].style)
        }
    }

    /// Moves a cursor that was put beyond the edge, on a screen too small for it, to the edge.
    mutating func keepCursorInside() {
        guard let place = cursor else { return }
        cursor = Position(
            row: max(0, min(size.rows - 1, place.row)),
            column: max(0, min(size.columns - 1, place.column)))
    }

    /// Changes the style of cells in place.
    public mutating func restyle(
        row: Int, columns: Range<Int>, _ change: (Style) -> Style
    ) {
        guard row >= 0, row < size.rows else { return }
        for column in columns.clamped(to: 0..<size.columns) {
            let index = row * size.columns + column
            cells[index].style = change(cells[index].style)
        }
    }
}
