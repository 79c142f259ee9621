import ArgumentParser
import GlossFormats
import GlossModel

/// `gloss formats`: what is read and written.
struct FormatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats", abstract: "List the formats that are read and written.",
        discussion: "A file's format is known by what it holds; --format-in and --format-out take these names.")

    @Flag(help: "As JSON.")
    var json = false

    func run() throws {
        let rows = Formats.all.map(Row.init)
        try Files.printing { out in json ? writeJSON(rows, &out) : writeText(rows, &out) }
    }

    /// What is told of a format.
    private struct Row {
        let name: String
        let files: [String]
        let reads: Bool
        let writes: Bool
        let text: String
        let offsets: String

        init(_ format: any Format) {
            name = format.name
            files = format.suffixes.map { "." + $0 }
            reads = format.isRead
            writes = format.isWritten
            text = format.textSuffix.map { "beside, .\($0)" } ?? (format.isRead && format.name == "text" ? "is it" : "inside")
            offsets = Self.words(of: format.offsets)
        }

        private static func words(of unit: OffsetUnit?) -> String {
            switch unit {
            case .bytes: "bytes"
            case .codePoints: "code points"
            case .utf16: "UTF-16"
            case nil: "none"
            }
        }

        var cells: [String] {
            [name, files.joined(separator: " "), reads ? "yes" : "no", writes ? "yes" : "no", text, offsets]
        }
    }

    private static let titles = ["name", "files", "reads", "writes", "text", "offsets"]

    private func writeText(_ rows: [Row], _ out: inout ByteOutput) {
        let lines = [Self.titles] + rows.map(\.cells)
        let widths = Self.titles.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        for line in lines {
            let padded = line.indices.map { column in
                column == line.count - 1
                    ? line[column] : line[column] + String(repeating: " ", count: widths[column] - line[column].count)
            }
            out.write(padded.joined(separator: "  ") + "\n")
        }
    }

    private func writeJSON(_ rows: [Row], _ out: inout ByteOutput) {
        func quoted(_ text: String) -> String { "\"\(text)\"" }
        let objects = rows.map { row in
            let files = row.files.map(quoted).joined(separator: ", ")
            return "{\"name\": \(quoted(row.name)), \"files\": [\(files)], \"reads\": \(row.reads), \"writes\": \(row.writes), "
                + "\"text\": \(quoted(row.text)), \"offsets\": \(quoted(row.offsets))}"
        }
        out.write("[\n" + objects.joined(separator: ",\n") + "\n]\n")
    }
}
