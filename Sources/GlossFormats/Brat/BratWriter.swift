import GlossModel

/// Writes the layers of a report as one brat file, in gloss's scheme.
///
/// Lines of a layer that was read from brat are written as they stood, in their order, whether
/// understood or not; its T lines are made anew where its spans had been counted otherwise.
/// Everything else is written from the tables.
struct BratWriter {
    private let report: Report
    private var numbers: BratNumbers
    private var cursor: OffsetCursor
    /// The line of a claim, until what it names has been written.
    private var line = ByteOutput()
    /// What an N line names already.
    private let referenced: Set<AnnotationID>

    init(_ whole: Report) {
        let report = BratFitting(whole).report
        self.report = report
        referenced = Set(
            report.layers.lazy.filter { $0.bratSource == nil }
                .flatMap { $0.references.map(\.target) })
        numbers = BratNumbers(report)
        cursor = OffsetCursor(report.text, unit: .codePoints)
    }

    /// Writes all layers. O(annotations) where they are in the order of the text.
    mutating func write(_ out: inout ByteOutput) {
        for layer in report.layers {
            if let source = layer.bratSource, numbers.keeps(layer) {
                copy(source, of: layer, &out)
            } else {
                textBound(layer, &out)
                claims(layer, &out)
                times(layer, &out)
                relations(layer, &out)
                further(layer, &out)
                entities(layer, &out)
            }
            identities(layer, &out)
        }
    }

    // MARK: Lines that stood in a file

    private mutating func copy(_ source: Text, of layer: Layer, _ out: inout ByteOutput) {
        guard !layer.isSourceExact else {
            out.write(utf8: source.bytes)
            if let last = source.bytes.last, last != 0x0A { out.put(0x0A) }
            out.passOn()
            return
        }
        var offset = 0
        while offset < source.count {
            var end = offset
            while end < source.count, source.bytes[end] != 0x0A { end += 1 }
            if source.bytes[offset] != 0x54 || !rewrite(source, offset, end, layer, &out) {
                out.write(utf8: Bytes(rebasing: source.bytes[offset..<end]))
                out.put(0x0A)
            }
            out.passOn()
            offset = end + 1
        }
    }

    /// Writes a T line from its table; false where it is in none.
    private mutating func rewrite(
        _ source: Text, _ start: Int, _ end: Int, _ layer: Layer, _ out: inout ByteOutput
    ) -> Bool {
        var number: UInt32 = 0
        var offset = start + 1
        while offset < end, source.bytes[offset] >= 0x30, source.bytes[offset] <= 0x39, offset < start + 10 {
            number = number * 10 + UInt32(source.bytes[offset] - 0x30)
            offset += 1
        }
        guard offset > start + 1, offset < end, source.bytes[offset] == 0x09 || source.bytes[offset] == 0x20 else { return false }
        for kind in [AnnotationKind.mention, .part, .time] {
            guard let row = layer.row(kind, number) else { continue }
            let name = BratName("T", number)
            switch kind {
            case .time: text(name, layer.times[row].type.rawValue, layer.times[row].span, &out)
            case .part: part(name, layer.parts[row], layer, &out)
            default: part(name, layer.mentions[row], layer, &out)
            }
            return true
        }
        return false
    }

    // MARK: T lines

    private mutating func part(_ name: BratName, _ mention: Mention, _ layer: Layer, _ out: inout ByteOutput) {
        let type = layer.typeName(mention.type)
        guard mention.fragments > 0 else { return text(name, type, mention.span, &out) }
        text(name, type, layer.spans(of: mention)[...], &out)
    }

    private mutating func textBound(_ layer: Layer, _ out: inout ByteOutput) {
        for mention in layer.mentions {
            let name = name(.mention, mention.number, layer)
            part(name, mention, layer, &out)
            if mention.form != .name { attribute(BratScheme.form, name, mention.form.name, &out) }
        }
        let served = BratFitting.served(layer)
        for mention in layer.parts {
            let name = name(.part, mention.number, layer)
            part(name, mention, layer, &out)
            if BratFitting.isMarked(mention, in: layer, served) { attribute(BratScheme.part, name, nil, &out) }
        }
    }

    /// One T line. A span with line breaks in it becomes several fragments, as brat has it.
    private mutating func text(
        _ name: BratName, _ type: String, _ spans: ArraySlice<Span>, _ out: inout ByteOutput
    ) {
        if spans.count == 1, let span = spans.first { return text(name, type, span, &out) }
        text(name, type, fragments: spans.flatMap { BratWriter.unbroken($0, in: report.text) }, &out)
    }

