import GlossModel
import TestSupport

@testable import GlossInterface

extension Report {
    /// A report of a text without marks.
    static func plain(_ text: String, id: UInt32 = 0) -> Report {
        Report(id: ReportID(id), path: "plain.txt", text: Text(text))
    }

    /// A report written down block by block (`BlockReport`).
    static func blocks(_ text: String) -> Report { MarkedReport(MarkedText(BlockReport.marked(text))).report }

    /// A report of marked text.
    static func marked(_ text: String) -> Report { MarkedReport(text).report }
}

extension Browser {
    /// A browser with the built-in keys.
    init(_ reports: Report..., columns: Int = 80, rows: Int = 24, depth: ColorDepth = .many, isLinear: Bool = false) {
        self.init(
            reports: reports, size: Size(columns: columns, rows: rows), keys: builtInKeys(),
            theme: Theme(depth: depth), isLinear: isLinear)
    }

    /// Presses keys by name, or character by character where a word names none.
    @discardableResult
    mutating func press(_ words: String) -> [Effect] {
        words.split(separator: " ").flatMap { word in
            Key(String(word)).map { [$0] } ?? word.unicodeScalars.map { Key($0) }
        }.flatMap { handle(.input(.key($0))) }
    }
}

extension Viewport {
    init(_ text: String, width: Int) {
        let report = Report.plain(text)
        self.init(
            chunks: Chunks(text: report.text, paragraphs: report.paragraphs, shown: nil),
            flow: report.flow, width: width)
    }
}

/// A small generator whose numbers are the same everywhere (splitmix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
