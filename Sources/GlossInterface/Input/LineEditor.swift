/// A line of text being typed.
struct LineEditor: Hashable, Sendable {
    private(set) var characters: [Character] = []
    /// Characters before the cursor.
    private(set) var cursor = 0

    init(_ text: String = "") {
        characters = Array(text)
        cursor = characters.count
    }

    var text: String { String(characters) }
    var isEmpty: Bool { characters.isEmpty }

    /// What a key did to the line.
    enum Outcome { case changed, moved, ignored }

    /// Takes an editing key: characters, Backspace, Delete, arrows, Home, End, and Ctrl-A, E, U, W.
    mutating func handle(_ key: Key) -> Outcome {
        switch (key.base, key.modifiers) {
        case (.character(let scalar), []):
            characters.insert(Character(scalar), at: cursor)
            cursor += 1
            return .changed
        case (.backspace, _): return remove(from: cursor - 1, to: cursor)
        case (.delete, _): return remove(from: cursor, to: cursor + 1)
        case (.character("u"), .control): return remove(from: 0, to: cursor)
        case (.character("w"), .control): return remove(from: wordStart, to: cursor)
        case (.left, _): return move(to: cursor - 1)
        case (.right, _): return move(to: cursor + 1)
        case (.home, _), (.character("a"), .control): return move(to: 0)
        case (.end, _), (.character("e"), .control): return move(to: characters.count)
        default: return .ignored
        }
    }

    /// Puts a text without line breaks where the cursor is.
    mutating func insert(_ text: String) {
        characters.insert(contentsOf: text, at: cursor)
        cursor += text.count
    }

    private var wordStart: Int {
        var start = cursor
        while start > 0, characters[start - 1] == " " { start -= 1 }
        while start > 0, characters[start - 1] != " " { start -= 1 }
        return start
    }

    private mutating func remove(from start: Int, to end: Int) -> Outcome {
        let range = max(0, start)..<min(characters.count, max(end, 0))
        guard !range.isEmpty else { return .moved }
        characters.removeSubrange(range)
        cursor = range.lowerBound
        return .changed
    }

    private mutating func move(to place: Int) -> Outcome {
        cursor = max(0, min(characters.count, place))
        return .moved
    }
}
