import GlossModel

/// Puts the text of a CoNLL-U file together and reads the mentions of its last column.
struct CoNLLUReader {
    private let file: InputFile
    private var reports: [Report] = []
    private var text: [UInt8] = []
    private var builder: FileLayerBuilder
    private var entities = CorefEntities()
    private var documentStart = 0
    private var documentName = ""
    /// White space that stands before the next token.
    private var spaces: [UInt8] = []
    /// Whether the file says exactly what stands there.
    private var areStated = false
    /// Words of a token of several words, up to this number, have no text of their own.
    private var inside = 0
    private var sentenceStart: Int?
    private var stated: Range<Int>?
    private var differing = 0
    private var sentences = 0
    private var hasParagraphs = false
    private var fieldNames: [String] = []
    private var iob: (type: String, start: Int, end: Int)?

    init(_ file: InputFile) {
        self.file = file
        builder = CoNLLUReader.builder(file)
    }

    private static func builder(_ file: InputFile) -> FileLayerBuilder {
        FileLayerBuilder(number: 0, name: file.name, format: "conllu", source: file.content, path: file.path)
    }

    /// A report a document. Linear.
    mutating func read() throws(FormatError) -> [Report] {
        var lines = TokenLines(file.content)
        while let columns = lines.next() {
            if columns.isEmpty {
                endSentence()
            } else if file.content.bytes[lines.line.lowerBound] == 0x23 {
                comment(lines.line)
            } else if CoNLLU.isToken(lines, columns) {
                token(columns)
            } else {
                builder.faults.add(
                    .unread, nil, at: lines.line.lowerBound, "not CoNLL-U: ten columns parted by tabs are wanted, the first a number; left out")
            }
        }
        endDocument(at: file.content.count)
        if reports.isEmpty, CoNLLU.isEmptyDocument(file.content) { return [file.report(of: Text(""))] }
        guard !reports.isEmpty else { throw .unsupported(what: "no line of it is CoNLL-U: ten columns parted by tabs are wanted, the first a number") }
        if reports.count > 1 {
            for index in reports.indices where !reports[index].path.contains("#") {
                reports[index].path = "\(file.path)#\(index + 1)"
            }
        }
        return reports
    }

    // MARK: Comments

    private mutating func comment(_ line: Range<Int>) {
        let words = file.content[Span(line)].dropFirst().drop { $0 == " " }
        if words.hasPrefix("newdoc") {
            endDocument(at: line.lowerBound)
            documentName = CoNLLUReader.value(words) ?? ""
        } else if words.hasPrefix("newpar") {
            endSentence()
            hasParagraphs = true
            if !text.isEmpty { breakParagraph() }
        } else if words.hasPrefix("text ") || words.hasPrefix("text=") {
            let equals = line.first { file.content.bytes[$0] == 0x3D } ?? line.lowerBound
            let start = equals + 1 < line.upperBound && file.content.bytes[equals + 1] == 0x20 ? equals + 2 : equals + 1
            stated = min(start, line.upperBound)..<line.upperBound
        } else if words.hasPrefix("global.Entity") {
            fieldNames = CoNLLUReader.value(words)?.split(separator: "-").map(String.init) ?? []
        } else if words.hasPrefix("title"), let title = CoNLLUReader.value(words) {
            builder.document("title", title)
        }
    }

    /// What stands behind the `=` of a comment.
    private static func value(_ words: Substring) -> String? {
        guard let equals = words.firstIndex(of: "=") else { return nil }
        return String(words[equals...].dropFirst().drop { $0 == " " })
    }

    /// An empty line, unless the file says exactly what stands between the paragraphs.
    private mutating func breakParagraph() {
        if !areStated { spaces = [0x0A, 0x0A] }
    }

    // MARK: Tokens

    private mutating func token(_ columns: [Range<Int>]) {
        let number = file.content.bytes[columns[0]]
        let misc = CoNLLUMisc(file.content, columns[9])
        if number.contains(0x2E) { return }
        if let dash = number.firstIndex(of: 0x2D) {
            inside = CoNLLUReader.number(number[(dash + 1)...]) ?? 0
            place(columns[1], misc)
        } else if inside == 0 || CoNLLUReader.number(number).map({ $0 > inside }) ?? true {
            inside = 0
            place(columns[1], misc)
        }
        mentions(misc, lastToken)
    }