    /// One T line of one span, which is hardly ever broken.
    private mutating func text(_ name: BratName, _ type: String, _ span: Span, _ out: inout ByteOutput) {
        let span = report.text.clamped(span)
        let bytes = Bytes(rebasing: report.text.bytes[span.range])
        guard !bytes.contains(where: { $0 == 0x0A || $0 == 0x0D }) else {
            return text(name, type, fragments: BratWriter.unbroken(span, in: report.text), &out)
        }
        begin(name, type, &out)
        write(span, after: 0x20, &out)
        out.put(0x09)
        out.write(utf8: bytes)
        out.put(0x0A)
        out.passOn()
    }

    private func begin(_ name: BratName, _ type: String, _ out: inout ByteOutput) {
        out.write(name)
        out.put(0x09)
        out.write(token: type)
    }

    private mutating func write(_ span: Span, after mark: UInt8, _ out: inout ByteOutput) {
        out.put(mark)
        out.write(cursor.units(beforeByte: Int(span.start)))
        out.put(0x20)
        out.write(cursor.units(beforeByte: Int(span.end)))
    }

    private mutating func text(
        _ name: BratName, _ type: String, fragments: [Span], _ out: inout ByteOutput
    ) {
        begin(name, type, &out)
        for (index, span) in fragments.enumerated() { write(span, after: index == 0 ? 0x20 : 0x3B, &out) }
        out.put(0x09)
        for (index, span) in fragments.enumerated() {
            if index > 0 { out.put(0x20) }
            out.write(utf8: Bytes(rebasing: report.text.bytes[report.text.clamped(span).range]))
        }
        out.put(0x0A)
        out.passOn()
    }

    /// The pieces of a span without its line breaks and the white space around them, as brat has it.
    static func unbroken(_ span: Span, in text: Text) -> [Span] {
        let bytes = text.bytes
        let range = text.clamped(span).range
        guard range.contains(where: { bytes[$0] == 0x0A || bytes[$0] == 0x0D }) else { return [span] }
        var found: [Span] = []
        var start = range.lowerBound
        var offset = start
        while offset <= range.upperBound {
            let isEnd = offset == range.upperBound
            guard isEnd || bytes[offset] == 0x0A || bytes[offset] == 0x0D else {
                offset += 1
                continue
            }
            var end = offset
            while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
            if end > start { found.append(Span(start, end)) }
            while offset < range.upperBound, bytes[offset] <= 0x20 { offset += 1 }
            if isEnd { break }
            start = offset
        }
        return found.isEmpty ? [span] : found
    }

    // MARK: Claims and times

    private mutating func claims(_ layer: Layer, _ out: inout ByteOutput) {
        for claim in layer.claims {
            let name = name(.claim, claim.number, layer)
            let content = words(
                claim.contentPart, BratScheme.claim, layer.spans(claim.spans), layer, &out)
            line.clear()
            line.write(name)
            line.put(0x09)
            argument(BratScheme.claim, 0, content)
            if !claim.cue.isEmpty {
                let cue = words(claim.cuePart, BratScheme.cue, layer.spans(claim.cue), layer, &out)
                line.put(0x20)
                argument(BratScheme.cue, 0, cue)
            }
            for (index, source) in layer.sources(of: claim).enumerated() where !source.spans.isEmpty {
                let words = words(
                    source.mention, BratScheme.source, layer.spans(source.spans), layer, &out)
                line.put(0x20)
                argument(BratScheme.source, index, words)
                sourceEntity(source, words, layer, &out)
            }
            if claim.within > 0 {
                line.put(0x20)
                argument(BratScheme.within, 0, self.name(.claim, claim.within, layer))
            }
            line.put(0x0A)
            out.write(raw: line.bytes)
            remarks(claim, name, layer, &out)
        }
    }

    /// Adds `Role:T12` to the line at hand; the second of a role is `Role2`.
    private mutating func argument(_ role: String, _ index: Int, _ name: BratName) {
        line.write(role)
        if index > 0 { line.write(index + 1) }
        line.put(0x3A)
        line.write(name)
    }

