import GlossLexicon
import GlossModel

/// Numbers of laws, cases and documents that have a year in them and are no dates.
extension TimeParser {
    /// "Decree 12/2015", "Law No. 3/2014", "Regulation (EU) 2016/679": a law or document is numbered so.
    func isLegalNumber(_ index: Int) -> Bool {
        var at = index - 1
        while at >= 0, isMark(at, ".") || isMark(at, "(") || isMark(at, ")") || isNumberSign(at) || isUnion(at) { at -= 1 }
        return isOf(at, .legal) || at < index - 1 && kind(at) == .notYear || isNumberSign(index - 1) || isNumberSign(index - 2)
    }

    /// `No`, `Nos`, `Nr`, `n`.
    private func isNumberSign(_ index: Int) -> Bool {
        isOf(index, .numbered)
    }

    /// "(EU)", "(EC)" between the word and the number.
    private func isUnion(_ index: Int) -> Bool {
        isMark(index - 1, "(") && isOf(index, .union)
    }

    /// "[2020] EWHC 53", "(2005) 12 EHRR 34", "resolution 2231 (2015)": a year that is part of how a case or
    /// resolution is cited.
    func isLegalCitation(_ index: Int) -> Bool {
        if isMark(index - 1, "["), isMark(index + 1, "]") { return isReporter(index + 2) || isNumber(index + 2) && isReporter(index + 3) }
        guard isMark(index - 1, "("), isMark(index + 1, ")") else { return false }
        if isNumber(index - 2), isCapitals(index - 3) { return true }
        if isNumber(index - 2) { return isOf(index - 3, .legal) || isNumberSign(index - 3) || isListedResolution(index - 2) }
        return isNumber(index + 2) && isReporter(index + 3) && isNumber(index + 4)
    }

    /// "resolutions 1970 (2011) and 1973 (2011)".
    private func isListedResolution(_ index: Int) -> Bool {
        (kind(index - 1) == .and || isMark(index - 1, ",")) && isMark(index - 2, ")") && isNumber(index - 3) && isMark(index - 4, "(")
    }

    /// `UNSCR`: three letters or more, all of them capitals.
    private func isCapitals(_ index: Int) -> Bool {
        let atom = self[index]
        return atom.kind == .word && atom.end - atom.start >= 3 && (atom.start..<atom.end).allSatisfy { bytes[$0] >= 0x41 && bytes[$0] <= 0x5A }
    }

    /// `EWHC`, `AC`, `X`: a series of reports, in capitals, before a number or another such word.
    private func isReporter(_ index: Int) -> Bool {
        let atom = self[index]
        guard atom.kind == .word, atom.isCapital, (atom.start..<atom.end).allSatisfy({ bytes[$0] < 0x61 }) || atom.end - atom.start <= 3 else { return false }
        return isNumber(index + 1) || self[index + 1].kind == .word && self[index + 1].isCapital && isNumber(index + 2)
            || isMark(index + 1, ".")
    }
}
