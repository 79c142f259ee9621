import GlossModel

/// A report whose annotations a reader changes.
///
/// The reader's own layer is what its brat file says, line by line: what the screen shows is what will be
/// written. What was computed stands beside it, without what the reader has judged.
public struct EditedReport: Sendable {
    /// The report as it is now.
    public private(set) var report: Report
    /// The steps made, oldest first, and those taken back, which can be made again.
    public private(set) var steps: [EditStep] = []
    public private(set) var undone: [EditStep] = []
    /// The lines of the file.
    private(set) var document: BratDocument
    /// What was said of what was computed.
    private(set) var judgements: [MarkedWords: Judgement] = [:]
    /// What of the reader's own was computed, by its name in the file.
    private(set) var origins: [String: MarkedWords] = [:]
    /// Names of entities that are never the same, in pairs.
    private(set) var apart: Set<[String]> = []

    /// The layers as they were read and computed.
    private let base: Report
    /// Number of the reader's own layer.
    public let own: UInt16
    private let fileName: String
    let text: MarkedText
    private var lastNumber = 0

    /// Begins with a report as it was loaded. `annotations` is its brat file, with the name of that; its
    /// layer is the first that came from a file, or will be the last.
    public init(_ report: Report, annotations: Text, fileName: String) {
        base = report
        self.report = report
        self.fileName = fileName
        document = BratDocument(annotations)
        text = MarkedText(report.text)
        own = report.layers.first { $0.origin == .file }?.number ?? UInt16(report.layers.count)
        compose()
    }

    /// Words that were called wrong, or said to be nothing, in order.
    public var dismissed: [Span] { judgements.filter { $0.value == .wrong && $0.key.spans.count == 1 }.map { $0.key.spans[0] }.sorted() }

    /// The bytes of the file as it is now.
    public var bytes: [UInt8] { document.bytes }

    /// Whether the file is to be what it was at the beginning.
    public var isAsRead: Bool { document.isAsRead }

    // MARK: Steps

    /// Makes an edit.
    /// - Returns: the annotation that it made or changed, and a word to the reader. The step is the last of
    ///   `steps`; where nothing changed there is none.
    public mutating func apply(_ edit: Edit) throws(EditRefusal) -> (focus: AnnotationID?, word: String?, step: EditStep?) {
        var work = EditWork(self, number: lastNumber + 1)
        let outcome = try work.perform(edit)
        let step = work.finish()
        guard !step.isEmpty else { return (outcome.focus, outcome.word, nil) }
        return (outcome.focus, outcome.word, keepStep(step, work.document))
    }

    /// Takes the last step back; nil where there is none.
    public mutating func undo() -> EditStep? {
        guard let step = stepBack() else { return nil }
        compose(after: step)
        return step
    }

    /// Makes the step again that was taken back last; nil where there is none.
    public mutating func redo() -> EditStep? {
        guard let step = stepForward() else { return nil }
        compose(after: step)
        return step
    }

    /// The number of the next step.
    var nextNumber: Int { lastNumber + 1 }

    /// Keeps a step that was made on a document, and shows what came of it.
    mutating func keepStep(_ step: EditStep, _ document: BratDocument) -> EditStep {
        self.document = document
        keep(step)
        undone = []
        compose(after: step)
        return step
    }

    /// Makes steps that a log tells of, without showing them one by one.
    /// - Returns: false where they do not fit this file; then nothing is changed.
    public mutating func replay(_ events: [EditLog.Event]) -> Bool {
        var copy = self
        for event in events {
            switch event {
            case .step(let step):
                guard copy.document.applyIfFitting(step.changes) else { return false }
                copy.keep(step)
                copy.undone = []
            case .undo: if copy.stepBack() == nil { return false }
            case .redo: if copy.stepForward() == nil { return false }
            case .session, .saved: break
            }
        }
        copy.compose()
        self = copy
        return true
    }

    /// Counts in a step whose lines are in the document.
    private mutating func keep(_ step: EditStep) {
        for change in step.judged {
            judgements[change.words] = change.now
            if !change.name.isEmpty { origins[change.name] = change.words }
        }
        if !step.apart.isEmpty { apart.insert(step.apart) }
        lastNumber = max(lastNumber, step.number)
        steps.append(step)
    }

