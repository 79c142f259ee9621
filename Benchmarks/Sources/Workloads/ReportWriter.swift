/// Writes one made report: paragraphs of 300 to 900 bytes, with annotations or without.
struct ReportWriter: ~Copyable {
    /// How much of the sentences is annotated.
    enum Density {
        /// Nothing; no standoff is written.
        case none
        /// Sentences enough for so many lines of standoff in a report.
        case lines(Int)
        case everything

        var isNone: Bool { if case .none = self { true } else { false } }
    }

    private var sentences: SentenceMaker
    private var standoff = StandoffWriter()
    private var text: ByteFile
    private var annotations: ByteFile?
    private let size: Int
    private let density: Density
    private let separator: Phrase
    private var written = 0

    /// - Parameters:
    ///   - stem: the path of the report without `.txt`.
    ///   - size: of the text in bytes; what is written is at most a paragraph longer.
    ///   - isOneLine: whether nothing but spaces separates sentences.
    init(stem: String, size: Int, density: Density, isOneLine: Bool, seed: UInt64) throws {
        let text = try ByteFile(creating: stem + ".txt")
        let annotations = density.isNone ? nil : try ByteFile(creating: stem + ".ann")
        self.text = text
        self.annotations = annotations
        sentences = SentenceMaker(seed: seed)
        self.size = size
        self.density = density
        separator = Phrase(isOneLine ? " " : "\n\n")
    }

    /// Writes the whole report.
    consuming func write() throws {
        sentences.append(Phrase(Opening.title))
        sentences.append(separator)
        makeSentence(Opening.sentence)
        while written + sentences.text.count < size {
            try writeParagraph()
        }
        sentences.append(Phrase("\n"))
        try flush()
        try text.finish()
        try annotations?.finish()
    }

    private mutating func writeParagraph() throws {
        let end = sentences.text.count + 300 + sentences.random.below(350)
        while sentences.text.count < end {
            if sentences.text.last != 0x0A, sentences.text.last != 0x20 { sentences.append(Phrase.space) }
            makeSentence(nil)
        }
        if written + sentences.text.count < size { sentences.append(separator) }
        if sentences.text.count >= ByteFile.pieceSize { try flush() }
    }

    /// - Parameter template: nil for any; one that is asked for is annotated wherever anything is.
    private mutating func makeSentence(_ template: Template?) {
        // Asked before the sentence is there, or those with much in them would be chosen.
        let isWanted = isWanted || template != nil && annotations != nil
        if let template { sentences.make(template) } else { sentences.makeSentence() }
        guard isWanted else { return }
        standoff.write(
            sentences.drafts, sentences.claims, of: sentences.text, &sentences.random,
            to: &annotations!.pending)
    }

    /// Whether the sentence is to be annotated: those before it took less than their share of lines.
    private var isWanted: Bool {
        switch density {
        case .none: false
        case .everything: true
        case .lines(let count):
            standoff.lineCount < Int(Double(1 + written + sentences.text.count) / Double(size) * Double(count))
        }
    }

    private mutating func flush() throws {
        written += sentences.text.count
        swap(&text.pending, &sentences.text)
        try text.write()
        swap(&text.pending, &sentences.text)
        try annotations?.writeIfLarge()
    }
}

extension Phrase {
    static let space = Phrase(" ")
}

/// How every made report begins, so that a measurement knows what to wait for.
public enum Opening {
    /// The first paragraph.
    public static let title = "Summary of reports"
    /// The first words of the first paragraph.
    public static let marker = "The first of these"
    /// A word that is a mention's, in the sentence that begins with the marker.
    public static let mention = "Quarrington"

    static let sentence = Template("\(marker) was put together in {known} over two winters.")
}
