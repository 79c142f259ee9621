/// Brings text from right to left into the order in which it is read. Poppler gives the runs of some
/// PDFs as they stand on the page, their last letter first.
enum PDFDirection {
    /// Turns what is the wrong way round, and mirrors pages that read from the right, so that all that
    /// follows takes them as pages that read from the left. Linear; one look at each byte where there is
    /// no such text.
    static func settle(_ source: inout PDFSource) {
        guard source.bytes.contains(where: { $0 >= 0xD6 && $0 <= 0xDB }) else { return }
        let isVisual = isVisual(source)
        for page in source.pages.indices {
            var (right, all) = (0, 0)
            for run in source.pages[page].runs {
                let count = rightLetters(source.bytes[run.text])
                right += count
                all += run.text.count
                if isVisual, count > 0 { turn(&source.bytes, run.text) }
            }
            if right * 4 > all { mirror(&source.pages[page]) }
        }
    }

    private static func rightLetters(_ text: ArraySlice<UInt8>) -> Int { text.count { $0 >= 0xD6 && $0 <= 0xDB } }

    static func isRight(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x590 && scalar.value < 0x700 }

    // MARK: Which way round

    /// Letters that end a word, and never begin one: the final letters of Hebrew, teh marbuta and alef
    /// maksura of Arabic.
    private static let finals: Set<UInt32> = [0x5DA, 0x5DD, 0x5DF, 0x5E3, 0x5E5, 0x629, 0x649]

    private static func isVisual(_ source: PDFSource) -> Bool {
        var (begun, ended) = (0, 0)
        for run in source.pages.lazy.flatMap(\.runs) where rightLetters(source.bytes[run.text]) > 0 {
            for word in source.bytes[run.text].split(separator: 0x20) {
                let letters = String(decoding: word, as: UTF8.self).unicodeScalars
                guard letters.count > 1, let first = letters.first, let last = letters.last else { continue }
                if finals.contains(first.value) { begun += 1 }
                if finals.contains(last.value) { ended += 1 }
            }
        }
        return begun > ended
    }

    // MARK: Turning

    /// Turns a run round, but for what reads from the left in it.
    private static func turn(_ bytes: inout [UInt8], _ range: Range<Int>) {
        var scalars = Array(String(decoding: bytes[range], as: UTF8.self).unicodeScalars.reversed())
        var start = 0
        while start < scalars.count {
            guard isLeft(scalars[start]) else {
                scalars[start] = mirrored(scalars[start])
                start += 1
                continue
            }
            var end = start + 1
            while end < scalars.count, isLeft(scalars[end]) || isWithin(scalars, end) { end += 1 }
            scalars[start..<end].reverse()
            start = end
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        let turned = Array(String(text).utf8)
        if turned.count == range.count { bytes.replaceSubrange(range, with: turned) }
    }

    private static func isLeft(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic && !isRight(scalar) || scalar.properties.numericType != nil
    }

    /// Whether a sign stands within a number or an address.
    private static func isWithin(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        index + 1 < scalars.count && isLeft(scalars[index + 1]) && ".,:/-@_%".unicodeScalars.contains(scalars[index])
    }

    private static func mirrored(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "(": ")"
        case ")": "("
        case "[": "]"
        case "]": "["
        case "«": "»"
        case "»": "«"
        default: scalar
        }
    }

    /// Exchanges the left and the right of a page.
    private static func mirror(_ page: inout PDFPage) {
        for index in page.runs.indices {
            let box = page.runs[index].box
            page.runs[index].box.left = page.width - box.right
            page.runs[index].box.right = page.width - box.left
        }
    }
}
