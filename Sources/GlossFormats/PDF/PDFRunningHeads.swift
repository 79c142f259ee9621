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
        for index in segments.indices { gather(segments[index], page: index) }
        markRepeated()
        markCounting(segments)
        markBeside(segments)
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
            guard part < PDFRunningHeads.zone || part > 1 - PDFRunningHeads.zone, segment.length < 200 else { continue }
            let isHead = part < 0.5
            let text = segment.runs.map { source.string($0.text) }.joined()
            candidates.append(
                Candidate(
                    page: index, segment: number, place: Int((isHead ? part : 1 - part) * 1000), isHead: isHead,
                    font: segment.runs[0].font, shape: PDFRunningHeads.shape(text), text: text))
        }
    }

    private static func shape(_ text: String) -> String {
        var shape = ""
        for character in text.lowercased() where !character.isWhitespace {
            if character.isNumber { if shape.last != "#" { shape.append("#") } } else { shape.append(character) }
        }
        return shape
    }

    /// Those whose shape stands at that height on several pages.
    private mutating func markRepeated() {
        struct Key: Hashable { var shape: String, isHead: Bool }
        var groups: [Key: [Int]] = [:]
        for (index, candidate) in candidates.enumerated() where candidate.shape.contains(where: \.isLetter) || candidate.shape.count > 9 {
            groups[Key(shape: candidate.shape, isHead: candidate.isHead), default: []].append(index)
        }
        let wanted = pages.count <= 3 ? 2 : 3
        for group in groups.values where group.count >= 2 {
            for index in group {
                let near = Set(group.filter { abs(candidates[$0].place - candidates[index].place) <= 8 }.map { candidates[$0].page })
                let neighbours = near.contains { $0 != candidates[index].page && abs($0 - candidates[index].page) <= 2 }
                if near.count >= wanted || near.count == 2 && neighbours && candidates[index].shape.count >= 12 {
                    candidates[index].isRunning = true
                }
            }
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
