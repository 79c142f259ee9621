/// Finds running heads and feet: what stands at the same height near the edge of several pages, and
/// says the same but for numbers, or counts the pages.
struct PDFRunningHeads {
    /// For each page the indices of its segments that are running heads.
    private(set) var found: [Set<Int>]
    /// What the pages say of their numbers, for each page.
    private(set) var numbers: [[String]]

    private let source: PDFSource
    private let pages: [PDFPage]
    private var candidates: [Candidate] = []
    /// The size of most text.
    private var usual: Float = 0

    /// Share of a page, from its edge, in which they are looked for.
    private static let zone: Float = 0.15

    private struct Candidate {
        var page: Int
        var segment: Int
        /// Distance from the edge of its side to its middle, in per mille of the height.
        var place: Int
        var isHead: Bool
        var font: Int
        /// Its text in small letters, figures as one "#", without spaces.
        var shape: String
        var text: String
        var isRunning = false
    }

    /// Linear in the segments near the edges, but for the sorting.
    init(_ source: PDFSource, _ segments: [[PDFSegment]]) {
        self.source = source
        pages = source.pages
        found = Array(repeating: [], count: pages.count)
        numbers = Array(repeating: [], count: pages.count)
        usual = PDFReading.usualSize(segments.lazy.flatMap { $0 }, source)
        for index in segments.indices { gather(segments[index], page: index) }
        markRepeated(texts(segments))
        dropWords(segments)
        markCounting(segments)
        markBeside(segments)
        if pages.count <= 3 { markNumbered(segments) }
        for candidate in candidates where candidate.isRunning {
            found[candidate.page].insert(candidate.segment)
            numbers[candidate.page] += PDFPageNumbers.numerals(in: candidate.text)
        }
    }

    private mutating func gather(_ segments: [PDFSegment], page index: Int) {
        let page = pages[index]
        guard page.height > 0 else { return }
        for (number, segment) in segments.enumerated() {
            let part = segment.box.middle / page.height
            let isNear = part < PDFRunningHeads.zone || part > 1 - PDFRunningHeads.zone
            guard isNear || isOutermost(segment.box, segments, page), segment.length < 200 else { continue }
            let isHead = part < 0.5
            let text = segment.runs.map { source.string($0.text) }.joined()
            // Chapters begin at the same height, in larger letters: there the numbers count.
            let isLarge = source.fonts[segment.runs[0].font].size > 1.25 * usual
            candidates.append(
                Candidate(
                    page: index, segment: number, place: Int((isHead ? part : 1 - part) * 1000), isHead: isHead,
                    font: segment.runs[0].font, shape: isLarge ? text : PDFRunningHeads.shape(text), text: text))
        }
    }

    /// Whether a segment is the first or the last of a page with wide margins.
    private func isOutermost(_ box: PDFBox, _ segments: [PDFSegment], _ page: PDFPage) -> Bool {
        if box.top > 0.75 * page.height { return segments.allSatisfy { $0.box.bottom < box.bottom + 1 } }
        return box.bottom < 0.25 * page.height && segments.allSatisfy { $0.box.top > box.top - 1 }
    }

    /// Figures count in addresses: notes at the foot cite pages of one site.
    private static func shape(_ text: String) -> String {
        if text.utf8.contains(0x2F), PDFReferences.holdsAddress(Array(text.utf8)) { return text }
        var shape = ""
        for character in text.lowercased() where !character.isWhitespace {
            if character.isNumber { if shape.last != "#" { shape.append("#") } } else { shape.append(character) }
        }
        return shape
    }

    /// Where text begins and ends on most pages, in per mille of the height from the edge of the side:
    /// lines as long as those of prose that say something else on each page.
    private func texts(_ segments: [[PDFSegment]]) -> (head: Int, foot: Int) {
        var seen: [String: Int] = [:]
        for candidate in candidates { seen[candidate.shape, default: 0] += 1 }
        let repeated = Set(candidates.indices.filter { seen[candidates[$0].shape]! > 1 }.map { Place(page: candidates[$0].page, segment: candidates[$0].segment) })
        var (heads, feet): ([Int], [Int]) = ([], [])
        for (page, segments) in segments.enumerated() where pages[page].height > 0 {
            let lines = segments.indices.filter { segments[$0].length >= 50 && !repeated.contains(Place(page: page, segment: $0)) }
            guard lines.count >= 3 else { continue }
            let middles = lines.map { Int(segments[$0].box.middle / pages[page].height * 1000) }
            heads.append(middles.min()!)
            feet.append(1000 - middles.max()!)
        }
        func usual(_ places: [Int]) -> Int { places.count < 4 ? 1000 : places.sorted()[places.count / 4] }
        return (usual(heads), usual(feet))
    }

    private struct Place: Hashable { var page: Int, segment: Int }

    /// Those whose shape stands at that height on several pages; where text stands on other pages,
    /// on most.
    private mutating func markRepeated(_ texts: (head: Int, foot: Int)) {
        struct Key: Hashable { var shape: String, isHead: Bool }
        var groups: [Key: [Int]] = [:]
        for (index, candidate) in candidates.enumerated() where candidate.shape.contains(where: \.isLetter) || candidate.shape.count > 9 {
            groups[Key(shape: candidate.shape, isHead: candidate.isHead), default: []].append(index)
        }
        let wanted = pages.count <= 3 ? 2 : 3
        for group in groups.values where group.count >= 2 {
            var pagesAt: [Int: Set<Int>] = [:]
            for index in group { pagesAt[candidates[index].place, default: []].insert(candidates[index].page) }
            var near: [Int: Set<Int>] = [:]
            for place in pagesAt.keys {
                near[place] = (place - 8...place + 8).reduce(into: Set()) { $0.formUnion(pagesAt[$1] ?? []) }
            }
            for index in group {
                let (candidate, pages) = (candidates[index], near[candidates[index].place]!)
                if candidate.place > (candidate.isHead ? texts.head : texts.foot) - 4, pages.count * 2 < self.pages.count { continue }
                let isNextTo = (1...2).contains { pages.contains(candidate.page - $0) || pages.contains(candidate.page + $0) }
                if pages.count >= wanted || pages.count == 2 && isNextTo && candidate.shape.count >= 12 {
                    candidates[index].isRunning = true
                }
            }
        }
    }

