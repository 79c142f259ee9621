// resourcec FOLDER OUTPUT: writes the files of FOLDER as Swift string constants to OUTPUT, and the
// files of FOLDER/lexicons, FOLDER/languages and FOLDER/tables as one compiled lexicon.
import Foundation
import GlossLexicon

let folder = URL(fileURLWithPath: CommandLine.arguments[1])
let output = URL(fileURLWithPath: CommandLine.arguments[2])

/// A Swift string literal of a text.
func literal(_ text: String) -> String {
    var escaped = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": escaped += "\\\""
        case "\\": escaped += "\\\\"
        case "\n": escaped += "\\n"
        case "\t": escaped += "\\t"
        default:
            escaped += scalar.value < 0x20 || scalar.value == 0x7F ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }
    }
    return escaped + "\""
}

var source = "// Made by resourcec from Resources/.\n\n/// The files of Resources/, in the order of their names.\n"
source += "public let resourceFiles: [(name: StaticString, text: StaticString)] = [\n"
for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
    let file = folder.appending(path: name)
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
    guard !isFolder.boolValue, !name.hasPrefix("lexicons/"), !name.hasPrefix("tables/"), !name.hasPrefix("languages/"), !name.hasPrefix("."), !name.hasPrefix("names."), name != "ATTRIBUTION.md" else { continue }
    source += "    (\(literal(name)), \(literal(try String(contentsOf: file, encoding: .utf8)))),\n"
}
source += "]\n"

var lexicon = LexiconSource()
let lexicons = folder.appending(path: "lexicons")
do {
    for name in try FileManager.default.contentsOfDirectory(atPath: lexicons.path).sorted()
    where name.hasSuffix(".txt") {
        let text = try String(contentsOf: lexicons.appending(path: name), encoding: .utf8)
        try lexicon.add(file: lexicons.appending(path: name).path, text: text)
    }
    let languages = try LanguageFolders(folder.appending(path: "languages"))
    for (file, text) in languages.names { try lexicon.add(file: file, text: text) }
    let tables = try WordTableKind.allCases.map { kind in
        let file = folder.appending(path: "languages/en/\(kind).txt")
        let text = kind == .languages ? languages.functionWords : try String(contentsOf: file, encoding: .utf8)
        return try WordTableSource(kind, file: file.path, text: text)
    }
    lexicon.add(tables)
    let words = try String(contentsOf: folder.appending(path: "tables/ordinary.txt"), encoding: .utf8)
        .split(separator: "\n").lazy.filter { !$0.hasPrefix("#") }.flatMap { $0.split(separator: " ") }
    let ordinary = OrdinaryWords.compiled(words.lazy.map { WordHash($0).value })
    source += "\n/// The compiled lexicon; see `Lexicon` for its layout.\nlet lexiconTable: StaticString =\n    "
    source += literal(String(decoding: try lexicon.compiled(with: tables.map { try $0.compiled() }, ordinary: ordinary, languages: Languages.compiled(languages.source)), as: UTF8.self)) + "\n"
    _ = try Languages(languages.source)
} catch let fault as LexiconFault {
    FileHandle.standardError.write(Data((fault.description + "\n").utf8))
    exit(1)
} catch let fault as LanguageFault {
    FileHandle.standardError.write(Data((fault.description + "\n").utf8))
    exit(1)
}
try source.write(to: output, atomically: true, encoding: .utf8)
