import Glibc
import GlossFormats
import GlossLibrary
import GlossModel
import GlossThreads

/// Brings a library's index to what is on the disk.
struct LibrarySync {
    let place: LibraryPlace
    let loader: ReportLoader
    /// Whether all files are read and their hashes compared.
    var verifies = false
    var threads = WorkThread.cores
    var isShown = false

    /// What a sync has done.
    struct Summary: Sendable {
        var (new, changed, moved, gone, back, problems) = (0, 0, 0, 0, 0, 0)
        var reports = 0

        var isNothing: Bool { new + changed + moved + gone + back == 0 }

        var words: String {
            let parts = [
                (new, "new"), (changed, "changed"), (moved, "moved"), (gone, "gone"), (back, "back again"), (problems, "cannot be read"),
            ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
            return parts.isEmpty ? "nothing has changed" : parts.joined(separator: ", ")
        }
    }

    /// What there is to do.
    struct Plan {
        /// Files to be read; `id` where they are known.
        var read: [KnownFile] = []
        /// Known files that are not there.
        var missing: [KnownFile] = []
        /// Files that are back where they were.
        var back: [KnownFile] = []
        var bytes = 0
        /// Of those that are read, how many are new or differ in what the system tells of them.
        var differing = 0
    }

    /// Compares what is on the disk with what is known. Nothing is read.
    func plan(_ known: [String: KnownFile], folders: [String]) throws(Failure) -> Plan {
        var plan = Plan()
        var rest = known
        let walk = try LibraryWalk(place, folders: folders)
        for var file in walk.files {
            guard let before = rest.removeValue(forKey: file.path) else {
                plan.read.append(file)
                plan.differing += 1
                continue
            }
            (file.id, file.hash, file.problem) = (before.id, before.hash, before.problem)
            // What was written in the two seconds before it was looked at may have been written again since.
            let isRacy = max(file.mtime, file.annMtime) > before.checked - 2_000_000_000
            if before.isSame(as: file), !verifies, !isRacy {
                if before.gone != nil { plan.back.append(before) }
            } else {
                plan.read.append(file)
                if !before.isSame(as: file) { plan.differing += 1 }
            }
        }
        plan.missing = rest.values.filter { file in !walk.unreadable.contains { file.path.hasPrefix($0) } }.sorted { $0.path < $1.path }
        // The oldest first: what is newest gets the highest number, and is what lists begin with.
        plan.read.sort { ($0.mtime, $0.path) < ($1.mtime, $1.path) }
        plan.bytes = plan.read.reduce(0) { $0 + $1.size + $1.annSize }
        return plan
    }

    /// What reading a file gave.
    private enum Reading: Sendable {
        case same(KnownFile)
        case read(KnownFile, [IndexedReport])
        case moved(KnownFile, from: KnownFile)
    }

    func run(_ store: SQLiteStore, _ decisions: DecisionLog) throws -> Summary {
        let started = LibrarySync.nanoseconds
        let plan = try plan(store.knownFiles(), folders: decisions.folders)
        var summary = Summary()
        store.ownKeys = LibrarySync.ownKeys(decisions)
        if !plan.read.isEmpty || !plan.missing.isEmpty || !plan.back.isEmpty { try store.setMeta("syncNumber", Int(time(nil))) }
        if !plan.read.isEmpty {
            try store.beginFilling()
            try fill(store, plan, started, &summary, decisions)
            try store.endFilling()
        }
        if try !summary.isNothing || !plan.missing.allSatisfy({ $0.gone != nil }) || !plan.back.isEmpty || !store.isResolved(decisions) {
            try finish(store, plan, &summary, decisions)
        }
        try store.setMeta("synced", Int(time(nil)))
        return summary
    }

    private static var nanoseconds: Int {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return now.tv_sec * 1_000_000_000 + now.tv_nsec
    }

    static func ownKeys(_ decisions: DecisionLog) -> Set<String> {
        var keys: Set<String> = []
        for line in decisions.standing {
            keys.formUnion(line.act.keys.filter { $0.hasPrefix("report:") })
        }
        return keys
    }

