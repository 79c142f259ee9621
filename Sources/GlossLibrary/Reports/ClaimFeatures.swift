import GlossModel

/// What claims are compared by: stems of their words, as words of an index.
public enum ClaimFeatures {
    private static let common: Set<String> = [
        "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "from", "and", "or", "but", "as", "is", "are", "was", "were", "be", "been",
        "has", "have", "had", "that", "this", "these", "those", "it", "its", "he", "she", "they", "his", "her", "their", "which", "who", "would", "will",
        "could", "may", "might", "can", "should", "not", "no", "than", "then", "there", "into", "over", "also", "more", "most", "some", "such", "other",
    ]

    /// The features of a text.
    public static func words(_ text: String) -> [String] { of(Folding.words(text).map(\.word)) }

    /// The stems and years among folded words, each once.
    static func of(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.compactMap { feature($0) }.filter { seen.insert($0).inserted }
    }

    /// The feature of a folded word; nil for a word that tells nothing.
    static func feature(_ word: String) -> String? {
        var word = word
        let bytes = word.withBytes { Self.feature(of: $0) }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes of the feature of a folded word; none for a word that tells nothing.
    static func feature(of word: Bytes) -> [UInt8] {
        guard word.count > 1, word.count > longestCommon || !commonHashes.contains(FNV1a(word).value) else { return [] }
        var feature: [UInt8] = [isYear(word) ? 0x79 : 0x73]
        feature += word
        if feature[0] == 0x73 { stem(&feature) }
        return feature
    }

    private static let longestCommon = common.map { $0.utf8.count }.max() ?? 0
    private static let commonHashes = Set(common.map { FNV1a($0).value })

    /// 1000 to 2199.
    private static func isYear(_ word: Bytes) -> Bool {
        word.count == 4 && word.allSatisfy { (0x30...0x39).contains($0) } && (word[0] == 0x31 || word[0] == 0x32 && word[1] <= 0x31)
    }

    /// Endings that English puts to a word, what stands instead of them, and the least length of a word with them.
    private static let endings: [(ending: [UInt8], instead: [UInt8], least: Int)] = [
        ("ies", "y", 5), ("sses", "ss", 6), ("ing", "", 6), ("edly", "", 7), ("ed", "", 5), ("xes", "x", 5), ("ches", "ch", 6), ("shes", "sh", 6), ("s", "", 4),
        ("ly", "", 6),
    ].map { (Array($0.0.utf8), Array($0.1.utf8), $0.2) }

    /// Takes the endings off a word behind a letter: enough for forms of a word to meet.
    private static func stem(_ word: inout [UInt8]) {
        switch word.last {
        // The last letters of all endings.
        case 0x73, 0x67, 0x79, 0x64:
            for (ending, instead, least) in endings where word.count > least && word.count > ending.count && word.suffix(ending.count).elementsEqual(ending) {
                // "press", "status", "crisis".
                if ending.count == 1, case let before = word[word.count - 2], before == 0x73 || before == 0x75 || before == 0x69 { continue }
                word.removeLast(ending.count)
                word += instead
                break
            }
        default: break
        }
        if word.count > 4, word.last == 0x65 { word.removeLast() }
    }
}

/// The features of many claims of a report: each word is looked at once.
struct FeatureTable {
    /// A space and the feature; empty for a word that tells nothing.
    private var features: [[UInt8]] = []
    /// Which claim a feature was last given for.
    private var given: [Int] = []
    private var places: [UInt64: Int32] = [:]
    private var stems: [[UInt8]: Int] = [:]
    private var claims = 0

    /// The features of the words of some texts, each once, a space before each.
    mutating func features(of texts: [String]) -> [UInt8] {
        claims += 1
        var all: [UInt8] = []
        for text in texts {
            Folding.eachWord(text) { word, _ in
                let place = place(of: word)
                guard given[place] != claims else { return }
                given[place] = claims
                all += features[place]
            }
        }
        return all
    }

    private mutating func place(of word: Bytes) -> Int {
        let hash = FNV1a(word).value
        if let known = places[hash] { return Int(known) }
        let own = ClaimFeatures.feature(of: word)
        let feature = own.isEmpty ? [] : [0x20] + own
        // Words of one stem share its place.
        let place = stems[feature] ?? features.count
        places[hash] = Int32(place)
        if place == features.count {
            stems[feature] = place
            features.append(feature)
            given.append(0)
        }
        return place
    }
}
