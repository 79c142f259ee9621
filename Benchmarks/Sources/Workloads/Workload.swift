import Glibc

/// A made report, or its standoff in another order. The same name gives the same bytes everywhere.
public struct Workload: Sendable {
    enum Kind {
        /// Sentences; `lines` of standoff at full size, nil for none.
        case report(size: Int, lines: Int?, isOneLine: Bool)
        /// Every mention of a short report annotated.
        case small(size: Int)
        case dense
        /// The lines of another workload's standoff shuffled.
        case shuffled(String)
    }

    public let name: String
    /// One line about it.
    public let about: String
    let kind: Kind

    /// All workloads, in the order in which they can be written.
    public static let all: [Workload] = [
        Workload("small", "6 kB, every mention annotated", .small(size: 6_000)),
        Workload("book", "5 MB, 120,000 lines of annotations", .report(size: 5_000_000, lines: 120_000, isOneLine: false)),
        Workload("archive", "100 MB, 2.4 million lines of annotations in the order of the text", .report(size: 100_000_000, lines: 2_400_000, isOneLine: false)),
        Workload("archive-shuffled", "archive, its annotations in no order", .shuffled("archive")),
        Workload("line", "50 MB in one line, no annotations", .report(size: 50_000_000, lines: nil, isOneLine: true)),
        Workload("line-annotated", "50 MB in one line, 1.2 million lines of annotations", .report(size: 50_000_000, lines: 1_200_000, isOneLine: true)),
        Workload("dense", "a screen of text under 2,000 spans", .dense),
        Workload("plain", "1 GB, no annotations", .report(size: 1_000_000_000, lines: nil, isOneLine: false)),
        Workload("plain-20", "20 MB, no annotations", .report(size: 20_000_000, lines: nil, isOneLine: false)),
        Workload("grow-1", "archive at 1 MB", .report(size: 1_000_000, lines: 24_000, isOneLine: false)),
        Workload("grow-10", "archive at 10 MB", .report(size: 10_000_000, lines: 240_000, isOneLine: false)),
    ]

    private init(_ name: String, _ about: String, _ kind: Kind) {
        (self.name, self.about, self.kind) = (name, about, kind)
    }

    /// Whether it brings annotations.
    public var isAnnotated: Bool {
        if case .report(_, let lines, _) = kind { lines != nil } else { true }
    }

    /// Writes it as `folder/name.txt` and, where it has annotations, `folder/name.ann`.
    /// - Parameter scale: what its size and the number of annotations are multiplied with.
    public func write(to folder: String, scale: Double = 1) throws {
        let stem = "\(folder)/\(name)"
        switch kind {
        case .report(let size, let lines, let isOneLine):
            let density = lines.map { ReportWriter.Density.lines(Int(Double($0) * scale)) } ?? .none
            try ReportWriter(
                stem: stem, size: Int(Double(size) * scale), density: density,
                isOneLine: isOneLine, seed: Self.seed
            ).write()
        case .small(let size):
            try ReportWriter(
                stem: stem, size: Int(Double(size) * scale), density: .everything,
                isOneLine: false, seed: Self.seed
            ).write()
        case .dense: try Dense.write(stem: stem, seed: Self.seed)
        case .shuffled(let other):
            if access("\(folder)/\(other).ann", R_OK) != 0 {
                try Self.all.first { $0.name == other }?.write(to: folder, scale: scale)
            }
            try Shuffle.write(from: "\(folder)/\(other)", to: stem, seed: Self.seed)
        }
    }

    private static let seed: UInt64 = 2014
}
