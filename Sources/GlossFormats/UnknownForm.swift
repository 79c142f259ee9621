import GlossModel

/// A file that is no report in plain text, in none of the forms that gloss reads: it is named and
/// refused, and never shown as if its bytes were what somebody wrote. `--format-in text` shows it all
/// the same.
struct UnknownForm: Format {
    /// What it is, after "this is".
    private let what: String
    /// What to do with it; empty for nothing.
    private let remedy: String

    var name: String { "unknown" }
    var suffixes: [String] { [] }
    var isRead: Bool { false }
    var isWritten: Bool { false }

    /// nil for a file that can be read as the text it is. Looks at its name and first kilobytes; from
    /// standard input only what cannot be text is refused.
    init?(_ file: InputFile) {
        let bytes = Bytes(rebasing: file.content.bytes.prefix(Self.reach))
        if let found = UnknownForm.packed(file, bytes) {
            (what, remedy) = found
        } else if file.path != "-" || file.innerName != nil, let found = UnknownForm.written(file, bytes) {
            (what, remedy) = (found, "")
        } else {
            return nil
        }
    }

    func sniff(_ file: InputFile) -> Likeness { .none }

    func text(of file: InputFile) throws(FormatError) -> Text? { throw refusal }

    func read(_ file: InputFile) throws(FormatError) -> [Report] { throw refusal }

    func annotate(_ report: inout Report, from file: InputFile) throws(FormatError) { throw refusal }

    private var refusal: FormatError { .unknown(what: what, remedy: remedy) }

    /// Bytes that are looked at.
    private static let reach = 8192

    // MARK: What is no text

