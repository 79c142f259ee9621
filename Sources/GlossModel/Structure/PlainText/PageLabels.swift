/// The numbers that are printed on pages.
enum PageLabels {
    /// A label for each page: the number in its head or foot where the numbers of the pages around it
    /// agree, else its count. O(pages + running heads).
    static func labels(_ text: Text, starts: [Int], furniture: [Span]) -> [String] {
        var printed: [Printed?] = []
        var index = 0
        for (page, start) in starts.enumerated() {
            let end = page + 1 < starts.count ? starts[page + 1] : text.count
            var found: Printed?
            while index < furniture.count, Int(furniture[index].start) < end {
                if Int(furniture[index].start) >= start { found = number(in: furniture[index], text) ?? found }
                index += 1
            }
            printed.append(found)
        }
        return labels(printed)
    }

    /// A number as it is printed.
    private enum Printed: Equatable { case arabic(Int), roman(Int) }

    private static func labels(_ printed: [Printed?]) -> [String] {
        let arabic = shift(printed) { if case .arabic(let number) = $0 { number } else { nil } }
        let roman = shift(printed) { if case .roman(let number) = $0 { number } else { nil } }
        let firstArabic = printed.indices.first { page in
            if case .arabic(let number) = printed[page] { arabic == number - page } else { false }
        }
        return printed.indices.map { page in
            if let arabic, let firstArabic, page >= firstArabic || roman == nil, page + arabic > 0 { return String(page + arabic) }
            if let roman, page + roman > 0, page < firstArabic ?? .max { return RomanNumeral.string(page + roman) }
            return String(page + 1)
        }
    }

    /// How much larger most of the numbers are than the pages' places from 0; nil where no two agree.
    private static func shift(_ printed: [Printed?], _ number: (Printed) -> Int?) -> Int? {
        var counts: [Int: Int] = [:]
        for (page, label) in printed.enumerated() {
            if let label, let number = number(label) { counts[number - page, default: 0] += 1 }
        }
        guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), most.value > 1 else { return nil }
        return most.key
    }

    /// The number that a running head ends or begins with, or that "page" stands before.
    private static func number(in head: Span, _ text: Text) -> Printed? {
        let words = text.collapsed(head).split { $0 == " " || $0 == "|" || $0 == "-" || $0 == "–" || $0 == "—" || $0 == "/" }
        guard let first = words.first, let last = words.last else { return nil }
        if let page = words.firstIndex(where: { $0.lowercased() == "page" || $0.lowercased() == "p." }), page + 1 < words.count,
            let number = Int(words[page + 1])
        {
            return .arabic(number)
        }
        for word in [last, first] {
            if let number = Int(word), number < 10_000, word.utf8.count <= 4 { return .arabic(number) }
        }
        guard words.count == 1 else { return nil }
        let letters = Array(first.utf8)
        return letters.withBytes { RomanNumeral.value($0, 0..<$0.count) }.map { .roman($0) }
    }
}
