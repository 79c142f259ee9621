import ArgumentParser
import Glibc
import GlossFormats
import GlossLibrary
import GlossModel

/// `gloss library dump`
struct LibraryDump: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "dump", abstract: "Print all decisions, an object of JSON a line.")
    @OptionGroup var library: LibraryOptions

    func run() throws {
        let place = try library.place()
        guard Files.isThere(place.decisions) else { throw Quiet(status: 1) }
        let text = try Files.read(place.decisions)
        try Files.printing { $0.write(raw: text.bytes) }
        if text.count == 0 { throw Quiet(status: 1) }
    }
}

/// `gloss library restore`
struct LibraryRestore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Add the decisions of a file to those that are there.", discussion: "Lines that are there already are not added again.")
    @Argument(help: "A file as dump prints it; - for standard input.", completion: .file()) var file: String
    @OptionGroup var library: LibraryOptions

    func run() throws {
        try library.withStore { store, place in
            let text = try Files.read(file)
            let log = withExtendedLifetime(text) { DecisionLog(text.bytes) }
            for fault in log.faults { LibraryPlace.say("\(file), line \(fault.line): \(fault.what); it is passed over") }
            let lock = try LibraryLock(place)
            defer { withExtendedLifetime(lock) {} }
            let have = Files.isThere(place.decisions) ? try Files.read(place.decisions) : Text("")
            var known = Set(have.bytes.split(separator: 0x0A).map { Array($0) })
            let faulty = Set(log.faults.map(\.line))
            let lines = text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
                .filter { !faulty.contains($0.offset + 1) && !$0.element.isEmpty }.map { Array($0.element) }.filter { known.insert($0).inserted }
            // An undo names a line by its number, which is another one here.
            if have.count > 0, log.lines.contains(where: { if case .undo = $0.act { true } else { false } }) {
                throw Failure("\(file) takes lines back by their numbers, and there are decisions already; restore it where there are none, or join the files by hand")
            }
            var whole = have.bytes + (have.count > 0 && have.bytes.last != 0x0A ? [0x0A] : [])
            for line in lines { whole += line + [0x0A] }
            let all = whole
            try Files.save(place.decisions, force: true) { $0.write(raw: all) }
            try Deciding.apply(store, place)
            try Files.printing { $0.write("\(lines.count) decisions added\n") }
        }
    }
}

/// `gloss library check`
struct LibraryCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Whether the index and the decisions are sound.", discussion: "Prints a fault a line and exits with 1 where there is one.")
    @OptionGroup var library: LibraryOptions

    func run() throws {
        try library.withStore { store, place in
            var faults = try store.faults()
            let text = Files.isThere(place.decisions) ? try Files.read(place.decisions) : Text("")
            faults += withExtendedLifetime(text) { DecisionLog(text.bytes) }.faults.map { "\(place.relative(place.decisions)), line \($0.line): \($0.what)" }
            for name in try store.storedNames().sorted() where !Files.isThere(place.texts + "/" + name) {
                faults.append("\(place.relative(place.texts))/\(name) is gone; gloss library sync --verify makes it anew")
            }
            try Files.printing { out in for fault in faults { out.write(StandIn.line(fault) + "\n") } }
            if !faults.isEmpty { throw Quiet(status: 1) }
        }
    }
}

/// `gloss library rebuild`
struct LibraryRebuild: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Make the index anew from the reports. Decisions are not in it, and stay as they are.")
    @OptionGroup var library: LibraryOptions
    @Option(help: "Run the built-in annotator: auto (for what the reports lack), always or never.") var annotate: AnnotateMode = .auto
    @Option(help: ArgumentHelp("Names of your own for the annotator.", valueName: "file"), completion: .file()) var lexicon: String?

    func run() throws {
        let place = try library.place()
        try SecureMode.refuse("gloss library rebuild writes \(place.relative(place.index))")
        try LibraryPlace.told {
            let lock = try LibraryLock(place)
            defer { withExtendedLifetime(lock) {} }
            // The old index serves until the new one is whole.
            let fresh = place.index + ".new"
            for suffix in ["", "-wal", "-shm"] { SystemPath.remove(fresh + suffix) }
            try SQLiteStore.make(fresh)
            var sync = LibrarySync(place: place, loader: try ReportLoader(mode: annotate, lexicon: lexicon))
            sync.isShown = true
            let summary = try Self.fill(fresh, sync, place.decisionLog())
            for suffix in ["-wal", "-shm"] { SystemPath.remove(place.index + suffix) }
            guard SystemPath.rename(fresh, place.index) else { throw Failure(path: place.index, doing: "write", errno: errno) }
            try Files.printing { $0.write("\(summary.reports) reports\n") }
        }
    }

    private static func fill(_ path: String, _ sync: LibrarySync, _ decisions: DecisionLog) throws -> LibrarySync.Summary {
        let store = try SQLiteStore(path)
        let summary = try sync.run(store, decisions)
        try store.close()
        return summary
    }
}

/// `gloss library gc`
struct LibraryGC: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc", abstract: "Forget files that are long gone, take dead words out of the index, give room back to the disk.")
    @OptionGroup var library: LibraryOptions
    @Option(help: ArgumentHelp("Files gone for so many days are forgotten.", valueName: "number")) var days = 30
    @Flag(help: "Forget them without asking.") var yes = false

    func validate() throws { guard days >= 0 else { throw ValidationError("--days takes a number from 0 on") } }

    func run() throws {
        try library.withStore { store, place in
            try SecureMode.refuse("gloss library gc writes \(place.relative(place.index))")
            let lock = try LibraryLock(place)
            defer { withExtendedLifetime(lock) {} }
            let gone = try store.goneFiles(before: Int(time(nil)) - days * 86400 + 1)
            if !gone.isEmpty {
                if yes || Question.isAnsweredYes("\(gone.count) files have been gone for \(days) days (\(gone[0].path)\(gone.count > 1 ? ", ..." : "")); forget them?") {
                    try store.transaction { for file in gone { try store.drop(file) } }
                } else {
                    LibraryPlace.say("\(gone.count) files that are gone stay; --yes forgets them")
                }
            }
            let stored = try store.storedNames()
            for folder in SystemPath.names(inFolder: place.texts) where !folder.hasPrefix(".") {
                for name in SystemPath.names(inFolder: place.texts + "/" + folder) where !name.hasPrefix(".") && !stored.contains(folder + "/" + name) {
                    SystemPath.remove(place.texts + "/" + folder + "/" + name)
                }
            }
            try store.compact(texts: { hit in LibraryText(place).text(of: hit) })
            try Files.printing { $0.write("done; \(try store.counts().paragraphs) paragraphs\n") }
        }
    }
}
