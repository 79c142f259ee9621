import GlossModel
import GlossThreads

/// Makes a layer of the lines of a brat file: mentions, times, claims, and what the A, N, # and R
/// lines of gloss's own scheme say of them.
struct BratAssembly {
    let lines: BratLines
    let file: Text
    let path: String
    var roles: BratRoles
    var layer: LayerBuilder
    private var faults: Faults
    /// What binding the spans found.
    private var bound: [Finding] = []
    private var claimRemarks: ClaimRemarks
    /// Row of `BratLines.notes` with the reasons of a relation, by its number.
    private var reasons: [UInt32: FileWords] = [:]

    /// Assembles; the layer comes finished. `progress` is told how much is done, 0 to 1.
    /// O(lines), O(lines · log lines) where they are not in the order of the text.
    static func layer(
        _ lines: BratLines, file: Text, path: String, name: String, number: UInt16, text: Text,
        progress: (Double) -> Void = { _ in }
    ) -> (layer: Layer, findings: [Finding]) {
        var assembly = BratAssembly(lines, file: file, path: path, name: name, number: number)
        assembly.takeAttributes()
        progress(0.1)
        assembly.bind(text)
        progress(0.5)
        let (bound, roles) = (assembly.layer, assembly.roles)
        let ((), entities) = together {
            assembly.takeClaims()
            assembly.takeRemarks()
            assembly.takeEventsAndRelations()
        } _: {
            var entities = BratEntities(lines, roles, file: file, text: text)
            return entities.make(for: bound)
        }
        entities.apply(to: &assembly.layer, roles)
        progress(0.8)
        let layer = assembly.layer.finished()
        assembly.check(layer)
        return (layer, assembly.bound + assembly.faults.findings)
    }

    private init(_ lines: BratLines, file: Text, path: String, name: String, number: UInt16) {
        self.lines = lines
        self.file = file
        self.path = path
        roles = BratRoles(lines)
        claimRemarks = ClaimRemarks(lines, file)
        layer = LayerBuilder(number: number, name: name, origin: .file)
        layer.prefixes = Layer.bratPrefixes
        layer.types = lines.types.map { TypeName($0) }
        layer.strings = [""] + lines.words
        layer.source = file
        faults = Faults(path: path)
        for malformed in lines.malformed {
            faults.add(malformed.why.kind, line: malformed.line, "the line \(malformed.why.words); it is kept as it stands")
        }
        for (number, name) in lines.oddNames {
            layer.names[id(BratID(letter: name.utf8.first ?? 0, number: number))] = name
        }
    }

    /// The name within the layer of what a name in the file stands for.
    func id(_ name: BratID) -> AnnotationID {
        AnnotationID(layer: layer.number, kind: roles.kind(of: name), number: name.number)
    }

    /// Where a word of the lines stands in the layer's strings.
    private func string(_ word: UInt32) -> UInt32 { word + 1 }

    // MARK: T lines

    private mutating func bind(_ text: Text) {
        var binding = BratBinding(lines, file: file, path: path, text: text)
        binding.prepare()
        let (prepared, roles, file) = (binding, roles, file)
        var parts = inHalves(lines.texts.count, from: Self.many) { BoundTexts($0, prepared, roles, file) }
        var first = parts.removeFirst()
        for index in parts.indices { first.append(&parts[index]) }
        layer.isSourceExact = !first.binding.isAdjusted
        bound = first.binding.findings
        first.move(to: &layer)
    }

    /// From this number on, T lines are bound in two threads.
    private static let many = 20_000

    // MARK: A, #, N and * lines

    /// Forms are needed before mentions are made, what is said of claims after.
    private mutating func takeAttributes() {
        let (form, part) = (lines.word(BratScheme.form), lines.word(BratScheme.part))
        for attribute in lines.attributes {
            if attribute.type == form, let row = roles.row(ofText: attribute.target), roles.roles[row] == .mention,
                let form = Form(named: words(attribute.value))
            {
                roles.set(form, ofText: row)
            } else if attribute.type == part, attribute.value.isEmpty, roles.row(ofText: attribute.target) != nil {
                continue
            } else if roles.row(ofClaim: attribute.target) == nil || !claimRemarks.knows(attribute) {
                layer.attributes.append(
                    Attribute(
                        number: attribute.id.number, name: string(attribute.type), value: attribute.value,
                        target: id(attribute.target), isModification: attribute.id.letter == 0x4D))
            }
        }
    }

