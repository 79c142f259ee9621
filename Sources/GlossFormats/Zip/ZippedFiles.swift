import GlossModel

/// A ZIP archive of annotated texts: INCEpTION's XMI with its TypeSystem.xml, its export of a project or of
/// curated documents, and any other archive of files that gloss reads, as a collection of brat. Only read.
///
/// Every file in it that is in a format of gloss's is read, with its neighbours in the archive; archives in
/// it too, at most `deepest` deep. Of a project what several annotators and the curation say of a document are
/// layers of one report, unless its text has come to differ. Nothing is unpacked onto the disk.
public struct ZippedFiles: Format {
    public init() {}
    public var name: String { "zip" }
    public var suffixes: [String] { ["zip"] }
    public var isWritten: Bool { false }
    public var holdsSeveral: Bool { true }

    /// Archives within archives.
    static let deepest = 3

    /// Documents that are archives themselves are known before by their own formats.
    public func sniff(_ file: InputFile) -> Likeness {
        let bytes = file.content.bytes
        guard bytes.count > 22, bytes[0] == 0x50, bytes[1] == 0x4B else { return .none }
        return (bytes[2], bytes[3]) == (3, 4) || (bytes[2], bytes[3]) == (5, 6) ? .likely : .none
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var reader = ZippedFilesReader(file)
        try reader.read(file.content, under: "", depth: 1)
        guard var first = reader.reports.first else {
            throw .unsupported(what: "it is a zip archive, and no file in it is in a form that gloss reads")
        }
        first.findings += reader.findings
        guard reader.reports.count > 1 else {
            first.path = file.path
            return [first]
        }
        return [first] + reader.reports.dropFirst()
    }
}

/// Reads the files of an archive one after the other.
private struct ZippedFilesReader {
    private(set) var reports: [Report] = []
    private var skipped: [String] = []
    private let file: InputFile
    private var size = 0
    /// Whether what is being read is annotations of a project.
    private var projects = false

    init(_ file: InputFile) { self.file = file }

    var findings: [Finding] {
        guard !skipped.isEmpty else { return [] }
        let names = skipped.prefix(5).joined(separator: ", ") + (skipped.count > 5 ? ", ..." : "")
        return [
            Finding(
                .warning, "files-left-out", at: Finding.Place(file: file.path),
                "\(skipped.count.of("file", "files")) in it could not be read: \(names)")
        ]
    }

    mutating func read(_ content: Text, under path: String, depth: Int) throws(FormatError) {
        let archive = try ZipArchive(content)
        let contents = ZipContents(archive.names)
        for name in contents.readable {
            guard let content = try archive.content(of: name) else { continue }
            size += content.count
            guard size <= ZipArchive.most else {
                throw .unsupported(what: "what is in it is larger than \(ZipArchive.most >> 20) MiB")
            }
            let inner = path.isEmpty ? name : "\(path)/\(name)"
            if depth == 1 { projects = contents.isAnnotation(name) }
            let (input, format) = input(name, content, archive, contents.title(of: name, under: path))
            guard format.name == ZippedFiles().name else {
                read(input, format, name)
                continue
            }
            if depth < ZippedFiles.deepest { try read(content, under: contents.title(of: name, under: path), depth: depth + 1) }
            else { skipped.append(inner) }
        }
    }

    /// A file of an archive, with its neighbours there, and its format.
    private func input(_ name: String, _ content: Text, _ archive: ZipArchive, _ title: String) -> (InputFile, any Format) {
        let folder = name.utf8.lastIndex(of: 0x2F).map { String(name[...$0]) } ?? ""
        var input = InputFile(path: "\(file.path)#\(title)", content: content) { other in
            FileName.isComponent(other) ? (try? archive.content(of: folder + other)) ?? nil : nil
        }
        input.innerName = FileName.last(name)
        input.paragraphs = file.paragraphs
        return (input, Formats.sniff(input))
    }

