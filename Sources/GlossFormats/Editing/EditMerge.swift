import GlossModel

/// Three states of a brat file made one: what was read or written last, what was made of it here, and what
/// another program wrote meanwhile. Lines go by their names. What only one of the two changed is taken as
/// that one has it; what both made under one name gets two; what both changed stays as it is here, and is
/// told.
struct EditMerge {
    private(set) var document: BratDocument
    private(set) var conflicts: [EditConflict] = []
    private let base: [String: String]
    private let theirs: [String: String]
    private let order: [String]
    private var slots: [String: Int] = [:]

    /// Costs the three files.
    init(_ document: BratDocument, base: Text, theirs: Text) {
        self.document = document
        self.base = Dictionary(EditMerge.lines(base), uniquingKeysWith: { first, _ in first })
        let lines = EditMerge.lines(theirs)
        self.theirs = Dictionary(lines, uniquingKeysWith: { first, _ in first })
        order = lines.map(\.key)
        findSlots()
        renameOwn()
        takeTheirs()
        restoreReferences()
    }

    private static func lines(_ text: Text) -> [(key: String, line: String)] {
        let document = BratDocument(text)
        return (0..<document.count).compactMap { slot in
            document.line(slot).flatMap { $0.isEmpty ? nil : (BratLine($0).key, $0) }
        }
    }

    /// What was changed; once only.
    mutating func takeChanges() -> [BratDocument.Change] { document.takeChanges() }

    private mutating func findSlots() {
        slots = [:]
        for slot in 0..<document.count {
            guard let line = document.line(slot), !line.isEmpty else { continue }
            let key = BratLine(line).key
            if slots[key] == nil { slots[key] = slot }
        }
    }

    private func own(_ key: String) -> String? { slots[key].flatMap { document.line($0) } }

    /// Two that were added under one name are two: those added here get other names.
    private mutating func renameOwn() {
        let both = order.filter { base[$0] == nil && own($0) != nil && own($0) != theirs[$0] && !$0.hasPrefix("=") }
        guard !both.isEmpty else { return }
        for key in order { document.reserve(key) }
        var names: [String: String] = [:]
        for name in both { if let letter = name.first { names[name] = document.fresh(letter) } }
        for slot in 0..<document.count {
            guard let line = document.line(slot), base[BratLine(line).key] != line else { continue }
            let other = BratLine(line).renamed(names)
            if other != line { document.set(slot, other) }
        }
        findSlots()
    }

    private mutating func takeTheirs() {
        for key in order + base.keys.filter({ theirs[$0] == nil }).sorted() {
            let (before, there, here) = (base[key], theirs[key], own(key))
            guard there != before, there != here else { continue }
            if here == before {
                put(key, there)
            } else {
                conflicts.append(EditConflict(name: key, mine: here, theirs: there))
            }
        }
    }

    private mutating func put(_ key: String, _ line: String?) {
        if let slot = slots[key] {
            document.set(slot, line)
        } else if let line {
            slots[key] = document.count
            document.append(line)
        }
    }

    /// What one of the two took away and the other said something new of stays, and is told.
    private mutating func restoreReferences() {
        var pending = slots.keys.filter { base[$0] == nil || base[$0] != own($0) }.sorted()
        while let key = pending.popLast() {
            guard let line = own(key) else { continue }
            for name in BratLine(line).references where own(name) == nil {
                guard let lost = base[name] ?? theirs[name] else { continue }
                put(name, lost)
                conflicts.append(EditConflict(name: name, mine: theirs[name] == nil ? lost : nil, theirs: theirs[name]))
                pending.append(name)
            }
        }
    }
}

extension EditedReport {
    /// Takes over what another program has written, as a step that can be taken back.
    /// - Parameter base: what the file was when it was last read or written here.
    /// - Returns: the step, nil where there is nothing to take over; and what both changed, which stands as it
    ///   is here until it is settled.
    public mutating func takeOver(_ theirs: Text, over base: Text) -> (step: EditStep?, conflicts: [EditConflict]) {
        var merge = EditMerge(document, base: base, theirs: theirs)
        var step = EditStep(number: nextNumber, operation: "theirs")
        step.changes = merge.takeChanges()
        step.conflicts = merge.conflicts
        guard !step.isEmpty else { return (nil, []) }
        return (keepStep(step, merge.document), merge.conflicts.map(shown))
    }

    /// Settles what both changed.
    public mutating func settle(_ name: String, takesTheirs: Bool) -> EditStep? {
        guard let conflict = steps.reversed().lazy.flatMap(\.conflicts).first(where: { $0.name == name }) else { return nil }
        var document = self.document
        let slot = (0..<document.count).first { slot in document.line(slot).map { BratLine($0).key == name } ?? false }
        if let line = takesTheirs ? conflict.theirs : conflict.mine {
            if let slot { document.set(slot, line) } else { document.append(line) }
        } else if BratLine.isName(name) {
            _ = document.remove(name)
        } else if let slot {
            document.set(slot, nil)
        }
        var step = EditStep(number: nextNumber, operation: "settle")
        step.name = name
        step.changes = document.takeChanges().filter { $0.was != $0.now }
        return step.isEmpty ? nil : keepStep(step, document)
    }

    /// With where it stands and what it says in words to a reader.
    private func shown(_ conflict: EditConflict) -> EditConflict {
        var conflict = conflict
        conflict.id = id(named: conflict.name)
        return conflict
    }

    /// What a name of the file, `T8` or `E2`, is in the report as it is now; nil where nothing stands there.
    func id(named name: String) -> AnnotationID? {
        guard let number = UInt32(name.dropFirst()) else { return nil }
        let kinds: [AnnotationKind] = name.first == "T" ? [.mention, .time] : name.first == "E" ? [.claim] : []
        return kinds.map { AnnotationID(layer: own, kind: $0, number: number) }.first { report.span(of: $0) != nil }
    }
}

extension BratLine {
    /// Whether a key is the name of an annotation.
    static func isName(_ key: String) -> Bool { !key.hasPrefix("=") }
}