    private func words(_ words: FileWords) -> String { words.bytes.map { file[Span($0)] } ?? "" }

    private mutating func takeRemarks() {
        let because = lines.word(BratScheme.because)
        let (timex, term) = (lines.word(BratScheme.timex), lines.word(BratScheme.term))
        for note in lines.notes {
            if note.type == timex, roles.kind(of: note.target) == .time { continue }
            if note.type == term, roles.row(ofClaim: note.target) != nil { continue }
            if note.type == because, note.target.letter == 0x52 {
                reasons[note.target.number] = note.value
                continue
            }
            layer.notes.append(
                Note(number: note.id.number, type: string(note.type), target: id(note.target), text: note.value))
        }
        layer.references.reserveCapacity(lines.references.count)
        for reference in lines.references {
            layer.references.append(
                Reference(
                    number: reference.id.number, type: string(reference.type), target: id(reference.target),
                    identifier: reference.value, text: reference.text))
        }
        for (type, members, _) in lines.equivalences {
            let known = members.filter { roles.exists($0) }
            guard known.count > 1 else { continue }
            layer.equivalences.append(Equivalence(type: lines.words[Int(type)], members: known.map { id($0) }))
        }
    }

    // MARK: E lines

    private mutating func takeClaims() {
        guard roles.claim != nil else { return }
        let places = TextPlaces(lines, roles)
        var rows = [UInt32](repeating: 0, count: lines.events.count)
        for (index, event) in lines.events.enumerated() where event.type == roles.claim {
            guard let content = roles.row(ofText: event.trigger).flatMap({ places.mention($0, in: layer) }) else {
                continue
            }
            var claim = Claim(
                number: event.id.number, extent: content.span, spans: layer.list(of: content),
                contentPart: content.number)
            let first = UInt32(layer.sources.count)
            for argument in event.arguments {
                take(lines.arguments[Int(argument)], of: event, into: &claim, places)
            }
            claim.sources = first..<UInt32(layer.sources.count)
            layer.claims.append(claim)
            rows[index] = UInt32(layer.claims.count)
        }
        takeRemarks(onClaims: rows)
        breakCycles()
    }

    private mutating func take(
        _ argument: BratLines.Argument, of event: BratLines.Event, into claim: inout Claim,
        _ places: TextPlaces
    ) {
        let role = lines.words[Int(argument.role)]
        let target = argument.target
        if role == BratScheme.within, target.letter == 0x45 {
            claim.within = roles.row(ofClaim: target) != nil ? target.number : 0
        } else if let row = roles.row(ofText: target), let words = places.mention(row, in: layer) {
            if role == BratScheme.cue {
                claim.cue = layer.list(of: words)
                claim.cuePart = words.number
            } else if role.hasPrefix(BratScheme.source) {
                layer.sources.append(ClaimSource(spans: layer.list(of: words), mention: words.number))
            }
        } else if roles.exists(target) {
            let owner = name("E", event.id.number)
            faults.add(.unread, owner, line: Int(event.line), "its \(role) is no stretch of the text; left out")
        }
    }

