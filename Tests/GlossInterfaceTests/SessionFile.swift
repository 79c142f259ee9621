import Foundation
import GlossModel
import TestSupport
import Testing

@testable import GlossInterface

/// A `.session` file: what the browser is given, what is pressed, and the screen after it.
///
///     # any number of remarks
///     screen 80x24 256 dark        columns x rows, colours (0 8 16 256), background, `linear`
///     report border                a `.report` file beside the session; or `text`, lines, `end`
///     > Tab Enter /word Enter      keys, as key files spell them; other tokens are typed
///     ! resize 40x10               or `click R,C`, `drag R,C`, `double R,C`, `wheel-down R,C`, `wheel-up R,C`,
///                                  `paste TEXT`, a line break in it as `\r`
///     styles 3-6                   rows whose styles are recorded as well
///     |the screen, a row a line
///     :styles of the row above, a letter a column
///     cursor 3,12
///     = what was asked of the outside
///
/// A blank line ends a step; of several actions in a step the last one's screen is written down.
struct SessionFile: Sendable, CustomTestStringConvertible {
    struct Step: Sendable {
        /// The lines that say what to do, as they stand.
        var actions: [String]
        var styles: ClosedRange<Int>?
        var expected: [String] = []
    }

    let path: String
    /// All lines before the first step, as they stand.
    private(set) var head: [String] = []
    private(set) var size = Size(columns: 80, rows: 24)
    private(set) var depth = ColorDepth.many
    private(set) var background = Background.dark
    private(set) var isLinear = false
    /// Marked reports with the lines behind them.
    private(set) var inputs: [String] = []
    private(set) var steps: [Step] = []

    var testDescription: String { path.split(separator: "/").last.map(String.init) ?? path }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Sessions").path

    /// Every session there is, by name.
    static let all: [SessionFile] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".session") }.sorted().map {
            SessionFile(path: folder + "/" + $0)
        }
    }()

    init(path: String) {
        self.path = path
        let lines = SessionFile.read(path).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var index = 0
        while index < lines.count, !SessionFile.isAction(lines[index]) {
            head.append(lines[index])
            if lines[index] == "text" {
                let end = lines[index...].firstIndex(of: "end") ?? lines.count - 1
                inputs.append(lines[index + 1..<end].joined(separator: "\n"))
                head += lines[index + 1...end]
                index = end
            } else {
                take(lines[index])
            }
            index += 1
        }
        readSteps(lines[index...])
    }

    private static func isAction(_ line: String) -> Bool { line.hasPrefix(">") || line.hasPrefix("!") }

    private mutating func take(_ line: String) {
        let words = line.split(separator: " ").map(String.init)
        switch words.first {
        case "screen":
            size = SessionFile.size(words[1])
            for word in words.dropFirst(2) {
                if let colors = Int(word) { depth = ColorDepth(colors: colors) }
                if let named = Background(rawValue: word) { background = named }
                if word == "linear" { isLinear = true }
            }
        case "report": inputs.append(SessionFile.read("\(SessionFile.folder)/\(words[1]).report"))
        default: break
        }
    }

    private mutating func readSteps(_ lines: ArraySlice<String>) {
        var hasScreen = true
        for line in lines {
            if line.isEmpty {
                hasScreen = true
            } else if SessionFile.isAction(line) {
                if hasScreen { steps.append(Step(actions: [])) }
                hasScreen = false
                steps[steps.count - 1].actions.append(line)
            } else if line.hasPrefix("styles ") {
                let ends = line.dropFirst(7).split(separator: "-").compactMap { Int($0) }
                if let first = ends.first, let last = ends.last { steps[steps.count - 1].styles = first...last }
            } else {
                steps[steps.count - 1].expected.append(line)
                hasScreen = true
            }
        }
    }

    static func size(_ text: String) -> Size {
        let numbers = text.split(separator: "x").compactMap { Int($0) }
        return Size(columns: numbers[0], rows: numbers[1])
    }

    private static func read(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }

    /// The file with other screens.
    func text(with screens: [[String]]) -> String {
        var lines = head
        while lines.last == "" { lines.removeLast() }
        for (step, screen) in zip(steps, screens) {
            lines.append("")
            lines += step.actions
            if let styles = step.styles { lines.append("styles \(styles.lowerBound)-\(styles.upperBound)") }
            lines += screen
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// Reads a `.report`: `title:` and `date:` lines, a blank line, marked text (or blocks with their kinds
/// in front, see `BlockReport`), and behind a line `---` relations between claims: `supports c1 c2 why`.
struct SessionReport {
    let report: Report
    let relations: [Relation]

    init(_ input: String, id: ReportID) {
        var lines = input.split(separator: "\n", omittingEmptySubsequences: false)[...]
        var title = ""
        var date: Day?
        while let line = lines.first, line.hasPrefix("title: ") || line.hasPrefix("date: ") {
            if line.hasPrefix("title: ") { title = SessionReport.unescaped(String(line.dropFirst(7))) } else { date = Day(iso: line.dropFirst(6)) }
            lines = lines.dropFirst()
        }
        if lines.first == "" { lines = lines.dropFirst() }
        let end = lines.firstIndex(of: "---") ?? lines.endIndex
        let text = SessionReport.unescaped(lines[..<end].joined(separator: "\n"))
        let made = MarkedReport(MarkedText(BlockReport.isOne(text) ? BlockReport.marked(text) : text), id: id, title: title, date: date)
        report = made.report
        relations = lines[end...].dropFirst().compactMap { line in
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            guard words.count == 4, let from = made.claims[words[1]], let to = made.claims[words[2]] else { return nil }
            return Relation(number: 0, type: words[0], from: from, to: to, score: 0.5,
                because: words[3].components(separatedBy: "; "))
        }
    }

    /// `\u{1B}` as the scalar it names, so that session files stay readable.
    private static func unescaped(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.range(of: "\\u{"), let end = rest[start.upperBound...].firstIndex(of: "}") {
            result += rest[..<start.lowerBound]
            if let value = UInt32(rest[start.upperBound..<end], radix: 16), let scalar = Unicode.Scalar(value) {
                result.unicodeScalars.append(scalar)
            }
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
