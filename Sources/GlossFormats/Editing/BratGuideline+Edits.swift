import GlossModel

extension BratGuideline {
    /// Letters for types: those of the file, else the first letter of each type that is still free.
    public var typeLetters: [TypeLetter] {
        guard !types.isEmpty else { return [] }
        var given = letters.filter { types.contains($0.type) || TimexType(rawValue: $0.type) != nil }.map { TypeLetter($0.letter, $0.type) }
        for type in types where !given.contains(where: { $0.type == type }) {
            let free = type.lowercased().unicodeScalars.first { letter in
                letter != "s" && letter.properties.isAlphabetic && !given.contains { $0.letter == letter }
            }
            if let free { given.append(TypeLetter(free, type)) }
        }
        return given
    }

    /// Letters for relations: the first letter of each that is still free; none where the file names none.
    public var relationLetters: [TypeLetter] {
        var given: [TypeLetter] = []
        for relation in relations where !given.contains(where: { $0.type == relation.name }) {
            let free = relation.name.lowercased().unicodeScalars.first { letter in
                letter.properties.isAlphabetic && !given.contains { $0.letter == letter }
            }
            if let free { given.append(TypeLetter(free, relation.name)) }
        }
        return given
    }

    /// Why an edit may not be made; nil where it may.
    public func refusal(of edit: Edit, in report: Report) -> String? {
        switch edit {
        case .add(_, let type), .type(_, let type): return refusal(ofType: type)
        case .relation(let from, let to, let type):
            guard let first = report.markedWords(from)?.type, let second = report.markedWords(to)?.type else { return nil }
            return refusal(ofRelation: type, from: first, to: second)
        case .all(let edits): return edits.lazy.compactMap { refusal(of: $0, in: report) }.first
        default: return nil
        }
    }
}
