import GlossModel

/// A file to be read, with a way to its neighbours.
public struct InputFile: Sendable {
    /// The path as the user named it; `-` for standard input.
    public var path: String
    /// Its bytes.
    public var content: Text
    /// Opens a file of the same folder by its name; nil where there is none that can be read. A name
    /// out of a file needs no check before: what is no single name, or no regular file, is nil too.
    public var neighbour: @Sendable (String) -> Text?
    /// Finds the paragraphs of a report's text; may give their beginning and find the others
    /// meanwhile.
    public var paragraphs: @Sendable (Text) -> ParagraphIndex = { ParagraphIndex($0) }
    /// The document, with its structure, whose text `neighbour` gave; nil where that is no document's.
    public var document: @Sendable (Text) -> Report? = { _ in nil }
    /// Another text of a document, given by the one that was made of it: annotations may count in
    /// that, as documents were read before their structure was.
    public var plainText: @Sendable (Text) -> Text? = { _ in nil }
    /// What belongs to the file, by a name that its format knows: facts about a PDF.
    public var attachment: @Sendable (String) -> Text? = { _ in nil }
    /// Is told how much of the file has been read, 0 to 1, now and then.
    public var progress: @Sendable (Double) -> Void = { _ in }

    public init(
        path: String, content: Text, neighbour: @escaping @Sendable (String) -> Text? = { _ in nil }
    ) {
        self.path = path
        self.content = content
        self.neighbour = neighbour
    }

    /// Whether its first byte, white space apart, is one of these: tells at no cost what it is not.
    func begins(with bytes: UInt8...) -> Bool {
        firstByte.map { bytes.contains($0) } ?? false
    }

    /// Its first byte, white space apart.
    var firstByte: UInt8? { content.bytes.prefix(4096).first { $0 > 0x20 || $0 == 0 } }

    /// A report of a text that this file brings, without annotations.
    func report(of text: Text) -> Report {
        Report(path: path, text: text, paragraphs: paragraphs(text))
    }

    /// The name that the content would have as a file of its own, where the file holds it packed or
    /// in another form: `report.txt` of report.pdf.
    public var innerName: String?

    /// The name that tells what the content is: the inner one, else the last part of the path.
    public var name: String { innerName ?? outerName }

    /// The last part of the path.
    public var outerName: String {
        path.utf8.lastIndex(of: 0x2F).map { String(path[path.utf8.index(after: $0)...]) } ?? path
    }

    /// The name without what follows its last point.
    public var stem: String { FileName.split(name).stem }

    /// What follows the last point of the name, in lower case; empty where there is none.
    public var suffix: String { FileName.split(name).suffix }
}

/// Names of files in two parts.
public enum FileName {
    /// `report.v2.txt` is `report.v2` and `txt`. A leading point is part of the stem.
    public static func split(_ name: String) -> (stem: String, suffix: String) {
        guard let point = name.utf8.lastIndex(of: 0x2E), point != name.startIndex,
            !name[point...].utf8.contains(0x2F)
        else { return (name, "") }
        return (String(name[..<point]), name[name.utf8.index(after: point)...].lowercased())
    }

    /// Whether a name is that of a file in a folder: not empty, without `/` and NUL, neither `.` nor
    /// `..`. Every other one leads out of the folder, or somewhere else than it reads.
    public static func isComponent(_ name: String) -> Bool {
        !name.isEmpty && name != "." && name != ".." && !name.utf8.contains { $0 == 0x2F || $0 == 0 }
    }
}

/// How sure a format is that a file is its own.
public enum Likeness: Int, Sendable, Comparable {
    /// It is not.
    case none
    /// It can be read so if nothing fits better.
    case possible
    /// The name says so, or the beginning hints at it.
    case likely
    /// The beginning says so: no other format begins like that.
    case certain

    public static func < (a: Likeness, b: Likeness) -> Bool { a.rawValue < b.rawValue }
}

/// Why a file cannot be read or written in a format at all.
public enum FormatError: Error, Sendable, Hashable {
    /// The file breaks its format at a byte offset, line from 1.
    case malformed(line: Int, offset: Int, what: String)
    /// Annotations that stand apart from a text that is not there; `target` is what they name instead
    /// where that is no file of their folder.
    case textMissing(wanted: String, target: String? = nil)
    /// The file is read, but holds no text.
    case empty(remedy: String?)
    /// The file is in no form that is known; as text it can be shown all the same.
    case unknown(what: String, remedy: String)
    /// The format cannot do it: reading, writing, standing apart from the text.
    case unsupported(what: String)
}

/// A file format: how to know it, read it and write it. To add one: a file with such a type, and
/// a line in `Formats.all`.
public protocol Format: Sendable {
    /// The name for `--format-in` and `--format-out`.
    var name: String { get }
    /// What files of it end in, without the point; the first is the one to write.
    var suffixes: [String] { get }
    /// Suffix of the text file that stands beside a file of this format; nil where the text is
    /// inside.
    var textSuffix: String? { get }

    /// Whether files of it are read; false for what is only written.
    var isRead: Bool { get }
    /// Whether reports are written in it.
    var isWritten: Bool { get }
    /// Whether it is the form of a document, whose text is made of it with its structure: annotations
    /// beside such a file are about that text.
    var isDocument: Bool { get }
    /// Whether a file of it can hold several reports.
    var holdsSeveral: Bool { get }
    /// Whether `eachReport` holds one report at a time.
    var isStreamed: Bool { get }
    /// What its offsets count; nil where the words themselves or tokens carry the annotations.
    var offsets: OffsetUnit? { get }