    /// The name of the T line that is these words: one there is, or a new one.
    private mutating func words(
        _ number: UInt32, _ type: String, _ spans: ArraySlice<Span>, _ layer: Layer,
        _ out: inout ByteOutput
    ) -> BratName {
        if number > 0 {
            if layer.row(.part, number) != nil { return name(.part, number, layer) }
            if layer.row(.mention, number) != nil { return name(.mention, number, layer) }
        }
        let name = BratName("T", numbers.fresh("T"))
        text(name, type, spans, &out)
        return name
    }

    /// A source that is no mention says on a line of its own which entity it is.
    private mutating func sourceEntity(
        _ source: ClaimSource, _ words: BratName, _ layer: Layer, _ out: inout ByteOutput
    ) {
        guard layer.row(.mention, source.mention) == nil, let id = source.entity,
            let entity = report.entity(id),
            !referenced.contains(
                AnnotationID(layer: layer.number, kind: .part, number: source.mention))
        else { return }
        reference(words, id, entity, &out)
    }

    private mutating func remarks(
        _ claim: Claim, _ name: BratName, _ layer: Layer, _ out: inout ByteOutput
    ) {
        if claim.kind != .asserted { attribute(BratScheme.kind, name, claim.kind.name, &out) }
        if claim.isForecast { attribute(BratScheme.forecast, name, nil, &out) }
        if let band = claim.likelihood {
            attribute(BratScheme.certainty, name, BratScheme.value(of: band), &out)
        }
        if claim.term > 0 { note(BratScheme.term, name, layer.strings[Int(claim.term)], &out) }
        if let confidence = claim.confidence {
            attribute(BratScheme.confidence, name, confidence.name, &out)
        }
    }

    private mutating func times(_ layer: Layer, _ out: inout ByteOutput) {
        for time in layer.times {
            let name = name(.time, time.number, layer)
            text(name, time.type.rawValue, time.span, &out)
            note(BratScheme.timex, name, BratScheme.timexNote(time), &out)
        }
        for time in layer.times where time.through > 0 && layer.time(time.through) != nil {
            let (from, to) = (name(.time, time.number, layer), name(.time, time.through, layer))
            out.write("R\(numbers.fresh("R"))\t\(BratScheme.through) Arg1:\(from) Arg2:\(to)\n")
        }
    }

    // MARK: R, E, A, #, N and * lines

    private mutating func relations(_ layer: Layer, _ out: inout ByteOutput) {
        for relation in layer.relations {
            guard let from = name(relation.from), let to = name(relation.to) else { continue }
            let name = name(.relation, relation.number, layer)
            let roles = relation.roles
            out.write(
                "\(name)\t\(BratWriter.token(relation.type)) \(BratWriter.token(roles.from)):\(from) \(BratWriter.token(roles.to)):\(to)\n")
            if let because = BratScheme.becauseNote(relation) {
                note(BratScheme.because, name, because, &out)
            }
            out.passOn()
        }
    }

    private mutating func further(_ layer: Layer, _ out: inout ByteOutput) {
        for event in layer.events {
            guard let trigger = name(event.trigger) else { continue }
            var line = "\(name(.event, event.number, layer))\t\(BratWriter.token(event.type)):\(trigger)"
            for argument in event.arguments {
                guard let target = name(argument.target) else { continue }
                line += " \(BratWriter.token(argument.role)):\(target)"
            }
            out.write(line + "\n")
            out.passOn()
        }
        for attribute in layer.attributes {
            guard let target = name(attribute.target) else { continue }
            var name = name(.attribute, attribute.number, layer)
            if attribute.isModification { name = name.odd.map { BratName(odd: "M" + $0.dropFirst()) } ?? BratName("M", name.number) }
            let value = attribute.value.isEmpty ? nil : " " + layer.string(attribute.value)
            line(name, layer.strings[Int(attribute.name)], target, value, &out)
        }
        for note in layer.notes {
            guard let target = name(note.target) else { continue }
            line(
                name(.note, note.number, layer), layer.strings[Int(note.type)], target,
                "\t" + layer.string(note.text), &out)
        }
        for reference in layer.references {
            guard let target = name(reference.target) else { continue }
            line(
                name(.reference, reference.number, layer), layer.strings[Int(reference.type)], target,
                " " + BratWriter.token(layer.string(reference.identifier)) + "\t" + layer.string(reference.text),
                &out)
        }
        for set in layer.equivalences {
            let members = set.members.compactMap { name($0) }
            if members.count > 1 {
                out.write("*\t\(BratWriter.token(set.type)) \(members.map(\.description).joined(separator: " "))\n")
            }
        }
    }

