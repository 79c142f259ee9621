import GlossModel

/// Makes a layer of the lines of a brat file: which T is a mention, a time or a part of something
/// else, which E is a claim, and what the A, N, # and R lines of gloss's own scheme say of them.
struct BratAssembly {
    private let lines: BratLines
    private let path: String
    private var layer: Layer
    private(set) var findings: [Finding]

    /// Numbers of T lines with a part to play, and of E lines that are claims.
    private var parts: Set<UInt32> = []
    private var timeNotes: [UInt32: String] = [:]
    private var claimNumbers: Set<UInt32> = []
    private var dangling = 0

    /// Assembles; the layer comes finished. O(lines · log lines).
    static func layer(
        _ lines: BratLines, file: Text, path: String, name: String, number: UInt16, text: Text
    ) -> (layer: Layer, findings: [Finding]) {
        var assembly = BratAssembly(lines, path: path, name: name, number: number)
        assembly.classify()
        assembly.bind(file, text)
        assembly.takeRemarks()
        assembly.takeClaims()
        assembly.takeEventsAndRelations()
        assembly.layer.source = file
        var entities = BratEntities(text)
        entities.assign(lines, to: &assembly.layer)
        assembly.layer.finish()
        assembly.check()
        return (assembly.layer, assembly.findings)
    }

    private init(_ lines: BratLines, path: String, name: String, number: UInt16) {
        self.lines = lines
        self.path = path
        layer = Layer(number: number, name: name, origin: .file)
        layer.prefixes = Layer.bratPrefixes
        layer.types = lines.types.map { TypeName($0) }
        findings = lines.malformed.prefix(BratBinding.toldOneByOne).map { line, why in
            Finding(
                .warning, "line-not-understood", at: Finding.Place(file: path, line: line),
                "the line \(why); it is kept as it stands")
        }
        if lines.malformed.count > findings.count {
            findings.append(
                Finding(
                    .warning, "lines-not-understood", at: Finding.Place(file: path),
                    "\(lines.malformed.count) lines are not understood; they are kept"))
        }
    }

    // MARK: What is what

    private mutating func classify() {
        for event in lines.events {
            if event.trigger.letter == 0x54 { parts.insert(event.trigger.number) }
            guard event.type == BratScheme.claim else { continue }
            claimNumbers.insert(event.id.number)
            for argument in event.arguments where argument.target.letter == 0x54 {
                if argument.role == BratScheme.cue { parts.insert(argument.target.number) }
            }
        }
        for note in lines.notes where note.type == BratScheme.timex && note.target.letter == 0x54 {
            timeNotes[note.target.number] = note.value
        }
    }

    private mutating func bind(_ file: Text, _ text: Text) {
        var binding = BratBinding(lines, file: file, path: path, text: text)
        let sourceType = lines.types.firstIndex(of: BratScheme.source)
        let cueType = lines.types.firstIndex(of: BratScheme.cue)
        let timexTypes = lines.types.map { TimexType(rawValue: $0) }
        layer.mentions.reserveCapacity(lines.texts.count)
        var (layer, parts, timeNotes) = (layer, parts, timeNotes)
        self.layer.mentions = []
        binding.bind { row, spans in
            let mention = layer.makeMention(spans, number: row.number, type: row.type)
            if let type = timexTypes[Int(row.type)], let note = timeNotes[row.number] {
                var time = TimeExpression(
                    span: mention.span, number: row.number, type: type, value: "")
                BratScheme.read(timexNote: note, into: &time)
                layer.times.append(time)
            } else if Int(row.type) == sourceType || Int(row.type) == cueType
                || parts.contains(row.number)
            {
                parts.insert(row.number)
                layer.parts.append(mention)
            } else {
                timeNotes[row.number] = nil
                layer.mentions.append(mention)
            }
        }
        layer.isSourceExact = !binding.isAdjusted
        (self.layer, self.parts, self.timeNotes) = (layer, parts, timeNotes)
        findings += binding.findings
        for (number, name) in lines.oddNames {
            self.layer.names[id(BratID(letter: name.utf8.first ?? 0, number: number))] = name
        }
    }

    /// The name within the layer of what a name in the file stands for.
    private func id(_ name: BratID) -> AnnotationID {
        let kind: AnnotationKind =
            switch name.letter {
            case 0x54:
                parts.contains(name.number)
                    ? .part : timeNotes[name.number] != nil ? .time : .mention
            case 0x45: claimNumbers.contains(name.number) ? .claim : .event
            case 0x52: .relation
            case 0x41, 0x4D: .attribute
            case 0x4E: .reference
            default: .note
            }
        return AnnotationID(layer: layer.number, kind: kind, number: name.number)
    }