    /// How sure it is that the file is its own; looks at the name and the first kilobytes.
    func sniff(_ file: InputFile) -> Likeness
    /// Reads the reports of a file, with neighbouring files that belong to it.
    func read(_ file: InputFile) throws(FormatError) -> [Report]
    /// Gives the reports of a file one after the other, in constant memory where the format has a record
    /// a line, until `take` wants no more.
    func eachReport(of file: InputFile, _ take: (Report) -> Bool) throws(FormatError)
    /// The text of a file's report where it can be had at once: it is the file, or stands beside it.
    func text(of file: InputFile) throws(FormatError) -> Text?
    /// The beginning of a file's report, for a first screen: the text with the annotations of
    /// about its first `limit` bytes, without findings. At a cost that does not grow with the file;
    /// nil where the format cannot do that.
    func readBeginning(_ file: InputFile, upTo limit: Int) throws(FormatError) -> Report?
    /// Reads the annotations of a file over the text of a report, and adds them as layers.
    func annotate(_ report: inout Report, from file: InputFile) throws(FormatError)
    /// Writes a report: all its layers, without the text where that stands in a file of its own.
    func write(_ report: Report, to out: inout ByteOutput) throws(FormatError)
    /// Writes several reports to one file.
    func write(_ reports: [Report], to out: inout ByteOutput) throws(FormatError)
    /// What writing a report leaves out because the format has no place for it; empty where it
    /// holds everything.
    func losses(_ report: Report) -> [Finding]
    /// Files that must stand beside written reports, by name.
    func companions(_ reports: [Report]) -> [(name: String, content: ByteOutput)]
}

extension Format {
    public var textSuffix: String? { nil }

    public var isRead: Bool { true }

    public var isDocument: Bool { false }

    public var isWritten: Bool { !isDocument }

    public var holdsSeveral: Bool { false }

    public var isStreamed: Bool { false }

    public var offsets: OffsetUnit? { nil }

    public func eachReport(of file: InputFile, _ take: (Report) -> Bool) throws(FormatError) {
        for report in try read(file) { guard take(report) else { return } }
    }

    public func text(of file: InputFile) throws(FormatError) -> Text? { nil }

    public func readBeginning(_ file: InputFile, upTo limit: Int) throws(FormatError) -> Report? { nil }

    public func annotate(_ report: inout Report, from file: InputFile) throws(FormatError) {
        throw .unsupported(what: "\(name) holds no annotations")
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        throw .unsupported(what: "\(name) is only read")
    }

    public func write(_ reports: [Report], to out: inout ByteOutput) throws(FormatError) {
        for report in reports { try write(report, to: &out) }
    }

    public func losses(_ report: Report) -> [Finding] { [] }

    public func companions(_ reports: [Report]) -> [(name: String, content: ByteOutput)] { [] }

    /// Writes back the bytes that a report was read from, where it is this format's and nothing has
    /// been added since; false where it has to be written from its tables.
    func writesBack(_ report: Report, to out: inout ByteOutput) -> Bool {
        guard let first = report.layers.first, let source = first.source,
            report.layers.allSatisfy({ $0.source === source && $0.sourceFormat == name && $0.isSourceExact })
        else { return false }
        let bytes = Bytes(rebasing: source.bytes[first.sourceRange ?? 0..<source.count])
        // What is not UTF-8 was read with stand-ins, and is written with them.
        guard UTF8Decoding.isValid(bytes) else { return false }
        // Members that nobody looks at may break the rules.
        guard !suffixes.contains(where: { $0.contains("json") }) || JSONCleaning.isSoundFile(source, first.sourceRange) else { return false }
        out.write(raw: bytes)
        return true
    }
}

/// The registry.
public enum Formats {
    /// All formats. Of two that are equally sure, the earlier one is taken.
    public static let all: [any Format] = [
        Brat(), GlossJSON(), GlossJSONLines(), TimeML(), XMI(), CasJSON(), WebAnnoTSV(), WebAnnoOld(), Prodigy(), HuggingFaceTokens(),
        HuggingFacePipeline(), SpaCyTraining(), SpaCyExamples(), PubAnnotation(), BioC(), Bdoc(), CoreNLP(), Comprehend(),
        AzureLanguage(), GoogleLanguage(), SpaCy(), Doccano(), LabelStudioDialogue(), LabelStudioPage(), LabelStudio(), HypothesisExport(), WebAnnotation(), Re3d(),
        CoNLL2012(), CoNLLU(), CoNLL(), PubTator(), GATEXML(), TEI(), PandocJSON(), EPUB(), OpenDocument(), PDFXML(), PlainText(),
        HTML(), Markdown(), CSV(), TimelineJS(), Argdown(), STIX(), ZippedFiles(),
    ]

    /// The format that is most sure of a file. Plain text takes what nobody knows and what can be read as
    /// the text it is; of anything else the format says what it is and refuses to read it.
    public static func sniff(_ file: InputFile) -> any Format {
        var best: any Format = PlainText()
        var likeness = Likeness.none
        for format in all {
            let found = format.sniff(file)
            if found > likeness { (best, likeness) = (format, found) }
            if likeness == .certain { break }
        }
        if best is PlainText, let unknown = UnknownForm(file) { return unknown }
        return best
    }

    /// The format of that name.
    public static func named(_ name: String) -> (any Format)? {
        all.first { $0.name == name.lowercased() }
    }

    /// The format in which a file of that name would be written; the longest suffix decides.
    public static func forWriting(_ path: String) -> (any Format)? {
        let name = path.lowercased()
        let matches = all.flatMap { format in
            format.suffixes.filter { name.hasSuffix("." + $0) }.map { (format: format, length: $0.utf8.count) }
        }
        let longest = matches.map(\.length).max()
        return matches.first { $0.length == longest }?.format
    }
}