    /// What attributes and notes say of claims; `rows` are one past the claims' rows, by event.
    private mutating func takeRemarks(onClaims rows: [UInt32]) {
        for attribute in lines.attributes {
            guard let event = roles.row(ofClaim: attribute.target), rows[event] > 0 else { continue }
            claimRemarks.apply(attribute, to: &layer.claims[Int(rows[event]) - 1])
        }
        guard let term = lines.word(BratScheme.term) else { return }
        var terms = ByteInterner()
        let first = layer.strings.count
        for note in lines.notes where note.type == term {
            guard let event = roles.row(ofClaim: note.target), rows[event] > 0, let bytes = note.value.bytes else { continue }
            let number = terms.number(Bytes(rebasing: file.bytes[bytes]))
            layer.claims[Int(rows[event]) - 1].term = UInt32(first + number)
        }
        layer.strings += terms.strings
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
            faults.add(.withinItself, "E\(layer.claims[row].number)", "the claim stands within itself")
        }
    }

    private mutating func takeEventsAndRelations() {
        for event in lines.events where event.type != roles.claim {
            layer.events.append(
                Event(
                    number: event.id.number, type: lines.words[Int(event.type)], trigger: id(event.trigger),
                    arguments: event.arguments.map { index in
                        let argument = lines.arguments[Int(index)]
                        return Event.Argument(role: lines.words[Int(argument.role)], target: id(argument.target))
                    }))
        }
        let through = lines.word(BratScheme.through)
        var timeRows: [UInt32: Int] = [:]
        if through != nil, lines.relations.contains(where: { $0.type == through }) {
            for (row, time) in layer.times.enumerated() { timeRows[time.number] = row }
        }
        for line in lines.relations {
            let (from, to) = (id(line.from.target), id(line.to.target))
            if line.type == through, from.kind == .time, to.kind == .time {
                if let row = timeRows[from.number], from != to { layer.times[row].through = to.number }
                continue
            }
            var relation = Relation(
                number: line.id.number, type: lines.words[Int(line.type)], from: from, to: to,
                roles: Relation.Roles(
                    from: lines.words[Int(line.from.role)], to: lines.words[Int(line.to.role)]))
            if let note = reasons[line.id.number] { BratScheme.read(becauseNote: words(note), into: &relation) }
            layer.relations.append(relation)
        }
    }

    // MARK: Checks

    private mutating func check(_ layer: Layer) {
        checkNames()
        for event in lines.events {
            check(event.trigger, named: event.line, "E", event.id)
            for index in event.arguments { check(lines.arguments[Int(index)].target, named: event.line, "E", event.id) }
        }
        for relation in lines.relations {
            check(relation.from.target, named: relation.line, "R", relation.id)
            check(relation.to.target, named: relation.line, "R", relation.id)
        }
        for remark in lines.attributes { check(remark.target, named: remark.line, "A", remark.id) }
        for remark in lines.notes { check(remark.target, named: remark.line, "#", remark.id) }
        for remark in lines.references { check(remark.target, named: remark.line, "N", remark.id) }
        for (_, members, line) in lines.equivalences {
            for member in members where !roles.exists(member) { tellDangling(Int(line), "*", member) }
        }
    }

    /// A letter and a number name one line.
    private mutating func checkNames() {
        for row in roles.texts.repeated { tellTwice("T", lines.texts[row].number, lines.texts[row].line) }
        for row in roles.events.repeated { tellTwice("E", lines.events[row].id.number, lines.events[row].line) }
        for row in roles.relations.repeated { tellTwice("R", lines.relations[row].id.number, lines.relations[row].line) }
        for letter in ["A", "M"] { checkNames(lines.attributes.filter { $0.id.letter == letter.utf8.first }) }
        checkNames(lines.notes)
        checkNames(lines.references)
    }

    private mutating func checkNames(_ remarks: [BratLines.Remark]) {
        for row in NumberIndex(count: remarks.count, number: { remarks[$0].id.number }).repeated {
            tellTwice(String(decoding: [remarks[row].id.letter], as: UTF8.self), remarks[row].id.number, remarks[row].line)
        }
    }

    private mutating func tellTwice(_ letter: String, _ number: UInt32, _ line: UInt32) {
        faults.add(.twice, name(letter, number), line: Int(line), "the name stands twice")
    }

    private func name(_ letter: String, _ number: UInt32) -> String { lines.oddNames[number] ?? "\(letter)\(number)" }

    @inline(__always)
    private mutating func check(_ target: BratID, named line: UInt32, _ letter: String, _ id: BratID) {
        if !roles.exists(target) { tellDangling(Int(line), name(letter, id.number), target) }
    }

    private mutating func tellDangling(_ line: Int, _ owner: String, _ target: BratID) {
        let name = name(String(decoding: [target.letter], as: UTF8.self), target.number)
        faults.add(.dangling, owner, line: line, "names \(name), which is not in the file")
    }
}

/// Where the T lines of a file went: their rows among the mentions or the parts of a layer that
/// is not sorted yet.
struct TextPlaces {
    private var rows: [UInt32]
    private let roles: BratRoles

    init(_ lines: BratLines, _ roles: BratRoles) {
        self.roles = roles
        rows = []
        rows.reserveCapacity(lines.texts.count)
        var counts: (mentions: UInt32, parts: UInt32) = (0, 0)
        for row in lines.texts.indices {
            switch roles.roles[row] {
            case .mention:
                rows.append(counts.mentions)
                counts.mentions += 1
            case .part:
                rows.append(counts.parts)
                counts.parts += 1
            case .time: rows.append(0)
            }
        }
    }

    /// The mention or part that a T line became; nil for a time.
    func mention(_ row: Int, in layer: LayerBuilder) -> Mention? {
        switch roles.roles[row] {
        case .mention: layer.mentions[Int(rows[row])]
        case .part: layer.parts[Int(rows[row])]
        case .time: nil
        }
    }
}
