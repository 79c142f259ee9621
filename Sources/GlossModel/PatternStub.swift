public enum PatternError: Error { case bad }
public enum SearchStep { case found(Span), continueAt(Int), exhausted }
public struct Pattern: Sendable {
    let bytes: [UInt8]
    public init(_ s: String) throws(PatternError) { bytes = Array(s.utf8) }
    public func matches(in text: Text, span: Span, flow: Flow) -> [Span] {
        var r: [Span] = []
        var i = Int(span.start)
        while i + bytes.count <= Int(span.end) {
            if (0..<bytes.count).allSatisfy({ text.bytes[i + $0] == bytes[$0] }) { r.append(Span(i, i + bytes.count)); i += bytes.count } else { i += 1 }
        }
        return r
    }
    public func isFound(in text: Text, span: Span, flow: Flow) -> Bool { !matches(in: text, span: span, flow: flow).isEmpty }
    public func search(in text: Text, paragraphs: ParagraphIndex, flow: Flow, from: Int, forward: Bool, budget: Int) -> SearchStep {
        let m = matches(in: text, span: forward ? Span(from, text.count) : Span(0, from), flow: flow)
        if let x = forward ? m.first : m.last { return .found(x) }
        return .exhausted
    }
}
