import GlossModel

/// Reads the XML of `pdftohtml -xml`, or that of `mutool draw -F stext`, in one pass over its bytes. It is lenient: what it does not
/// know is left out, and an end that is missing ends nothing else. Linear.
struct PDFScanner {
    private let bytes: Bytes
    private var place = 0
    var source = PDFSource()
    /// Index in `source.fonts` of each id.
    private var fontOfID: [Int: Int] = [:]
    /// What is read of the characters of MuPDF.
    var characters = Characters()
    private var attributes: [(name: Range<Int>, value: Range<Int>)] = []

    /// Reads a document.
    static func read(_ text: Text) -> PDFSource {
        withExtendedLifetime(text) {
            var scanner = PDFScanner(bytes: text.bytes)
            scanner.read()
            scanner.flush()
            PDFLigatures.join(in: &scanner.source)
            PDFDirection.settle(&scanner.source)
            return scanner.source
        }
    }

    private init(bytes: Bytes) {
        self.bytes = bytes
        source.bytes.reserveCapacity(bytes.count / 2)
    }

    private mutating func read() {
        while let name = nextTag() {
            switch name {
            case "page":
                flush()
                let zoom = value("id") == nil ? 1 : PDFScanner.zoom
                source.pages.append(
                    PDFPage(
                        number: Int(number("number")), width: number("width") * zoom, height: number("height") * zoom))
            case "fontspec": font()
            case "text": run()
            case "outline": outline()
            case "font": beginFont()
            case "char": character()
            case "line": flush()
            default: break
            }
        }
    }

    // MARK: Tags

    /// Goes behind the next tag and takes its attributes; gives its name, "/" for an end.
    private mutating func nextTag() -> String? {
        while place < bytes.count, bytes[place] != 0x3C { place += 1 }
        guard place < bytes.count else { return nil }
        place += 1
        let start = place
        if place < bytes.count, bytes[place] == 0x2F { place += 1 }
        while place < bytes.count, isLetter(bytes[place]) { place += 1 }
        let name = start..<place
        takeAttributes()
        return bytes[min(start, bytes.count - 1)] == 0x2F ? "/" : string(name)
    }

    private func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

