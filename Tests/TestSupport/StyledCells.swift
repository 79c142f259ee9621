/// A row with SGR sequences, cell by cell: what stands there and how. Two rows that look the same are equal,
/// in whatever pieces their sequences came. Spaces at the end are left out, as tmux leaves them out or not
/// by how they came there.
public struct StyledCells: Equatable {
    private struct Look: Equatable {
        var foreground = ""
        var background = ""
        var attributes: Set<String> = []
    }
    private var cells: [(character: Character, look: Look)] = []

    /// Reads a row as tmux prints it. The codes are those of ECMA-48, colours of 256 as `38;5;n`.
    public init(_ row: String) {
        var look = Look()
        var rest = Substring(row)
        while let character = rest.popFirst() {
            guard character == "\u{1B}", let end = rest.firstIndex(of: "m") else {
                cells.append((character, look))
                continue
            }
            StyledCells.apply(rest[..<end].dropFirst().split(separator: ";", omittingEmptySubsequences: false).map(String.init), to: &look)
            rest = rest[rest.index(after: end)...]
        }
        while let last = cells.last, last.character == " " { cells.removeLast() }
    }

    private static func apply(_ codes: [String], to look: inout Look) {
        var index = 0
        while index < codes.count {
            let code = codes[index]
            switch code {
            case "", "0": look = Look()
            case "39": look.foreground = ""
            case "49": look.background = ""
            case "38", "48":
                let color = codes[index...].prefix(3).dropFirst().joined(separator: ";")
                if code == "38" { look.foreground = color } else { look.background = color }
                index += 2
            default:
                let number = Int(code) ?? 0
                if (30...37).contains(number) || number >= 90 && number < 100 {
                    look.foreground = code
                } else if (40...47).contains(number) || number >= 100 {
                    look.background = code
                } else {
                    look.attributes.insert(code)
                }
            }
            index += 1
        }
    }

    public static func == (a: StyledCells, b: StyledCells) -> Bool {
        a.cells.count == b.cells.count && zip(a.cells, b.cells).allSatisfy { $0.character == $1.character && $0.look == $1.look }
    }
}
