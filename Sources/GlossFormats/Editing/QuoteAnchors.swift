import GlossModel

/// Finds words again in a text that has changed: by the words themselves, what stood around them, and how far
/// the marks before them have moved.
struct QuoteAnchors {
    private let new: Text
    /// The text as it was; nil where nobody has kept it.
    private let old: Text?
    /// How far the last words that were found for sure have moved, in bytes.
    private var drift = 0
    /// Bytes that are compared on either side.
    private static let around = 24

    /// Places of words, the best first.
    struct Places {
        var all: [Span]
        /// Whether the first is the one, as far as can be told.
        var isSure: Bool
    }

    init(_ new: Text, old: Text?) { (self.new, self.old) = (new, old) }

    /// Where some words stand now that stood at a place. O(text).
    mutating func places(of words: String, at place: Int, after start: Int = 0) -> Places {
        let wanted = Array(words.utf8)
        guard !wanted.isEmpty else { return Places(all: [], isSure: false) }
        let expected = place + drift
        var found: [(span: Span, likeness: Int, distance: Int)] = []
        var offset = start
        while let next = new.first(wanted, from: offset), found.count < 10_000 {
            found.append((Span(next, next + wanted.count), likeness(place, next, wanted.count), abs(next - expected)))
            offset = next + 1
        }
        found.sort { ($1.likeness, $0.distance) < ($0.likeness, $1.distance) }
        guard let first = found.first else { return Places(all: [], isSure: false) }
        var isSure = found.count == 1
        if found.count > 1 {
            let second = found[1]
            isSure = first.likeness > second.likeness + 4 || first.likeness == second.likeness && first.distance * 3 + 8 < second.distance
        }
        if isSure { drift = Int(first.span.start) - place }
        return Places(all: found.prefix(50).map(\.span), isSure: isSure)
    }

    /// How many bytes before and after are what they were, counted outward.
    private func likeness(_ before: Int, _ now: Int, _ length: Int) -> Int {
        guard let old else { return 0 }
        var count = 0
        for step in 1...Self.around {
            guard before - step >= 0, now - step >= 0, before - step < old.count, old.bytes[before - step] == new.bytes[now - step] else { break }
            count += 1
        }
        for step in 0..<Self.around {
            let (a, b) = (before + length + step, now + length + step)
            guard a < old.count, b < new.count, old.bytes[a] == new.bytes[b] else { break }
            count += 1
        }
        return count
    }
}

extension Text {
    /// Where bytes stand at or after a place; nil: nowhere. O(bytes).
    fileprivate func first(_ wanted: [UInt8], from start: Int) -> Int? {
        var offset = start
        while offset + wanted.count <= count {
            if bytes[offset] == wanted[0], bytes[offset..<offset + wanted.count].elementsEqual(wanted) { return offset }
            offset += 1
        }
        return nil
    }
}

/// A mark whose words may stand in several places of a text that has changed.
struct DoubtfulAnchor {
    var name: String
    var places: [Span]
}

/// What became of the marks of a file whose text has changed.
struct MovedMarks {
    private(set) var document: BratDocument
    private(set) var moved = 0
    private(set) var lost: [String] = []
    private(set) var doubtful: [DoubtfulAnchor] = []
    private let text: MarkedText
    private let oldIndex: OffsetIndex

    /// Finds the marks again whose words do not stand where the file says. Costs the file and, for each of
    /// those, the text.
    init(_ document: BratDocument, _ text: MarkedText, old: Text?) {
        self.document = document
        self.text = text
        oldIndex = OffsetIndex(old ?? text.text, unit: .codePoints)
        var anchors = QuoteAnchors(text.text, old: old)
        for (slot, mark) in marks() where !stands(mark) { move(mark, slot, &anchors) }
        for name in lost { _ = self.document.remove(name) }
    }

    private struct Mark {
        var name: String
        var type: String
        /// In code points.
        var spans: [(start: Int, end: Int)]
        var quote: String
    }

    /// The marks by where they stand.
    private func marks() -> [(slot: Int, mark: Mark)] {
        (0..<document.count).compactMap { slot -> (Int, Mark)? in
            guard let mark = document.line(slot).flatMap({ BratLine($0).mark }) else { return nil }
            let spans = mark.spans.compactMap { $0 }
            return spans.isEmpty ? nil : (slot, Mark(name: mark.name, type: mark.type, spans: spans, quote: mark.quote))
        }.sorted { $0.1.spans[0].start < $1.1.spans[0].start }
    }

    private func stands(_ mark: Mark) -> Bool {
        let spans = mark.spans.compactMap { span -> Span? in
            guard let start = text.byte(span.start), let end = text.byte(span.end) else { return nil }
            return Span(start, end)
        }
        return spans.count == mark.spans.count && text.text.joined(spans) == mark.quote
    }

    private mutating func move(_ mark: Mark, _ slot: Int, _ anchors: inout QuoteAnchors) {
        var rest = Array(mark.quote.unicodeScalars)[...]
        var spans: [Span] = []
        var doubt: [Span]?
        for span in mark.spans {
            let words = String(String.UnicodeScalarView(rest.prefix(span.end - span.start)))
            rest = rest.dropFirst(span.end - span.start + 1)
            let place = oldIndex.byte(beforeUnits: span.start) ?? text.text.count
            let found = anchors.places(of: words, at: place, after: spans.last.map { Int($0.end) } ?? 0)
            guard let first = found.all.first else {
                lost.append(mark.name)
                return
            }
            if !found.isSure { doubt = found.all }
            spans.append(first)
        }
        document.set(slot, mark.name + "\t" + text.fields(mark.type, spans))
        if let doubt, spans.count == 1 { doubtful.append(DoubtfulAnchor(name: mark.name, places: doubt)) } else { moved += 1 }
    }

    /// What was changed; once only.
    mutating func takeChanges() -> [BratDocument.Change] { document.takeChanges() }
}

extension EditedReport {
    /// Finds the marks again that do not stand where the file says, as a step that can be taken back.
    /// - Parameter old: the text as it was; nil where nobody has kept it.
    /// - Returns: the step, a word to the reader, and what is to be asked; nil where every mark stands.
    public mutating func followText(from old: Text?) -> (step: EditStep, word: String, doubts: [MovedMark])? {
        var work = MovedMarks(document, text, old: old)
        var step = EditStep(number: nextNumber, operation: "moved")
        step.changes = work.takeChanges()
        guard !step.isEmpty else { return nil }
        let made = keepStep(step, work.document)
        let doubts = work.doubtful.compactMap { doubt -> MovedMark? in
            id(named: doubt.name).map { MovedMark(id: $0, places: doubt.places) }
        }
        let parts = [(work.moved, "moved with it"), (doubts.count, "doubtful"), (work.lost.count, "lost, in the log only")].filter { $0.0 > 0 }
        return (made, "the text has changed; marks: " + parts.map { "\($0.0) \($0.1)" }.joined(separator: ", "), doubts)
    }
}
