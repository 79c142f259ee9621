import Glibc
import Measuring

/// The tables, printed line by line while they come to be.
struct Report {
    /// Where they are written as well.
    let path: String?
    private var lines: [String] = []
    private var missed: [String] = []
    private var failed: [String] = []

    init(path: String?) {
        self.path = path
    }

    /// Prints a line and keeps the file up to date.
    mutating func print(_ line: String) throws {
        Swift.print(line)
        fflush(nil)
        lines.append(line)
        guard let path else { return }
        guard let file = fopen(path, "w") else { throw MeasuringError("cannot write \(path)") }
        for line in lines { fputs(line + "\n", file) }
        fclose(file)
    }

    private mutating func print(cells: [String]) throws {
        try print("| " + cells.joined(separator: " | ") + " |")
    }

    private mutating func head(_ titles: [String]) throws {
        try print(cells: titles)
        try print(cells: titles.map { _ in "---" })
    }

    /// A table whose cells are known.
    mutating func table(_ titles: [String], _ rows: [[String]]) throws {
        try head(titles)
        for row in rows { try print(cells: row) }
    }

    /// The outcome of a row; nil, and told, where it could not be measured.
    private mutating func measure(_ row: Row, _ bench: Measurement) -> Outcome? {
        do {
            return try bench.outcome(of: row)
        } catch {
            failed.append("\(row.full): \(error)")
            return nil
        }
    }

    mutating func table(of rows: [Row], _ bench: Measurement) throws {
        try head(["what, on what", "gloss", "the other", "value", "at most", "ok", "remark"])
        for row in rows {
            guard let outcome = measure(row, bench) else {
                try print(cells: [row.full, "–", "–", "–", "–", "no", "could not be measured"])
                continue
            }
            let isWithin = outcome.isWithin(row.limit)
            if !isWithin { missed.append(row.full) }
            var remark = outcome.remark
            if outcome.unanswered > 0 {
                remark += (remark.isEmpty ? "" : "; ") + "\(outcome.unanswered) keys without an answer"
            }
            try print(cells: [row.full] + outcome.cells(row) + [isWithin ? "yes" : "no", remark])
        }
        try print("")
        try print("Three figures are median, 99th percentile and largest.")
        try print("")
    }

    /// The same at 1, 10 and 100 MB; flat is what hardly grows while the report grows hundredfold.
    mutating func growth(_ bench: Measurement) throws {
        try head(["what", "1 MB", "10 MB", "100 MB", "100 MB : 1 MB", ""])
        for rows in Row.growth {
            let values = rows.map { measure($0, bench)?.gloss.median }
            let isMemory = if case .memory = rows[0].measure { true } else { false }
            let cells = values.map { value in
                value.map { isMemory ? "\(Figures.short($0 / 1e6)) MB" : Figures.milliseconds($0) } ?? "–"
            }
            guard let first = values.first ?? nil, let last = values.last ?? nil, first > 0 else {
                try print(cells: [rows[0].name] + cells + ["–", "could not be measured"])
                continue
            }
            try print(cells: [rows[0].name] + cells + ["\(Figures.short(last / first)) x", Self.word(last / first)])
        }
        try print("")
    }

    private static func word(_ growth: Double) -> String {
        growth < 2 ? "flat" : growth < 20 ? "grows more slowly than the report" : growth < 150 ? "linear" : "more than linear"
    }

    /// Which limits were missed and what could not be measured.
    mutating func summary() throws {
        if missed.isEmpty, failed.isEmpty { try print("All within their limits.") }
        if !missed.isEmpty { try print("Beyond the limit: " + missed.joined(separator: "; ") + ".") }
        for failure in failed { try print("Not measured: \(failure)") }
    }
}
