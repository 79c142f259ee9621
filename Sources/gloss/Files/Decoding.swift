import GlossFormats
import GlossModel
import Synchronization

/// Brings texts into UTF-8: from the encoding that the user named, from UTF-16 with its mark, or from
/// what they seem to be in, which is told.
final class Decoding: Sendable {
    private let named: String?
    private let guessed = Mutex<[(text: Text, name: String)]>([])

    /// Goes by a name that `iconv -l` has; nil: by the texts themselves.
    init(_ named: String?) { self.named = named }

    /// Whether a text is not read as it stands. Looks at 256 KiB at most.
    func isNeeded(_ file: Text) -> Bool { name(of: file) != nil }

    /// A text in UTF-8; the same where it is. Linear where it is not.
    func text(_ file: Text) throws(Failure) -> Text {
        guard let name = name(of: file) else { return file }
        let text = if let known = TextEncoding.decoded(file, as: name) { known } else { try Decoding.convert(file, from: name) }
        if named == nil { guessed.withLock { $0 = $0.suffix(Self.remembered) + [(text, name)] } }
        return text
    }

    /// Of as many texts it is remembered what they were taken for: those that are being read.
    private static let remembered = 63

    /// What is to be told of a report's text; nil where nothing was guessed.
    func finding(_ report: Report) -> Finding? {
        guard let name = guessed.withLock({ $0.first { $0.text === report.text }?.name }) else { return nil }
        return Finding(
            .note, "encoding-guessed", at: Finding.Place(file: report.path), "it is not in UTF-8 and is read as \(name)",
            remedy: "--encoding names another")
    }

    /// JSON and XML say themselves what they are in.
    private func name(of file: Text) -> String? {
        guard let first = file.bytes.first(where: { $0 > 0x20 }), ![0x3C, 0x7B, 0x5B].contains(first) else { return nil }
        if let named { return named.lowercased() == "utf-8" ? nil : named }
        return TextEncoding.guess(file)
    }

    private static func convert(_ file: Text, from name: String) throws(Failure) -> Text {
        try SecureMode.refuse("--encoding \(name) takes the program iconv")
        guard name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !name.hasPrefix("-") else {
            throw Failure("--encoding \(name): that is no name of an encoding; iconv -l lists them")
        }
        let run = try ProgramRun(["iconv", "-f", name, "-t", "UTF-8"], input: file)
        guard run.end == .exited(0) else {
            let why = run.complaint.isEmpty ? "it does not fit the file" : "iconv said: \(run.complaint)"
            throw Failure("--encoding \(name): \(why); iconv -l lists the names")
        }
        return run.output
    }
}
