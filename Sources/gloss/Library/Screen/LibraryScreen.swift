import GlossInterface
import GlossLibrary
import GlossModel

/// The library's screen as a value: what is asked, what is listed, which row is chosen.
struct LibraryScreen {
    /// What the keys want done.
    enum Effect: Equatable {
        case quit, print
        /// Open the chosen row's report.
        case open
        case sync, suspend, redraw
        case save(name: String), tag(String), same, apart, undo
        case interrupted
    }

    /// What is typed at the bottom or in the query.
    enum Typing: Equatable { case none, query, tag, saveName, searchName }

    private(set) var view = LibraryView.hits
    private(set) var query: String
    private(set) var typing: Typing
    private(set) var typed = ""
    var list = LibraryList()
    private(set) var chosen = 0
    private(set) var top = 0
    /// Rows that are asked for.
    private(set) var limit = LibraryScreen.first
    var selected: Set<Int> = []
    var message: String?
    var showsHelp = false
    var order = HitOrder.newest
    var size: Size
    /// Whether the list has to be asked for anew.
    private(set) var isStale = true
    private var back: [(view: LibraryView, query: String, chosen: Int, top: Int, limit: Int)] = []

    private static let first = 200

    init(query: String, size: Size) {
        self.query = query
        self.size = size
        typing = query.isEmpty ? .query : .none
    }

    /// Takes a list that was asked for.
    mutating func take(_ list: LibraryList) {
        if list.fault != nil, list.rows.isEmpty, typing == .query {
            // What is half typed leaves the list as it was.
            self.list.fault = list.fault
        } else {
            self.list = list
        }
        isStale = false
        chosen = max(0, min(chosen, list.rows.count - 1))
        keepInSight()
    }

    /// The query as it is asked: a word at its end may be the beginning of one.
    var asked: String {
        let last = query.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
        let isWord = last.count > 1 && last.allSatisfy { $0.isLetter || $0.isNumber } && !["or", "and", "not"].contains(last.lowercased())
        return isWord && query.count { $0 == "\"" } % 2 == 0 ? query + "*" : query
    }

    var chosenRow: LibraryRow? { list.rows.indices.contains(chosen) ? list.rows[chosen] : nil }

    /// Rows of the list on the screen.
    var height: Int { max(1, size.rows - 2 - (list.facets.isEmpty ? 0 : 1) - 1) }

    private mutating func keepInSight() { top = max(0, min(max(top, chosen - height + 1), chosen)) }

    private mutating func show(_ view: LibraryView, _ query: String) {
        if (view, query) != (self.view, self.query) { back.append((self.view, self.query, chosen, top, limit)) }
        (self.view, self.query, chosen, top, limit, selected) = (view, query, 0, 0, Self.first, [])
        isStale = true
    }

    private mutating func move(by rows: Int) {
        chosen = max(0, min(list.rows.count - 1, chosen + rows))
        keepInSight()
        if list.hasMore, chosen + height >= list.rows.count {
            limit *= 4
            isStale = true
        }
    }

    /// Asks for the list again: after a sync, a decision.
    mutating func refresh() { isStale = true }

    // MARK: Keys

    mutating func handle(_ key: Key) -> Effect? {
        message = nil
        if key == Key(.character("c"), .control) { return .interrupted }
        if key == Key(.character("l"), .control) { return .redraw }
        if key == Key(.character("z"), .control) { return .suspend }
        if showsHelp {
            showsHelp = false
            return nil
        }
        switch typing {
        case .none: return command(key)
        case .query: return type(key)
        case .saveName, .searchName: return letter(key)
        case .tag: return typeTag(key)
        }
    }

    /// Text that was pasted.
    mutating func paste(_ text: String) {
        guard typing == .query || typing == .tag else { return }
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        if typing == .query { change(query + line) } else { typed += line }
    }

    private mutating func change(_ text: String) {
        query = text
        (chosen, top, limit, selected) = (0, 0, Self.first, [])
        isStale = true
    }

