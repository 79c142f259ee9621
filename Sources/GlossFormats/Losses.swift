import GlossModel

/// What a writer leaves out because its format has no place for it, counted by kind.
struct Losses {
    private var counts: [(what: String, count: Int)] = []

    /// Counts so many things of a kind, named in the plural.
    mutating func add(_ count: Int, _ what: String) {
        guard count > 0 else { return }
        if let known = counts.firstIndex(where: { $0.what == what }) {
            counts[known].count += count
        } else {
            counts.append((what, count))
        }
    }

    /// How many mentions are no names.
    static func forms(_ report: Report) -> Int {
        report.layers.reduce(0) { $0 + $1.mentions.count { $0.form != .name } }
    }

    /// One finding a kind.
    func findings(_ format: String, _ path: String) -> [Finding] {
        counts.map { what, count in
            Finding(
                .warning, "left-out", at: Finding.Place(file: path),
                "\(format) has no place for \(what); \(count) left out",
                remedy: "json and cas-json keep everything")
        }
    }
}
