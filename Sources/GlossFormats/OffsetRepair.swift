import GlossModel

/// Finds the one way of counting that explains why spans do not stand where their words do.
///
/// Shared by all formats: each says how many spans of a sample fit under a way of counting, this
/// goes through the ways and takes one only if it does better than the one the format states.
struct OffsetRepair {
    /// As the format says that it counts.
    var stated: Counting
    var text: Text
    /// As many spans decide.
    static let sampleSize = 2000

    /// The best way of counting; nil where the stated one is as good. `shifts` are guesses of what is
    /// added to every offset, asked for only when something does not fit.
    func best(of sample: Int, shifts: () -> [Int], fitting score: (Counting) -> Int) -> Counting? {
        let asStated = score(stated)
        guard asStated < sample else { return nil }
        var best = (counting: stated, fits: asStated)
        for candidate in candidates(shifts()) where candidate != stated {
            let fits = score(candidate)
            // By a shift a few always fit: where it is none for nearly all, each is looked for by its words.
            if fits > best.fits, candidate.shift == stated.shift || fits * 10 >= sample * 8 { best = (candidate, fits) }
            if fits == sample { break }
        }
        return best.fits > asStated ? best.counting : nil
    }

    /// Ways of counting, the likely ones first.
    private func candidates(_ shifts: [Int]) -> [Counting] {
        var bases: [Counting] = []
        for unit in [stated.unit] + [OffsetUnit.utf16, .bytes, .codePoints].filter({ $0 != stated.unit }) {
            for breaks in [Counting.LineBreaks.asTheyStand, .pairsAsOne, .feedsAsTwo] {
                bases.append(Counting(unit: unit, lineBreaks: breaks, shift: stated.shift, countsMark: stated.countsMark))
            }
        }
        for form in [Counting.Normalization.composed, .decomposed] {
            bases.append(Counting(normalization: form, shift: stated.shift, countsMark: stated.countsMark))
        }
        bases.append(Counting(normalization: .clusters, lineBreaks: .pairsAsOne, shift: stated.shift, countsMark: stated.countsMark))
        let shifted = shifts.flatMap { shift in ([stated] + bases).map { changed($0) { $0.shift = stated.shift + shift } } }
        guard text.mark != .absent || stated.countsMark else { return bases + shifted }
        return ([stated] + bases).map { changed($0) { $0.countsMark.toggle() } } + bases + shifted
    }

    private func changed(_ counting: Counting, _ change: (inout Counting) -> Void) -> Counting {
        var counting = counting
        change(&counting)
        return counting
    }

    /// The sentence for it: how many spans do not fit as stated, and how many then.
    static func finding(
        _ counting: Counting, insteadOf stated: Counting, missed: Int, left: Int, of total: Int, in path: String, writes unit: String = "code points"
    ) -> Finding {
        let now = left == 0 ? "they all do" : "\(total - left) do"
        return Finding(
            .warning, "spans-counted-otherwise", at: Finding.Place(file: path),
            "\(missed) of \(total) spans do not match; \(counting.words(insteadOf: stated)) \(now), and so they are read",
            remedy: "gloss convert writes them counted in \(unit)")
    }

    /// The place of some bytes in a text nearest to an offset, within 4 KiB.
    static func nearest(_ quote: Bytes, to near: Int, in text: Text) -> Int? {
        guard let first = quote.first else { return nil }
        for distance in 0..<4096 {
            for place in [near - distance, near + distance] where place >= 0 {
                guard place + quote.count <= text.count else { continue }
                if text.bytes[place] == first, text.bytes[place..<place + quote.count].elementsEqual(quote) {
                    return place
                }
            }
        }
        return nil
    }
}
