import Glibc
import GlossFormats
import GlossModel

/// The brat file of a report that is edited, as it was when it was last read or written.
struct EditedFile {
    let path: String
    /// Its bytes.
    private(set) var content: Text { didSet { hash = EditLog.hash(content.bytes) } }
    /// Their hash, as the log has it.
    private(set) var hash = ""
    /// Whether there is one.
    private(set) var isThere: Bool
    /// Whether all that it ever said was made by editing: then there is nothing to keep.
    private(set) var isOwn = false
    /// What it was then, as far as that is seen without reading it.
    private var mark: FileMark?

    init(_ path: String) {
        self.path = path
        mark = FileMark(path)
        let found = Files.neighbour(of: path, named: FileName.last(path))
        isThere = found != nil
        content = found.map { Text(exactly: Array($0.bytes)) } ?? Text("")
        hash = EditLog.hash(content.bytes)
    }

    /// Takes in what the log tells of the sessions before.
    mutating func know(_ history: EditHistory) { isOwn = history.beganWithout(self) }

    private var backup: String { path + "~" }

    /// What was there before the first change that the log tells of.
    func original(_ history: EditHistory) -> Text {
        guard history.hasEvents else { return content }
        if history.beganEmpty { return Text("") }
        let kept = Files.neighbour(of: backup, named: FileName.last(backup))
        return kept.map { Text(exactly: Array($0.bytes)) } ?? content
    }

    /// Whether it looks other than it was. Reads nothing.
    var looksChanged: Bool { FileMark(path) != mark }

    /// What another program has made of it; nil where none has, or none was there to be seen yet.
    mutating func change() -> Text? {
        guard looksChanged || mark?.isRecent ?? false else { return nil }
        let now = EditedFile(path)
        mark = now.mark
        guard now.isThere, !isThere || !now.content.bytes.elementsEqual(content.bytes) else { return nil }
        return now.content
    }

    /// Takes what another program wrote for what was read last.
    mutating func accept(_ content: Text) { (self.content, isThere) = (content, true) }

    /// Writes it whole, or not at all. What was there before the first change is kept beside it.
    mutating func write(_ bytes: [UInt8]) throws(Failure) {
        do {
            if isThere, !isOwn, !Files.isThere(backup) {
                var batch = SaveBatch(force: false)
                let before = content
                try batch.add(backup) { $0.write(raw: before.bytes) }
                try batch.commit()
            }
            if bytes.isEmpty, isOwn {
                if isThere { SystemPath.remove(path) }
                (content, isThere, mark) = (Text(""), false, nil)
                return
            }
            var batch = SaveBatch(force: true)
            try batch.add(path) { $0.write(raw: bytes) }
            try batch.commit()
            (content, isThere, mark) = (Text(exactly: bytes), true, FileMark(path))
        } catch {
            throw (error as? Failure) ?? Failure("\(path): \(error)")
        }
    }
}

/// What tells one state of a file from another.
private struct FileMark: Equatable {
    private var size: Int
    private var seconds: Int
    private var nanoseconds: Int
    private var inode: UInt

    init?(_ path: String) {
        guard let status = SystemPath.status(path) else { return nil }
        (size, seconds, nanoseconds, inode) = (
            Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec, UInt(status.st_ino))
    }

    /// Whether it was written so short a time ago that another change would not be told from it.
    var isRecent: Bool {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return now.tv_sec - seconds < 2
    }
}

/// What a log tells of the sessions before.
struct EditHistory {
    private let events: [EditLog.Event]
    /// Whether the first session found no annotations.
    let beganEmpty: Bool
    var hasEvents: Bool { !events.isEmpty }

    init(_ events: [EditLog.Event]) {
        self.events = events
        beganEmpty = events.lazy.compactMap { event -> Bool? in
            if case .session(_, _, _, let annotations) = event { return annotations == nil }
            return nil
        }.first ?? false
    }

    /// The hash of the text that was edited last; nil where none was.
    var text: String? {
        events.reversed().lazy.compactMap { event -> String? in
            if case .session(_, _, let text, _) = event { return text }
            return nil
        }.first
    }

    /// What was done before the file was saved last, or, where it never was, nothing; with the hash of that file.
    var saved: (events: [EditLog.Event], hash: String?) {
        for index in events.indices.reversed() {
            if case .saved(let hash) = events[index] { return (Array(events[...index]), hash) }
        }
        return ([], nil)
    }

    /// Whether nobody had annotated the report before it was edited, so that what was computed is offered.
    func beganWithout(_ file: EditedFile) -> Bool { hasEvents ? beganEmpty : !file.isThere }

    /// How many steps the file lacks: 0 where it is as the log leaves it; nil where somebody else has
    /// changed it.
    func state(of file: EditedFile, _ edited: EditedReport) -> Int? {
        if file.content.bytes.elementsEqual(edited.bytes) { return 0 }
        let hash = file.hash
        var isKnown = beganEmpty && !file.isThere
        var since = 0
        for event in events {
            switch event {
            case .session(_, _, _, let annotations): if annotations == hash, since == 0 { isKnown = true }
            case .saved(let annotations):
                isKnown = annotations == hash
                since = 0
            case .step, .undo, .redo: since += 1
            }
        }
        return isKnown ? max(1, since) : nil
    }
}