    // MARK: A, #, N and * lines

    private var forms: [UInt32: Form] = [:]
    private var claimRemarks: [UInt32: [(name: String, value: String?)]] = [:]
    private var reasons: [UInt32: String] = [:]

    private mutating func takeRemarks() {
        for attribute in lines.attributes where !takeOwn(attribute) {
            layer.attributes.append(
                Attribute(
                    number: attribute.id.number, name: attribute.type, value: attribute.value,
                    target: id(attribute.target), isModification: attribute.id.letter == 0x4D))
        }
        for note in lines.notes where !takeOwnNote(note) {
            layer.notes.append(
                Note(
                    number: note.id.number, type: note.type, target: id(note.target),
                    text: note.value ?? ""))
        }
        for reference in lines.references {
            layer.references.append(
                Reference(
                    number: reference.id.number, type: reference.type, target: id(reference.target),
                    identifier: reference.value ?? "", text: reference.text))
        }
        for (type, members) in lines.equivalences {
            layer.equivalences.append(Equivalence(type: type, members: members.map { id($0) }))
        }
        guard !forms.isEmpty else { return }
        for row in layer.mentions.indices {
            if let form = forms[layer.mentions[row].number] { layer.mentions[row].form = form }
        }
    }

    /// Whether an attribute is one of gloss's scheme, with a value it knows.
    private mutating func takeOwn(_ attribute: BratLines.Remark) -> Bool {
        let target = id(attribute.target)
        if attribute.type == BratScheme.form, target.kind == .mention {
            guard let form = Form.allCases.first(where: { "\($0)" == attribute.value }) else {
                return false
            }
            forms[target.number] = form
            return true
        }
        guard target.kind == .claim else { return false }
        let isKnown =
            switch attribute.type {
            case BratScheme.kind: ClaimKind.allCases.contains { $0.name == attribute.value }
            case BratScheme.forecast: attribute.value == nil
            case BratScheme.certainty: Likelihood(name: attribute.value ?? "") != nil
            case BratScheme.confidence: Confidence.allCases.contains { $0.name == attribute.value }
            default: false
            }
        if isKnown {
            claimRemarks[target.number, default: []].append((attribute.type, attribute.value))
        }
        return isKnown
    }

    private mutating func takeOwnNote(_ note: BratLines.Remark) -> Bool {
        let target = id(note.target)
        switch (note.type, target.kind) {
        case (BratScheme.timex, .time): return true
        case (BratScheme.term, .claim):
            claimRemarks[target.number, default: []].append((note.type, note.value))
            return true
        case (BratScheme.because, .relation):
            reasons[target.number] = note.value
            return true
        default: return false
        }
    }

    // MARK: E lines

    private mutating func takeClaims() {
        guard !claimNumbers.isEmpty else { return }
        var textRows: [UInt32: Mention] = [:]
        for part in layer.parts { textRows[part.number] = part }
        for mention in layer.mentions { textRows[mention.number] = mention }
        for event in lines.events where event.type == BratScheme.claim {
            guard event.trigger.letter == 0x54, let content = textRows[event.trigger.number] else {
                tellDangling(event.line, "E", event.id, event.trigger)
                continue
            }
            var claim = Claim(
                number: event.id.number, extent: content.span,
                spans: layer.list(layer.spans(of: content)), contentPart: content.number)
            let first = UInt32(layer.sources.count)
            for argument in event.arguments { take(argument, of: event, into: &claim, textRows) }
            claim.sources = first..<UInt32(layer.sources.count)
            for (name, value) in claimRemarks[claim.number] ?? [] { apply(name, value, to: &claim) }
            layer.claims.append(claim)
        }
        breakCycles()
    }

    private mutating func take(
        _ argument: (role: String, target: BratID), of event: BratLines.Event,
        into claim: inout Claim, _ textRows: [UInt32: Mention]
    ) {
        let (role, target) = argument
        if role == BratScheme.within, target.letter == 0x45 {
            claim.within = claimNumbers.contains(target.number) ? target.number : 0
        } else if target.letter == 0x54, let words = textRows[target.number] {
            if role == BratScheme.cue {
                claim.cue = layer.list(layer.spans(of: words))
                claim.cuePart = words.number
            } else if role.hasPrefix(BratScheme.source) {
                layer.sources.append(
                    ClaimSource(
                        spans: layer.list(layer.spans(of: words)), mention: words.number))
            }
        } else {
            tellDangling(event.line, "E", event.id, target)
        }
    }

