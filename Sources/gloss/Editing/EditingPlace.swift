import Glibc
import GlossFormats
import GlossModel

/// Where the annotations of a report are written that is edited.
enum EditingPlace {
    /// The path of its brat file; throws where the report cannot be edited, with what would work.
    static func path(for report: Report, _ loader: ReportLoader, isSample: Bool) throws(Failure) -> String {
        if loader.isReadOnly { throw Failure("--read-only: nothing is changed; without it e edits") }
        if SecureMode.isOn { throw Failure("--secure writes no files; without it e edits") }
        if isSample { throw Failure("the sample is in no file; gloss edit FILE edits a report of your own") }
        if report.path == "-" { throw Failure("standard input is in no file; save it as report.txt, then gloss edit report.txt") }
        if report.path.contains("#") && !Files.isThere(report.path) {
            throw Failure("a file of several reports is not edited; gloss convert FILE FOLDER/ --format-out brat takes them apart")
        }
        if let annotations = loader.annotations {
            guard FileName.split(annotations).suffix == "ann" else { throw onlyBrat(annotations) }
            return annotations
        }
        let name = FileName.split(report.path)
        if let editor = loader.editor { return name.stem + "." + editor + ".ann" }
        if name.suffix == "ann" { return report.path }
        guard let file = try? Files.read(report.path), file.mark == .absent else { throw onlyBrat(report.path) }
        if file.bytes.elementsEqual(report.text.bytes) { return name.stem + ".ann" }
        guard !isPacked(file, name.suffix) else { throw onlyBrat(report.path) }
        guard stands(report.text, beside: name.stem + ".txt") else {
            throw Failure("\(FileName.last(name.stem)).txt beside it is another text, and \(FileName.last(name.stem)).ann would be about that; edit it under another name")
        }
        return name.stem + ".ann"
    }

    /// Whether a file has no text of its own that annotations could be about next time: PDFs, whose text is guessed from
    /// where letters stand, and what is compressed.
    private static func isPacked(_ file: Text, _ suffix: String) -> Bool {
        file.bytes.starts(with: "%PDF".utf8) || ["pdf", "gz", "bz2", "xz", "zst", "z", "zip", "tar", "tgz"].contains(suffix.lowercased())
    }

    /// Whether a text may have annotations beside a path: nothing else stands there.
    private static func stands(_ text: Text, beside path: String) -> Bool {
        !Files.isThere(path) || Files.says(path, text.bytes)
    }

    /// What a file of another format says, as brat has it: what editing begins with; nil where it says nothing, or
    /// stands in a brat file already.
    static func rendered(_ report: Report) -> [UInt8]? {
        guard let layer = report.layers.first(where: { $0.origin == .file }), layer.sourceFormat != "brat" || layer.source == nil,
            layer.mentions.count + layer.times.count + layer.claims.count + layer.relations.count > 0
        else { return nil }
        var out = ByteOutput()
        guard (try? Brat().write(report.with(layers: report.layers.filter { $0.number <= layer.number }), to: &out)) != nil else { return nil }
        return out.bytes
    }

    /// What brat's files say may be annotated, beside a path or in a folder above it, as brat looks for them.
    static func guideline(above path: String) -> BratGuideline {
        guard !SecureMode.isOn, var folder = SystemPath.resolved(Files.folder(of: path)) else { return BratGuideline(annotation: nil) }
        for _ in 0..<64 {
            let own = folder.hasSuffix("/") ? folder : folder + "/"
            if let annotation = Files.neighbour(of: own, named: "annotation.conf") {
                return BratGuideline(annotation: annotation, shortcuts: Files.neighbour(of: own, named: "kb_shortcuts.conf"))
            }
            guard let slash = folder.lastIndex(of: "/"), folder.count > 1 else { break }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        return BratGuideline(annotation: nil)
    }

    private static func onlyBrat(_ path: String) -> Failure {
        let stem = FileName.split(path).stem
        return Failure("\(FileName.last(path)) holds more than plain text; gloss convert \(path) \(stem).ann makes a text and annotations that can be edited")
    }
}
