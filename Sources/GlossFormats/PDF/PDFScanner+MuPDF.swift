/// The characters of `mutool draw -F stext`: each is told by itself, with its place.
extension PDFScanner {
    /// Characters of one face that follow each other in a line: a run to be.
    struct Characters {
        var name = ""
        var size: Float = 0
        var colour: UInt32 = 0
        var box: PDFBox?
        /// Where its bytes begin.
        var start = 0
        /// Indices of faces by name, size and colour.
        var faces: [PDFFont: Int] = [:]
    }

    /// Lengths become as long as those of `pdftohtml -zoom 3`.
    static let zoom: Float = 3

    mutating func beginFont() {
        flush()
        characters.name = value("name").map(string) ?? ""
        characters.size = number("size") * PDFScanner.zoom
    }

    /// Takes `<char quad="..." color="#..." c="x"/>`.
    mutating func character() {
        guard let quad = value("quad"), let sign = value("c"), let box = PDFScanner.box(numbers(quad)) else { return }
        let colour = value("color").map { UInt32(string($0).dropFirst(), radix: 16) ?? 0 } ?? 0
        if colour != characters.colour { flush() }
        if characters.box == nil { (characters.start, characters.colour) = (source.bytes.count, colour) }
        if characters.box?.add(box) == nil { characters.box = box }
        take(sign)
    }

    /// Ends the run.
    mutating func flush() {
        guard let box = characters.box, !source.pages.isEmpty else { return }
        characters.box = nil
        guard source.bytes.count > characters.start else { return }
        addRun(box, face(), from: characters.start)
    }

    private mutating func face() -> Int {
        var font = PDFFont(size: characters.size, colour: characters.colour)
        PDFScanner.name(&font, characters.name)
        if let known = characters.faces[font] { return known }
        source.fonts.append(font)
        characters.faces[font] = source.fonts.count - 1
        return source.fonts.count - 1
    }

    private func numbers(_ range: Range<Int>) -> [Float] {
        string(range).split(separator: " ").map { (Float($0) ?? 0) * PDFScanner.zoom }
    }

    /// The box around four corners.
    private static func box(_ corners: [Float]) -> PDFBox? {
        guard corners.count == 8 else { return nil }
        let across = [corners[0], corners[2], corners[4], corners[6]], down = [corners[1], corners[3], corners[5], corners[7]]
        return PDFBox(left: across.min()!, top: down.min()!, right: across.max()!, bottom: down.max()!)
    }
}