    /// Words that stand in a line of text are none, though they come again.
    private mutating func dropWords(_ segments: [[PDFSegment]]) {
        var kept: [Int: Set<Int>] = [:]
        for candidate in candidates where candidate.isRunning { kept[candidate.page, default: []].insert(candidate.segment) }
        for (index, candidate) in candidates.enumerated() where candidate.isRunning && candidate.shape.utf8.count < 14 {
            let box = segments[candidate.page][candidate.segment].box
            let isWord = segments[candidate.page].indices.contains { other in
                let next = segments[candidate.page][other].box
                let gap = max(next.left, box.left) - min(next.right, box.right)
                return other != candidate.segment && kept[candidate.page]?.contains(other) != true && next.overlapsLine(of: box) > 0.6 && gap < 2.5 * box.height
                    && candidate.shape.contains(where: \.isLetter)
            }
            if isWord { candidates[index].isRunning = false }
        }
    }

    /// Numbers alone whose difference to the count of pages is that of another page.
    private mutating func markCounting(_ segments: [[PDFSegment]]) {
        struct Key: Hashable { var difference: Int, isHead: Bool, place: Int }
        var groups: [Key: Set<Int>] = [:]
        let values = candidates.map { PDFPageNumbers.value(ofLine: $0.text) }
        for (index, candidate) in candidates.enumerated() {
            guard let value = values[index] else { continue }
            for place in [candidate.place / 12, candidate.place / 12 + 1] {
                groups[Key(difference: value - candidate.page, isHead: candidate.isHead, place: place), default: []].insert(candidate.page)
            }
        }
        for (index, candidate) in candidates.enumerated() {
            guard let value = values[index], isAlone(candidate, segments[candidate.page]) else { continue }
            let most = [candidate.place / 12, candidate.place / 12 + 1].map {
                groups[Key(difference: value - candidate.page, isHead: candidate.isHead, place: $0)]?.count ?? 0
            }.max()!
            if most >= 2 || pages.count == 1 && value == 1 { candidates[index].isRunning = true }
        }
    }

    /// Whether nothing but running heads stands on the line of a candidate.
    private func isAlone(_ candidate: Candidate, _ segments: [PDFSegment]) -> Bool {
        let box = segments[candidate.segment].box
        return segments.indices.allSatisfy { index in
            index == candidate.segment || segments[index].box.overlapsLine(of: box) < 0.5
                || candidates.contains { $0.page == candidate.page && $0.segment == index && $0.isRunning }
        }
    }

    /// What stands on the line of running heads, in their face, apart from the text: heads that
    /// change with the chapter.
    private mutating func markBeside(_ segments: [[PDFSegment]]) {
        struct Line: Hashable { var place: Int, isHead: Bool, font: Int }
        var pagesOfLine: [Line: Set<Int>] = [:]
        for candidate in candidates where candidate.isRunning {
            for place in candidate.place - 3...candidate.place + 3 {
                pagesOfLine[Line(place: place, isHead: candidate.isHead, font: candidate.font), default: []].insert(candidate.page)
            }
        }
        for (index, candidate) in candidates.enumerated() where !candidate.isRunning {
            let line = Line(place: candidate.place, isHead: candidate.isHead, font: candidate.font)
            guard pagesOfLine[line]?.count ?? 0 >= 3 else { continue }
            if isApart(candidate, segments[candidate.page]) { candidates[index].isRunning = true }
        }
    }

    /// Of few pages, as a first screen has them: lines apart from the text with the number of the page
    /// at one of their ends.
    private mutating func markNumbered(_ segments: [[PDFSegment]]) {
        for (index, candidate) in candidates.enumerated() where !candidate.isRunning && candidate.place < 100 {
            guard source.fonts[candidate.font].size <= usual, PDFLabel(Array(candidate.text.utf8))?.isClosed != true else { continue }
            let words = candidate.text.split { !($0.isLetter || $0.isNumber) }
            let isNumbered = [words.first, words.last].contains { word in
                word.map { Int($0) == candidate.page + 1 || words.count > 1 && $0.count < 5 && PDFPageNumbers.roman(String($0)) != nil } ?? false
            }
            let box = segments[candidate.page][candidate.segment].box
            let isFar = segments[candidate.page].allSatisfy { other in
                let gap = max(other.box.top - box.bottom, box.top - other.box.bottom)
                return gap > 1.2 * box.height || other.box.overlapsLine(of: box) > 0.3
            }
            if isNumbered, isFar { candidates[index].isRunning = true }
        }
    }

    /// Whether nothing stands between a candidate and the edge, and a gap between it and the text.
    private func isApart(_ candidate: Candidate, _ segments: [PDFSegment]) -> Bool {
        let box = segments[candidate.segment].box
        return segments.enumerated().allSatisfy { index, other in
            guard index != candidate.segment, other.box.overlapsLine(of: box) < 0.3 else { return true }
            let gap = candidate.isHead ? other.box.top - box.bottom : box.top - other.box.bottom
            return gap > 0.4 * box.height || gap < -0.5 * box.height
        }
    }
}
