import Foundation
import GlossLexicon

/// The folders of Resources/languages but that of English: a language each, in the order of their codes.
struct LanguageFolders {
    /// See `WordTableSource.addLanguages`.
    private(set) var functionWords = ""
    /// See `Languages.source`.
    private(set) var source = ""
    /// Names, as the files of Resources/lexicons have them.
    private(set) var names: [(file: String, text: String)] = []

    init(_ folder: URL) throws {
        var files: [(code: String, texts: [String])] = []
        for code in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where code != "en" && code.count == 2 {
            func text(_ name: String) -> String? { try? String(contentsOf: folder.appending(path: "\(code)/\(name).txt"), encoding: .utf8) }
            functionWords += "[\(code)]\n\(text("function-words") ?? "")\n"
            files.append((code, ["language", "times", "claims"].compactMap(text)))
            if let listed = text("names") { names.append((folder.appending(path: "\(code)/names.txt").path, Self.withElisionsApart(listed))) }
        }
        functionWords += "[particles]\n" + (try String(contentsOf: folder.appending(path: "particles.txt"), encoding: .utf8))
        source = Languages.source(of: files)
    }

    /// Names with an apostrophe as well in the words that a language may cut them into: "Côte d Ivoire".
    private static func withElisionsApart(_ names: String) -> String {
        names.split(separator: "\n").map { $0.contains("'") ? "\($0)\n\($0.replacing("'", with: " "))" : String($0) }.joined(separator: "\n")
    }
}
