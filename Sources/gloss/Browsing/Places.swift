import Glibc
import GlossInterface
import GlossModel

/// Where readings of files ended, kept in the user's state folder: one line a file, latest last,
/// `byte offset TAB length of the text TAB path`.
struct Places {
    private static let most = 500
    private let folder: String
    private let lines: [String]
    private var path: String { folder + "/places" }

    /// Reads what is kept; nil where there is no home to keep it in.
    init?() {
        guard let folder = Configuration.stateFolder else { return nil }
        self.folder = folder
        lines = Places.lines(in: folder) ?? []
    }

    /// The lines of the file; nil where it cannot be read.
    private static func lines(in folder: String) -> [String]? {
        let file = Files.neighbour(of: folder + "/", named: "places")
        return file.map { $0[$0.span].split(separator: "\n").map(String.init) }
    }

    /// Where the last reading of a report's file ended, in bytes; nil where there was none, or the
    /// file has another length now.
    func offset(of report: Report) -> Int? {
        guard let path = Places.key(report) else { return nil }
        guard let line = lines.last(where: { $0.hasSuffix("\t" + path) }) else { return nil }
        let parts = line.split(separator: "\t", maxSplits: 2)
        guard parts.count == 3, let offset = Int(parts[0]), Int(parts[1]) == report.text.count else {
            return nil
        }
        return offset
    }

    /// Keeps where the reader is in each open report, beside what other sessions kept meanwhile. Of
    /// what was not read whole yet, `isWhole` says so, an older place is left as it is.
    /// Trouble is no reason not to leave.
    func remember(_ state: State, isWhole: (ReportID) -> Bool) {
        guard !SecureMode.isOn else { return }
        guard !lines.isEmpty || state.reports.contains(where: { $0.top.offset > 0 }) else { return }
        Places.makeFolders(folder)
        let lock = SystemPath.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else { return }
        defer { close(lock) }
        flock(lock, LOCK_EX)
        // Nobody named the file: one that is not regular, or that cannot be read, is left alone.
        switch try? Destination(path) {
        case .absent: keep(state, over: [], isWhole)
        case .regular: if let kept = Places.lines(in: folder) { keep(state, over: kept, isWhole) }
        default: return
        }
    }

    private func keep(_ state: State, over kept: [String], _ isWhole: (ReportID) -> Bool) {
        var lines = kept
        for open in state.reports {
            guard let path = Places.key(open.report), isWhole(open.report.id) || offset(of: open.report) != nil || !isKnown(path)
            else { continue }
            lines.removeAll { $0.hasSuffix("\t" + path) }
            if open.top.offset > 0 { lines.append("\(open.top.offset)\t\(open.report.text.count)\t\(path)") }
        }
        guard lines != kept else { return }
        let text = lines.suffix(Places.most).joined(separator: "\n") + "\n"
        var batch = SaveBatch(force: true)
        guard (try? batch.add(path, mode: 0o600) { $0.write(text) }) != nil else { return }
        try? batch.commit()
    }

    private func isKnown(_ path: String) -> Bool { lines.contains { $0.hasSuffix("\t" + path) } }

    static func key(_ report: Report) -> String? {
        guard report.path != "-", !report.path.isEmpty else { return nil }
        let path = Places.absolute(report.path)
        return path.contains("\n") || path.contains("\t") ? nil : path
    }

    static func makeFolders(_ path: String) {
        var end = path.utf8.startIndex
        while let slash = path.utf8[end...].dropFirst().firstIndex(of: 0x2F) {
            mkdir(String(path[..<slash]), 0o700)
            end = slash
        }
        mkdir(path, 0o700)
    }

    private static func absolute(_ path: String) -> String {
        SystemPath.resolved(path) ?? path
    }
}
