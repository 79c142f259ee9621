import Measuring
import Workloads

/// Makes the measurements of rows: gloss and the other program in turn.
struct Measurement {
    let subjects: Subjects
    /// How often a program is started for one figure.
    let count: Int
    /// How many keys are pressed for one figure.
    let keyCount: Int

    /// Where measuring goes on for longer, in seconds, three starts are enough.
    private static let patience = 60.0
    private static let words = "zqxjkvwzqxjk"

    func outcome(of row: Row) throws -> Outcome {
        try subjects.warm(row.workload)
        switch row.measure {
        case .firstScreen: return try starts(row) { try $0.waitForFirstScreen() }
        case .highlighted: return try starts(row) { try $0.waitUntilHighlighted() }
        case .loaded: return try loaded(row)
        case .keys(let keys, let whileLoading):
            return whileLoading ? try keysWhileLoading(row, keys) : try self.keys(row, keys)
        case .jumpToEnd: return try jumpToEnd(row)
        case .end: return try end(row)
        case .search: return try search(row)
        case .resize: return try resize(row)
        case .memory: return try memory(row)
        case .timeline: return try timeline(row)
        case .annotating: return try annotating(row)
        }
    }

    /// Calls both in turn, `count` times or until patience ends.
    private func alternate(_ outcome: inout Outcome, _ gloss: () throws -> Double, _ peer: () throws -> Double?) throws {
        let deadline = Moment.now + Self.patience
        for turn in 0..<count where turn < 3 || .now < deadline {
            outcome.gloss.append(try gloss())
            if let value = try peer() { outcome.peer.append(value) }
        }
    }

    private func starts(_ row: Row, _ wait: (TerminalSession) throws -> Moment) throws -> Outcome {
        var outcome = Outcome()
        try alternate(&outcome) {
            let session = try subjects.open(row.workload)
            return try wait(session) - session.started
        } _: {
            guard let peer = row.peer else { return nil }
            let session = try subjects.open(row.workload, in: peer)
            return try session.waitForFirstScreen() - session.started
        }
        return outcome
    }

    private func loaded(_ row: Row) throws -> Outcome {
        var outcome = Outcome()
        var rows: Int?
        try alternate(&outcome) {
            let session = try subjects.open(row.workload)
            _ = try session.waitForFirstScreen()
            let time = try session.waitUntilLoaded() - session.started
            _ = session.answer(to: "t")
            rows = session.screen.timelineCount
            return time
        } _: {
            try timeToExit(subjects.command(.wc, row.workload))
        }
        guard let rows else { throw MeasuringError("t showed no timeline") }
        outcome.remark = "\(rows) rows on the timeline"
        return outcome
    }

    private func timeline(_ row: Row) throws -> Outcome {
        var outcome = Outcome()
        let command = [subjects.gloss, "timeline", subjects.text(row.workload), "--from", "2015", "--to", "2016"]
        try alternate(&outcome) {
            try timeToExit(command)
        } _: {
            try timeToExit(subjects.command(.grep, row.workload))
        }
        return outcome
    }

    private func memory(_ row: Row) throws -> Outcome {
        var outcome = Outcome()
        outcome.size = subjects.files(row.workload).reduce(0) { $0 + subjects.size($1) }
        for _ in 0..<min(3, count) {
            let session = try subjects.open(row.workload)
            _ = try session.waitForFirstScreen()
            _ = try session.waitUntilLoaded()
            outcome.gloss.append(Double(try session.anonymousMemory()))
        }
        return outcome
    }

    private func jumpToEnd(_ row: Row) throws -> Outcome {
        var outcome = Outcome()
        let ending = try ending(of: subjects.text(row.workload))
        func jump(_ session: TerminalSession) throws -> Double {
            _ = try session.waitForFirstScreen()
            session.settle(silence: 0.03, limit: 0.3)
            let start = Moment.now
            session.send("G")
            return try session.wait(for: "the end of the text was shown") { $0.find(ending) != nil } - start
        }
        try alternate(&outcome) {
            try jump(subjects.open(row.workload))
        } _: {
            try jump(subjects.open(row.workload, in: .less))
        }
        return outcome
    }

    /// The last word of a text, its full stop with it.
    private func ending(of path: String) throws -> String {
        guard let tail = LastBytes.of(path, count: 400) else { throw MeasuringError("cannot read \(path)") }
        let words = String(decoding: tail, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        return words.last.map(String.init) ?? ""
    }

    private func search(_ row: Row) throws -> Outcome {
        var outcome = Outcome()
        let (gloss, less) = try openBoth(row)
        func look(_ session: TerminalSession) throws -> Double {
            _ = session.answer(to: "/")
            for letter in Self.words { session.send(String(letter)) }
            session.settle(silence: TerminalSession.silence)
            let start = Moment.now
            session.send("\r")
            let time = try session.wait(for: "the search was over") { $0.saysNothingFound } - start
            session.settle(silence: TerminalSession.silence)
            // What was said goes away with the next key.
            _ = session.answer(to: session === less ? "\r" : "j")
            session.settle(silence: TerminalSession.silence)
            return time
        }
        try alternate(&outcome) { try look(gloss) } _: { try look(less) }
        return outcome
    }
}

extension Screen {
    /// Whether the last line says that nothing was found.
    var saysNothingFound: Bool {
        let foot = text(row: rows - 1).lowercased()
        return foot.contains("not found") || foot.contains("nothing found") || foot.contains("no match")
    }
}