    private func fill(_ store: SQLiteStore, _ plan: Plan, _ started: Int, _ summary: inout Summary, _ decisions: DecisionLog) throws {
        let (place, loader, verifies) = (place, loader, verifies)
        let missing = Dictionary(plan.missing.map { ($0.hash, $0) }) { first, _ in first }
        let work = OrderedWork<KnownFile, Reading>(threads: threads) { file in LibrarySync.read(file, place, loader, missing, started, retries: verifies) }
        defer { work.close() }
        var progress = LibraryProgress(total: plan.bytes, isShown: isShown)
        defer { progress.end() }
        var files = plan.read.makeIterator()
        func next() -> Reading? {
            while !work.isFull, let file = files.next() { work.add(file) }
            return work.next(waiting: true)
        }
        var isDone = false
        while !isDone {
            try store.transaction {
                var batch = Batch()
                while !batch.isFull {
                    guard let reading = next() else {
                        isDone = true
                        return
                    }
                    progress.add(batch.add(reading))
                    try put(reading, store, &summary, decisions)
                }
            }
        }
    }

    /// What goes into one transaction; each is put in when it has come.
    private struct Batch {
        private var (reports, bytes, files) = (0, 0, 0)

        var isFull: Bool { reports >= 2000 || bytes >= 64 << 20 || files >= 8000 }

        /// Takes in what reading a file gave, and gives how many bytes that were.
        mutating func add(_ reading: Reading) -> Int {
            files += 1
            switch reading {
            case .read(let file, let found):
                reports += found.count
                bytes += found.reduce(0) { $0 + $1.size }
                return file.size + file.annSize
            case .same(let file): return file.size + file.annSize
            case .moved: return 0
            }
        }
    }

    private func put(_ reading: Reading, _ store: SQLiteStore, _ summary: inout Summary, _ decisions: DecisionLog) throws {
        switch reading {
        case .same(let file): try store.update(file)
        case .moved(let file, let before):
            var file = file
            guard try store.knownFile(before.path)?.id == before.id, !Files.isThere(place.absolute(before.path)) else {
                // Another file was moved from there before this one.
                let again = LibrarySync.read(file, place, loader, [:], file.checked, retries: true)
                return try put(again, store, &summary, decisions)
            }
            summary.moved += 1
            file.id = before.id
            guard decisions.speaks(of: before.path) else { return try store.update(file) }
            // What people said of the report goes with it.
            try place.decide(.moved(from: before.path, to: file.path))
            try store.update(file)
            if decisions.standing.contains(where: { $0.act.keys.contains { $0.hasPrefix("report:\(before.path)#") } }) {
                store.ownKeys = try LibrarySync.ownKeys(place.decisionLog())
                var now = file
                now.hash = []
                guard case .read(_, let reports) = LibrarySync.read(now, place, loader, [:], file.checked, retries: true) else { return }
                try store.put(file, reports)
            }
        case .read(let file, let reports):
            for report in reports { try keep(report, file) }
            try store.put(file, reports)
            if file.id == 0 { summary.new += 1 } else { summary.changed += 1 }
            if file.problem != nil { summary.problems += 1 }
            summary.reports += reports.count
        }
    }

    /// Keeps the text of a report that its file does not hold as it is read.
    private func keep(_ report: IndexedReport, _ file: KnownFile) throws(Failure) {
        guard let text = report.stored else { return }
        let name = SQLiteStore.storedName(file.hash, report.path)
        let path = place.texts + "/" + name
        guard !Files.isThere(path) else { return }
        mkdir(SystemPath.bytes(place.texts), 0o777)
        mkdir(SystemPath.bytes(place.texts + "/" + name.prefix(2)), 0o777)
        let part = path + ".part"
        let descriptor = SystemPath.open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Failure(path: part, doing: "write", errno: errno) }
        let isWritten = Files.writeAll(text, to: descriptor)
        close(descriptor)
        guard isWritten, SystemPath.rename(part, path) else { throw Failure(path: path, doing: "write", errno: errno) }
    }

