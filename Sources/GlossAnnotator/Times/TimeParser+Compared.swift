import GlossLexicon
import GlossModel

/// What something is only compared with: "than in 2012", "compared with 4m in May", "from a year
/// earlier".
extension TimeParser {
    /// Marks the expressions that are only compared with. Linear.
    func markCompared(_ found: inout [TimeMatch]) {
        for index in found.indices where !found[index].meaning.isCompared && !found[index].continues {
            let match = found[index]
            guard match.meaning.type != .set, match.meaning.type != .duration || match.meaning.base.isEnded,
                index == 0 || !found[index - 1].continues
            else { continue }
            found[index].meaning.isCompared = isCompared(match)
        }
    }

    private func isCompared(_ match: TimeMatch) -> Bool {
        let counts = match.meaning.countsBack
        var isAdjacent = true
        for at in stride(from: match.first - 1, through: max(0, match.first - 12), by: -1) {
            switch kind(at) {
            case .than: return true
            case .from: return !isAdjacent || counts || isWord(at - 1, "up") || isWord(at - 1, "down") || isOf(at - 1, .likened)
            case .to where isOf(at - 1, .likened): return true
            case .on where isWord(at - 1, "up") || isWord(at - 1, "down"):
                // "were up on July", "3% down on May"; what blew up on a day is another thing.
                return isMark(at - 2, "%") || ["was", "were", "is", "are", "been", "percent", "cent"].contains { isWord(at - 2, $0) }
            case .over, .on, .to, .of: if counts, isAdjacent { return true }
            default: break
            }
            if isOf(at, .against) { return true }
            if isWord(at, "with") { return counts && isAdjacent || isOf(at - 1, .likened) }
            guard isFigure(at) else { return false }
            if !isLink(at) { isAdjacent = false }
        }
        return false
    }

    /// A preposition or article between the figure and its date.
    private func isLink(_ index: Int) -> Bool { [.in, .for, .during, .article, .of, .at].contains(kind(index)) }

    /// What can stand between the word that compares and the date: a figure and what it counts.
    private func isFigure(_ index: Int) -> Bool {
        let atom = self[index]
        guard atom.kind == .word else { return atom.kind == .number || "$%.,-+'/(".utf8.contains(atom.mark) || atom.mark == 0x01 }
        switch atom.word.kind {
        case .in, .for, .during, .article, .of, .approximately, .or, .number, .hundred, .countable, .at, .more, .less, .around, .every, .and, .month:
            return true
        case .none: return !atom.isCapital && isOf(index, .figure)
        default: return false
        }
    }

}

extension TimeMeaning {
    /// Whether it is counted back from another date, or from the report's: "a year earlier", "a year ago".
    fileprivate var countsBack: Bool {
        switch base {
        case .shift(let count, let unit, _): count < 0 && unit.rawValue >= TimeUnit.week.rawValue
        case .period: true
        default: false
        }
    }
}
