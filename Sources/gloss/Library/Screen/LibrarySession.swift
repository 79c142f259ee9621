import Glibc
import GlossFormats
import GlossInterface
import GlossLibrary
import GlossModel
import GlossTerminal

/// The loop between the terminal and the library's screen.
struct LibrarySession: ~Copyable {
    private var terminal: Terminal
    private var screen: LibraryScreen
    private let lists: LibraryLists
    private let theme: Theme
    private let color: ColorMode

    init(_ lists: LibraryLists, query: String, color: ColorMode) throws {
        self.lists = lists
        self.color = color
        do throws(TerminalError) {
            terminal = try Terminal(TerminalOptions(colorLimit: color == .never ? 0 : 256, obeysNoColor: color != .always, faultNotice: "\(Gloss.version) came upon a fault of its own. Please report it as README.md says under Faults."))
        } catch {
            throw Failure("there is no terminal; gloss library search prints what is found")
        }
        theme = Theme(depth: ColorDepth(colors: terminal.colorDepth), background: Self.background)
        screen = LibraryScreen(query: query, size: terminal.size)
    }

    private static var background: Background {
        guard let raw = getenv("COLORFGBG"), let last = String(cString: raw).split(separator: ";").last, let color = Int(last) else { return .dark }
        return color == 7 || color > 8 ? .light : .dark
    }

    /// Runs until the reader leaves; gives the rows to print.
    consuming func run() throws -> [LibraryRow] {
        var title = try heading()
        while true {
            if screen.isStale {
                lists.order = screen.order
                screen.take(lists.list(screen.view, screen.asked, limit: screen.limit))
            }
            terminal.present(LibraryScreenView(screen: screen, theme: theme, title: title).frame())
            for event in terminal.waitForEvents().events {
                guard let effect = handle(event) else { continue }
                switch effect {
                case .quit: return leave([])
                case .print:
                    let rows = screen.selected.isEmpty ? [screen.chosen] : screen.selected.sorted()
                    return leave(rows.filter { screen.list.rows.indices.contains($0) }.map { screen.list.rows[$0] })
                case .interrupted:
                    terminal.restore()
                    throw Quiet(status: 130)
                case .suspend: terminal.suspend()
                case .redraw: terminal.redraw()
                case .open: open()
                default:
                    act(effect)
                    title = try heading()
                }
            }
        }
    }

    private mutating func leave(_ rows: [LibraryRow]) -> [LibraryRow] {
        terminal.restore()
        return rows
    }

    private mutating func handle(_ event: InputEvent) -> LibraryScreen.Effect? {
        switch event {
        case .key(let key): return screen.handle(key)
        case .paste(let text): screen.paste(text)
        case .resize(let size): screen.size = size
        case .mouse(let mouse):
            switch mouse.action {
            case .wheelUp: return screen.handle(Key(.up))
            case .wheelDown: return screen.handle(Key(.down))
            default: break
            }
        case .resumed: terminal.redraw()
        case .interrupted: return .interrupted
        case .terminated(let signal):
            terminal.restore()
            exit(128 + signal)
        default: break
        }
        return nil
    }

    private func heading() throws -> String {
        let reports = (try? lists.store.reportTotal()) ?? 0
        let new = (try? lists.store.newTotal()) ?? 0
        return "gloss library  \(lists.place.folder)  \(reports) reports" + (new > 0 && new < reports ? ", \(new) new" : "")
    }

    /// Opens the chosen row's report in a gloss of its own, at the line.
    private mutating func open() {
        guard case .place(let hit, let offset)? = screen.chosenRow?.target else { return }
        let path = lists.place.absolute(String(hit.path.prefix { $0 != "#" }))
        guard Files.isThere(path) else {
            screen.message = "\(hit.path) is gone; R syncs"
            return
        }
        let line = lists.texts.text(of: hit).map { text in 1 + text.bytes.prefix(min(offset, text.count)).count { $0 == 0x0A } } ?? 1
        terminal.lend { LibrarySession.read(path, line: line) }
        terminal.redraw()
    }

    private static func read(_ path: String, line: Int) {
        var arguments = ["gloss", "+\(line)", "--no-resume", "--", path].map { SystemPath.bytes($0).withUnsafeBufferPointer { strdup($0.baseAddress!) } } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        guard posix_spawn(&process, "/proc/self/exe", nil, nil, &arguments, environ) == 0 else { return }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    /// Decisions and syncs, told in the last line.
    private mutating func act(_ effect: LibraryScreen.Effect) {
        do {
            switch effect {
            case .save(let name): try decide([.search(name: name, query: screen.asked)], "saved; ' and \(name) goes there")
            case .tag(let words): try tag(words)
            case .same: try judge { .same($0, name: nil) }
            case .apart: try judge { .apart($0) }
            case .undo:
                guard let last = try lists.place.decisionLog().last else { return }
                try decide([.undo(last)], "line \(last) of the decisions is taken back")
            case .sync:
                let place = lists.place
                let lock = try LibraryLock(place)
                defer { withExtendedLifetime(lock) {} }
                screen.message = try LibrarySync(place: place, loader: ReportLoader()).run(lists.store, place.decisionLog()).words
                screen.refresh()
            default: break
            }
        } catch {
            screen.message = (error as? Failure)?.message ?? (error as? QueryError)?.message ?? (error as? DatabaseError)?.message ?? "\(error)"
        }
    }

    private mutating func judge(_ act: ([String]) -> DecisionLog.Act) throws {
        guard case .pair(let pair)? = screen.chosenRow?.target, let a = pair.a.keys.first, let b = pair.b.keys.first else { return }
        try decide([act([a, b])], "z takes it back")
    }

    private mutating func tag(_ words: String) throws {
        let marks = words.split(separator: " ")
        var seen: Set<String> = []
        try lists.store.hits(Query(screen.asked), order: .oldest) { hit in
            seen.insert(hit.path)
            return true
        }
        func named(_ sign: String) -> [String] { marks.filter { $0.hasPrefix(sign) && $0.count > 1 }.map { String($0.dropFirst()) } }
        try decide(seen.sorted().map { .tag(report: $0, add: named("+"), remove: named("-")) }, "\(seen.count) reports")
    }

    private mutating func decide(_ acts: [DecisionLog.Act], _ words: String) throws {
        try Deciding.decide(acts, lists.store, lists.place)
        screen.message = words
        screen.refresh()
    }
}
