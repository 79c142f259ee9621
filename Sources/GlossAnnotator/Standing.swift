import GlossModel

/// What may be found in a block, by what the block is: the one place that says so.
///
/// | | names | times | claims | indicators |
/// |---|---|---|---|---|
/// | paragraph, list, quote, note | yes | yes | yes | yes |
/// | heading, caption, table, front | yes | yes | | yes |
/// | reference | | yes | | yes |
/// | code | | | | yes |
/// | contents, running | | | | |
struct Standing: OptionSet, Sendable {
    let rawValue: UInt8
    init(rawValue: UInt8) { self.rawValue = rawValue }

    static let names = Standing(rawValue: 1)
    static let times = Standing(rawValue: 2)
    static let claims = Standing(rawValue: 4)
    static let indicators = Standing(rawValue: 8)

    init(_ kind: BlockKind) {
        switch kind {
        case .paragraph, .list, .quote, .note: self = [.names, .times, .claims, .indicators]
        case .heading, .caption, .table, .front: self = [.names, .times, .indicators]
        case .reference: self = [.times, .indicators]
        case .code: self = .indicators
        case .contents, .running: self = []
        }
    }

    /// Whether a family that makes such a part has something to find.
    func lets(_ part: Parts) -> Bool {
        switch part {
        case .times: contains(.times)
        case .claims: contains(.claims)
        default: !isDisjoint(with: [.names, .indicators])
        }
    }
}

extension BlockKind {
    /// Whether a date in it can be what "January 13" further on in the section goes by.
    var anchorsDates: Bool { isProse && self != .note || self == .heading }
}

/// What is read at a time: a block, or where lines stand its cells or lines, so that nothing runs
/// over the end of one.
enum ReadingUnits {
    /// Tells of the units of a block, in order, without white space at their ends. Linear.
    static func forEach(of span: Span, _ kind: BlockKind, _ text: Text, _ body: (Span) -> Void) {
        guard kind.keepsLines else { return body(span) }
        let end = Int(span.end)
        var start = Int(span.start)
        var at = start
        func tell(upTo limit: Int) {
            var (first, last) = (start, limit)
            while first < last, text.byte(first) <= 0x20 { first += 1 }
            while last > first, text.byte(last - 1) <= 0x20 { last -= 1 }
            if first < last { body(Span(first, last)) }
        }
        while at < end {
            let byte = text.bytes[at]
            let isCellEnd = kind == .table && (byte == 0x09 || byte == 0x20 && text.byte(at + 1) == 0x20)
            if byte == 0x0A || byte == 0x0D || byte == 0x0C || isCellEnd {
                tell(upTo: at)
                start = at + 1
            }
            at += 1
        }
        tell(upTo: end)
    }
}
