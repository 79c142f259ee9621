import ArgumentParser
import Glibc
import GlossFormats
import GlossLibrary
import GlossModel

/// `gloss library init`
struct LibraryInit: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "init", abstract: "Make a library of a folder: DIR/.gloss.")

    @Argument(help: "The folder; this one where none is named.", completion: .directory)
    var folder: String = "."

    func run() throws {
        try SecureMode.refuse("gloss library init writes \(folder)/.gloss")
        guard let path = SystemPath.resolved(folder), Files.isFolder(path) else { throw Failure("\(folder): there is no such folder") }
        let place = LibraryPlace(folder: path)
        if Files.isThere(place.index) {
            LibraryPlace.say("\(path) is a library already")
            return
        }
        guard mkdir(SystemPath.bytes(place.own), 0o777) == 0 || errno == EEXIST else { throw Failure(path: place.own, doing: "write", errno: errno) }
        try LibraryPlace.told { try SQLiteStore.make(place.index) }
        if !Files.isThere(place.own + "/.gitignore") {
            // What people decided is for git, the index is not.
            try Files.save(place.own + "/.gitignore", force: false) { $0.write("library.sqlite*\nlock\ntext/\n") }
        }
        try Files.printing { $0.write("\(place.own) is made; gloss library sync indexes what is in \(path)\n") }
    }
}

/// `gloss library add`
struct LibraryAdd: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add folders or files that lie elsewhere.")
    @OptionGroup var library: LibraryOptions
    @Argument(completion: .file()) var paths: [String]

    func run() throws {
        let place = try library.place()
        let known = try place.decisionLog().folders
        for path in paths {
            guard let resolved = SystemPath.resolved(path) else { throw Failure(path: path, doing: "open", errno: errno) }
            if resolved == place.folder || resolved.hasPrefix(place.folder + "/") {
                LibraryPlace.say("\(path) lies in the library already")
            } else if !known.contains(resolved) {
                try place.decide(.folder(path: resolved, isAdded: true))
            }
        }
    }
}

/// `gloss library remove`
struct LibraryRemove: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Take out folders or files that were added.")
    @OptionGroup var library: LibraryOptions
    @Argument(completion: .file()) var paths: [String]

    func run() throws {
        let place = try library.place()
        let known = try place.decisionLog().folders
        for path in paths {
            let resolved = SystemPath.resolved(path) ?? path
            guard known.contains(resolved) else {
                throw Failure("\(path) was not added" + Spelling.hint(for: resolved, among: known) + "; what lies in the library is left out by \(place.relative(place.ignore))")
            }
            try place.decide(.folder(path: resolved, isAdded: false))
        }
    }
}

/// `gloss library sync`
struct LibrarySyncCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Index what is new, changed, moved or gone.",
        discussion: "May be interrupted at any time: what is committed stays, and the next sync goes on.")
    @OptionGroup var library: LibraryOptions
    @Flag(help: "Read all files and compare their hashes.") var verify = false
    @Option(help: ArgumentHelp("Threads that read and annotate.", valueName: "number")) var jobs: Int?
    @Flag(help: "Say what would be read; change nothing.") var dryRun = false
    @Option(help: "Run the built-in annotator: auto (for what the reports lack), always or never.") var annotate: AnnotateMode = .auto
    @Option(help: ArgumentHelp("Names of your own for the annotator.", valueName: "file"), completion: .file()) var lexicon: String?

    func validate() throws { guard (1...256).contains(jobs ?? 1) else { throw ValidationError("--jobs takes 1 to 256") } }

    func run() throws {
        let place = try library.place()
        try LibraryPlace.told {
            let decisions = try place.decisionLog()
            var sync = LibrarySync(place: place, loader: try ReportLoader(mode: annotate, lexicon: lexicon))
            sync.verifies = verify
            sync.isShown = true
            if let jobs { sync.threads = jobs }
            if dryRun { return try tell(sync.plan(place.open().knownFiles(), folders: decisions.folders)) }
            try SecureMode.refuse("gloss library sync writes \(place.relative(place.index))")
            let lock = try LibraryLock(place)
            defer { withExtendedLifetime(lock) {} }
            if !Files.isThere(place.index) { try SQLiteStore.make(place.index) }
            let summary = try sync.run(place.open(), decisions)
            try Files.printing { $0.write(summary.words + "\n") }
        }
    }

    private func tell(_ plan: LibrarySync.Plan) throws {
        try Files.printing { out in
            for file in plan.read { out.write("\(file.id == 0 ? "new" : "look at")\t\(StandIn.line(file.path))\n") }
            for file in plan.missing where file.gone == nil { out.write("gone\t\(StandIn.line(file.path))\n") }
        }
    }
}

/// `gloss library status`
struct LibraryStatus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "What is in the library, what is not indexed and why, and how old the index is.")
    @OptionGroup var library: LibraryOptions
    @Flag(help: "As JSON.") var json = false

    func run() throws {
        try library.withStore { store, place in
            let counts = try store.counts()
            var status = stat()
            let size = SystemPath.status(place.index, &status) ? Int(status.st_size) : 0
            let plan = try LibrarySync(place: place, loader: ReportLoader(mode: .never)).plan(store.knownFiles(), folders: place.decisionLog().folders)
            let waiting = plan.differing + plan.missing.count { $0.gone == nil }
            let rows: [(String, Int)] = [
                ("files", counts.files), ("reports", counts.reports), ("copies", counts.copies), ("paragraphs", counts.paragraphs),
                ("dead", counts.deadParagraphs), ("entities", counts.entities), ("mentions", counts.mentions), ("dates", counts.events),
                ("claims", counts.claims), ("gone", counts.gone), ("to_sync", waiting), ("unreadable", counts.problems.count), ("index_bytes", size),
            ]
            try Files.printing { out in
                if json {
                    out.write("{" + rows.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + ",\"last_sync\":\(counts.lastSync.map(String.init) ?? "null")}\n")
                    return
                }
                out.write("\(StandIn.line(place.folder)): \(counts.reports) reports in \(counts.files) files, \(counts.copies) of them copies\n")
                out.write("\(counts.paragraphs) paragraphs, \(counts.entities) entities, \(counts.mentions) mentions, \(counts.events) dates, \(counts.claims) claims\n")
                out.write("index: \(size >> 10) kB" + (counts.deadParagraphs > 0 ? ", \(counts.deadParagraphs) dead paragraphs in it" : "") + "\n")
                out.write("last sync: " + (counts.lastSync.map { Self.time($0) } ?? "never") + (waiting > 0 ? "; \(waiting) files to look at since" : "") + "\n")
                if counts.deadParagraphs * 5 > counts.paragraphs, counts.deadParagraphs > 1000 { out.write("a fifth of it is dead: gloss library gc takes it out\n") }
                if counts.gone > 0 { out.write("\(counts.gone) files are gone; gloss library gc forgets them after 30 days\n") }
                for (path, problem) in counts.problems { out.write("not indexed: \(StandIn.line(path)): \(problem)\n") }
            }
        }
    }

    static func time(_ seconds: Int) -> String {
        let rest = seconds % 86400
        return "\(Day(number: seconds / 86400)) \(Day.padded(rest / 3600, 2)):\(Day.padded(rest / 60 % 60, 2)) UTC"
    }
}
