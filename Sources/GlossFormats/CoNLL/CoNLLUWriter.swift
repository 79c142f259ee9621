import GlossModel

/// Writes the tokens of a report with their spaces, and its mentions as `Entity=` (CorefUD).
struct CoNLLUWriter {
    private let report: Report
    private let tokeniser: Tokeniser
    /// Names of entities in the file.
    private var names: [AnnotationID: String] = [:]
    /// Brackets by the byte at which they stand.
    private var opening: [Int: [(words: String, end: Int)]] = [:]
    private var closing: [Int: [(words: String, start: Int)]] = [:]
    private var empty = 0
    private var trimmed = 0

    init(_ report: Report) {
        self.report = report
        var cuts: [Int] = []
        for layer in report.layers {
            for mention in layer.mentions {
                for span in layer.spans(of: mention) { cuts += [Int(span.start), Int(span.end)] }
            }
        }
        tokeniser = Tokeniser(report.text, cuts: cuts.sorted())
        nameEntities()
        collect()
    }

    /// What has no place.
    var losses: Losses {
        var losses = Losses()
        losses.add(empty, "mentions without words")
        losses.add(trimmed, "white space at the ends of mentions")
        losses.add(report.layers.reduce(0) { $0 + $1.times.count }, "times")
        losses.add(report.layers.reduce(0) { $0 + $1.claims.count }, "claims")
        losses.add(report.layers.reduce(0) { $0 + $1.relations.count }, "relations")
        losses.add(report.layers.reduce(0) { $0 + $1.events.count }, "events")
        losses.add(
            report.layers.reduce(0) { $0 + $1.attributes.count + $1.notes.count + $1.references.count },
            "attributes, notes and references")
        return losses
    }

    // MARK: Brackets

    private mutating func nameEntities() {
        var used: Set<String> = []
        for id in report.entityIDs {
            var name = "e\(id.number)"
            var next = id.number
            while !used.insert(name).inserted {
                next += 1000
                name = "e\(next)"
            }
            names[id] = name
        }
    }

    private mutating func collect() {
        var alone = 0
        var named: Set<AnnotationID> = []
        var ends: [String: UInt32] = [:]
        var items: [(spans: [Span], eid: String, head: String)] = []
        for item in report.allMentions {
            let spans = report.spans(of: item).compactMap { trimmed($0) }
            guard !spans.isEmpty else {
                empty += 1
                continue
            }
            var other: [String] = []
            if item.mention.form != .name { other.append("\(CoNLLUField.form):\(item.mention.form.name)") }
            let entity = report.entity(of: item.id)
            var eid = entity.flatMap { names[$0] } ?? ""
            if let entity, let known = report.entity(entity), named.insert(entity).inserted {
                other.append("\(CoNLLUField.name):\(CoNLLUField.quoted(known.name))")
            }
            // Brackets of one name must not cross, so a mention that overlaps another of its entity
            // goes by a name of its own.
            if eid.isEmpty || ends[eid, default: 0] > item.mention.span.start {
                other.append(eid.isEmpty ? CoNLLUField.alone : "\(CoNLLUField.of):\(eid)")
                alone += 1
                eid = "m\(alone)"
            }
            ends[eid] = max(ends[eid] ?? 0, item.mention.span.end)
            let head = "\(CoNLLUField.quoted(item.type))-1" + (other.isEmpty ? "" : "-" + other.joined(separator: ","))
            items.append((spans, eid, head))
        }
        for item in items { bracket(item.spans, item.eid, item.head) }
        // Mentions that begin later close first.
        for place in closing.keys { closing[place]?.reverse() }
    }

    private mutating func bracket(_ spans: [Span], _ eid: String, _ head: String) {
        for (index, span) in spans.enumerated() {
            let name = spans.count > 1 ? "\(eid)[\(index + 1)/\(spans.count)]" : eid
            opening[Int(span.start), default: []].append(("(\(name)-\(head)", Int(span.end)))
            closing[Int(span.end), default: []].append(("\(name))", Int(span.start)))
        }
    }

    /// A span without white space at its ends; nil where nothing else is in it.
    private mutating func trimmed(_ span: Span) -> Span? {
        let chunks = tokeniser.chunks(in: report.text.clamped(span))
        guard let first = chunks.first, let last = chunks.last else { return nil }
        let found = Span(Int(first.start), Int(last.end))
        if found != span { trimmed += 1 }
        return found
    }

