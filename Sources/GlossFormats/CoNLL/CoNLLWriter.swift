import GlossModel

/// Writes the outermost mentions of a report as token lines with IOB2 tags.
struct CoNLLWriter {
    private let report: Report
    /// Mentions that do not touch each other, in order.
    private let flat: [(span: Span, type: String)]
    private var detokeniser = Detokeniser()
    private let leftOut: (nested: Int, discontinuous: Int)

    init(_ report: Report) {
        self.report = report
        var flat: [(span: Span, type: String)] = []
        var leftOut = (nested: 0, discontinuous: 0)
        for item in report.allMentions {
            if item.mention.fragments > 0 {
                leftOut.discontinuous += 1
            } else if item.mention.span.count <= 0 || (flat.last.map { $0.span.end > item.mention.span.start } ?? false) {
                leftOut.nested += 1
            } else {
                flat.append((report.text.clamped(item.mention.span), item.type))
            }
        }
        self.flat = flat
        self.leftOut = leftOut
    }

    /// What has no place.
    var losses: Losses {
        var losses = Losses()
        losses.add(leftOut.nested, "mentions within or across others")
        losses.add(leftOut.discontinuous, "mentions in several pieces")
        losses.add(report.layers.reduce(0) { $0 + $1.entities.count }, "entities")
        losses.add(report.layers.reduce(0) { $0 + $1.times.count }, "times")
        losses.add(report.layers.reduce(0) { $0 + $1.claims.count }, "claims")
        losses.add(Losses.forms(report), "forms of mentions (nominal, pronoun)")
        losses.add(report.layers.reduce(0) { $0 + $1.relations.count }, "relations")
        losses.add(report.layers.reduce(0) { $0 + $1.events.count }, "events")
        losses.add(
            report.layers.reduce(0) { $0 + $1.attributes.count + $1.notes.count + $1.references.count },
            "attributes, notes and references")
        return losses
    }

    /// Writes one document. O(text + mentions).
    mutating func write(_ out: inout ByteOutput) {
        out.write("-DOCSTART- -X- -X- O\n\n")
        let tokeniser = Tokeniser(report.text, cuts: flat.flatMap { [Int($0.span.start), Int($0.span.end)] })
        var next = 0
        for sentence in sentences() {
            detokeniser.endSentence()
            for chunk in tokeniser.chunks(in: sentence) {
                for token in tokens(of: chunk, tokeniser) { line(token, &next, &out) }
            }
            out.put(0x0A)
            out.passOn()
        }
    }

    private func line(_ token: Span, _ next: inout Int, _ out: inout ByteOutput) {
        while next < flat.count, flat[next].span.end <= token.start { next += 1 }
        out.write(utf8: Bytes(rebasing: report.text.bytes[token.range]))
        out.write(" _ _ ")
        if next < flat.count, flat[next].span.start <= token.start {
            out.write(flat[next].span.start == token.start ? "B-" : "I-")
            out.write(raw: flat[next].type.utf8.map { $0 <= 0x20 ? 0x5F : $0 })
        } else {
            out.put(0x4F)
        }
        out.put(0x0A)
    }

    /// The tokens of a chunk, unless a reader would put spaces between them: then as few as mentions
    /// allow.
    private mutating func tokens(of chunk: Span, _ tokeniser: Tokeniser) -> [Span] {
        let fine = tokeniser.tokens(of: chunk)
        var trial = detokeniser
        if fine.enumerated().allSatisfy({ trial.spaceBefore(report.text.bytes[$1.range]) == false || $0 == 0 }) {
            detokeniser = trial
            return fine
        }
        let coarse = tokeniser.pieces(of: chunk)
        for piece in coarse { _ = detokeniser.spaceBefore(report.text.bytes[piece.range]) }
        return coarse
    }

    /// Sentences, the lines where the text came out of such a file; none ends within a mention.
    private func sentences() -> [Span] {
        let isOfLines = report.layers.contains { $0.sourceFormat == "conll" }
        let found = isOfLines ? lines() : report.paragraphs.spans.flatMap { Sentences(report.text).spans(in: $0) }
        var joined: [Span] = []
        var next = 0
        for sentence in found {
            while let last = joined.last, next < flat.count, flat[next].span.end <= last.end { next += 1 }
            if let last = joined.last, next < flat.count, flat[next].span.start < last.end, flat[next].span.end > sentence.start {
                joined[joined.count - 1].end = sentence.end
            } else {
                joined.append(sentence)
            }
        }
        return joined
    }

    private func lines() -> [Span] {
        var found: [Span] = []
        var start = 0
        for offset in 0...report.text.count where offset == report.text.count || report.text.bytes[offset] == 0x0A {
            if offset > start { found.append(Span(start, offset)) }
            start = offset + 1
        }
        return found
    }
}