    private mutating func stepBack() -> EditStep? {
        guard let step = steps.popLast() else { return nil }
        document.revert(step.changes)
        for change in step.judged.reversed() { judgements[change.words] = change.was }
        apart.remove(step.apart)
        undone.append(step)
        return step
    }

    private mutating func stepForward() -> EditStep? {
        guard let step = undone.popLast() else { return nil }
        document.apply(step.changes)
        keep(step)
        return step
    }

    // MARK: The report as it is now

    /// Whether the spans of the file fit the text as they stand.
    private var isReadExactly = false
    /// Whose names the computed layers know, by their numbers.
    private var known: [UInt16: KnownNames] = [:]

    /// Shows what a step changed: where that is names alone, by changing the layer, else by reading the file. Costs
    /// what was changed, and where a name comes or goes, the names that there are.
    private mutating func compose(after step: EditStep) {
        guard isReadExactly, step.judged.isEmpty, Int(own) < report.layers.count,
            let changed = ChangedNames(step.changes, document, report.layers[Int(own)], text)
        else { return compose() }
        var layers = report.layers
        let before = layers[Int(own)]
        let mine = before.with(changed.mentions)
        layers[Int(own)] = mine
        for index in layers.indices where layers[index].origin == .computed {
            guard let names = known[layers[index].number], let old = layers[index].identities, old.layer == own else { continue }
            var layer = LayerBuilder(layers[index])
            layer.identities = names.identities(old, from: before, to: mine, changed.mentions, base.text)
            layers[index] = layer.finished()
        }
        report = base.with(layers: layers)
    }

    /// Makes the report of the lines and the judgements. Costs the file and what was computed.
    private mutating func compose() {
        guard let mine = layerOfFile() else { return }
        isReadExactly = mine.isSourceExact
        let isBase = Int(own) < base.layers.count && mine.source === base.layers[Int(own)].source
        var layers = Array(base.layers.prefix(Int(own))) + [mine] + base.layers.dropFirst(Int(own) + 1)
        for index in layers.indices where layers[index].origin == .computed {
            if !judgements.isEmpty { layers[index] = layers[index].without { judgements[$0] != nil } }
            identify(mine, &layers[index], isKnown: isBase && layers[index].identities?.layer == own)
        }
        report = base.with(layers: layers)
    }

    /// The reader's layer as the lines say it: what was read, where nothing has changed, else read anew.
    private func layerOfFile() -> Layer? {
        if document.isAsRead, Int(own) < base.layers.count, document.isRead(from: base.layers[Int(own)]) { return base.layers[Int(own)].chunked }
        let annotations = Text(exactly: document.bytes)
        var before = base.with(layers: Array(base.layers.prefix(Int(own))))
        let file = InputFile(path: fileName, content: annotations)
        do throws(FormatError) { try Brat().annotate(&before, from: file) } catch {
            before.add(Layer.empty(own, fileName))
        }
        guard let read = before.layers.last, before.layers.count == Int(own) + 1 else { return nil }
        return (Int(own) < base.layers.count ? read.appearing(as: base.layers[Int(own)]) : read).chunked
    }

    /// Gives the mentions of the reader's layer the entities of a computed one that go by their words and are of their
    /// type, where the reader's layer says nothing itself. O(mentions).
    private mutating func identify(_ mine: Layer, _ layer: inout Layer, isKnown: Bool) {
        guard !layer.entities.isEmpty else { return }
        let names = known[layer.number] ?? KnownNames(layer)
        known[layer.number] = names
        guard !isKnown else { return }
        var builder = LayerBuilder(layer)
        builder.identities = names.identities(of: mine, base.text)
        layer = builder.finished()
    }
}

extension Layer {
    /// A layer of a file that says nothing.
    static func empty(_ number: UInt16, _ name: String) -> Layer {
        var layer = LayerBuilder(number: number, name: name, origin: .file)
        layer.prefixes = Layer.bratPrefixes
        return layer.finished()
    }

    /// Shows types as another layer does.
    func appearing(as other: Layer) -> Layer {
        var layer = LayerBuilder(self)
        for type in other.types {
            guard type.label != nil || type.color != nil, let index = types.firstIndex(where: { $0.name == type.name }) else { continue }
            layer.types[index] = type
        }
        return layer.finished()
    }
}
