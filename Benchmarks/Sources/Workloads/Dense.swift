/// A screen of text with far more mentions than words: nested, crossing and discontinuous ones.
enum Dense {
    static let spanCount = 2000
    private static let textSize = 3600
    private static let types = ["Person", "Organization", "Location", "Weapon", "Vehicle", "Document"]

    static func write(stem: String, seed: UInt64) throws {
        var random = Random(seed: seed)
        var words: [String] = []
        while words.joined(separator: " ").utf8.count < textSize {
            words += random.pick(Names.outcomes).split(separator: " ").map(String.init)
            words.append(random.pick(Names.family))
        }
        let text = "\(Opening.title)\n\n\(Opening.marker) " + words.joined(separator: " ") + ".\n"
        var out = try ByteFile(creating: stem + ".txt")
        out.pending += Array(text.utf8)
        try out.finish()
        var annotations = try ByteFile(creating: stem + ".ann")
        annotations.pending += lines(over: text, &random)
        try annotations.finish()
    }

    /// T lines over a text whose code points are bytes but for the names' few.
    private static func lines(over text: String, _ random: inout Random) -> [UInt8] {
        let scalars = Array(text.unicodeScalars)
        let words = wordRanges(scalars)
        var spans = (0..<spanCount).map { _ in span(words, &random) }
        spans.sort { ($0[0].lowerBound, $0[0].upperBound) < ($1[0].lowerBound, $1[0].upperBound) }
        var out: [UInt8] = []
        for (index, ranges) in spans.enumerated() {
            let places = ranges.map { "\($0.lowerBound) \($0.upperBound)" }.joined(separator: ";")
            var quote = String.UnicodeScalarView()
            for range in ranges {
                if !quote.isEmpty { quote.append(" ") }
                quote.append(contentsOf: scalars[range])
            }
            let line = "T\(index + 1)\t\(random.pick(types)) \(places)\t\(String(quote))\n"
            out += Array(line.utf8)
        }
        return out
    }

    /// The words of the second paragraph.
    private static func wordRanges(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = Opening.title.unicodeScalars.count + 2
        for index in start..<scalars.count where scalars[index] == " " || scalars[index] == "\n" {
            if index > start { words.append(start..<index) }
            start = index + 1
        }
        return words
    }

    /// One span of up to nine words, or two with a gap.
    private static func span(_ words: [Range<Int>], _ random: inout Random) -> [Range<Int>] {
        let first = random.below(words.count - 16)
        let last = first + random.skewed(below: 9)
        let range = words[first].lowerBound..<words[last].upperBound
        guard random.happens(40) else { return [range] }
        let next = last + 2 + random.below(3)
        return [range, words[next]]
    }
}
