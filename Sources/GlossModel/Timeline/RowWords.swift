/// What the words of a sentence tell about a date in it. One pass over its bytes.
struct RowWords {
    /// Classes of words that speak for or against an event.
    struct Class: OptionSet {
        let rawValue: UInt16
        init(rawValue: UInt16) { self.rawValue = rawValue }

        /// A verb that is finite, or was one: "was", "took", "seizes".
        static let verb = Class(rawValue: 1)
        /// What a date can follow: "in", "since".
        static let preposition = Class(rawValue: 2)
        /// What is planned or foreseen: "will", "by".
        static let ahead = Class(rawValue: 4)
        /// Words of an imprint: "copyright", "modified".
        static let imprint = Class(rawValue: 8)
        /// Words of a reference: "retrieved", "pp", "journal".
        static let reference = Class(rawValue: 16)
        /// What is published: "report", "edition".
        static let publication = Class(rawValue: 32)
        /// What a number after it counts or names: "section", "version".
        static let counter = Class(rawValue: 64)
        /// "and", "the": no content.
        static let empty = Class(rawValue: 128)
        /// A verb of the past.
        static let past = Class(rawValue: 256)
        /// What is done with works: "published", "posted".
        static let published = Class(rawValue: 512)
        /// "the", "its": what stands before a noun.
        static let article = Class(rawValue: 1024)
    }

    /// Classes of the words before the date, of the word before it, of those behind.
    private(set) var before: Class = []
    private(set) var last: Class = []
    private(set) var behind: Class = []
    /// The class of the word right behind the date.
    private(set) var next: Class = []
    /// Whether the word right before the date is capitalised and none of the above.
    private(set) var followsName = false
    /// Words of three letters or more without digits.
    private(set) var wordCount = 0
    /// How many words begin with a capital, the first aside.
    private(set) var capitals = 0
    private(set) var letters = 0
    private(set) var others = 0
    /// Whether it holds an address or a hash.
    private(set) var holdsAddress = false
    private(set) var endsInStop = false
    /// The class of the word before the one at hand.
    private var previous: Class = []
    /// Hashes of the words that say what it is about.
    private(set) var content: [UInt64] = []

    var all: Class { before.union(last).union(behind) }

    /// Reads a sentence; `date` is where the expression stands in it. Linear.
    init(_ text: Text, _ sentence: Span, date: Span) {
        let bytes = text.bytes
        var at = Int(sentence.start)
        let end = min(Int(sentence.end), bytes.count)
        var isAtDate = false
        while at < end {
            if at == Int(date.start), date.end > date.start {
                at = min(end, Int(date.end))
                isAtDate = true
                continue
            }
            let start = at
            var hash = FNV1a()
            var digits = 0
            while at < end, Self.isWordByte(bytes[at]), at != Int(date.start) || at == start {
                if bytes[at] >= 0x30, bytes[at] <= 0x39 { digits += 1 }
                hash.add(Self.lower(bytes[at]))
                at += 1
            }
            if at > start {
                letters += at - start - digits
                others += digits
                if Self.isDotted(bytes, start, at, end) {
                    if at - start == 3, bytes[start..<at].allSatisfy({ $0 | 0x20 == 0x77 }) { holdsAddress = true }
                } else {
                    take(hash.value, bytes[start..<at], digits, isAfter: isAtDate || start >= Int(date.end))
                }
                if isAtDate { isAtDate = false }
            } else {
                if bytes[at] > 0x20 { others += 1 }
                if bytes[at] == 0x40 { holdsAddress = true }
                if bytes[at] == 0x3A, at + 2 < end, bytes[at + 1] == 0x2F, bytes[at + 2] == 0x2F { holdsAddress = true }
                if bytes[at] > 0x20, start < Int(date.start) {
                    followsName = false
                    if bytes[at] == 0x28 || bytes[at] == 0x3B || bytes[at] == 0x3A { last = [] }
                }
                at += 1
            }
        }
        var stop = end
        while stop > Int(sentence.start), bytes[stop - 1] == 0x20 || bytes[stop - 1] == 0x22 || bytes[stop - 1] == 0x29 { stop -= 1 }
        endsInStop = stop > Int(sentence.start) && [0x2E, 0x21, 0x3F].contains(bytes[stop - 1])
    }

    private mutating func take(_ hash: UInt64, _ word: Slice<Bytes>, _ digits: Int, isAfter: Bool) {
        var found = Self.classes[hash] ?? []
        let isCapital = word[word.startIndex] >= 0x41 && word[word.startIndex] <= 0x5A
        if digits > 0 {
            if word.count >= 32 { holdsAddress = true }
        } else if word.count >= 3 {
            wordCount += 1
            if isCapital, wordCount > 1 { capitals += 1 }
            // "of targeted attacks": no verb.
            if found.isEmpty, word.count >= 4, !isCapital, Self.endsInEd(word), !isQualified { found = [.verb, .past] }
            if word.count >= 4, found.isDisjoint(with: [.empty, .preposition, .ahead]) { content.append(hash) }
        }
        previous = found
        if isAfter {
            if behind.isEmpty && next.isEmpty { next = found }
            behind.formUnion(found)
        } else {
            before.formUnion(found)
            last = found
            followsName = isCapital && found.isEmpty
        }
    }

