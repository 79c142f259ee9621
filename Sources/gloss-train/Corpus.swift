import Foundation
import GlossAnnotator
import GlossModel

/// A text in which people marked names.
struct Lesson {
    /// A name of a type, by its place in `NameLabel.types`, in bytes of the text.
    struct Name {
        var span: Span
        var type: Int
    }

    var set: String
    var id: String
    var text: Text
    /// What is read at a time: the sentences of a table, the blocks of a report.
    var paragraphs: ParagraphIndex
    var names: [Name] = []
    /// Where a name may stand that nobody marked, and of which types, a bit each.
    var unmarked: [(span: Span, types: UInt8)] = []
}

/// Reads texts from tables: a token, a space or none, a label (IOB2) and the letters of types that are
/// not marked in a line; `# document SET ID` begins a text, an empty line ends a sentence.
enum Corpus {
    private static let letters: [Character: Int] = ["P": 0, "O": 1, "L": 2, "G": 3, "R": 4, "E": 5, "W": 6]

    /// Whether a file holds such tables.
    static func isTable(_ bytes: Data) -> Bool { bytes.starts(with: "# document ".utf8) }

    static func lessons(_ table: Data) -> [Lesson] {
        var lessons: [Lesson] = []
        var page = Page()
        func end() {
            page.endSentence()
            if let id = page.id { lessons.append(page.lesson(id)) }
        }
        // By bytes: a mark that combines with a tab or a line end before it is one character with it.
        for line in table.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.starts(with: "# document ".utf8) {
                end()
                page = Page(id: String(decoding: line, as: UTF8.self))
            } else if line.isEmpty {
                page.endSentence()
            } else {
                page.add(line.split(separator: 0x09, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) })
            }
        }
        end()
        return lessons
    }

    /// A text under way.
    private struct Page {
        /// The line that began it.
        var id: String?
        var text = ""
        var sentences: [Span] = []
        var names: [Lesson.Name] = []
        var unmarked: [(span: Span, types: UInt8)] = []
        private var start = 0

        init(id: String? = nil) { self.id = id }

        mutating func endSentence() {
            guard text.utf8.count > start else { return }
            sentences.append(Span(start, text.utf8.count))
            text += "\n\n"
            start = text.utf8.count
        }

        mutating func add(_ fields: [String]) {
            guard fields.count >= 3, id != nil else { return }
            let span = Span(text.utf8.count, text.utf8.count + fields[0].utf8.count)
            mark(span, label: fields[2], letters: fields.count > 3 ? fields[3] : "")
            text += fields[0] + (fields[1] == "1" ? " " : "")
        }

        private mutating func mark(_ span: Span, label: String, letters: String) {
            if label != "O", let type = NameLabel.types.firstIndex(where: { $0.name == label.dropFirst(2) }) {
                if label.hasPrefix("I-"), !names.isEmpty {
                    names[names.count - 1].span.end = span.end
                } else {
                    names.append(Lesson.Name(span: span, type: type))
                }
            } else if !letters.isEmpty {
                let types = letters.reduce(UInt8(0)) { $0 | (Corpus.letters[$1].map { 1 << UInt8($0) } ?? 0) }
                unmarked.append((span, types))
            }
        }

        func lesson(_ line: String) -> Lesson {
            let words = line.split(separator: " ", maxSplits: 3)
            let text = Text(text)
            let blocks = sentences.map { ReportBlock($0, .paragraph, level: 0) }
            var lesson = Lesson(
                set: words.count > 2 ? String(words[2]) : "", id: words.count > 3 ? String(words[3]) : "", text: text,
                paragraphs: ParagraphIndex(text, blocks: blocks, pageStarts: []))
            (lesson.names, lesson.unmarked) = (names, unmarked)
            return lesson
        }
    }
}

extension Lesson {
    /// Whether it is held back: one in `part` is, told by its name.
    func isHeld(_ part: Int, _ fold: Int) -> Bool {
        part > 0 && (set + " " + id).utf8.reduce(UInt64(14695981039346656037)) { ($0 ^ UInt64($1)) &* 1099511628211 } >> 20 % UInt64(part) == UInt64(fold % part)
    }
}
