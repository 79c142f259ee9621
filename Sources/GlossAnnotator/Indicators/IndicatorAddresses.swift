import GlossLexicon

/// URLs, hosts and addresses of mail, defanged too: `hxxp://evil[.]example`, `who[at]evil.example`.
extension IndicatorScan {
    // MARK: URLs

    /// The URL that begins in a stretch; it goes on over a line break where it plainly does.
    func url(_ start: Int, _ last: Int) -> Indicator? {
        guard let (first, body) = scheme(start, last) else { return nil }
        var end = urlEnd(from: body)
        guard end > body else { return nil }
        while end < bytes.count, bytes[end] == 0x20, isLineBreak(end), continuesURL(end) {
            let next = urlEnd(from: end + 1)
            guard next > end + 1 else { break }
            end = next
        }
        return Indicator(start: first, end: end, kind: .url)
    }

    private static let schemes: [StaticString] = ["http", "https", "hxxp", "hxxps", "ftp", "fxp", "meow", "tcp", "ssh"]

    /// Where a URL begins and what follows its scheme; `www.` counts for one.
    private func scheme(_ start: Int, _ last: Int) -> (first: Int, body: Int)? {
        if isWord("www", at: start), let point = point(at: start + 3) { return (start, point) }
        var at = start
        while at + 3 < last {
            if bytes[at] == 0x3A || bytes[at] == 0x5B && bytes[at + 1] == 0x3A, let body = slashes(at) {
                var first = at
                while first > start, isLetter(bytes[first - 1]) { first -= 1 }
                return Self.schemes.contains { at - first == $0.utf8CodeUnitCount && isWord($0, at: first) }
                    ? (first, body) : nil
            }
            at += 1
        }
        return nil
    }

    /// One past `://`, `[:]//` or `[://]` at an offset.
    private func slashes(_ at: Int) -> Int? {
        var next = at
        let isBracketed = bytes[next] == 0x5B
        if isBracketed { next += 1 }
        guard self[next] == 0x3A else { return nil }
        next += 1
        if isBracketed, self[next] == 0x5D { next += 1 }
        guard self[next] == 0x2F, self[next + 1] == 0x2F else { return nil }
        next += 2
        if self[next] == 0x5D { next += 1 }
        return next
    }