    /// How files of other kinds begin, with what they are and what to do with them.
    private static let beginnings: [(bytes: [UInt8], what: String, remedy: String)] = [
        ([0x50, 0x4B, 0x05, 0x06], "an empty ZIP archive", ""),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive that is cut off or damaged", ""),
        ([0x1F, 0x8B], "a gzip file", "gzip -dc unpacks it"),
        ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive", "unpack it and name what is in it"),
        (Array("Rar!".utf8), "a RAR archive", "unpack it and name what is in it"),
        (Array("BZh".utf8), "a bzip2 file", "bzip2 -dc unpacks it"),
        (Array("%PDF-".utf8), "a PDF", ""),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Microsoft Office document (binary)", "save it as DOCX"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture (binary)", ""),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture (binary)", ""),
        (Array("GIF8".utf8), "a GIF picture (binary)", ""),
        ([0x7F, 0x45, 0x4C, 0x46], "a program (binary)", ""),
        (Array("SQLite format 3".utf8), "an SQLite database (binary)", ""),
        (Array("PAR1".utf8), "a Parquet table (binary)", exportTable),
        (Array("ARROW1".utf8), "an Arrow table (binary)", exportTable),
        ([0xAC, 0xED, 0x00, 0x05], "a serialised Java object (binary)", exportCas),
        ([0x80, 0x03], "a pickle of Python (binary)", ""), ([0x80, 0x04, 0x95], "a pickle of Python (binary)", ""),
        ([0x80, 0x05, 0x95], "a pickle of Python (binary)", ""),
        (Array("UIMA".utf8), "a binary CAS of UIMA", exportCas), (Array("AMIU".utf8), "a binary CAS of UIMA", exportCas),
    ]

    /// Files that their names tell, where they do not begin as any of those.
    private static let binaryNames: [String: (what: String, remedy: String)] = [
        "bcas": ("a binary CAS of UIMA", exportCas), "scas": ("a binary CAS of UIMA", exportCas), "ser": ("a serialised Java object (binary)", exportCas),
        "parquet": ("a Parquet table (binary)", exportTable), "arrow": ("an Arrow table (binary)", exportTable),
        "feather": ("an Arrow table (binary)", exportTable), "bdocmp": ("a bdoc of GATE in MessagePack (binary)", exportBdoc),
        "bdocym": ("a bdoc of GATE in YAML", exportBdoc),
    ]

    private static let exportCas =
        "INCEpTION exports it as UIMA CAS XMI or JSON; so does Java: CasIOUtils.save(cas, new FileOutputStream(\"FILE.xmi\"), SerialFormat.XMI)"
    private static let exportTable =
        "python3 -c \"import pandas; pandas.read_parquet('FILE.parquet').to_json('FILE.jsonl', orient='records', lines=True)\" makes JSON of it"
    private static let exportBdoc =
        "python3 -c \"from gatenlp import Document; Document.load('FILE').save('FILE.bdocjs')\" makes JSON of it"

    private static let exportDocBin =
        "python3 -c \"import spacy, json; from spacy.tokens import DocBin; [print(json.dumps(d.to_json())) for d in "
        + "DocBin().from_disk('FILE.spacy').get_docs(spacy.blank('xx').vocab)]\" > FILE.jsonl exports JSON"

    private static func packed(_ file: InputFile, _ bytes: Bytes) -> (what: String, remedy: String)? {
        if file.suffix == "spacy" { return ("a DocBin of spaCy (binary)", exportDocBin) }
        for known in beginnings where bytes.starts(with: known.bytes) {
            // Letters may begin a text too; what is no text has controls soon.
            let isLetters = known.bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
            if isLetters, !isBinary(bytes), !bytes.prefix(64).contains(where: { $0 < 0x07 }) { continue }
            return (known.what, known.remedy)
        }
        if bytes.count > 262, bytes[257..<262].elementsEqual("ustar".utf8) { return ("a tar archive", "tar -xf unpacks it") }
        if let named = binaryNames[file.suffix] { return named }
        return isBinary(bytes) ? ("binary", "") : nil
    }

    /// Whether bytes can be no text: one in thirty is a control character that neither texts
    /// nor what programs print for terminals have.
    private static func isBinary(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 64 else { return false }
        let controls = bytes.count { $0 < 0x07 || $0 > 0x0D && $0 < 0x20 && $0 != 0x1B }
        return controls * 30 > bytes.count
    }

    // MARK: What is text, but no report

    private static func written(_ file: InputFile, _ bytes: Bytes) -> String? {
        // Whoever calls a file so means it to be read as it stands.
        if ["txt", "text", "md", "markdown", "log"].contains(file.suffix) { return nil }
        if JSONHead(file) != nil { return "JSON" }
        if isXML(bytes) { return file.suffix == "naf" ? "XML (NAF)" : "XML" }
        if bytes.starts(with: Array("#FORMAT=WebAnno".utf8)) { return "a WebAnno TSV of another version" }
        return names[file.suffix]
    }

    /// Names of files that hold annotations and tables: what is called so and known by nothing is none.
    private static let names: [String: String] = [
        "tsv": "a table (.tsv)", "csv": "a table (.csv)", "conll": "a file called .conll", "conllu": "a file called .conllu", "conllx": "a file called .conllx",
        "conll03": "a file called .conll03", "iob": "a file called .iob", "iob2": "a file called .iob2", "bio": "a file called .bio", "bioes": "a file called .bioes",
        "naf": "a file called .naf", "xmi": "a file called .xmi", "tml": "a file called .tml", "xml": "a file called .xml", "jsonld": "a file called .jsonld",
        "bdoc": "a file called .bdoc", "spacy": "a file called .spacy",
    ]

    /// Whether XML begins: a declaration, a document type, or an element with a namespace.
    private static func isXML(_ bytes: Bytes) -> Bool {
        let start = bytes.firstIndex { $0 > 0x20 } ?? 0
        let head = String(decoding: bytes[start...].prefix(512), as: UTF8.self)
        if head.hasPrefix("<?xml") { return true }
        let lower = head.prefix(64).lowercased()
        if lower.hasPrefix("<!doctype"), !lower.hasPrefix("<!doctype html") { return true }
        guard head.hasPrefix("<"), let end = head.firstIndex(of: ">") else { return false }
        return head[..<end].contains(" xmlns")
    }
}