    /// Whether a preposition or an article stands right before a word.
    private var isQualified: Bool { !previous.isDisjoint(with: [.preposition, .article]) }

    /// The classes of a word, in whatever case; nil for one that is in no list.
    private static func known(_ word: Slice<Bytes>) -> Class? { classes[FNV1a(word.lazy.map(lower)).value] }

    /// Whether a word is an article or the like, so that a noun follows.
    static func isArticle(_ word: Slice<Bytes>) -> Bool {
        word.count <= 5 && known(word)?.contains(.article) == true
    }

    /// Whether a word is a finite verb, as far as its form tells.
    static func isVerb(_ word: Slice<Bytes>) -> Bool {
        guard word.count >= 2 else { return false }
        if let found = known(word) { return found.contains(.verb) }
        return word.count >= 4 && word[word.startIndex] >= 0x61 && endsInEd(word)
    }

    /// A part of a host or a file name: a point is glued to it and to something else.
    private static func isDotted(_ bytes: Bytes, _ start: Int, _ stop: Int, _ end: Int) -> Bool {
        if start > 0, bytes[start - 1] == 0x2E || bytes[start - 1] == 0x5D { return true }
        // "C:\Users\build", "COMMON_DLL": parts of paths and identifiers.
        if start > 0, bytes[start - 1] == 0x5C || bytes[start - 1] == 0x5F { return true }
        guard stop + 1 < end else { return false }
        if bytes[stop] == 0x5C || bytes[stop] == 0x5F { return true }
        return bytes[stop] == 0x2E && isWordByte(bytes[stop + 1]) || bytes[stop] == 0x5B && bytes[stop + 1] == 0x2E
    }

    private static func endsInEd(_ word: Slice<Bytes>) -> Bool {
        word[word.endIndex - 1] == 0x64 && word[word.endIndex - 2] == 0x65 && word[word.endIndex - 3] != 0x65
    }

    static func isWordByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte >= 0x80
    }

    private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    // MARK: Tables

    private static let classes: [UInt64: Class] = {
        var table: [UInt64: Class] = [:]
        for (classes, words) in lists {
            for word in words.split(separator: " ") {
                table[FNV1a(String(word)).value, default: []].formUnion(classes)
            }
        }
        return table
    }()

    private static let lists: [(Class, String)] = [
        (.verb, "is are be been has have does do"),
        ([.verb, .past], """
            was were had did came went became took made saw met began left held gave led \
            found fell rose shot fought won lost sent spoke wrote broke brought built bought caught chose drew drove fled \
            flew got grew heard hit kept knew laid lay ran sold stood struck swore taught thought threw understood withdrew \
            said told blew cut put set shut spread burst hurt cast quit let beat bore dealt felt fed paid meant shook stole \
            swept swam woke wore overthrew undertook underwent stuck sank sang slept spent split spun hung lent lit bid
            """),
        (.verb, """
            shows targets uses begins ends includes contains marks appears suggests indicates claims says reports starts continues \
            remains becomes emerges launches seizes takes makes sees leads comes goes dies signs meets visits announces \
            publishes releases discovers detects infects attacks steals hits sends opens closes joins leaves wins loses \
            arrests kills accuses admits finds confirms denies warns calls votes passes approves
            """),
        (.preposition, """
            in on since until till by during from before after between through throughout around about early late mid at of \
            to within as circa beginning end start middle
            """),
        (.ahead, """
            will would shall should may might could plan plans planned planning payable effective extended maturing matures expected expects expect scheduled forecast \
            forecasts projected due upcoming until by intends intended aims set future going likely next deadline expire \
            expires ahead
            """),
        (.imprint, """
            copyright copyrighted reserved modified updated revised revision printed prepared classification tlp disclaimer \
            trademark trademarks isbn issn imprint edition reprint licensed license draft
            """),
        (.reference, """
            available pp vol journal proceedings doi eds press isbn issn ibid al thesis dissertation
            """),
        ([.reference, .verb, .past], "accessed retrieved visited viewed archived downloaded consulted"),
        (.published, "published posted released updated issued dated uploaded submitted"),
        (.article, "the a an this that these those its their his her our any some no"),
        (.publication, "report paper study survey edition article whitepaper issue version release edn magazine yearbook handbook bulletin"),
        (.counter, """
            page pages section chapter figure fig table line note appendix version build port event id error code windows \
            server office word excel exchange acrobat reader studio project vista xp sp service pack
            """),
        (.empty, """
            the and that this with they them their there these those which what when where than then also more most some such \
            have been were will would could should into over under about after before being other only very while between \
            through during since until because however within without against among upon both each many much
            """),
    ]
}
