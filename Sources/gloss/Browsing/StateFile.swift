import Glibc
import GlossInterface
import GlossModel

/// A file of lines in the user's state folder, kept while several sessions may write it.
struct StateFile {
    private let folder: String
    private let name: String

    /// nil where there is no home to keep it in.
    init?(_ name: String) {
        guard let folder = Configuration.stateFolder else { return nil }
        (self.folder, self.name) = (folder, name)
    }

    /// Its lines; none where it cannot be read.
    var lines: [String] { known ?? [] }

    private var known: [String]? {
        Files.neighbour(of: folder + "/", named: name).map { $0[$0.span].split(separator: "\n").map(String.init) }
    }

    /// Whether nothing has ever been kept in the folder.
    static var isFirstStart: Bool {
        guard let folder = Configuration.stateFolder else { return false }
        return SystemPath.names(inFolder: folder).isEmpty
    }

    /// Makes other lines of those that are there. Trouble is no reason to complain.
    func update(_ change: ([String]) -> [String]) {
        guard !SecureMode.isOn else { return }
        Places.makeFolders(folder)
        let lock = SystemPath.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else { return }
        defer { close(lock) }
        flock(lock, LOCK_EX)
        let path = folder + "/" + name
        let before: [String]
        // Nobody named the file: one that is not regular, or that cannot be read, is left alone.
        switch try? Destination(path) {
        case .absent: before = []
        case .regular:
            guard let known else { return }
            before = known
        default: return
        }
        let after = change(before)
        guard after != before else { return }
        var batch = SaveBatch(force: true)
        guard (try? batch.add(path, mode: 0o600) { $0.write(after.map { $0 + "\n" }.joined()) }) != nil else { return }
        try? batch.commit()
    }
}

/// Marks and searches of earlier readings: `marks` with `letter TAB byte TAB path` a line, `searches` with
/// one a line, latest last.
struct Remembered {
    private static let mostMarks = 2000
    private static let mostSearches = 100
    private let marks = StateFile("marks")
    private let searches = StateFile("searches")

    /// The events that bring them back, for the reports that are open.
    func events(for reports: [Report]) -> [BrowserEvent] {
        let paths = reports.compactMap { report in Places.key(report).map { ($0, report.id) } }
        let found: [(Unicode.Scalar, Int, ReportID)] = (marks?.lines ?? []).compactMap { line in
            let parts = line.split(separator: "\t", maxSplits: 2)
            guard parts.count == 3, let letter = parts[0].unicodeScalars.first, let offset = Int(parts[1]),
                let report = paths.first(where: { $0.0 == parts[2] })
            else { return nil }
            return (letter, offset, report.1)
        }
        return [.marks(found), .searches(searches?.lines ?? [])]
    }

    /// Keeps those of a session.
    func keep(_ state: State) {
        let paths = Dictionary(state.reports.compactMap { open in Places.key(open.report).map { (open.report.id, $0) } }) { a, _ in a }
        let own = state.marks.sorted { $0.key < $1.key }.compactMap { letter, place in paths[place.report].map { "\(letter)\t\(place.top.offset)\t\($0)" } }
        if !own.isEmpty {
            let places = Set(own.map { $0.split(separator: "\t", maxSplits: 1)[0] + "\t" + $0.split(separator: "\t", maxSplits: 2)[2] })
            marks?.update { lines in
                let others = lines.filter { line in
                    let parts = line.split(separator: "\t", maxSplits: 2)
                    return parts.count == 3 && !places.contains(parts[0] + "\t" + parts[2])
                }
                return (others + own).suffix(Remembered.mostMarks)
            }
        }
        let latest = state.searches.filter { !$0.contains("\n") }
        if !latest.isEmpty {
            searches?.update { lines in (lines.filter { !latest.contains($0) } + latest).suffix(Remembered.mostSearches) }
        }
    }
}