    private static func edited(_ text: String, _ key: Key) -> String? {
        switch (key.base, key.modifiers) {
        case (.character(let scalar), []): return text + String(Character(scalar))
        case (.backspace, _): return String(text.dropLast())
        case (.character("u"), .control): return ""
        case (.character("w"), .control):
            let bare = text.reversed().drop { $0 == " " }.drop { $0 != " " }
            return String(bare.reversed())
        default: return nil
        }
    }

    private mutating func type(_ key: Key) -> Effect? {
        if let text = Self.edited(query, key) {
            change(text)
            return nil
        }
        switch key.base {
        case .escape: typing = .none
        case .enter:
            typing = .none
            return list.rows.isEmpty ? nil : enter()
        case .down, .up, .pageDown, .pageUp: return command(key)
        default: break
        }
        return nil
    }

    private mutating func typeTag(_ key: Key) -> Effect? {
        if let text = Self.edited(typed, key) {
            typed = text
            return nil
        }
        guard key.base == .enter else {
            if key.base == .escape { typing = .none }
            return nil
        }
        typing = .none
        return typed.isEmpty ? nil : .tag(typed)
    }

    private mutating func letter(_ key: Key) -> Effect? {
        let wasSaving = typing == .saveName
        typing = .none
        guard case .character(let scalar) = key.base, key.modifiers.isEmpty else { return nil }
        if wasSaving { return .save(name: String(Character(scalar))) }
        show(.hits, "in:\(Character(scalar))")
        return nil
    }

    private mutating func enter() -> Effect? {
        switch chosenRow?.target {
        case .place: return .open
        case .query(let text): show(.hits, text)
        case .pair(let pair): show(.hits, "entity:e\(pair.a.id) or entity:e\(pair.b.id)")
        case nil: break
        }
        return nil
    }

    private mutating func command(_ key: Key) -> Effect? {
        switch (key.base, key.modifiers) {
        case (.down, _), (.character("j"), []): move(by: 1)
        case (.up, _), (.character("k"), []): move(by: -1)
        case (.pageDown, _), (.character(" "), []), (.character("f"), []): move(by: height)
        case (.pageUp, _), (.character("b"), []): move(by: -height)
        case (.home, _), (.character("g"), []): move(by: -list.rows.count)
        case (.end, _), (.character("G"), _): move(by: list.rows.count)
        case (.enter, _): return enter()
        case (.character("n"), []):
            move(by: 1)
            return enter()
        case (.character("N"), _):
            move(by: -1)
            return enter()
        case (.character("/"), []): typing = .query
        case (.character("t"), []): show(.timeline, query)
        case (.character("i"), []): show(.entities, query)
        case (.character("c"), []): show(.claims, query)
        case (.character("K"), _): show(.kwic, query)
        case (.character("p"), []): show(.hits, query)
        case (.character("M"), _): show(.candidates, query)
        case (.character("m"), []): typing = .saveName
        case (.character("'"), []): typing = .searchName
        case (.character("S"), _): show(.searches, query)
        case (.character("T"), _): (typing, typed) = (.tag, "+")
        case (.character("O"), _): turnOrder()
        case (.character("o"), .control), (.left, .alt): goBack()
        case (.character("x"), []): toggle()
        case (.character("Q"), _): return .print
        case (.character("R"), _): return .sync
        case (.character("="), []) where view == .candidates: return .same
        case (.character("!"), []) where view == .candidates: return .apart
        case (.character("z"), []) where view == .candidates: return .undo
        case (.character("h"), []), (.function(1), _): showsHelp = true
        case (.character("q"), []), (.escape, _):
            if key.base == .escape, view == .hits { break }
            guard view == .hits, back.isEmpty || key.base != .escape else {
                goBack()
                return nil
            }
            return .quit
        default: break
        }
        return nil
    }

    private mutating func turnOrder() {
        let all = HitOrder.allCases
        order = all[((all.firstIndex(of: order) ?? 0) + 1) % all.count]
        (chosen, top, isStale) = (0, 0, true)
    }

    private mutating func goBack() {
        guard let before = back.popLast() else { return }
        (view, query, chosen, top, limit) = before
        (selected, isStale) = ([], true)
    }

    private mutating func toggle() {
        guard list.rows.indices.contains(chosen) else { return }
        if selected.remove(chosen) == nil { selected.insert(chosen) }
        move(by: 1)
    }
}
