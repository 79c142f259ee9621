import GlossAnnotator
import GlossModel

/// Names found against names marked: right where span and type are the same.
struct Score {
    var right = 0
    var found = 0
    var marked = 0

    /// 2PR / (P + R), in percent.
    var f1: Double { found + marked == 0 ? 0 : 200 * Double(right) / Double(found + marked) }

    static func + (a: Score, b: Score) -> Score {
        Score(right: a.right + b.right, found: a.found + b.found, marked: a.marked + b.marked)
    }

    /// Judges an annotator on a text, for the types at some places of `NameLabel.types`. Found names of
    /// a type that is not marked there do not count; of names in each other the outer one does.
    init(_ annotator: Annotator, _ lesson: Lesson, types: Set<Int>, errors: ((String) -> Void)? = nil) {
        let paragraphs = lesson.paragraphs
        let text = lesson.text
        var run = Annotator.Run(annotator, text: text, date: nil, wants: [.times, .mentions], layerNumber: 0, explains: errors != nil)
        run.extend(paragraphs, to: paragraphs.count)
        let layer = run.finish()
        let wanted = lesson.names.filter { types.contains($0.type) }
        marked = wanted.count
        var end = 0
        for mention in layer.mentions where mention.form == .name && Int(mention.span.end) > end {
            guard let type = NameLabel.types.firstIndex(where: { $0.name == layer.types[Int(mention.type)].name }) else { continue }
            end = Int(mention.span.end)
            guard types.contains(type), !lesson.isUnmarked(mention.span, type) else { continue }
            found += 1
            let bare = text.bare(mention.span)
            let isRight = wanted.contains(where: { $0.type == type && isSame($0.span, as: bare, $0.type, text, lesson) })
            if isRight { right += 1 }
            if let errors {
                let (rule, margin) = (layer.explanation?.rule(.mention, mention.number) ?? "", layer.explanation?.margin(.mention, mention.number) ?? 0)
                errors("\(isRight ? "=" : "+") \(NameLabel.types[type].name)\t\(text[mention.span])\t\(rule) \(margin)")
            }
        }
        if let errors {
            for name in wanted where !layer.mentions.contains(where: { isSame(name.span, as: text.bare($0.span), name.type, text, lesson) && layer.types[Int($0.type)].name == NameLabel.types[name.type].name }) {
                errors("- \(NameLabel.types[name.type].name)\t\(text[name.span])")
            }
        }
    }

    /// Whether a marked name is one that was found. Titles before a person do not count.
    private func isSame(_ marked: Span, as bare: Span, _ type: Int, _ text: Text, _ lesson: Lesson) -> Bool {
        let marked = text.bare(marked)
        if marked == bare { return true }
        return type == 0 && marked.end == bare.end && bare.start < marked.start
            && !lesson.names.contains { $0.type == 0 && $0.span.start >= bare.start && $0.span.end < marked.end }
    }

    init(right: Int = 0, found: Int = 0, marked: Int = 0) { (self.right, self.found, self.marked) = (right, found, marked) }
}

extension Text {
    /// A name without the article before it, which corpora count in or not.
    fileprivate func bare(_ span: Span) -> Span {
        let start = Int(span.start)
        guard span.count > 4, bytes[start] | 0x20 == 0x74, bytes[start + 1] | 0x20 == 0x68, bytes[start + 2] | 0x20 == 0x65, bytes[start + 3] == 0x20 else { return span }
        return Span(start + 4, Int(span.end))
    }
}
extension Lesson {
    /// Whether names of a type are not marked where one was found.
    func isUnmarked(_ span: Span, _ type: Int) -> Bool {
        guard !names.contains(where: { $0.span.start < span.end && span.start < $0.span.end }) else { return false }
        return unmarked.contains { $0.span.start < span.end && span.start < $0.span.end && $0.types >> UInt8(type) & 1 == 1 }
    }
}
