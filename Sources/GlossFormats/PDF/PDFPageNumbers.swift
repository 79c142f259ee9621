import GlossModel

/// The numbers that are printed on pages.
enum PDFPageNumbers {
    /// The number that a line is, alone or as "Page 3", "3 of 12", "- 3 -", "iv"; nil where it is none.
    static func value(ofLine line: String) -> Int? {
        guard line.utf8.count < 40 else { return nil }
        var words = line.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "/") }.map(String.init)
        if let first = words.first, ["page", "p", "pg", "seite", "pagina", "página"].contains(first) { words.removeFirst() }
        if words.count == 3, ["of", "von", "de", "/"].contains(words[1]), Int(words[2]) != nil { words.removeLast(2) }
        if words.count == 1, let slash = words[0].firstIndex(of: "/"), Int(words[0][words[0].index(after: slash)...]) != nil {
            words[0] = String(words[0][..<slash])
        }
        guard words.count == 1 else { return nil }
        return value(words[0])
    }

    /// The value of a numeral, Arabic below 10000 or Roman in one case.
    static func value(_ numeral: String) -> Int? {
        if let number = Int(numeral), number >= 0, number < 10_000, numeral.count <= 4 { return number }
        return roman(numeral)
    }

    /// The value of a Roman numeral as it is usually written; nil where it is none.
    static func roman(_ numeral: String) -> Int? {
        let digits = numeral.utf8.prefix(10).map { digit($0 | 0x20) }
        guard !digits.isEmpty, digits.count <= 9, !digits.contains(0) else { return nil }
        var sum = 0
        for (index, digit) in digits.enumerated() {
            sum += index + 1 < digits.count && digit < digits[index + 1] ? -digit : digit
        }
        return RomanNumeral.string(sum) == numeral.lowercased() ? sum : nil
    }

    private static func digit(_ letter: UInt8) -> Int {
        switch letter {
        case 0x69: 1
        case 0x76: 5
        case 0x78: 10
        case 0x6C: 50
        case 0x63: 100
        case 0x64: 500
        case 0x6D: 1000
        default: 0
        }
    }

    /// What in a running head or foot may be the number of the page: its first and last word, or
    /// what follows "page".
    static func numerals(in text: String) -> [String] {
        let words = text.split { !($0.isLetter || $0.isNumber) }.map(String.init)
        var likely = [words.first, words.last].compactMap { $0 }
        if let page = words.firstIndex(where: { $0.lowercased() == "page" }), page + 1 < words.count { likely.insert(words[page + 1], at: 0) }
        return likely.filter { value($0) != nil && ($0.first!.isNumber || $0.count < 7) }
    }

    /// A label for each page: the number printed on it where the numbers run on from page to page,
    /// else its count; pages before a page 1 in small Roman numerals where the count would be that
    /// of another.
    static func labels(_ numbers: [[String]]) -> [String] {
        var labels = [String?](repeating: nil, count: numbers.count)
        var votes: [Key: [Int]] = [:]
        for (page, numerals) in numbers.enumerated() {
            for numeral in Set(numerals) {
                guard let value = value(numeral) else { continue }
                votes[Key(difference: value - page, isRoman: numeral.first!.isLetter), default: []].append(page)
            }
        }
        for (key, pages) in votes.sorted(by: { ($0.value.count, $0.key.difference) < ($1.value.count, $1.key.difference) }) where pages.count >= 2 {
            // Between its pages the count goes on, where nothing else is printed.
            for page in pages[0]...pages[pages.count - 1] where pages.contains(page) || numbers[page].isEmpty {
                let value = page + key.difference
                if value > 0 { labels[page] = key.isRoman ? RomanNumeral.string(value) : String(value) }
            }
        }
        return complete(labels)
    }

    private struct Key: Hashable { var difference: Int, isRoman: Bool }

    private static func complete(_ labels: [String?]) -> [String] {
        var printed = Set(labels.compactMap { $0 })
        // What follows the last number counts on.
        var last: Int?
        var labels = labels
        for page in labels.indices {
            if let label = labels[page] { last = Int(label) } else if let next = last.map({ $0 + 1 }), printed.insert(String(next)).inserted {
                labels[page] = String(next)
                last = next
            } else { last = nil }
        }
        return labels.enumerated().map { page, label in
            if let label { return label }
            let count = String(page + 1)
            return printed.contains(count) ? RomanNumeral.string(page + 1) : count
        }
    }
}
