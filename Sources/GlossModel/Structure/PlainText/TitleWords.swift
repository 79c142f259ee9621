/// Words that titles are known by.
enum TitleWords {
    /// What stands under a title.
    enum Topic: Sendable { case body, contents, references, notes }

    /// Titles of their own, and what stands under them. In lower case, single spaces, numbers left out.
    static let titles: [String: Topic] = {
        var titles: [String: Topic] = [:]
        for title in bodies { titles[title] = .body }
        for title in ["contents", "table of contents", "list of contents", "list of figures", "list of tables",
            "list of illustrations", "list of boxes", "figures and tables"] { titles[title] = .contents }
        for title in ["references", "bibliography", "works cited", "literature", "literature cited", "reference list",
            "list of references", "sources", "further reading", "selected bibliography", "notes and references",
            "references and notes", "sources and further reading", "works consulted"] { titles[title] = .references }
        for title in ["notes", "endnotes", "footnotes", "end notes"] { titles[title] = .notes }
        return titles
    }()

    private static let bodies = [
        "abstract", "introduction", "summary", "executive summary", "background", "overview", "preface", "foreword",
        "acknowledgements", "acknowledgments", "acknowledgement", "conclusion", "conclusions", "concluding remarks", "discussion",
        "results", "findings", "key findings", "key points", "key judgements", "key judgments", "key takeaways", "methods", "method",
        "methodology", "materials and methods", "data and methods", "analysis", "assessment", "recommendations", "scope",
        "objectives", "purpose", "outlook", "implications", "related work", "future work", "limitations", "appendix",
        "appendices", "annex", "annexes", "glossary", "acronyms", "abbreviations", "acronyms and abbreviations",
        "list of abbreviations", "list of acronyms", "chronology", "timeline", "mitigation", "mitigations",
        "attribution", "indicators of compromise", "technical analysis", "case study", "case studies", "about the author",
        "about the authors", "disclaimer", "index", "terms and definitions", "definitions", "executive overview", "at a glance",
        "next steps", "lessons learned", "threat assessment", "situation", "context", "evaluation", "problem statement",
    ]

    /// Whether a line is as long as one of `titles` that begins and ends with the same letters.
    @inline(__always)
    static func mayBeKnown(_ shape: LineShape) -> Bool {
        let count = shape.last == 0x3A ? shape.count - 1 : shape.count
        guard count < 64, count > 1, shape.first >= 0x41 else { return false }
        return lengths[pair(shape.first, shape[count - 1])] >> UInt64(count) & 1 == 1
    }

    private static func pair(_ first: UInt8, _ last: UInt8) -> Int { Int(first & 31) << 5 | Int(last & 31) }

    /// Lengths of titles, a bit each, by first and last letter.
    private static let lengths: [UInt64] = {
        var lengths = [UInt64](repeating: 0, count: 1024)
        for title in titles.keys {
            let letters = Array(title.utf8)
            lengths[pair(letters[0], letters[letters.count - 1])] |= 1 << UInt64(letters.count)
        }
        return lengths
    }()

    /// Nouns that a title of two or three words is known by.
    static let nouns: Set<String> = [
        "abstract", "introduction", "summary", "background", "overview", "findings", "methods", "methodology", "analysis",
        "assessment", "recommendations", "recommendation", "conclusions", "conclusion", "implications", "outlook", "attribution",
        "indicators", "victims", "targets", "infrastructure", "capabilities", "capability", "impact", "mitigation", "mitigations",
        "timeline", "chronology", "definitions", "scope", "objectives", "limitations", "results", "discussion", "evaluation",
        "appendix", "annex", "glossary", "references", "bibliography", "contents", "statistics", "requirements", "procedures",
        "techniques", "tactics", "tools", "vectors", "vector", "actors", "samples", "detection", "response", "remediation",
        "architecture", "implementation", "configuration", "installation", "usage", "features", "risks", "threats", "trends",
        "challenges", "lessons", "measures", "strategy", "framework", "considerations", "details", "description", "characteristics",
        "structure", "process", "policy", "policies", "approach", "communications", "communication", "persistence", "exploitation",
        "delivery", "reconnaissance", "command", "functionality", "sources", "remarks", "review", "history", "origins", "evidence",
    ]

    /// Words of more than four letters that a title in capitals leaves small.
    static func isSmall(_ bytes: Bytes, _ start: Int, _ end: Int) -> Bool {
        guard end - start >= 5, end - start <= 7 else { return false }
        return small.contains(String(decoding: bytes[start..<end], as: UTF8.self))
    }

    private static let small: Set<String> = [
        "about", "after", "under", "between", "against", "through", "during", "within", "without", "before", "among", "since",
        "until", "toward", "towards", "across", "beyond", "behind",
    ]

    /// The letters of a title in lower case, words parted by single spaces; numbers and marks are left
    /// out.
    static func folded(_ bytes: Bytes, _ start: Int, _ end: Int) -> String {
        var folded: [UInt8] = []
        var isApart = false
        for offset in start..<end {
            let byte = bytes[offset]
            guard byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A else {
                isApart = true
                continue
            }
            if isApart, !folded.isEmpty { folded.append(0x20) }
            isApart = false
            folded.append(byte < 0x80 ? byte | 0x20 : byte)
        }
        return String(decoding: folded, as: UTF8.self)
    }

    /// Whether the line says when or by whom, as lines at the head of an article do.
    static func isByline(_ words: String, hasDigits: Bool) -> Bool {
        let first = words.prefix { $0 != " " }
        if first == "by" || first == "dear" || first == "from" || first == "photo" || first == "image" || first == "source" {
            return true
        }
        return hasDigits && words.split(separator: " ").contains { months.contains($0) || weekdays.contains($0) }
    }

    private static let months: Set<Substring> = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ]
    private static let weekdays: Set<Substring> = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// Whether a word is a month or a unit: what a number before it counts.
    static func isCounted(_ word: String) -> Bool {
        months.contains(word[...]) || counted.contains(word)
    }

    private static let counted: Set<String> = ["million", "billion", "percent", "per", "km", "kg", "dollars", "euros", "people", "years"]
}