    private mutating func apply(_ name: String, _ value: String?, to claim: inout Claim) {
        switch name {
        case BratScheme.kind:
            claim.kind = ClaimKind.allCases.first { $0.name == value } ?? .asserted
        case BratScheme.forecast: claim.isForecast = true
        case BratScheme.certainty: claim.likelihood = Likelihood(name: value ?? "")
        case BratScheme.confidence:
            claim.confidence = Confidence.allCases.first { $0.name == value }
        case BratScheme.term: claim.term = layer.intern(value ?? "")
        default: break
        }
    }

    /// A claim that stands within itself, by however many steps, stands within nothing.
    private mutating func breakCycles() {
        var outer: [UInt32: UInt32] = [:]
        for claim in layer.claims where claim.within > 0 { outer[claim.number] = claim.within }
        guard !outer.isEmpty else { return }
        for row in layer.claims.indices where layer.claims[row].within > 0 {
            var steps = 0
            var next = layer.claims[row].within
            while let further = outer[next], next != layer.claims[row].number, steps < 64 {
                next = further
                steps += 1
            }
            guard next == layer.claims[row].number || steps == 64 else { continue }
            outer[layer.claims[row].number] = nil
            layer.claims[row].within = 0
            findings.append(
                Finding(
                    .error, "claim-within-itself",
                    at: Finding.Place(file: path, annotation: "E\(layer.claims[row].number)"),
                    "the claim stands within itself"))
        }
    }

    private mutating func takeEventsAndRelations() {
        for event in lines.events where event.type != BratScheme.claim {
            layer.events.append(
                Event(
                    number: event.id.number, type: event.type, trigger: id(event.trigger),
                    arguments: event.arguments.map {
                        Event.Argument(role: $0.role, target: id($0.target))
                    }))
        }
        var timeRows: [UInt32: Int] = [:]
        if lines.relations.contains(where: { $0.type == BratScheme.through }) {
            for (row, time) in layer.times.enumerated() { timeRows[time.number] = row }
        }
        for line in lines.relations {
            let (from, to) = (id(line.from.target), id(line.to.target))
            if line.type == BratScheme.through, from.kind == .time, to.kind == .time {
                if let row = timeRows[from.number], from != to { layer.times[row].through = to.number }
                continue
            }
            var relation = Relation(
                number: line.id.number, type: line.type, from: from, to: to,
                roles: Relation.Roles(from: line.from.role, to: line.to.role))
            if let note = reasons[line.id.number] {
                BratScheme.read(becauseNote: note, into: &relation)
            }
            layer.relations.append(relation)
        }
    }

    // MARK: Checks

    private mutating func check() {
        var seen: Set<AnnotationID> = []
        for (index, row) in lines.texts.enumerated() where index < 1 << 16 {
            let name = AnnotationID(layer: 0, kind: .mention, number: row.number)
            if !seen.insert(name).inserted {
                findings.append(
                    Finding(
                        .error, "name-twice",
                        at: Finding.Place(file: path, line: Int(row.line), annotation: "T\(row.number)"),
                        "the name stands twice"))
            }
        }
        for event in lines.events {
            if !exists(id(event.trigger)) { tellDangling(event.line, "E", event.id, event.trigger) }
            for argument in event.arguments where !exists(id(argument.target)) {
                tellDangling(event.line, "E", event.id, argument.target)
            }
        }
        for relation in lines.relations {
            for end in [relation.from.target, relation.to.target] where !exists(id(end)) {
                tellDangling(relation.line, "R", relation.id, end)
            }
        }
        for (letter, remarks) in [("A", lines.attributes), ("#", lines.notes), ("N", lines.references)] {
            for remark in remarks where !exists(id(remark.target)) {
                tellDangling(remark.line, letter, remark.id, remark.target)
            }
        }
    }

    private func exists(_ id: AnnotationID) -> Bool {
        switch id.kind {
        case .attribute, .note, .reference, .equivalence: true
        default: layer.row(id.kind, id.number) != nil
        }
    }

    private mutating func tellDangling(_ line: Int, _ letter: String, _ id: BratID, _ target: BratID) {
        let place = Finding.Place(
            file: path, line: line, annotation: lines.oddNames[id.number] ?? "\(letter)\(id.number)")
        let name =
            lines.oddNames[target.number]
            ?? String(decoding: [target.letter], as: UTF8.self) + String(target.number)
        let finding = Finding(
            .error, "names-what-is-not-there", at: place, "names \(name), which is not in the file")
        guard dangling < BratBinding.toldOneByOne, !findings.contains(finding) else { return }
        dangling += 1
        findings.append(finding)
    }
}
