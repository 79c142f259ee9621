import Foundation
import GlossFormats
import GlossModel
import GlossResources
import Testing

@testable import GlossInterface

/// The keys that gloss ships.
func builtInKeys() -> KeyMap {
    var keys = KeyMap()
    _ = keys.read(builtInKeyFile)
    return keys
}

let builtInKeyFile = resource("keys.conf").map { String(decoding: $0, as: UTF8.self) } ?? ""

@Suite struct SessionTests {
    /// Every session gives the screens written down in it. With GLOSS_RECORD=1 in the environment
    /// all are written anew, and this fails once to say so.
    @Test(arguments: SessionFile.all)
    func replays(session: SessionFile) throws {
        var player = SessionPlayer(session)
        let screens = session.steps.map { player.play($0) }
        if ProcessInfo.processInfo.environment["GLOSS_RECORD"] == "1" {
            try session.text(with: screens).write(toFile: session.path, atomically: true, encoding: .utf8)
            Issue.record("written anew; read what changed before it is committed")
            return
        }
        for (step, screen) in zip(session.steps, screens) where step.expected != screen {
            Issue.record("\(session.testDescription), after \(step.actions.joined(separator: " ")):\n\(difference(step.expected, screen))")
            return
        }
    }

    @Test func thereAreSessions() { #expect(SessionFile.all.count >= 20) }

    /// Rows that differ, those expected by `-`, those seen by `+`.
    private func difference(_ expected: [String], _ seen: [String]) -> String {
        (0..<max(expected.count, seen.count)).map { index in
            let old = index < expected.count ? expected[index] : nil
            let new = index < seen.count ? seen[index] : nil
            if old == new { return "  " + (old ?? "") }
            return [old.map { "- " + $0 }, new.map { "+ " + $0 }].compactMap { $0 }.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}

/// Plays a session through a browser, and answers as the outside would.
struct SessionPlayer {
    private var browser: Browser
    private let theme: Theme
    private let relations: [ReportID: [Relation]]
    private var said: [String] = []
    private var editors: [ReportID: EditedReport] = [:]

    init(_ session: SessionFile) {
        let inputs = session.inputs.enumerated().map { SessionReport($1, id: ReportID(UInt32($0))) }
        theme = Theme(depth: session.depth, background: session.background)
        relations = Dictionary(uniqueKeysWithValues: inputs.map { ($0.report.id, $0.relations) })
        browser = Browser(
            reports: inputs.map(\.report), size: session.size, keys: builtInKeys(), theme: theme,
            isLinear: session.isLinear)
    }

    /// The lines of the screen after a step.
    mutating func play(_ step: SessionFile.Step) -> [String] {
        said = []
        for action in step.actions {
            if action == "! wait" { answer(browser.handle(.waited)) }
            if action == "! greet" { answer(browser.handle(.greet)) }
            if action == "! changed" { answer(browser.handle(.changedOnDisk(browser.state.reports[0].report.id))) }
            for event in SessionPlayer.events(of: action) {
                answer(browser.handle(.input(event)))
                _ = browser.frame()
            }
        }
        return lines(of: browser.frame(), styles: step.styles)
    }

    private static func events(of action: String) -> [InputEvent] {
        let words = action.dropFirst().split(separator: " ").map(String.init)
        guard action.hasPrefix("!") else { return words.flatMap(keys(of:)).map { .key($0) } }
        if ["wait", "greet", "changed"].contains(words.first) { return [] }
        if words.first == "paste" { return [.paste(String(action.dropFirst("! paste ".count)).replacing("\\r", with: "\r"))] }
        guard words.count == 2 else { return [] }
        if words[0] == "resize" { return [.resize(SessionFile.size(words[1]))] }
        let place = words[1].split(separator: ",").compactMap { Int($0) }
        let actions: [String: MouseEvent.Action] = [
            "click": .press, "double": .doublePress, "drag": .drag, "wheel-down": .wheelDown, "wheel-up": .wheelUp,
        ]
        guard let mouse = actions[words[0]], place.count == 2 else { return [] }
        return [.mouse(MouseEvent(mouse, at: Position(row: place[0], column: place[1])))]
    }

    private static func keys(of word: String) -> [Key] {
        Key(word).map { [$0] } ?? word.unicodeScalars.map { Key($0) }
    }

    /// Edits as the outside does, over what the report's layers have as if it was computed.
    private mutating func change(_ id: ReportID, _ request: EditRequest) {
        guard let report = browser.state.reports.first(where: { $0.report.id == id })?.report else { return }
        if request == .begin, editors[id] == nil {
            let layers = report.layers.map { $0.labelled(as: .computed) }
            editors[id] = EditedReport(report.with(layers: layers), annotations: Text(""), fileName: "report.ann")
        }
        guard request != .save else {
            let bytes = editors[id]?.bytes ?? []
            said += String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { "= writes \($0.replacing("\t", with: " → "))" }
            return answer(browser.handle(.edited(id, .saved("saved report.ann"))))
        }
        guard let answer = editors[id]?.answer(request, id).answer else { return }
        self.answer(browser.handle(.edited(id, answer)))
        if request == .begin { self.answer(browser.handle(.edited(id, .begun(nil, EditTerms(dismissed: editors[id]?.dismissed ?? []))))) }
    }

    private mutating func answer(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .change(let id, let request): change(id, request)
            case .tick: answer(browser.handle(.tick))
            case .relate(let item):
                let found = (relations[item.report] ?? []).filter { $0.from == item.id || $0.to == item.id }
                answer(browser.handle(.related(item, found)))
            case .quit(let items):
                said.append("= quit" + (items.isEmpty ? "" : " printing " + items.map(words).joined(separator: " | ")))
            case .interrupted: said.append("= interrupted")
            case .terminated(let signal): said.append("= terminated by \(signal)")
            case .suspend: said.append("= suspend")
            case .redraw: said.append("= redraw")
            case .copy(let text):
                said.append("= copy \(text)")
                answer(browser.handle(.copied(failure: nil)))
            case .reload: said.append("= reload")
            case .change: said.append("= change")
            case .edit(_, let line): said.append("= edit line \(line)")
            case .date(_, let day): said.append("= date \(day)")
            case .write(let items, let path): said.append("= write \(items.map(words).joined(separator: " | ")) to \(path)")
            case .follow(_, let isOn): said.append("= follow \(isOn)")
            case .theme(let name): said.append("= theme \(name)")
            case .annotate(_, let span): said.append("= annotate \(span.start) to \(span.end)")
            }
        }
    }

    private func words(_ item: Item) -> String {
        let report = browser.state.reports.first { $0.report.id == item.report }?.report
        let text = report.flatMap { report in report.span(of: item.id).map { report.flow.string(of: $0) } }
        return "\(item.id.kind) \(item.id.number)" + (text.map { " “\($0)”" } ?? "")
    }

    // MARK: Writing a screen down

    private func lines(of frame: Frame, styles: ClosedRange<Int>?) -> [String] {
        var lines: [String] = []
        for row in 0..<frame.size.rows {
            lines.append("|" + frame.string(row: row))
            if styles?.contains(row) == true { lines.append(":" + letters(of: frame, row: row)) }
        }
        lines.append(frame.cursor.map { "cursor \($0.row),\($0.column)" } ?? "cursor none")
        return lines + said
    }

    private func letters(of frame: Frame, row: Int) -> String {
        var text = ""
        for cell in frame.row(row) { text.append(letter(of: cell.style)) }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// P person, O organisation, L location, D date, G group, W weapon, V vehicle, M money or
    /// quantity, U document, X product, E event, I indicator; small where another mention lies around it. F focus, H hit of the
    /// search, C the one gone to, h of a search beside it, A another mention of the entity in focus, R reverse, S selected, f faint, b bold, B bar, k key, ! stand-in, ? another style.
    private func letter(of style: Style) -> Character {
        if style == .plain { return " " }
        if style == Style([.reverse, .bold]) { return "F" }
        if style == theme.hit() { return "H" }
        if style == theme.currentHit { return "C" }
        if (1...Theme.litColours).contains(where: { style == theme.hit($0) }) { return "h" }
        if theme.depth != .none {
            for (slot, letter) in "POLDGWVMUXEI".enumerated() {
                if style == theme.alike(slot) { return "A" }
                if style == theme.chip(slot) { return letter }
                if style == theme.chip(slot).adding([.underline]) { return Character(letter.lowercased()) }
            }
        }
        let others: [(Style, Character)] = [
            (theme.standIn, "!"), (theme.faint, "f"), (theme.rule, "r"), (theme.key, "k"),
            (theme.selected, "S"), (theme.warning, "w"), (theme.reportedBar, "B"),
            (theme.bar, "="), (theme.faint.adding([.bold]), "t"), (theme.heading, "b"),
            (Style([.underline]), "u"), (Style([.reverse]), "R"), (theme.quiet, "q"), (theme.marker, "n"), (theme.link, "l"),
            (theme.quiet.adding([.italic]), "i"), (theme.indicator, "f"),
            (theme.base(Chunk(paragraph: 0, span: Span(0, 0), isFirst: true, isLast: true, kind: .heading, level: 1)), "h"),
        ]
        return others.first { $0.0 == style }?.1 ?? "?"
    }
}
