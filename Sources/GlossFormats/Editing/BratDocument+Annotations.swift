import GlossModel

/// The text that the lines of a brat file are about, and how it counts.
struct MarkedText: Sendable {
    let text: Text
    private let index: OffsetIndex

    init(_ text: Text) {
        self.text = text
        index = OffsetIndex(text, unit: .codePoints)
    }

    /// Code points before a byte.
    func units(_ byte: Int) -> Int { index.units(beforeByte: byte) }

    /// The byte before which so many code points stand; nil beyond the text.
    func byte(_ units: Int) -> Int? { index.byte(beforeUnits: units) }

    /// `Person 0 5;9 14` and the words, as brat has them: nothing of a line break.
    func fields(_ type: String, _ spans: [Span]) -> String {
        let fragments = spans.flatMap { BratWriter.unbroken($0, in: text) }
        let places = fragments.map { "\(index.units(beforeByte: Int($0.start))) \(index.units(beforeByte: Int($0.end)))" }
        return "\(BratWriter.token(type)) \(places.joined(separator: ";"))\t\(text.joined(fragments))"
    }
}

/// Annotations as lines. Names are those of the file, as `T8`.
extension BratDocument {
    /// Adds words of a type, under a name that is free.
    /// - Returns: their name.
    mutating func add(_ type: String, _ spans: [Span], _ text: MarkedText, as known: String? = nil) -> String {
        let name = known ?? fresh("T")
        append(name + "\t" + text.fields(type, spans))
        return name
    }

    /// Gives words another type; where they are marked stays as it is written.
    mutating func setType(_ name: String, _ type: String) {
        guard let (slot, fields) = fields(of: name), fields.count > 1 else { return }
        let places = fields[1].drop { $0 != " " }
        set(slot, ([fields[0], BratWriter.token(type) + places] + fields.dropFirst(2)).joined(separator: "\t"))
    }

    /// Gives words other bounds.
    mutating func setSpans(_ name: String, _ spans: [Span], _ text: MarkedText) {
        guard let (slot, fields) = fields(of: name), fields.count > 1 else { return }
        let type = fields[1].prefix { $0 != " " }
        set(slot, name + "\t" + text.fields(String(type), spans))
    }

    /// Takes an annotation away, with what is said of it and has no meaning without it.
    /// - Returns: how many others went with it.
    mutating func remove(_ name: String) -> Int {
        var names = [name]
        var others = -1
        while let name = names.popLast() {
            if let slot = slot(of: name) {
                set(slot, nil)
                others += 1
            }
            for slot in slots(naming: name) {
                guard let line = line(slot), let fate = BratLineFate(line, without: name) else { continue }
                switch fate {
                case .shorter(let shorter): set(slot, shorter)
                case .away:
                    let own = line.prefix { $0 != "\t" }
                    if own == "*" || own.first == "#" || own.first == "A" || own.first == "M" || own.first == "N" {
                        set(slot, nil)
                    } else {
                        names.append(String(own))
                    }
                }
            }
        }
        return max(0, others)
    }

    /// Says something of an annotation in a line of a letter, instead of what such a line said before;
    /// nil says nothing any more. The line is `#2 AnnotatorNotes T8 ...`.
    mutating func say(_ letter: Character, _ type: String, of name: String, _ rest: String?) {
        let slot = slot(letter, type, of: name)
        guard let rest else {
            if let slot { set(slot, nil) }
            return
        }
        guard let slot, let line = line(slot) else { return addRemark(letter, type, of: name, rest) }
        set(slot, "\(line.prefix { $0 != "\t" })\t\(type) \(name)\(rest)")
    }

    /// The same of an annotation that is new, of which nothing was said before. O(1).
    mutating func addRemark(_ letter: Character, _ type: String, of name: String, _ rest: String) {
        let own = fresh(letter)
        append("\(own)\t\(type) \(name)\(rest)")
    }

    /// What such a line says now, behind the name; nil where there is none. O(log lines).
    func said(_ letter: Character, _ type: String, of name: String) -> String? {
        slot(letter, type, of: name).flatMap(line).map { line in
            let rest = line.drop { $0 != "\t" }.dropFirst()
            return String(rest.dropFirst(type.count + name.count + 2))
        }
    }

    private func slot(_ letter: Character, _ type: String, of name: String) -> Int? {
        slots(naming: name).first { slot in
            guard let line = line(slot), line.first == letter, let tab = line.firstIndex(of: "\t") else { return false }
            let words = line[line.index(after: tab)...]
            return words == "\(type) \(name)" || words.hasPrefix("\(type) \(name)\t") || words.hasPrefix("\(type) \(name) ")
        }
    }

    private func fields(of name: String) -> (slot: Int, fields: [String])? {
        guard let slot = slot(of: name), let line = line(slot) else { return nil }
        return (slot, line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init))
    }
}

/// What becomes of a line when an annotation that it names is taken away.
enum BratLineFate: Equatable {
    case away
    /// It stays, and does not name it any more.
    case shorter(String)

    /// nil where the line does not name it. Linear in the line.
    init?(_ line: String, without name: String) {
        guard let tab = line.firstIndex(of: "\t"), line.utf8.count > name.utf8.count else { return nil }
        let head = line[..<tab]
        let rest = line[line.index(after: tab)...].prefix { $0 != "\t" }
        let words = rest.split(separator: " ")
        switch head.first {
        case "A", "M", "N", "#":
            guard words.count > 1, words[1] == name else { return nil }
            self = .away
        case "R":
            guard words.dropFirst().contains(where: { BratLineFate.names($0, name) }) else { return nil }
            self = .away
        case "E":
            guard words.contains(where: { BratLineFate.names($0, name) }) else { return nil }
            let isTrigger = words.first.map { BratLineFate.names($0, name) } ?? false
            let kept = words.filter { !BratLineFate.names($0, name) }
            self = isTrigger ? .away : .shorter(head + "\t" + kept.joined(separator: " "))
        case "*":
            guard words.dropFirst().contains(where: { $0 == name }) else { return nil }
            let kept = words.filter { $0 != name }
            self = kept.count < 3 ? .away : .shorter(head + "\t" + kept.joined(separator: " "))
        default: return nil
        }
    }

    /// Whether `Arg1:T8` names `T8`.
    private static func names(_ word: Substring, _ name: String) -> Bool {
        guard let colon = word.lastIndex(of: ":") else { return false }
        return word[word.index(after: colon)...] == name
    }
}