    /// A decimal number of at most nine digits; nil for anything else.
    private static func number(_ digits: Slice<Bytes>) -> Int? {
        guard !digits.isEmpty, digits.count < 10 else { return nil }
        var value = 0
        for byte in digits {
            guard byte &- 0x30 <= 9 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    private var lastToken = 0..<0

    /// Adds the words of a token with the white space before them, and notes what comes after.
    private mutating func place(_ form: Range<Int>, _ misc: CoNLLUMisc) {
        if !text.isEmpty { text.append(contentsOf: spaces) }
        if let before = misc.spacesBefore { text.append(contentsOf: CoNLLUField.spaces(word(before))) }
        if misc.isJoined { spaces.removeAll(keepingCapacity: true) } else if spaces.count != 1 || spaces[0] != 0x20 { spaces = [0x20] }
        areStated = misc.spacesAfter != nil
        if let after = misc.spacesAfter { spaces = CoNLLUField.spaces(word(after)) }
        let words = file.content.bytes[form].dropFirst(text.isEmpty ? ByteOrderMark.length(in: file.content.bytes[form]) : 0)
        lastToken = text.count..<text.count + words.count
        if sentenceStart == nil { sentenceStart = text.count }
        text.append(contentsOf: words)
    }

    private func word(_ range: Range<Int>) -> String { String(decoding: file.content.bytes[range], as: UTF8.self) }

    private mutating func mentions(_ misc: CoNLLUMisc, _ token: Range<Int>) {
        for entity in misc.entities { entities.take(word(entity), token, fieldNames) }
        if let tag = misc.tag { take(word(tag), token) } else { closeTag() }
    }

    private mutating func take(_ tag: String, _ token: Range<Int>) {
        let type = String(tag.drop { $0 != "-" }.dropFirst())
        if let open = iob, "IELM".contains(tag.prefix(1)), open.type == type {
            iob?.end = token.upperBound
        } else {
            closeTag()
            if !type.isEmpty { iob = (type, token.lowerBound, token.upperBound) }
        }
        if "ELSUW".contains(tag.prefix(1)) { closeTag() }
    }

    private mutating func closeTag() {
        if let open = iob { builder.mention([Span(open.start, open.end)], open.type) }
        iob = nil
    }

    // MARK: Ends

    private mutating func endSentence() {
        closeTag()
        inside = 0
        guard let start = sentenceStart else { return }
        sentences += 1
        if let stated, !CoNLLUReader.isSame(unmarked(stated, at: start), text[start...]) { differing += 1 }
        (sentenceStart, stated) = (nil, nil)
        if spaces == [0x20], !areStated, !hasParagraphs { spaces = [0x0A] }
    }

    /// The words of a `# text` comment, without the mark that the first may begin with.
    private func unmarked(_ words: Range<Int>, at start: Int) -> Slice<Bytes> {
        let bytes = file.content.bytes[words]
        return bytes.dropFirst(start == 0 ? ByteOrderMark.length(in: bytes) : 0)
    }

    /// Whether two texts are the same, white space aside.
    private static func isSame(_ a: some Sequence<UInt8>, _ b: some Sequence<UInt8>) -> Bool {
        if a.lazy.filter({ $0 > 0x20 }).elementsEqual(b.lazy.filter { $0 > 0x20 }) { return true }
        func scalars(_ bytes: some Sequence<UInt8>) -> [Unicode.Scalar] {
            String(decoding: Array(bytes), as: UTF8.self).unicodeScalars.filter { !$0.properties.isWhitespace }
        }
        return scalars(a) == scalars(b)
    }

    private mutating func endDocument(at end: Int) {
        endSentence()
        guard !text.isEmpty else { return }
        text += areStated ? spaces : [0x0A]
        entities.assign(to: &builder, Text(text))
        let findings = builder.faults.findings + differences
        builder.layer.sourceRange = documentStart..<end
        var report = file.report(of: Text(text))
        if !documentName.isEmpty { report.path = "\(file.path)#\(documentName)" }
        report.add(builder.finished())
        report.findings = findings
        reports.append(report)
        (text, spaces, documentName, differing, sentences) = ([], [], "", 0, 0)
        builder = CoNLLUReader.builder(file)
        entities = CorefEntities()
        documentStart = end
    }

    private var differences: [Finding] {
        guard differing > 0 else { return [] }
        return [
            Finding(
                .warning, "sentence-text-differs", at: Finding.Place(file: file.path),
                "\(differing) of \(sentences) sentences are not what # text says; the tokens are taken")
        ]
    }
}

/// What a last column says that matters here, by where it stands: `Name=value|...`.
private struct CoNLLUMisc {
    var isJoined = false
    var spacesAfter: Range<Int>?
    var spacesBefore: Range<Int>?
    var tag: Range<Int>?
    var entities: [Range<Int>] = []

    init(_ file: Text, _ column: Range<Int>) {
        guard column.count > 1 else { return }
        let bytes = file.bytes
        var start = column.lowerBound
        while start < column.upperBound {
            var (end, equals) = (start, column.upperBound)
            while end < column.upperBound, bytes[end] != 0x7C {
                if bytes[end] == 0x3D, equals == column.upperBound { equals = end }
                end += 1
            }
            if equals < end { take(bytes[start..<equals], equals + 1..<end, bytes) }
            start = end + 1
        }
    }

    private mutating func take(_ name: Slice<Bytes>, _ value: Range<Int>, _ bytes: Bytes) {
        func isCalled(_ word: StaticString) -> Bool {
            name.count == word.utf8CodeUnitCount && name.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        }
        if isCalled("SpaceAfter") {
            if bytes[value].elementsEqual("No".utf8) { isJoined = true }
        } else if isCalled("SpacesAfter") {
            spacesAfter = value
        } else if isCalled("SpacesBefore") {
            spacesBefore = value
        } else if isCalled("Entity") {
            entities.append(value)
        } else if isCalled("NER") || isCalled("ner") || isCalled("NE") {
            tag = value
        }
    }
}