    /// One past a URL that is under way, without the marks of the sentence around it.
    private func urlEnd(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] > 0x20, bytes[end] < 0x7F, bytes[end] != 0x3E, bytes[end] != 0x3C,
            bytes[end] != 0x22
        { end += 1 }
        while end > start, isURLCloser(start, end) { end -= 1 }
        return end
    }

    private func isURLCloser(_ start: Int, _ end: Int) -> Bool {
        switch bytes[end - 1] {
        case 0x2E, 0x2C, 0x3B, 0x3A, 0x27, 0x21, 0x3F, 0x7D, 0x7C: true
        case 0x29: !bytes[start..<end].contains(0x28)
        case 0x5D: bytes[start..<end].count { $0 == 0x5B } < bytes[start..<end].count { $0 == 0x5D }
        default: false
        }
    }

    /// Whether what stands after a line break is more of the URL before it.
    private func continuesURL(_ gap: Int) -> Bool {
        var end = gap + 1
        var (marks, capitals) = (0, 0)
        while end < bytes.count, bytes[end] > 0x20 {
            if "/=&%?_~#".utf8.contains(bytes[end]) { marks += 1 }
            if bytes[end] >= 0x41, bytes[end] <= 0x5A, end == gap + 1 { capitals += 1 }
            end += 1
        }
        guard end - gap > 2, scheme(gap + 1, end) == nil else { return false }
        let isOpen = "/-_=&?%".utf8.contains(bytes[gap - 1])
        let goesOn = "/-_=&?%".utf8.contains(self[gap + 1])
        if goesOn { return true }
        if isOpen { return marks > 0 || hasExtension(gap + 1, end) || capitals == 0 && hasHyphen(gap + 1, end) }
        return marks > 1 && capitals == 0
    }

    private func hasHyphen(_ start: Int, _ end: Int) -> Bool { bytes[start..<end].contains(0x2D) }

    private func hasExtension(_ start: Int, _ end: Int) -> Bool {
        let (_, end) = trimmed(start, end)
        guard let point = bytes[start..<max(start, end)].lastIndex(of: 0x2E) else { return false }
        return entry(point + 1, end)?.overlaps([.fileExtension, .topLevelDomain]) == true
    }

    // MARK: Mail

    /// `name@host`, `name[at]host`, `name (at) host`.
    func email(_ start: Int, _ end: Int) -> Indicator? {
        var local = start
        while local < end, isLocal(bytes[local]) { local += 1 }
        if local > start, let after = atSign(at: local), let host = labels(after, end), host.count > 1, isHost(host) {
            return Indicator(start: start, end: host.end, kind: .email)
        }
        return nil
    }

    /// "name [at] host": the sign stands alone in a stretch, the parts in those around it.
    func spacedEmail(_ first: Int, _ last: Int) -> Indicator? {
        guard atSign(at: first) == last, self[first - 1] == 0x20, self[last] == 0x20 else { return nil }
        var start = first - 1
        while start > 0, isLocal(bytes[start - 1]) { start -= 1 }
        guard start < first - 1, let host = labels(last + 1, bytes.count), isHost(host) else { return nil }
        return Indicator(start: start, end: host.end, kind: .email)
    }

    /// One past `@` or a form of it in brackets.
    private func atSign(at index: Int) -> Int? {
        if self[index] == 0x40 { return index + 1 }
        guard self[index] == 0x5B || self[index] == 0x28 || self[index] == 0x7B else { return nil }
        if self[index + 1] == 0x40, isCloseBracket(self[index + 2]) { return index + 3 }
        guard self[index + 1] | 0x20 == 0x61, self[index + 2] | 0x20 == 0x74, isCloseBracket(self[index + 3])
        else { return nil }
        return index + 4
    }

    private func isLocal(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || "._%+-".utf8.contains(byte) }

    // MARK: Hosts

    /// Labels with points between them, plain or defanged.
    struct Labels {
        var end: Int
        var count = 1
        var isDefanged = false
        var last: Range<Int>
        var first: Range<Int>
        var hasDigit = false
        var hasHyphen = false
        var hasCapital = false
        var hasLower = false
    }

    /// The labels of a host from an offset on, inside a stretch.
    func labels(_ start: Int, _ limit: Int) -> Labels? {
        guard var end = label(start, limit) else { return nil }
        var labels = Labels(end: end, last: start..<end, first: start..<end)
        while let next = point(at: end), let labelEnd = label(next, limit) {
            if next - end > 1 { labels.isDefanged = true }
            labels.count += 1
            labels.last = next..<labelEnd
            end = labelEnd
        }
        labels.end = end
        for index in start..<end {
            let byte = bytes[index]
            if byte.isDigit { labels.hasDigit = true }
            if byte == 0x2D { labels.hasHyphen = true }
            if byte >= 0x41, byte <= 0x5A { labels.hasCapital = true }
            if byte >= 0x61, byte <= 0x7A { labels.hasLower = true }
        }
        return labels
    }

    private func label(_ start: Int, _ limit: Int) -> Int? {
        var end = start
        while end < limit, isAlphanumeric(bytes[end]) || bytes[end] == 0x2D || bytes[end] == 0x5F { end += 1 }
        return end > start && bytes[start] != 0x2D ? end : nil
    }

    /// One past a point: `.`, `[.]`, `(.)`, `{.}`, `[dot]`, `(dot)`.
    func point(at index: Int) -> Int? {
        if self[index] == 0x2E { return index + 1 }
        guard self[index] == 0x5B || self[index] == 0x28 || self[index] == 0x7B else { return nil }
        if self[index + 1] == 0x2E || self[index + 1] == 0x2C, isCloseBracket(self[index + 2]) { return index + 3 }
        guard isWord("dot", at: index + 1), isCloseBracket(self[index + 4]) else { return nil }
        return index + 5
    }

    private func isCloseBracket(_ byte: UInt8) -> Bool { byte == 0x5D || byte == 0x29 || byte == 0x7D }

    /// Whether labels end in a top-level domain and are written as a host.
    private func isHost(_ labels: Labels) -> Bool {
        guard labels.count > 1, labels.last.allSatisfy({ isLetter(bytes[$0]) }) else { return false }
        if labels.isDefanged { return labels.last.count >= 2 }
        return entry(labels.last.lowerBound, labels.last.upperBound)?.has(.topLevelDomain) == true
    }

    /// A domain, perhaps with a port or a path behind it, or the name of a file.
    func host(_ start: Int, _ end: Int) -> Indicator? {
        guard let labels = labels(start, end), labels.count > 1 else { return nil }
        if isDetection(labels) { return Indicator(start: start, end: labels.end, kind: .detection) }
        if let file = fileName(labels, start, end) { return file }
        guard isHost(labels), labels.isDefanged || isWrittenAsHost(labels) else {
            return isDotted(labels, end) ? Indicator(start: start, end: labels.end, kind: .opaque) : nil
        }
        if self[labels.end] == 0x2F, labels.end + 1 < end { return Indicator(start: start, end: urlEnd(from: start), kind: .url) }
        return Indicator(start: start, end: labels.end, kind: .domain)
    }

    /// "village.it" at a missing space is no domain, "mail.village.it" and "village24.it" are.
    private func isWrittenAsHost(_ labels: Labels) -> Bool {
        if labels.hasCapital, labels.hasLower { return false }
        if labels.hasDigit || labels.hasHyphen || labels.count > 2 { return labels.first.count > 1 || labels.hasDigit }
        guard let last = entry(labels.last.lowerBound, labels.last.upperBound) else { return false }
        return !last.overlaps([.preposition, .pronoun, .determiner, .conjunction, .auxiliary, .common, .possessivePronoun])
    }

    private static let mixed: [StaticString] = ["py", "sh", "pl", "zip", "so", "rs", "md", "ps", "app", "mov"]

    /// `setup.exe`; an ending that is a top-level domain too goes by the number of labels.
    private func fileName(_ labels: Labels, _ start: Int, _ end: Int) -> Indicator? {
        let last = labels.last
        guard !labels.isDefanged, let classes = entry(last.lowerBound, last.upperBound), classes.has(.fileExtension),
            labels.end == end || !"/@".utf8.contains(self[labels.end])
        else { return nil }
        if classes.has(.topLevelDomain) {
            let isMixed = Self.mixed.contains { last.count == $0.utf8CodeUnitCount && isWord($0, at: last.lowerBound) }
            guard isMixed, labels.count == 2 else { return nil }
        }
        return Indicator(start: start, end: labels.end, kind: .filePath)
    }

    private static let detections: [StaticString] = [
        "trojan", "backdoor", "worm", "virus", "win32", "w32", "exploit", "downloader", "infostealer", "heur",
        "trojandownloader", "trojandropper", "hacktool", "spyware", "packed", "rootkit", "troj", "mal",
    ]

    private func isDetection(_ labels: Labels) -> Bool {
        guard labels.hasCapital else { return false }
        return Self.detections.contains {
            labels.first.count == $0.utf8CodeUnitCount && isWord($0, at: labels.first.lowerBound)
        }
    }

    /// "com.example.client", "System.Net.Sockets": a name of a program's parts, and no sentence's end.
    private func isDotted(_ labels: Labels, _ end: Int) -> Bool {
        labels.count > 2 && labels.end == end && (labels.hasLower || labels.hasCapital) && labels.first.count > 1 && labels.last.count > 1 && !labels.isDefanged
    }

    // MARK: Words

    func isAlphanumeric(_ byte: UInt8) -> Bool { byte.isDigit || isLetter(byte) }

    func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

    /// Whether letters at an offset are a word, case aside.
    func isWord(_ word: StaticString, at start: Int) -> Bool {
        for offset in 0..<word.utf8CodeUnitCount {
            let byte = self[start + offset]
            guard (isLetter(byte) ? byte | 0x20 : byte) == word.utf8Start[offset] else { return false }
        }
        return true
    }

    /// The lexicon's classes of a word; nil where it does not know it.
    func entry(_ start: Int, _ end: Int) -> WordClasses? {
        guard start < end, end - start <= 14 else { return nil }
        var hash = WordHash()
        for index in start..<end { hash.feed(UInt32(bytes[index])) }
        return lexicon.entry(hash.value)?.classes
    }
}
