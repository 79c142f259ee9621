/// A pattern at work on one text, with what it keeps from paragraph to paragraph.
struct PatternScanner {
    private let literal: PatternLiteral?
    private let text: Text
    private let flow: Flow
    private var automaton: PatternAutomaton
    private var simulation: PatternSimulation
    private let reading = PatternReading()

    /// Paragraphs beyond this are read in part where a part will do.
    private static let large = 1 << 16
    private static let margin = 1 << 13

    init(_ pattern: Pattern, _ text: Text, _ flow: Flow) {
        literal = pattern.literal
        self.text = text
        self.flow = flow
        automaton = PatternAutomaton(pattern.program)
        simulation = PatternSimulation(pattern.program)
    }

    // MARK: Which paragraphs to read

    /// The first of some paragraphs that may have a match at `from` or later.
    func candidate(
        _ paragraphs: ParagraphIndex, _ indices: ClosedRange<Int>, from: Int
    ) -> Int? {
        guard let literal else { return indices.lowerBound }
        let spans = paragraphs.spans
        let end = Int(spans[indices.upperBound].end)
        var from = max(from, Int(spans[indices.lowerBound].start))
        while from < end, let place = literal.candidate(in: text.bytes, from..<end) {
            if let index = paragraphs.index(at: place), Int(spans[index].end) > place {
                return index
            }
            from = place + 1
        }
        return nil
    }

    /// All of some paragraphs that may have a match, in order.
    func candidates(_ paragraphs: ParagraphIndex, _ indices: ClosedRange<Int>) -> [Int] {
        guard literal != nil else { return Array(indices) }
        var found: [Int] = []
        var next = indices.lowerBound
        while next <= indices.upperBound,
            let index = candidate(paragraphs, next...indices.upperBound, from: 0)
        {
            found.append(index)
            next = index + 1
        }
        return found
    }

    // MARK: Reading a paragraph

    mutating func occurs(in paragraph: Span) -> Bool {
        let paragraph = text.clamped(paragraph)
        if let literal, literal.candidate(in: text.bytes, paragraph.range) == nil { return false }
        reading.load(paragraph, text, flow)
        return automaton.firstEnd(in: reading.bytes, from: 0) != nil
    }

    /// The first match of a paragraph that begins at `from` or later.
    mutating func first(in paragraph: Span, from: Int) -> Span? {
        reading.load(text.clamped(paragraph), text, flow)
        return next(from: reading.position(of: from)).map(reading.span)
    }

    /// The last match of a paragraph that begins before `limit`.
    mutating func last(in paragraph: Span, before limit: Int) -> Span? {
        reading.load(text.clamped(paragraph), text, flow)
        var end = reading.position(of: limit)
        while end > 0 {
            var from = max(0, end - Self.large)
            let lowest = max(0, from - 3)
            while from > lowest, reading.bytes[from] & 0xC0 == 0x80 { from -= 1 }
            let start = from
            var last: Range<Int>?
            while let found = next(from: from), found.lowerBound < end {
                last = found
                from = found.upperBound
            }
            if let last { return reading.span(last) }
            end = start
        }
        return nil
    }

    /// The matches of a paragraph that touch `window`.
    mutating func matches(in paragraph: Span, window: Span?) -> [Span] {
        var paragraph = text.clamped(paragraph)
        if let window, paragraph.count > Self.large {
            let start = text.scalarStart(atOrBefore: max(0, Int(window.start) - Self.margin))
            let end = text.scalarStart(atOrBefore: Int(window.end) + Self.margin)
            paragraph = Span(
                max(Int(paragraph.start), start), max(start, min(Int(paragraph.end), end)))
        }
        if let literal, literal.candidate(in: text.bytes, paragraph.range) == nil { return [] }
        reading.load(paragraph, text, flow)
        var found: [Span] = []
        var from = 0
        while let match = next(from: from) {
            let span = reading.span(match)
            if let window, span.start >= window.end { break }
            if window.map({ span.overlaps($0) }) ?? true { found.append(span) }
            from = match.upperBound
        }
        return found
    }

    private mutating func next(from: Int) -> Range<Int>? {
        guard let seen = automaton.firstEnd(in: reading.bytes, from: from) else { return nil }
        return simulation.match(in: reading.bytes, from: seen.earliestStart)
    }
}

/// What a paragraph reads as, in memory that serves one paragraph after the other, and where each
/// byte of it stands in the text.
final class PatternReading {
    /// The bytes as they read; the text's own where no line breaks and nothing is left out.
    private(set) var bytes = Bytes()
    private var memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 0)
    private var runs: [Run] = []

    private struct Run {
        var position: Int
        var piece: Flow.Piece
    }

    deinit { memory.deallocate() }

    /// What a hyphen that only a line end put there reads as: nothing, or a hyphen where a pattern
    /// asks for one.
    private static let softHyphen: [UInt8] = [0xC2, 0xAD]

    /// Reads a span that lies in the text. Linear.
    func load(_ span: Span, _ text: Text, _ flow: Flow) {
        runs.removeAll(keepingCapacity: true)
        guard text.isBroken(span) else {
            bytes = Bytes(rebasing: text.bytes[span.range])
            runs.append(Run(position: 0, piece: .text(span)))
            return
        }
        reserve(span.count)
        var count = 0
        for piece in flow.pieces(of: span) {
            runs.append(Run(position: count, piece: piece))
            switch piece {
            case .hidden(let gap):
                guard text.lineEndHyphen(at: Int(gap.start)) > 0 else {
                    runs.removeLast()
                    continue
                }
                _ = memory[count...].update(fromContentsOf: PatternReading.softHyphen)
                count += PatternReading.softHyphen.count
            case .space:
                memory[count] = 0x20
                count += 1
            case .text(let run):
                _ = memory[count...].update(fromContentsOf: text.bytes[run.range])
                count += run.count
            }
        }
        bytes = Bytes(UnsafeBufferPointer(rebasing: memory[..<count]))
    }

    private func reserve(_ count: Int) {
        guard memory.count < count else { return }
        memory.deallocate()
        memory = .allocate(capacity: max(count, memory.count * 2))
    }

    /// The place in the reading of an offset in the text; what is not read counts as what follows.
    func position(of offset: Int) -> Int {
        guard let run = run(where: { Int($0.piece.span.start) <= offset }) else { return 0 }
        let span = run.piece.span
        switch run.piece {
        case .space: return run.position + (offset > Int(span.start) ? 1 : 0)
        case .hidden: return run.position + (offset > Int(span.start) ? PatternReading.softHyphen.count : 0)
        case .text: break
        }
        return run.position + min(offset - Int(span.start), span.count)
    }

    /// The bytes of the text that a stretch of the reading, not empty, stands for.
    func span(_ range: Range<Int>) -> Span {
        Span(bytes(at: range.lowerBound).lowerBound, bytes(at: range.upperBound - 1).upperBound)
    }

    /// The bytes of the text that one byte of the reading stands for.
    private func bytes(at position: Int) -> Range<Int> {
        guard let run = run(where: { $0.position <= position }) else { return 0..<0 }
        switch run.piece {
        case .space(let span), .hidden(let span): return span.range
        case .text: break
        }
        let offset = Int(run.piece.span.start) + position - run.position
        return offset..<offset + 1
    }

    /// The last run for which a condition holds that holds for all before it.
    private func run(where holds: (Run) -> Bool) -> Run? {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if holds(runs[middle]) { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? runs[low - 1] : nil
    }
}
