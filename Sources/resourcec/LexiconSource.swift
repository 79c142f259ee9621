import GlossLexicon

/// A fault in a lexicon file.
struct LexiconFault: Error, CustomStringConvertible {
    var description: String
}

/// The entries of the files in Resources/lexicons, gathered by hash.
///
/// A file is lines: `# comment`; `[class class ... +plural +verb]` opens a section whose entries
/// belong to those classes, with regular plurals or verb forms added; else an entry:
/// `word or phrase | alias | alias = value ~ code`. Aliases share one identity, named by the first.
/// `say: says said saying` lists the other forms of an irregular word. A single word in capitals
/// (`US`), or a short one with capitals inside (`LeT`), matches only as it is
/// written.
struct LexiconSource {
    struct Item {
        var classes: WordClasses = []
        var value = 0
        var code = 0
        var name = 0
        /// Index of its record and 1; 0 for none.
        var record = 0
        var text = ""
    }

    private(set) var items: [UInt64: Item] = [:]
    private(set) var names: [String] = []
    /// What the tables have of words, by record.
    private(set) var records: [[UInt64]] = []
    private var nameIndex: [String: Int] = [:]

    private struct Section {
        var classes: WordClasses = []
        var plural = false
        var verb = false
    }

    mutating func add(file: String, text: String) throws {
        var section = Section()
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = String(raw.prefix { $0 != "#" }).trimmed
            if line.isEmpty { continue }
            let place = "\(file):\(index + 1)"
            if line.hasPrefix("[") {
                section = try header(line, place)
            } else {
                try add(line: line, section, place)
            }
        }
    }

    /// Gives each word that a table has a record with what all of them have of it.
    mutating func add(_ tables: [WordTableSource]) {
        for hash in Set(tables.flatMap(\.words)).sorted() {
            records.append(tables.map { $0.numbers[hash] ?? 0 })
            items[hash, default: Item()].record = records.count
        }
    }

    private func header(_ line: String, _ place: String) throws -> Section {
        var section = Section()
        for word in line.dropFirst().prefix(while: { $0 != "]" }).split(separator: " ") {
            switch word {
            case "+plural": section.plural = true
            case "+verb": section.verb = true
            default:
                guard let item = WordClass.allCases.first(where: { "\($0)" == word }) else {
                    throw LexiconFault(description: "\(place): error: no word class '\(word)'")
                }
                section.classes.bits |= 1 << UInt64(item.rawValue)
            }
        }
        return section
    }

    private mutating func add(line: String, _ section: Section, _ place: String) throws {
        var rest = line
        let code = try number(after: "~", in: &rest, place)
        let value = try number(after: "=", in: &rest, place)
        var item = Item(classes: section.classes, value: value, code: code)
        let names = rest.split(separator: "|").map { String($0).trimmed }
        if names.count > 1 { item.name = identity(names[0]) }
        for name in names {
            let parts = name.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
            var forms = [parts[0]]
            if parts.count > 1 {
                forms += parts[1].split(separator: " ").map(String.init)
            } else {
                if section.plural { forms.append(Inflection.plural(parts[0])) }
                if section.verb { forms += Inflection.verbForms(parts[0]) }
            }
            for form in forms { try add(form, item, place) }
        }
    }

    private func number(after mark: Character, in text: inout String, _ place: String) throws -> Int {
        guard let index = text.lastIndex(of: mark) else { return 0 }
        let digits = String(text[text.index(after: index)...]).trimmed
        guard let value = Int(digits), (0..<(1 << 14)).contains(value) else {
            throw LexiconFault(description: "\(place): error: '\(digits)' is not 0 to 16383")
        }
        text = String(text[..<index]).trimmed
        return value
    }

    private mutating func identity(_ name: String) -> Int {
        if let known = nameIndex[name] { return known }
        names.append(name)
        nameIndex[name] = names.count
        return names.count
    }

    private mutating func add(_ form: String, _ item: Item, _ place: String) throws {
        let words = Self.words(form)
        guard let first = words.first else { return }
        var hash = WordHash(first).value
        if words.count == 1, Self.isAcronym(first) { hash = WordHash.capitals(hash) }
        for word in words.dropFirst() {
            items[hash, default: Item()].classes.formUnion([.phraseBeginning])
            hash = WordHash.join(hash, WordHash(word).value)
        }
        var entry = items[hash] ?? Item()
        entry.classes.formUnion(item.classes)
        entry.value = try merged(entry.value, item.value, form, place)
        entry.code = try merged(entry.code, item.code, form, place)
        if entry.name == 0 { entry.name = item.name }
        entry.text = form
        items[hash] = entry
    }

    private func merged(_ old: Int, _ new: Int, _ form: String, _ place: String) throws -> Int {
        guard old != 0, new != 0, old != new else { return max(old, new) }
        throw LexiconFault(description: "\(place): error: '\(form)' has two numbers, \(old) and \(new)")
    }

    /// The words of an entry as the annotator's tokens will be: possessive `'s` apart.
    static func words(_ form: String) -> [String] {
        var words: [String] = []
        for word in form.replacing(",", with: " ,").replacing("/", with: " / ").split(separator: " ") {
            let plain = String(word.map { $0 == "’" ? "'" : $0 })
            if plain.hasSuffix("'s"), plain.count > 2 {
                words += [String(plain.dropLast(2)), "'s"]
            } else if plain.hasSuffix("s'") {
                words += [String(plain.dropLast(1)), "'"]
            } else {
                words.append(plain)
            }
        }
        return words
    }

    /// Whether a word is an acronym: in capitals, or short with capitals inside (`LeT`).
    private static func isAcronym(_ word: String) -> Bool {
        let letters = word.filter(\.isLetter)
        if letters.count >= 2, letters.allSatisfy(\.isUppercase) { return true }
        return word.count <= 5 && !word.contains("-") && letters.dropFirst().contains(where: \.isUppercase)
            && letters.first?.isUppercase == true
    }
}

extension String {
    /// Without white space at the ends.
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
