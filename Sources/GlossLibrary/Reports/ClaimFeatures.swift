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
        guard word.utf8.count > 1, !common.contains(word) else { return nil }
        return isYear(word) ? "y" + word : "s" + stem(word)
    }

    private static func isYear(_ word: String) -> Bool { word.utf8.count == 4 && Int(word).map { (1000...2199).contains($0) } == true }

    /// A word without the endings that English puts to it: enough for forms of a word to meet.
    static func stem(_ word: String) -> String {
        var word = word
        for (ending, instead, least) in [
            ("ies", "y", 5), ("sses", "ss", 6), ("ing", "", 6), ("edly", "", 7), ("ed", "", 5), ("xes", "x", 5), ("ches", "ch", 6), ("shes", "sh", 6),
            ("s", "", 4), ("ly", "", 6),
        ] where word.hasSuffix(ending) && word.utf8.count >= least {
            if ending == "s", word.hasSuffix("ss") || word.hasSuffix("us") || word.hasSuffix("is") { continue }
            word = word.dropLast(ending.count) + instead
            break
        }
        if word.utf8.count > 3, word.hasSuffix("e") { word.removeLast() }
        return word
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

    private mutating func place(of word: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = FNV1a.hash(of: word)
        if let known = places[hash] { return Int(known) }
        let feature = ClaimFeatures.feature(String(decoding: word, as: UTF8.self)).map { Array(" \($0)".utf8) } ?? []
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

extension FNV1a {
    /// The hash of some bytes.
    static func hash(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = FNV1a()
        for byte in bytes { hash.add(byte) }
        return hash.value
    }
}
