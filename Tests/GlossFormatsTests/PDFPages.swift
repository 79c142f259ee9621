/// Pages as `pdftohtml -xml` writes them, set line by line.
struct PDFPages {
    private var pages: [String] = []
    private var fonts: [(size: Int, bold: Bool, family: String)] = []
    /// What stands behind the pages.
    var outline = ""

    /// 600 by 800, text of size 10 on lines 12 apart, from 60 to 540.
    mutating func page() { pages.append("") }

    /// Sets a line at a height; its width is that of its letters, 5 each, unless told.
    mutating func line(
        _ text: String, at top: Int, left: Int = 60, size: Int = 10, bold: Bool = false, width: Int? = nil, family: String = "Serif"
    ) {
        let font = fonts.firstIndex { $0 == (size, bold, family) } ?? fonts.count
        if font == fonts.count { fonts.append((size, bold, family)) }
        let letters = text.replacing(#/<[^>]*>|&[^;]*;/#, with: "x").count
        let width = width ?? letters * size / 2
        pages[pages.count - 1] += "<text top=\"\(top)\" left=\"\(left)\" width=\"\(width)\" height=\"\(size)\" font=\"\(font)\">\(text)</text>\n"
    }

    /// Sets lines of text, each as wide as the measure but the last of each paragraph; gives the height
    /// of the next line.
    @discardableResult
    mutating func text(_ lines: [String], at top: Int, left: Int = 60, width: Int = 480, size: Int = 10) -> Int {
        for (index, line) in lines.enumerated() {
            self.line(line, at: top + index * (size + 2), left: left, size: size, width: line.hasSuffix(".") ? width / 2 : width)
        }
        return top + lines.count * (size + 2)
    }

    var xml: String {
        var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE pdf2xml SYSTEM \"pdf2xml.dtd\">\n<pdf2xml>\n"
        for (number, page) in pages.enumerated() {
            out += "<page number=\"\(number + 1)\" position=\"absolute\" top=\"0\" left=\"0\" height=\"800\" width=\"600\">\n"
            if number == 0 {
                for (id, font) in fonts.enumerated() {
                    out += "\t<fontspec id=\"\(id)\" size=\"\(font.size)\" family=\"AAAAAA+\(font.family)\(font.bold ? "-Bold" : "")\" color=\"#000000\"/>\n"
                }
            }
            out += page + "</page>\n"
        }
        return out + outline + "</pdf2xml>\n"
    }
}
