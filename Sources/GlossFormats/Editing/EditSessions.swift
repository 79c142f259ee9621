import GlossModel

/// What was edited from one opening of a report to the next.
public struct EditSession: Sendable {
    public var who: String
    /// When it began, as ISO 8601 in UTC.
    public var time: String
    public fileprivate(set) var events: [EditLog.Event] = []

    /// Lines for a reader: one a step.
    public func lines(over text: Text) -> [String] {
        ["\(time)  \(who)"] + events.compactMap { event in
            switch event {
            case .step(let step):
                let words = step.words.map { "  \"\(text.joined($0.spans).split(whereSeparator: \.isWhitespace).joined(separator: " "))\"" } ?? ""
                return "  \(step.number)  \(step.inWords)\(words)\(step.name.isEmpty ? "" : "  \(step.name)")"
            case .undo(let number): return "  \(number) taken back"
            case .redo(let number): return "  \(number) made again"
            case .saved: return "  saved"
            case .session: return nil
            }
        }
    }
}

/// The sessions that a log tells of, in order.
public struct EditSessions: Sequence, Sendable {
    private var sessions: [EditSession] = []

    public init(_ events: [EditLog.Event]) {
        for event in events {
            if case .session(let who, let time, _, _) = event {
                sessions.append(EditSession(who: who, time: time))
            } else {
                if sessions.isEmpty { sessions.append(EditSession(who: "", time: "")) }
                sessions[sessions.count - 1].events.append(event)
            }
        }
    }

    public func makeIterator() -> IndexingIterator<[EditSession]> { sessions.makeIterator() }
}

/// Counts of what was done.
public struct EditStatistics: Sendable {
    /// A line a person: sessions, minutes, judgements, steps by kind, what was taken back.
    public let lines: [String]

    public init(_ sessions: [EditSession]) {
        var people: [String] = []
        for session in sessions where !people.contains(session.who) { people.append(session.who) }
        lines = people.map { who in
            let own = sessions.filter { $0.who == who }
            var counts: [String: Int] = [:]
            for case .step(let step) in own.flatMap(\.events) { counts[step.operation, default: 0] += 1 }
            let undone = own.flatMap(\.events).count { if case .undo = $0 { true } else { false } }
            let kinds = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
            let minutes = own.map(\.seconds).reduce(0, +) / 60
            let words = ["\(own.count) session\(own.count == 1 ? "" : "s")"] + (minutes > 0 ? ["\(minutes) min"] : [])
                + EditStatistics.judgements(own.flatMap(\.events)) + (kinds.isEmpty ? [] : ["steps:"]) + kinds + (undone > 0 ? ["\(undone) taken back"] : [])
            return "\(who.isEmpty ? "?" : who)  " + words.joined(separator: "  ")
        }
    }
}

extension EditStatistics {
    /// How often what was computed was called right, was changed, and was called wrong.
    private static func judgements(_ events: [EditLog.Event]) -> [String] {
        var counts: [Judgement: Int] = [:]
        for case .step(let step) in events {
            for change in step.judged { if let now = change.now { counts[now, default: 0] += 1 } }
        }
        return [Judgement.right, .changed, .wrong].compactMap { judgement in counts[judgement].map { "\($0) judged \(judgement.rawValue)" } }
    }
}

extension EditSession {
    /// How long somebody was at work: pauses of more than two minutes are left out.
    fileprivate var seconds: Int {
        var (sum, last) = (0, 0)
        for case .step(let step) in events {
            guard let now = step.seconds else { continue }
            if now - last <= 120 { sum += max(0, now - last) }
            last = now
        }
        return sum
    }
}

/// A log that says only what was called wrong, as one step: what the annotations cannot say.
public struct LogCompaction: Sendable {
    public let events: [EditLog.Event]

    public init(_ events: [EditLog.Event]) {
        var judged: [MarkedWords: Judgement] = [:]
        var steps: [EditStep] = []
        var undone: [EditStep] = []
        var first: EditLog.Event?
        var saved: EditLog.Event?
        for event in events {
            switch event {
            case .session: first = first ?? event
            case .step(let step):
                steps.append(step)
                undone = []
            case .undo: if let step = steps.popLast() { undone.append(step) }
            case .redo: if let step = undone.popLast() { steps.append(step) }
            case .saved: saved = event
            }
        }
        for change in steps.flatMap(\.judged) { judged[change.words] = change.now }
        var step = EditStep(number: 1, operation: "wrong")
        step.judged = judged.filter { $0.value == .wrong }.map { EditStep.Judged(words: $0.key, was: nil, now: .wrong) }
            .sorted { ($0.words.spans[0], $0.words.type) < ($1.words.spans[0], $1.words.type) }
        step.words = step.judged.first?.words
        var kept: [EditLog.Event] = []
        if case .session(let who, let time, let text, let annotations)? = first {
            var hash = annotations
            if case .saved(let last)? = saved { hash = last }
            kept.append(.session(who: who, time: time, text: text, annotations: hash))
        }
        self.events = kept + (step.isEmpty ? [] : [.step(step)])
    }
}