    private mutating func takeAttributes() {
        attributes.removeAll(keepingCapacity: true)
        while place < bytes.count, bytes[place] != 0x3E {
            let start = place
            while place < bytes.count, isLetter(bytes[place]) { place += 1 }
            let name = start..<place
            guard !name.isEmpty, place + 1 < bytes.count, bytes[place] == 0x3D, bytes[place + 1] == 0x22 else {
                place = max(place, start + 1)
                continue
            }
            place += 2
            let value = place
            while place < bytes.count, bytes[place] != 0x22 { place += 1 }
            attributes.append((name, value..<place))
            place += 1
        }
        place += 1
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: Bytes(rebasing: bytes[range]), as: UTF8.self)
    }

    func value(_ name: StaticString) -> Range<Int>? {
        attributes.first { attribute in
            attribute.name.count == name.utf8CodeUnitCount
                && attribute.name.enumerated().allSatisfy { bytes[$1] == name.utf8Start[$0] }
        }?.value
    }

    /// A number written in decimals, with a point and a sign or without; 0 where there is none.
    func number(_ name: StaticString) -> Float { value(name).map(number) ?? 0 }

    func number(_ range: Range<Int>) -> Float {
        var value: Float = 0
        var scale: Float = 0
        var isNegative = false
        for index in range {
            switch bytes[index] {
            case 0x2D: isNegative = true
            case 0x2E: scale = 1
            case 0x30...0x39:
                guard scale < 10_000 else { continue }
                value = value * 10 + Float(bytes[index] - 0x30)
                scale *= 10
            default: break
            }
        }
        if scale > 1 { value /= scale }
        return isNegative ? -value : value
    }

    // MARK: Faces

    private mutating func font() {
        var font = PDFFont(size: number("size"))
        if let range = value("family") { PDFScanner.name(&font, string(range)) }
        if let range = value("color") { font.colour = UInt32(string(range).dropFirst(), radix: 16) ?? 0 }
        fontOfID[Int(number("id"))] = source.fonts.count
        source.fonts.append(font)
    }

    /// Says of a face what its name says.
    static func name(_ font: inout PDFFont, _ name: String) {
        var family = name.lowercased()
        if let plus = family.firstIndex(of: "+") { family = String(family[family.index(after: plus)...]) }
        font.isBold = family.holds(anyOf: PDFScanner.bold)
        font.isItalic = family.holds(anyOf: PDFScanner.italic)
        font.isMono = family.holds(anyOf: PDFScanner.mono)
        font.isSymbols = family.holds(anyOf: PDFScanner.symbols)
        font.family = family
    }

    private static let bold: [StaticString] = ["bold", "heavy", "black", "demi", "-bd", "cmbx", "cmssbx", "cmb10", "sfbx", "-medi", "boldmt"]
    private static let symbols: [StaticString] = ["wingding", "webding", "dingbat"]
    private static let italic: [StaticString] = ["italic", "oblique", "cmti", "cmsl", "cmbxti", "sfti", "-ital", "slanted"]
    private static let mono: [StaticString] = ["courier", "mono", "consolas", "menlo", "typewriter", "lucidacons", "cmtt", "cmsltt", "sftt", "lmtt", "fixed", "terminal", "sourcecode"]

    // MARK: Runs

    private mutating func run() {
        let (left, top) = (number("left"), number("top"))
        let box = PDFBox(left: left, top: top, right: left + number("width"), bottom: top + number("height"))
        let font = fontOfID[Int(number("font"))] ?? addDefaultFont()
        let start = source.bytes.count
        let (boldBytes, italicBytes) = content()
        let count = source.bytes.count - start
        guard count > 0, !source.pages.isEmpty else { return }
        addRun(box, font, from: start, boldBytes, italicBytes)
    }

    /// Adds the bytes from a place on as a run of the page.
    mutating func addRun(_ box: PDFBox, _ font: Int, from start: Int, _ boldBytes: Int = 0, _ italicBytes: Int = 0) {
        let count = source.bytes.count - start
        if source.fonts[font].isSymbols, source.bytes[start...].count(where: { $0 > 0x20 }) <= 3 { makeBullet(from: start) }
        let run = PDFRun(
            box: box, text: start..<source.bytes.count, font: font,
            isBold: source.fonts[font].isBold || boldBytes * 2 > count,
            isItalic: source.fonts[font].isItalic || italicBytes * 2 > count)
        source.pages[source.pages.count - 1].runs += PDFSpaces.cells(of: run, in: source)
    }

    /// In a face of signs letters stand for pictures.
    private mutating func makeBullet(from start: Int) {
        guard let first = source.bytes[start...].firstIndex(where: { $0 > 0x20 }), let last = source.bytes.lastIndex(where: { $0 > 0x20 }) else { return }
        source.bytes.replaceSubrange(first...last, with: "\u{2022}".utf8)
    }

    private mutating func addDefaultFont() -> Int {
        source.fonts.append(PDFFont(size: 16))
        return source.fonts.count - 1
    }

    /// Takes the content of a run up to its end; how many of its bytes are bold and italic.
    private mutating func content() -> (bold: Int, italic: Int) {
        var (bold, italic) = (0, 0)
        var (boldFrom, italicFrom): (Int?, Int?) = (nil, nil)
        var link: (start: Int, target: String)?
        while place < bytes.count {
            guard bytes[place] == 0x3C else {
                take()
                continue
            }
            let here = source.bytes.count
            let isEnd = place + 1 < bytes.count && bytes[place + 1] == 0x2F
            let letter = place + (isEnd ? 2 : 1)
            let tag = letter < bytes.count ? bytes[letter] : 0
            let isOne = letter + 1 < bytes.count && !isLetter(bytes[letter + 1])
            if tag == 0x74 || tag == 0x70, !isOne {  // text, page: the end, written or not
                if isEnd { skipTag() }
                break
            }
            skipTag()
            switch (tag, isEnd, isOne) {
            case (0x62, false, true): boldFrom = here
            case (0x62, true, true):
                bold += here - (boldFrom ?? here)
                boldFrom = nil
            case (0x69, false, true): italicFrom = here
            case (0x69, true, true):
                italic += here - (italicFrom ?? here)
                italicFrom = nil
            case (0x61, false, true): link = value("href").map { (here, string($0)) }
            case (0x61, true, true):
                if let link, here > link.start { source.links.append(PDFLink(text: link.start..<here, target: link.target)) }
                link = nil
            default: break
            }
        }
        return (bold, italic)
    }

    private mutating func skipTag() { _ = nextTag() }

    /// Takes the characters of an attribute.
    mutating func take(_ range: Range<Int>) {
        let here = place
        place = range.lowerBound
        while place < range.upperBound { take() }
        place = here
    }

    /// Takes one character of a run as it is to be read.
    private mutating func take() {
        let byte = bytes[place]
        if byte == 0x26 { return takeEntity() }
        guard byte >= 0x80 else {
            if byte >= 0x20, byte != 0x7F { source.bytes.append(byte) } else if byte == 0x09 || byte == 0x0A { source.bytes.append(0x20) }
            place += 1
            return
        }
        let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: place)
        place += length
        PDFCharacters.append(scalar, to: &source.bytes)
    }

    private mutating func takeEntity() {
        let end = min(bytes.count, place + 10)
        guard let semicolon = (place + 1..<max(place + 1, end)).first(where: { bytes[$0] == 0x3B }) else {
            source.bytes.append(0x26)
            place += 1
            return
        }
        let name = string(place + 1..<semicolon)
        place = semicolon + 1
        switch name {
        case "amp": source.bytes.append(0x26)
        case "lt": source.bytes.append(0x3C)
        case "gt": source.bytes.append(0x3E)
        case "quot": source.bytes.append(0x22)
        case "apos": source.bytes.append(0x27)
        default:
            guard name.first == "#", let value = PDFScanner.value(ofReference: name.dropFirst()),
                let scalar = Unicode.Scalar(value)
            else { return }
            PDFCharacters.append(scalar, to: &source.bytes)
        }
    }

    private static func value(ofReference digits: Substring) -> UInt32? {
        digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    }

    // MARK: Bookmarks

    /// The tree of `<item page="3">Title</item>`, nested by `<outline>`.
    private mutating func outline() {
        var level = 1
        while level > 0, let name = nextTag() {
            switch name {
            case "outline": level += 1
            case "item":
                let page = Int(number("page"))
                let start = source.bytes.count
                while place < bytes.count, bytes[place] != 0x3C { take() }
                let title = source.string(start..<source.bytes.count)
                source.bytes.removeLast(source.bytes.count - start)
                source.bookmarks.append(PDFBookmark(level: level, page: page, title: title))
            case "/": if endsOutline() { level -= 1 }
            default: break
            }
        }
    }

    /// Whether the tag that ends here is `</outline>`.
    private func endsOutline() -> Bool {
        let end: StaticString = "</outline>"
        let start = place - end.utf8CodeUnitCount
        return start >= 0 && (0..<end.utf8CodeUnitCount).allSatisfy { bytes[start + $0] == end.utf8Start[$0] }
    }
}
