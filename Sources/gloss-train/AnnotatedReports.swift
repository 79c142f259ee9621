import Foundation
import GlossAnnotator
import GlossFormats
import GlossModel

/// Texts of files that gloss reads, with the names that are marked in them.
enum AnnotatedReports {
    /// A text for each report of a file. Of names in each other the outer one counts; of types that
    /// learning knows and the file marks nowhere, nothing is known.
    static func lessons(_ path: String) throws -> [Lesson] {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        let file = InputFile(path: path, content: try content(URL(fileURLWithPath: path))) { try? content(folder.appending(path: $0)) }
        let set = URL(fileURLWithPath: path).lastPathComponent.split(separator: ".").first.map(String.init) ?? path
        return try Formats.sniff(file).read(file).enumerated().map { lesson($1, set: set, id: "\(path) \($0)") }
    }

    private static func content(_ url: URL) throws -> Text { Text([UInt8](try Data(contentsOf: url))) }

    private static func lesson(_ report: Report, set: String, id: String) -> Lesson {
        var lesson = Lesson(set: set, id: id, text: report.text, paragraphs: report.paragraphs)
        var end = 0
        let mentions = report.allMentions.filter { $0.mention.form == .name }.sorted { ($0.mention.span.start, $1.mention.span.end) < ($1.mention.span.start, $0.mention.span.end) }
        for (_, mention, name) in mentions.map({ ($0.id, $0.mention, $0.type) }) where Int(mention.span.start) >= end {
            guard let type = NameLabel.types.firstIndex(of: MentionType(fileType: name)) else { continue }
            lesson.names.append(Lesson.Name(span: mention.span, type: type))
            end = Int(mention.span.end)
        }
        let marked = lesson.names.reduce(UInt8(0)) { $0 | 1 << UInt8($1.type) }
        lesson.unmarked = gaps(lesson.names, report.text.count).map { ($0, ~marked) }
        return lesson
    }

    /// The stretches between names.
    private static func gaps(_ names: [Lesson.Name], _ count: Int) -> [Span] {
        let starts = [0] + names.map { Int($0.span.end) }
        let ends = names.map { Int($0.span.start) } + [count]
        return zip(starts, ends).filter { $0 < $1 }.map { Span($0, $1) }
    }
}