    // MARK: Tokens

    /// Writes one document. O(text + mentions).
    mutating func write(_ out: inout ByteOutput) {
        out.write("# newdoc id = ")
        out.write(raw: report.path.utf8.map { $0 < 0x20 ? 0x20 : $0 })
        out.write("\n# global.Entity = \(CoNLLUField.fields)\n")
        let sentences = sentences()
        var paragraph = -1
        for (index, sentence) in sentences.enumerated() {
            if sentence.paragraph != paragraph { out.write("# newpar\n") }
            paragraph = sentence.paragraph
            write(
                sentence.tokens, number: index + 1, from: index == 0 ? 0 : nil,
                to: index + 1 < sentences.count ? Int(sentences[index + 1].tokens[0].start) : report.text.count, &out)
        }
    }

    /// Sentences as tokens, with the number of their paragraph; all words of the text are in one. None
    /// ends within a mention, nor between the pieces of one: tools refuse such files.
    private func sentences() -> [(tokens: [Span], paragraph: Int)] {
        var ends: [(end: Int, paragraph: Int)] = []
        for (number, paragraph) in report.paragraphs.spans.enumerated() {
            for sentence in Sentences(report.text).spans(in: paragraph) { ends.append((Int(sentence.end), number)) }
        }
        ends.append((report.text.count, report.paragraphs.spans.count))
        var found: [(tokens: [Span], paragraph: Int)] = []
        var start = 0
        var within = extents()[...]
        for (end, paragraph) in ends where end > start {
            while let first = within.first, Int(first.end) <= end { within.removeFirst() }
            if let first = within.first, Int(first.start) < end { continue }
            let tokens = tokeniser.chunks(in: Span(start, end)).flatMap { tokeniser.tokens(of: $0) }
            start = end
            if tokens.isEmpty { continue }
            found.append((tokens, paragraph))
        }
        return found
    }

    /// The stretches that mentions cover, from their first piece to their last, joined where they overlap;
    /// in order.
    private func extents() -> [Span] {
        var joined: [Span] = []
        for item in report.allMentions {
            let span = report.text.clamped(item.mention.span)
            if let last = joined.last, span.start < last.end {
                joined[joined.count - 1].end = max(last.end, span.end)
            } else if span.count > 0 {
                joined.append(span)
            }
        }
        return joined
    }

    private func write(_ tokens: [Span], number: Int, from: Int?, to end: Int, _ out: inout ByteOutput) {
        out.write("# sent_id = \(number)\n# text = ")
        let whole = Span(Int(tokens[0].start), Int(tokens[tokens.count - 1].end))
        out.write(report.text.collapsed(whole))
        out.put(0x0A)
        for (index, token) in tokens.enumerated() {
            let next = index + 1 < tokens.count ? Int(tokens[index + 1].start) : end
            out.write(index + 1)
            out.put(0x09)
            out.write(utf8: Bytes(rebasing: report.text.bytes[token.range]))
            out.write("\t_\t_\t_\t_\t_\t_\t_\t")
            out.write(misc(token, from: index == 0 ? from : nil, to: next, isLast: index + 1 == tokens.count))
            out.put(0x0A)
        }
        out.put(0x0A)
        out.passOn()
    }

    /// The last column: brackets, and white space that is not one space.
    private func misc(_ token: Span, from: Int?, to next: Int, isLast: Bool) -> String {
        var fields: [String] = []
        let ends = (closing[Int(token.end)] ?? []).filter { $0.start < Int(token.start) }.map(\.words)
        let begins = (opening[Int(token.start)] ?? []).map { $0.words + ($0.end == Int(token.end) ? ")" : "") }
        let brackets = (ends + begins).joined()
        if !brackets.isEmpty { fields.append("\(CoNLLUField.entity)=\(brackets)") }
        if let from, from < Int(token.start) {
            fields.append("SpacesBefore=" + CoNLLUField.escaped(spaces: report.text.bytes[from..<Int(token.start)]))
        }
        let after = report.text.bytes[Int(token.end)..<next]
        if after.isEmpty, !isLast {
            fields.append("SpaceAfter=No")
        } else if isLast || after.count != 1 || after.first != 0x20 {
            fields.append("SpacesAfter=" + CoNLLUField.escaped(spaces: after))
        }
        return fields.isEmpty ? "_" : fields.joined(separator: "|")
    }
}
