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
        // What is a device or a pipe has no place for more than one.
        if try !Destination(path).isStream {
            try addCompanions(reports, path, &batch)
            try addText(reports[0], path, &batch, isNamed: false)
        }
        try batch.add(path) { try write(reports, path, &$0) }
        try batch.commit()
    }

    /// Saves each report to a file of its own in a folder.
    func save(_ reports: [Report], into folder: String) throws {
        let folder = folder.hasSuffix("/") ? folder : folder + "/"
        var batch = SaveBatch(force: force, flushing: .together)
        try addCompanions(reports, folder, &batch)
        var taken: Set<String> = []
        for report in reports {
            let stem = Saving.stem(report.path)
            var (name, number) = (stem, 1)
            while !taken.insert(name).inserted {
                number += 1
                name = "\(stem)-\(number)"
            }
            let path = folder + name + "." + target.suffixes[0]
            try addText(report, path, &batch, isNamed: true)
            try batch.add(path) { try write([report], path, &$0) }
        }
        try batch.commit()
    }

    /// Prints reports.
    func print(_ reports: [Report], _ out: inout ByteOutput) throws {
        try check(reports, "standard output")
        try write(reports, "standard output", &out)
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

    /// Files that the format wants beside the written one. One that is there already and says the
    /// same stays.
    private func addCompanions(_ reports: [Report], _ path: String, _ batch: inout SaveBatch) throws {
        for companion in target.companions(reports) {
            let path = Files.beside(path, companion.name)
            let bytes = companion.content.bytes
            if Files.says(path, bytes) { continue }
            try batch.add(beside: path) { $0.write(raw: bytes) }
        }
    }

    /// The text beside annotations that stand apart from it, unless it is there already. `isNamed` where
    /// the folder was named for all that goes there.
    private func addText(_ report: Report, _ path: String, _ batch: inout SaveBatch, isNamed: Bool) throws {
        guard let suffix = target.textSuffix else { return }
        let path = FileName.split(path).stem + "." + suffix
        if Files.says(path, report.text.bytes) { return }
        // Without a byte order mark: tools differ in whether they count one.
        if isNamed { return try batch.add(path) { $0.write(raw: report.text.bytes) } }
        try batch.add(beside: path) { $0.write(raw: report.text.bytes) }
    }
}
