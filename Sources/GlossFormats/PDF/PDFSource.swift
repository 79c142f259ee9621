/// What `pdftohtml -xml` tells of a PDF: every run of text with its place and face, the links in
/// them, and the bookmarks. Lengths are pixels of its zoom; only their ratios matter here.
struct PDFSource {
    /// The text of all runs, UTF-8, entities and ligatures resolved.
    var bytes: [UInt8] = []
    var fonts: [PDFFont] = []
    var pages: [PDFPage] = []
    var links: [PDFLink] = []
    var bookmarks: [PDFBookmark] = []

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

/// A face in a size and colour.
struct PDFFont: Hashable {
    var size: Float = 0
    /// In lower case, without the tag of a subset.
    var family = ""
    /// 0xRRGGBB.
    var colour: UInt32 = 0
    var isBold = false
    var isItalic = false
    var isMono = false
    /// Whether its letters are bullets and other signs.
    var isSymbols = false

    /// Whether it is black or a dark grey.
    var isDark: Bool {
        let parts = [colour >> 16 & 255, colour >> 8 & 255, colour & 255]
        return parts.max()! < 0x70 && parts.max()! - parts.min()! < 0x30
    }
}

/// A page and its runs, in the order in which the page draws them.
struct PDFPage {
    var number = 0
    var width: Float = 0
    var height: Float = 0
    var runs: [PDFRun] = []
}

/// A rectangle; y grows downwards.
struct PDFBox {
    var left: Float
    var top: Float
    var right: Float
    var bottom: Float

    var width: Float { right - left }
    var height: Float { bottom - top }
    var middle: Float { (top + bottom) / 2 }
    var centre: Float { (left + right) / 2 }

    mutating func add(_ other: PDFBox) {
        left = min(left, other.left)
        top = min(top, other.top)
        right = max(right, other.right)
        bottom = max(bottom, other.bottom)
    }

    /// How much of the lower of the two stands beside the other, 0 to 1.
    func overlapsLine(of other: PDFBox) -> Float {
        (min(bottom, other.bottom) - max(top, other.top)) / max(0.01, min(height, other.height))
    }
}

/// A piece of a line in one face.
struct PDFRun {
    var box: PDFBox
    /// Its bytes in `PDFSource.bytes`.
    var text: Range<Int>
    var font: Int
    /// Marked as such, or its face is.
    var isBold = false
    var isItalic = false
}

/// A stretch of a run that leads to an address.
struct PDFLink {
    var text: Range<Int>
    var target: String
}

/// An entry of the outline that the PDF brings.
struct PDFBookmark {
    /// From 1.
    var level: Int
    /// From 1; 0 where it leads nowhere.
    var page: Int
    var title: String
}
