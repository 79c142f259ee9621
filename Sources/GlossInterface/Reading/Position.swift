import GlossModel

/// The whole of where a reader is, in words.
extension Browser {
    /// Texts up to this size have their lines counted.
    private static let countable = 256 << 20

    /// "report.txt: line 41 of 130, ¶ 8 of 18, p. 3, byte 5120 of 12034; Person by gloss, rule given-name".
    mutating func positionWords() -> String {
        let report = state.report
        let offset = state.open.focusSpan.map { Int($0.start) } ?? state.open.position
        var parts: [String] = []
        if report.text.count <= Browser.countable {
            let all = report.text.lineBreaks(before: report.text.count)
            let isEnded = report.text.count > 0 && report.text.byte(report.text.count - 1) == 0x0A
            parts.append("line \(report.text.lineBreaks(before: offset) + 1) of \(max(1, isEnded ? all : all + 1))")
        }
        if report.paragraphs.startsAt == 0 {
            let count = report.paragraphs.count
            parts.append("¶ \(count == 0 ? 0 : (report.paragraphs.index(at: offset) ?? 0) + 1) of \(count)\(report.paragraphs.isComplete ? "" : "+")")
        }
        if let page = report.structure.page(at: offset) {
            parts.append("p. \(StandIn.line(report.structure.pages[page].label)) (\(page + 1) of \(report.structure.pages.count))")
        }
        parts.append("byte \(offset) of \(report.text.count)")
        return "\(report.fileName): " + parts.joined(separator: ", ") + (focusOrigin.map { "; " + $0 } ?? "")
    }

    /// Which layer and which rule made what is in focus.
    private var focusOrigin: String? {
        guard let focus = state.open.focus else { return nil }
        let report = state.report
        let layer = report.layers[Int(focus.layer)]
        let what: String
        switch focus.kind {
        case .mention: what = report.mention(focus)?.type ?? "mention"
        case .time: what = report.time(focus)?.type.rawValue ?? "time"
        case .claim: what = "claim"
        default: what = "annotation"
        }
        let name = StandIn.line(layer.name)
        return what + (name.isEmpty ? "" : " by \(name)") + (report.rule(of: focus).map { ", rule \($0)" } ?? "")
    }

    /// The line of the file that the top of the screen or the focus is on, from 1.
    mutating func lineHere() -> Int {
        let offset = state.open.focusSpan.flatMap { $0.overlaps(visibleText()) ? Int($0.start) : nil } ?? state.open.top.offset
        return state.report.text.lineBreaks(before: offset) + 1
    }
}

extension Text {
    /// How many line feeds stand before an offset. O(offset).
    public func lineBreaks(before offset: Int) -> Int {
        bytes.prefix(max(0, min(offset, count))).reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    }

    /// The offset at which a line begins, from 1; that of the last one where there are fewer. O(offset).
    public func start(ofLine line: Int) -> Int {
        var (left, start) = (line - 1, 0)
        for offset in 0..<count where left > 0 {
            guard bytes[offset] == 0x0A else { continue }
            left -= 1
            if offset + 1 < count { start = offset + 1 }
        }
        return start
    }
}