    private mutating func read(_ input: InputFile, _ format: any Format, _ name: String) {
        guard format.name != "text" || ["txt", "text"].contains(input.suffix) else { return }
        guard let found = try? format.read(input) else { return skipped.append(name) }
        for report in found { add(report, String(input.path.dropFirst(file.path.count + 1))) }
    }

    /// Adds a report; of a project as layers of its document.
    private mutating func add(_ report: Report, _ title: String) {
        guard let slash = title.utf8.lastIndex(of: 0x2F), projects else { return reports.append(report) }
        let (document, who) = (String(title[..<slash]), String(title[title.utf8.index(after: slash)...]))
        var report = report
        for layer in report.layers where layer.origin == .file { report.replace(layer.labelled(who)) }
        let path = "\(file.path)#\(document)"
        guard let index = reports.firstIndex(where: { $0.path == path && $0.text.bytes.elementsEqual(report.text.bytes) }) else {
            report.path = reports.contains { $0.path == path } ? report.path : path
            return reports.append(report)
        }
        for layer in report.layers { reports[index].add(layer.renumbered(UInt16(reports[index].layers.count))) }
        reports[index].findings += report.findings
    }
}

/// What the files of an archive are, by their names.
struct ZipContents {
    private let names: [String]
    private let isProject: Bool

    init(_ names: [String]) {
        self.names = names.sorted()
        isProject = names.contains { FileName.last($0) == "exportedproject.json" }
            || names.contains { $0.hasPrefix("curation/") } && names.allSatisfy { ["curation", "exportedproject.json"].contains(ZipContents.root($0)) }
    }

    private static func root(_ name: String) -> String { String(name.prefix { $0 != "/" }) }

    /// The files that may hold annotated texts, in order.
    var readable: [String] {
        let files = names.filter { !$0.hasSuffix("/") && !ZipContents.isAside($0) }
        guard isProject else { return files.filter { !isTextOf($0, files) } }
        let annotated = files.filter { ["annotation", "curation"].contains(ZipContents.root($0)) }
        let byHand = annotated.filter { !FileName.last($0).hasPrefix("INITIAL_CAS") }
        let documents = Set(byHand.map(ZipContents.document))
        let initial = annotated.filter { FileName.last($0).hasPrefix("INITIAL_CAS") && !documents.contains(ZipContents.document($0)) }
        let known = documents.union(initial.map(ZipContents.document))
        let bare = files.filter { ZipContents.root($0) == "source" && !known.contains(FileName.last($0)) }
        return (byHand + initial + bare).sorted()
    }

    /// The document that a file of a project is about: the folder it is in.
    private static func document(_ name: String) -> String {
        let parts = name.split(separator: "/")
        return parts.count > 2 ? String(parts[parts.count - 2]) : FileName.split(FileName.last(name)).stem
    }

    /// Whether a file only helps others or belongs to the system that packed them.
    private static func isAside(_ name: String) -> Bool {
        let last = FileName.last(name)
        return name.hasPrefix("__MACOSX/") || last.hasPrefix(".") || last.lowercased() == "typesystem.xml" || last.hasSuffix(".ser")
            || last == "exportedproject.json" || ["annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf"].contains(last)
    }

    /// Whether a file is the text that others of its stem are about.
    private func isTextOf(_ name: String, _ files: [String]) -> Bool {
        let (stem, suffix) = FileName.split(name)
        return suffix == "txt" && ["ann", "a1", "jsonld"].contains { files.contains("\(stem).\($0)") }
            || suffix == "a2" && files.contains(stem + ".a1")
    }

    /// Whether a file is somebody's annotations of a document of a project.
    func isAnnotation(_ name: String) -> Bool {
        isProject && name.split(separator: "/").count > 2 && ["annotation", "curation"].contains(ZipContents.root(name))
    }

    /// What a report of a file is called: of a project the document and who annotated it.
    func title(of name: String, under path: String) -> String {
        guard isAnnotation(name) else { return path.isEmpty ? name : path }
        let who = FileName.split(FileName.last(name)).stem
        let isCurated = ZipContents.root(name) == "curation"
        return "\(ZipContents.document(name))/\(isCurated ? "curation" : who)"
    }
}