    private func finish(_ store: SQLiteStore, _ plan: Plan, _ summary: inout Summary, _ decisions: DecisionLog) throws {
        try store.transaction {
            for file in plan.back {
                var file = file
                file.gone = nil
                try store.update(file)
                summary.back += 1
            }
            for file in plan.missing where file.gone == nil {
                // One that was moved is known by its new path now.
                guard var known = try store.knownFile(file.path), known.id == file.id else { continue }
                known.gone = Int(time(nil))
                try store.update(known)
                summary.gone += 1
            }
            try store.resolve(summary.moved > 0 ? place.decisionLog() : decisions)
        }
        try store.tidy(seconds: 1)
    }

    // MARK: Reading

    /// Reads a file in a thread: what it holds, or that it holds what it held.
    private static func read(
        _ known: KnownFile, _ place: LibraryPlace, _ loader: ReportLoader, _ missing: [[UInt8]: KnownFile], _ started: Int, retries: Bool
    ) -> Reading {
        var file = known
        let path = place.absolute(file.path)
        file.checked = started
        file.problem = nil
        file.gone = nil
        do {
            let input = try loader.input(path)
            let before = file.hash
            file.hash = hash(of: input)
            if file.id > 0, file.hash == before, !before.isEmpty, known.problem == nil || !retries {
                file.problem = known.problem
                return .same(file)
            }
            if file.id == 0, let old = missing[file.hash], old.problem == nil { return .moved(file, from: old) }
            let format = (loader.format ?? Formats.sniff(input)).name
            let reports = try loader.read(input).map { loader.completed($0) }
            let indexed = reports.enumerated().map { index, report in
                var indexed = IndexedReport(report, path: file.path + (reports.count > 1 ? "#\(index + 1)" : ""), format: format)
                if !holds(input.content, report.text) { indexed.stored = Array(report.text.bytes) }
                return indexed
            }
            return .read(file, indexed)
        } catch {
            file.problem = StandIn.line((error as? Failure)?.message.replacing(path + ": ", with: "") ?? "\(error)")
            if file.hash.isEmpty { file.hash = [0] }
            return .read(file, [])
        }
    }

    /// Whether a file's bytes are a report's text.
    private static func holds(_ file: Text, _ text: Text) -> Bool {
        file === text || file.count == text.count && file.bytes.elementsEqual(text.bytes)
    }

    /// The hash of a file and of the annotations beside it.
    private static func hash(of file: InputFile) -> [UInt8] {
        var hash = BLAKE2b.hash(file.content.bytes)
        let stem = FileName.split(file.outerName).stem
        for suffix in ["ann", "a1", "a2"] {
            guard let beside = file.neighbour("\(stem).\(suffix)") else { continue }
            hash += BLAKE2b.hash(beside.bytes)
        }
        return hash.count == 16 ? hash : hash.withBytes { BLAKE2b.hash($0) }
    }
}

/// How far a sync is, on a terminal: in bytes, with the time that is left.
struct LibraryProgress {
    private let total: Int
    private let isShown: Bool
    private var done = 0
    private var told = ContinuousClock.now
    private let began = ContinuousClock.now

    init(total: Int, isShown: Bool) {
        self.total = max(1, total)
        self.isShown = isShown && isatty(2) == 1
    }

    mutating func add(_ bytes: Int) {
        done += bytes
        guard isShown, told.duration(to: .now) > .milliseconds(200) else { return }
        told = .now
        let elapsed = began.duration(to: .now)
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let left = Int(seconds * Double(total - done) / Double(max(1, done)))
        let words = "\r\(done >> 20) of \(total >> 20) MB, \(left / 60):\(Day.padded(left % 60, 2)) left \u{1B}[K"
        _ = Files.writeAll(Array(words.utf8), to: 2)
    }

    func end() { if isShown { _ = Files.writeAll(Array("\r\u{1B}[K".utf8), to: 2) } }
}
