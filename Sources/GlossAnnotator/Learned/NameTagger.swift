import GlossModel

/// Finds names by what was learned: each sentence with a capital is labelled as a whole (a linear chain
/// with hashed features, trained as an averaged perceptron; Collins 2002).
struct NameTagger: Sendable {
    private var features = NameFeatures()
    private var memory = NameMemory()
    private var path = NamePath()
    private var rows: [UInt32] = []
    private(set) var found: [Found] = []

    /// A name.
    struct Found: Sendable {
        /// Tokens.
        var range: Range<Int>
        var type: MentionType
        /// How much more its tokens weigh as a name than as none.
        var margin: Int
    }

    /// Labels the tokens of a paragraph. `rules` says what the rules found at each token; a recorder is
    /// given what the model would see instead. Linear.
    mutating func run(_ tokens: Tokens, rules: [UInt8], _ model: NameModel?, _ recorder: NameRecorder?) {
        found.removeAll(keepingCapacity: true)
        features.read(tokens, rules: rules, &memory)
        var first = 0
        while first < tokens.count {
            var (end, mayHold) = (first, false)
            while end < tokens.count, tokens[end].sentence == tokens[first].sentence {
                mayHold = mayHold || tokens[end].hasCapital || rules[end] > 0
                end += 1
            }
            if mayHold, recorder != nil { label(first..<end, in: first..<end, tokens, rules, model, recorder) }
            else if mayHold { labelNear(first..<end, tokens, rules, model) }
            first = end
        }
    }

    /// Labels the stretches of a sentence that are near a capital or what the rules found: elsewhere there
    /// is no name, and most of a text need not be looked at.
    private mutating func labelNear(_ sentence: Range<Int>, _ tokens: Tokens, _ rules: [UInt8], _ model: NameModel?) {
        var first = sentence.lowerBound
        while first < sentence.upperBound {
            guard tokens[first].hasCapital || rules[first] > 0 else { first += 1; continue }
            var (last, next) = (first, first + 1)
            while next < sentence.upperBound, next - last <= 2 * Self.reach {
                if tokens[next].hasCapital || rules[next] > 0 { last = next }
                next += 1
            }
            let stretch = max(sentence.lowerBound, first - 1)..<min(sentence.upperBound, last + Self.reach)
            label(stretch, in: sentence, tokens, rules, model, nil)
            first = max(stretch.upperBound, last + 1)
        }
    }

    /// Tokens behind a capital that may still be of its name.
    private static let reach = 2

    /// Labels a stretch of a sentence.
    private mutating func label(
        _ stretch: Range<Int>, in sentence: Range<Int>, _ tokens: Tokens, _ rules: [UInt8], _ model: NameModel?,
        _ recorder: NameRecorder?
    ) {
        rows.removeAll(keepingCapacity: true)
        for index in stretch { features.append(index, in: sentence, to: &rows) }
        recorder?.take(stretch, tokens, rows, rules)
        guard let model else { return }
        path.transitions = model.transitions
        path.weights.removeAll(keepingCapacity: true)
        for place in 0..<stretch.count {
            func type(_ other: Int) -> Int {
                sentence.contains(other) ? memory.type(tokens[other].hash) : 0
            }
            let now = stretch.lowerBound + place
            let moving = NameFeatures.remembered(type(now), type(now - 1), type(now + 1))
            let fixed = rows[place * NameFeatures.fixed..<(place + 1) * NameFeatures.fixed]
            path.weights.append(model.sum(fixed) &+ model.sum(moving))
        }
        path.find()
        take(stretch, tokens)
    }

    private mutating func take(_ sentence: Range<Int>, _ tokens: Tokens) {
        var place = 0
        while place < sentence.count {
            let label = Int(path.labels[place])
            guard label != NameLabel.outside else { place += 1; continue }
            let (first, type) = (place, NameLabel.type(label))
            var margin = 0
            repeat {
                let weights = path.weights[place]
                margin += Int(weights[Int(path.labels[place])] - weights[NameLabel.outside])
                let token = tokens[sentence.lowerBound + place]
                if token.isCapital { memory.keep(token.hash, type: type) }
                place += 1
            } while place < sentence.count && Int(path.labels[place]) == NameLabel.inside(type)
            let range = sentence.lowerBound + first..<sentence.lowerBound + place
            found.append(Found(range: range, type: NameLabel.types[type], margin: margin))
        }
    }
}

/// Keeps what a model would see of a text, for one to be trained.
package final class NameRecorder: @unchecked Sendable {
    /// A sentence that may hold a name.
    package struct Sentence {
        /// `NameFeatures.fixed` rows a token.
        package var rows: [UInt32]
        /// Bytes of the tokens in the text.
        package var spans: [Span]
        /// What the memory keeps them by.
        package var words: [UInt64]
        package var isCapital: [Bool]
        /// The type that the rules have for each token, its place in `NameLabel.types`; nil for none.
        package var ruled: [Int?]
    }

    /// In the order of the text.
    package private(set) var sentences: [Sentence] = []

    package init() {}

    fileprivate func take(_ range: Range<Int>, _ tokens: Tokens, _ rows: [UInt32], _ rules: [UInt8]) {
        sentences.append(
            Sentence(
                rows: rows, spans: range.map { tokens[$0].span }, words: range.map { tokens[$0].hash },
                isCapital: range.map { tokens[$0].isCapital },
                ruled: range.map { rules[$0] == 0 ? nil : LearnedNames.type(rules[$0]) }))
    }
}
