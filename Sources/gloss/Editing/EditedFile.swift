import Glibc
import GlossFormats
import GlossModel

/// The brat file of a report that is edited, as it was when it was last read or written.
struct EditedFile {
    let path: String
    /// Its bytes.
    private(set) var content: Text
    /// Whether there is one.
    private(set) var isThere: Bool
    /// Whether all that it ever said was made by editing: then there is nothing to keep.
    private(set) var isOwn = false

    init(_ path: String) {
        self.path = path
        let found = Files.neighbour(of: path, named: FileName.last(path))
        isThere = found != nil
        content = found.map { Text(exactly: Array($0.bytes)) } ?? Text("")
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

    /// Writes it whole, or not at all. What was there before the first change is kept beside it. Throws where
    /// another program has written meanwhile.
    mutating func write(_ bytes: [UInt8]) throws(Failure) {
        let now = EditedFile(path)
        guard now.isThere == isThere, now.content.bytes.elementsEqual(content.bytes) else {
            throw Failure("\(FileName.last(path)) was changed by another program and is not overwritten: your edits are in \(FileName.last(path)).log; move one of them away")
        }
        do {
            if isThere, !isOwn, !Files.isThere(backup) {
                var batch = SaveBatch(force: false)
                let before = content
                try batch.add(backup) { $0.write(raw: before.bytes) }
                try batch.commit()
            }
            if bytes.isEmpty, isOwn {
                if isThere { SystemPath.remove(path) }
                (content, isThere) = (Text(""), false)
                return
            }
            var batch = SaveBatch(force: true)
            try batch.add(path) { $0.write(raw: bytes) }
            try batch.commit()
            (content, isThere) = (Text(exactly: bytes), true)
        } catch {
            throw (error as? Failure) ?? Failure("\(path): \(error)")
        }
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

    /// Whether nobody had annotated the report before it was edited, so that what was computed is offered.
    func beganWithout(_ file: EditedFile) -> Bool { hasEvents ? beganEmpty : !file.isThere }

    /// How many steps the file lacks: 0 where it is as the log leaves it; nil where somebody else has
    /// changed it.
    func state(of file: EditedFile, _ edited: EditedReport) -> Int? {
        if file.content.bytes.elementsEqual(edited.bytes) { return 0 }
        let hash = EditLog.hash(file.content.bytes)
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
