import Measuring

/// What came of a row: milliseconds, or bytes for memory.
struct Outcome {
    var gloss = Sample()
    var peer = Sample()
    /// Megabytes a second.
    var rate: Double?
    /// The bytes that memory is compared with.
    var size = 0
    /// Keys that nothing came of within a second.
    var unanswered = 0
    var remark = ""

    var ratio: Double { peer.median > 0 ? gloss.median / peer.median : 0 }
    var share: Double { size > 0 ? gloss.median / Double(size) : 0 }

    func isWithin(_ limit: Row.Limit) -> Bool {
        switch limit {
        case .times(let most): ratio <= most
        case .milliseconds(let most): gloss.largest <= most
        case .keys(let most): ratio <= most && areKeysQuick && unanswered * 20 <= gloss.values.count
        case .share(let most): share <= most
        case .rate(let least): areKeysQuick && (rate ?? 0) >= least
        case .aroundView: areKeysQuick && rate == nil
        }
    }

    private var areKeysQuick: Bool { gloss.quantile(0.99) <= 16 && gloss.largest <= 50 }
}

extension Outcome {
    /// The cells of a Markdown row behind the name: gloss, the other, what is compared, the limit.
    func cells(_ row: Row) -> [String] {
        let peer = row.peer.map { "\($0.rawValue) \(Figures.milliseconds(self.peer.median))" } ?? ""
        let other = peer.isEmpty ? "–" : peer
        switch row.limit {
        case .times(let most):
            return [Figures.milliseconds(gloss.median), other, "\(Figures.short(ratio)) x", "\(Figures.short(most)) x"]
        case .milliseconds(let most):
            return [Figures.keys(gloss), other, "max \(Figures.milliseconds(gloss.largest))", Figures.milliseconds(most)]
        case .keys(let most):
            return [Figures.keys(gloss), other, "\(Figures.short(ratio)) x", "\(Figures.short(most)) x, 99% 16 ms, max 50 ms"]
        case .share(let most):
            let megabytes = "\(Figures.short(gloss.median / 1e6)) MB"
            return [megabytes, "\(Figures.short(Double(size) / 1e6)) MB of files", Figures.short(share), Figures.short(most)]
        case .rate(let least):
            let speed = rate.map { "\(Figures.short($0)) MB/s" } ?? "not annotated whole"
            return [Figures.keys(gloss), other, speed, "99% 16 ms, max 50 ms; \(Figures.short(least)) MB/s"]
        case .aroundView:
            return [Figures.keys(gloss), other, rate == nil ? "only around the view" : "whole", "99% 16 ms, max 50 ms"]
        }
    }
}

/// Numbers as they stand in the table.
enum Figures {
    /// Three significant digits, or all of a larger whole number.
    static func short(_ value: Double) -> String {
        let places = value >= 100 ? 0 : value >= 10 ? 1 : 2
        let factor = [1.0, 10, 100][places]
        let scaled = Int((value * factor).rounded())
        guard places > 0 else { return String(scaled) }
        let rest = String(scaled % Int(factor))
        return "\(scaled / Int(factor))." + String(repeating: "0", count: places - rest.count) + rest
    }

    static func milliseconds(_ value: Double) -> String {
        value >= 1000 ? "\(short(value / 1000)) s" : "\(short(value)) ms"
    }

    /// Median, 99th percentile and largest.
    static func keys(_ sample: Sample) -> String {
        "\(short(sample.median)) / \(short(sample.quantile(0.99))) / \(short(sample.largest)) ms"
    }
}
