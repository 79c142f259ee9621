/// Measured values of one thing, in the order in which they were measured.
public struct Sample: Sendable {
    public private(set) var values: [Double] = []

    public init(_ values: [Double] = []) {
        self.values = values
    }

    public mutating func append(_ value: Double) {
        values.append(value)
    }

    /// The value that so large a share of all are not above; 0 without any.
    public func quantile(_ share: Double) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        let rank = (share * Double(sorted.count)).rounded(.up)
        return sorted[min(sorted.count - 1, max(0, Int(rank) - 1))]
    }

    public var median: Double {
        guard values.count % 2 == 0, !values.isEmpty else { return quantile(0.5) }
        let sorted = values.sorted()
        return (sorted[values.count / 2 - 1] + sorted[values.count / 2]) / 2
    }

    public var largest: Double { values.max() ?? 0 }
}
