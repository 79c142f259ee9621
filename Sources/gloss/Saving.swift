import GlossFormats
import GlossModel

/// Saves reports in a format, with the files that must stand beside: all of them, or none.
struct Saving {
    let target: any Format
    let force: Bool

    /// Saves reports to a file.
    func save(_ reports: [Report], to path: String) throws {
        try check(reports, path)
        var batch = SaveBatch(force: force)
        var replaced: [String] = []
        // What is a device or a pipe has no place for more than one.
        if try !Destination(path).isStream {
            replaced = try addCompanions(reports, path, &batch, isNamed: false)
            replaced += try addText(reports[0], path, &batch, isNamed: false)
        }
        try batch.add(path) { try write(reports, path, &$0) }
        try batch.commit()
        Findings.warn(of: replaced.map { Finding(.note, "replaced-too", "\($0) held something else; it has to stand beside \(path) and was replaced too") })
    }

    /// Saves each report to a file of its own in a folder.
    func save(_ reports: [Report], into folder: String) throws {
        let folder = folder.hasSuffix("/") ? folder : folder + "/"
        var batch = SaveBatch(force: force, flushing: .together)
        _ = try addCompanions(reports, folder, &batch, isNamed: true)
        var taken: Set<String> = []
        var cleaned: [Finding] = []
        for report in reports {
            let stem = Saving.stem(report.path)
            var (name, number) = (SafeName.cleaned(stem), 1)
            if name != stem { cleaned.append(Saving.renamed(stem, name)) }
            while !taken.insert(name).inserted {
                number += 1
                name = "\(stem)-\(number)"
            }
            let path = folder + name + "." + target.suffixes[0]
            _ = try addText(report, path, &batch, isNamed: true)
            try batch.add(path) { try write([report], path, &$0) }
        }
        try batch.commit()
        Saving.tell(cleaned)
    }

    private static func renamed(_ stem: String, _ name: String) -> Finding {
        Finding(
            .note, "name-cleaned", "the report is called \"\(stem.prefix(longestName))\"; that makes no good name of a file: it is written to \(name)")
    }

    /// As many characters of a bad name are told.
    private static let longestName = 60
    /// As many bad names are told one by one.
    private static let mostNames = 5

    private static func tell(_ cleaned: [Finding]) {
        Findings.warn(of: cleaned.prefix(mostNames))
        guard cleaned.count > mostNames else { return }
        Findings.warn(of: [Finding(.note, "name-cleaned", "\(cleaned.count - mostNames) more names of reports were made names of files so")])
    }

    /// Prints reports.
    func print(_ reports: [Report], _ out: inout ByteOutput) throws {
        try check(reports, "standard output")
        try write(reports, "standard output", &out)
    }

    /// Whether a file that has to stand beside the one that is named holds something else: it is replaced
    /// by `--force` alone, and told. In a folder that is named all files are meant.
    private func replaces(_ path: String, _ isNamed: Bool) throws -> Bool {
        guard !isNamed, Files.isThere(path) else { return false }
        if force { return true }
        throw Failure(
            "\(path) has to stand beside it and holds something else; nothing is written: --force replaces both, "
                + "or write under another name or into a folder of its own")
    }

    private func check(_ reports: [Report], _ path: String) throws {
        guard reports.count != 1, !target.holdsSeveral else { return }
        throw Failure(
            "\(path): \(target.name) holds one report a file, and there are \(reports.count); "
                + "name a folder that is there, and each gets a file of its own")
    }

    private func write(_ reports: [Report], _ path: String, _ out: inout ByteOutput) throws {
        do throws(FormatError) { try target.write(reports, to: &out) } catch { throw Failure(path: path, error) }
    }

    /// A name for a report's file: `corpus-12` of `data/corpus.jsonl#12`.
    private static func stem(_ path: String) -> String {
        let name = FileName.last(path)
        guard let mark = name.lastIndex(of: "#") else { return FileName.split(name).stem }
        return FileName.split(String(name[..<mark])).stem + "-" + name[name.index(after: mark)...]
    }

    /// Files that the format wants beside the written one; gives those that are replaced. One that is there
    /// already and says the same stays.
    private func addCompanions(_ reports: [Report], _ path: String, _ batch: inout SaveBatch, isNamed: Bool) throws -> [String] {
        var replaced: [String] = []
        for companion in target.companions(reports) {
            let path = Files.beside(path, companion.name)
            let bytes = companion.content.bytes
            if Files.says(path, bytes) { continue }
            if try replaces(path, isNamed) { replaced.append(path) }
            try batch.add(path) { $0.write(raw: bytes) }
        }
        return replaced
    }

    /// The text beside annotations that stand apart from it, unless it is there already; gives it where another
    /// is replaced.
    private func addText(_ report: Report, _ path: String, _ batch: inout SaveBatch, isNamed: Bool) throws -> [String] {
        guard let suffix = target.textSuffix else { return [] }
        let path = FileName.split(path).stem + "." + suffix
        if Files.says(path, report.text.bytes) { return [] }
        let isReplaced = try replaces(path, isNamed)
        // Without a byte order mark: tools differ in whether they count one.
        try batch.add(path) { $0.write(raw: report.text.bytes) }
        return isReplaced ? [path] : []
    }
}
