import GlossModel

/// Some T lines of a file, bound to the text: mentions, parts and times, not sorted yet.
struct BoundTexts: Sendable {
    var binding: BratBinding
    private var mentions: [Mention] = []
    private var parts: [Mention] = []
    private var times: [TimeExpression] = []
    private var spans: [Span] = []
    private var fragments: [SpanList] = []

    /// Binds the T lines of some rows. O(rows), and the stretch of the text that they are about.
    init(_ rows: Range<Int>, _ prepared: BratBinding, _ roles: BratRoles, _ file: Text) {
        binding = prepared
        let lines = prepared.lines
        let timexTypes = lines.types.map { TimexType(rawValue: $0) }
        var notes = TimexNotes(file)
        var pool = LayerBuilder(number: 0, name: "", origin: .file)
        var (mentions, parts, times): ([Mention], [Mention], [TimeExpression]) = ([], [], [])
        mentions.reserveCapacity(rows.count / 2)
        binding.bind(rows) { index, row, spans in
            var mention = pool.makeMention(spans, number: row.number, type: row.type)
            switch roles.roles[index] {
            case .time:
                var time = TimeExpression(
                    span: mention.span, number: row.number, type: timexTypes[Int(row.type)] ?? .date, value: "")
                notes.read(lines.notes[Int(roles.timexNotes[index])].value, into: &time)
                times.append(time)
            case .part: parts.append(mention)
            case .mention:
                mention.form = roles.forms[index]
                mentions.append(mention)
            }
        }
        (self.mentions, self.parts, self.times) = (mentions, parts, times)
        (spans, fragments) = (pool.spans, pool.fragments)
    }

    /// Adds those of the rows that follow.
    mutating func append(_ next: inout BoundTexts) {
        binding.join(next.binding)
        let firstFragment = UInt32(fragments.count)
        for index in next.mentions.indices where next.mentions[index].fragments > 0 {
            next.mentions[index].fragments += firstFragment
        }
        for index in next.parts.indices where next.parts[index].fragments > 0 {
            next.parts[index].fragments += firstFragment
        }
        let firstSpan = spans.count
        fragments += next.fragments.map { SpanList(first: Int($0.indices.lowerBound) + firstSpan, count: $0.indices.count) }
        spans += next.spans
        mentions += next.mentions
        parts += next.parts
        times += next.times
    }

    /// Puts them into a layer that has none.
    consuming func move(to layer: inout LayerBuilder) {
        layer.mentions = RowTable(whole: mentions)
        layer.parts = RowTable(whole: parts)
        layer.times = RowTable(whole: times)
        layer.spans = spans
        layer.fragments = fragments
    }
}

/// Reads `TIMEX3` notes, each of the same words once.
private struct TimexNotes {
    private let file: Text
    private var interner = ByteInterner()
    /// By note, one for each type of time that it is said of.
    private var read: [[TimeExpression]] = []

    init(_ file: Text) { self.file = file }

    mutating func read(_ note: FileWords, into time: inout TimeExpression) {
        guard let bytes = note.bytes else { return }
        let number = interner.number(Bytes(rebasing: file.bytes[bytes]))
        if number == read.count { read.append([]) }
        var known = read[number].first { $0.type == time.type }
        if known == nil {
            var fresh = time
            BratScheme.read(timexNote: interner.string(number), into: &fresh)
            read[number].append(fresh)
            known = fresh
        }
        guard var known else { return }
        (known.span, known.number) = (time.span, time.number)
        time = known
    }
}