    /// Entities of the mentions of this layer, where N and `*` lines do not say them already.
    private mutating func entities(_ layer: Layer, _ out: inout ByteOutput) {
        var said: Set<AnnotationID> = []
        for reference in layer.references
        where layer.strings[Int(reference.type)] == BratScheme.reference {
            said.insert(reference.target)
        }
        for set in layer.equivalences { said.formUnion(set.members) }
        for mention in layer.mentions where mention.entity > 0 {
            let id = AnnotationID(layer: layer.number, kind: .mention, number: mention.number)
            let entity = AnnotationID(layer: layer.number, kind: .entity, number: mention.entity)
            guard said.isEmpty || !said.contains(id), let found = layer.entity(mention.entity) else { continue }
            reference(name(.mention, mention.number, layer), entity, found, &out)
        }
    }

    /// Entities that this layer gives to the mentions of another.
    private mutating func identities(_ layer: Layer, _ out: inout ByteOutput) {
        guard let identities = layer.identities, Int(identities.layer) < report.layers.count else { return }
        let other = report.layers[Int(identities.layer)]
        for (row, number) in identities.entities.enumerated()
        where number > 0 && row < other.mentions.count {
            guard let entity = layer.entity(number) else { continue }
            let id = AnnotationID(layer: layer.number, kind: .entity, number: number)
            reference(name(.mention, other.mentions[row].number, other), id, entity, &out)
        }
    }

    private mutating func reference(
        _ target: BratName, _ id: AnnotationID, _ entity: Entity, _ out: inout ByteOutput
    ) {
        guard !entity.references.isEmpty else {
            begin(BratName("N", numbers.fresh("N")), BratScheme.reference, &out)
            out.put(0x20)
            out.write(target)
            out.put(0x20)
            out.write(BratScheme.database)
            out.put(0x65)
            out.write(Int(numbers.number(ofEntity: id)))
            out.put(0x09)
            out.write(onLine: entity.name)
            out.put(0x0A)
            return out.passOn()
        }
        for identifier in entity.references {
            line(
                BratName("N", numbers.fresh("N")), BratScheme.reference, target,
                " " + BratWriter.token(identifier) + "\t" + entity.name, &out)
        }
    }

    // MARK: Pieces

    private mutating func attribute(
        _ name: String, _ target: BratName, _ value: String?, _ out: inout ByteOutput
    ) {
        line(BratName("A", numbers.fresh("A")), name, target, " ", value, &out)
    }

    private mutating func note(
        _ type: String, _ target: BratName, _ text: String, _ out: inout ByteOutput
    ) {
        line(BratName("#", numbers.fresh("#")), type, target, "\t", text, &out)
    }

    private func line(
        _ name: BratName, _ type: String, _ target: BratName, _ rest: String?, _ out: inout ByteOutput
    ) {
        line(name, type, target, "", rest, &out)
    }

    /// One line; `rest` behind what parts it from the others, where there is any.
    private func line(
        _ name: BratName, _ type: String, _ target: BratName, _ parting: String, _ rest: String?,
        _ out: inout ByteOutput
    ) {
        begin(name, type, &out)
        out.put(0x20)
        out.write(target)
        if let rest {
            out.write(parting)
            out.write(onLine: rest)
        }
        out.put(0x0A)
        out.passOn()
    }

    private func name(_ kind: AnnotationKind, _ number: UInt32, _ layer: Layer) -> BratName {
        numbers.name(of: AnnotationID(layer: layer.number, kind: kind, number: number), in: layer)
    }

    private func name(_ id: AnnotationID) -> BratName? {
        guard Int(id.layer) < report.layers.count, id.kind != .entity else { return nil }
        return numbers.name(of: id, in: report.layers[Int(id.layer)])
    }

    /// A word of a line: white space in it becomes `_`, nothing becomes `_` too.
    static func token(_ word: String) -> String {
        if word.isEmpty { return "_" }
        guard word.utf8.contains(where: { $0 <= 0x20 }) else { return word }
        return String(decoding: word.utf8.map { $0 <= 0x20 ? 0x5F : $0 }, as: UTF8.self)
    }
}

extension Layer {
    /// The lines of brat that the layer was read from.
    var bratSource: Text? { sourceFormat == "brat" ? source : nil }
}
