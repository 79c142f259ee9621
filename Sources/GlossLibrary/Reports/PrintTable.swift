/// The prints of all reports, in memory while an index is filled, by parts of them: near ones share at least one.
final class PrintTable {
    private struct Entry {
        var print: UInt64
        var words: Int32
        /// 0 where the report is there no more.
        var report: Int32
    }
    private var entries: [Entry] = []
    private var places: [Int: Int] = [:]
    private var bands: [[UInt16: [Int32]]] = [[:], [:], [:], [:]]

    /// Of texts made by one form many share a part of their prints; the first are enough.
    private static let most = 500

    func add(_ print: UInt64, _ words: Int, _ report: Int) {
        let place = Int32(entries.count)
        entries.append(Entry(print: print, words: Int32(truncatingIfNeeded: words), report: Int32(truncatingIfNeeded: report)))
        places[report] = Int(place)
        for (number, band) in SimHash.bands(print).enumerated() where bands[number][band, default: []].count < Self.most {
            bands[number][band, default: []].append(place)
        }
    }

    func remove(_ report: Int) {
        if let place = places.removeValue(forKey: report) { entries[place].report = 0 }
    }

    /// The report whose words are nearly all those of a print, of a text of so many words; nil for none. Of equals
    /// the first.
    func nearest(to print: UInt64, words: Int) -> Int? {
        var best: (distance: Int, place: Int32)?
        for (number, band) in SimHash.bands(print).enumerated() {
            for place in bands[number][band] ?? [] {
                let entry = entries[Int(place)]
                let distance = SimHash.distance(print, entry.print)
                guard distance <= SimHash.nearest, entry.report > 0, abs(Int(entry.words) - words) * 5 <= max(Int(entry.words), words) else { continue }
                if best.map({ (distance, place) < ($0.distance, $0.place) }) ?? true { best = (distance, place) }
            }
        }
        return best.map { Int(entries[Int($0.place)].report) }
    }
}
