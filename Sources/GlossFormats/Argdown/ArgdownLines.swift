/// The lines of an Argdown document without its comments, and what stands in its head.
struct ArgdownLines {
    /// A line that says something.
    struct Line {
        /// Columns before the first character; a tab counts four.
        var indent: Int
        /// What stands there, without white space at the ends; empty for a blank line.
        var words: Substring
    }

    private(set) var lines: [Line] = []
    /// Names and values of the head between `===`, as far as they are plain.
    private(set) var facts: [(name: String, value: String)] = []

    init(_ text: String) {
        var inHead = false
        for (number, line) in ArgdownLines.uncommented(text).fileLines.enumerated() {
            let words = line.trimmingPrefix(while: \.isWhitespace)
            if words.hasPrefix("==="), words.allSatisfy({ $0 == "=" || $0.isWhitespace }) {
                if inHead || lines.allSatisfy({ $0.words.isEmpty }), number < 200 {
                    inHead.toggle()
                    continue
                }
            }
            if inHead {
                take(fact: line)
            } else {
                lines.append(Line(indent: ArgdownLines.indent(line), words: ArgdownLines.trimmed(words)))
            }
        }
    }

    private mutating func take(fact line: Substring) {
        guard let first = line.first, !first.isWhitespace, let colon = line.firstIndex(of: ":") else { return }
        let value = ArgdownLines.trimmed(line[colon...].dropFirst().trimmingPrefix(while: \.isWhitespace))
        if !value.isEmpty { facts.append((String(line[..<colon]), ArgdownLines.unquoted(value))) }
    }

    /// A plain or quoted string of YAML.
    static func unquoted(_ value: Substring) -> String {
        guard let quote = value.first, quote == "\"" || quote == "'", value.count > 1, value.last == quote else { return String(value) }
        var (out, isEscaped) = ("", false)
        for character in value.dropFirst().dropLast() {
            if character == "\\", !isEscaped, quote == "\"" { isEscaped = true } else {
                out.append(character)
                isEscaped = false
            }
        }
        return out
    }

    private static func indent(_ line: Substring) -> Int {
        line.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
    }

    private static func trimmed(_ words: Substring) -> Substring {
        var words = words
        while let last = words.last, last.isWhitespace { words.removeLast() }
        return words
    }

    /// The text without `/* */`, `<!-- -->` and what stands behind `//`; line breaks in them stay.
    private static func uncommented(_ text: String) -> String {
        var out: [UInt8] = []
        let bytes = Array(text.utf8)
        var place = 0
        func holds(_ mark: StaticString) -> Bool {
            place + mark.utf8CodeUnitCount <= bytes.count
                && (0..<mark.utf8CodeUnitCount).allSatisfy { bytes[place + $0] == mark.utf8Start[$0] }
        }
        while place < bytes.count {
            let isWordStart = out.last.map { $0 <= 0x20 } ?? true
            if holds("<!--") || holds("/*") {
                let end = holds("<!--") ? Array("-->".utf8) : Array("*/".utf8)
                place += 2
                while place < bytes.count, !(place + end.count <= bytes.count && bytes[place..<place + end.count].elementsEqual(end)) { place += 1 }
                place = min(bytes.count, place + end.count)
            } else if holds("//"), isWordStart {
                while place < bytes.count, bytes[place] != 0x0A { place += 1 }
            } else {
                if bytes[place] != 0x0D { out.append(bytes[place]) }
                place += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
