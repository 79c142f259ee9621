import GlossModel

/// Finds names by what was learned: the stretches of sentences near capitals are labelled, each as a whole
/// (a linear chain with hashed features, trained as an averaged perceptron; Collins 2002).
struct NameTagger: Sendable {
    private var features = NameFeatures()
    private var memory = NameMemory()
    private var path = NamePath()
    private var transitions = NameTransitions([])
    private(set) var found: [Found] = []

    /// A name.
    struct Found: Sendable {
        /// Tokens.
        var range: Range<Int>
        var type: MentionType
        /// How much more its tokens weigh as a name than as none.
        var margin: Int
    }

    /// Labels the tokens of a paragraph; a recorder is given what the model would see instead. Linear.
    mutating func run(_ source: borrowing NameFeatures.Source, _ model: NameModel?, _ recorder: NameRecorder?) {
        found.removeAll(keepingCapacity: true)
        let count = source.tokens.count
        var first = 0
        while first < count {
            let sentence = source.tokens[first].sentence
            var (end, mayHold) = (first, false)
            while end < count, source.tokens[end].sentence == sentence {
                mayHold = mayHold || mayBeName(end, source)
                end += 1
            }
            if mayHold { label(first..<end, source, model, recorder) }
            first = end
        }
    }

    /// Labels the stretches of a sentence that are near a capital or what the rules found: elsewhere there
    /// is no name, and most of a text need not be looked at.
    private mutating func label(
        _ sentence: Range<Int>, _ source: borrowing NameFeatures.Source, _ model: NameModel?, _ recorder: NameRecorder?
    ) {
        var first = sentence.lowerBound
        while first < sentence.upperBound {
            guard mayBeName(first, source) else { first += 1; continue }
            var (last, next) = (first, first + 1)
            while next < sentence.upperBound, next - last <= Self.gap {
                if mayBeName(next, source) { last = next }
                next += 1
            }
            let stretch = max(sentence.lowerBound, first - 1)..<min(sentence.upperBound, last + 2)
            features.read(stretch, in: sentence, source)
            recorder?.take(stretch, features, source)
            if let model { label(stretch, in: sentence, source, model) }
            first = max(stretch.upperBound, last + 1)
        }
    }

    /// Tokens between two capitals that may be of one name.
    private static let gap = 3

    private func mayBeName(_ index: Int, _ source: borrowing NameFeatures.Source) -> Bool {
        source.tokens[index].hasCapital || source.rules[index] > 0
    }

    /// Labels a stretch of a sentence, which the features have read.
    private mutating func label(_ stretch: Range<Int>, in sentence: Range<Int>, _ source: borrowing NameFeatures.Source, _ model: NameModel) {
        path.weights.removeAll(keepingCapacity: true)
        var type = (last: 0, now: 0, next: 0)
        func remembered(_ index: Int) -> Int { sentence.contains(index) ? memory.type(source.tokens[index].hash) : 0 }
        (type.now, type.next) = (remembered(stretch.lowerBound - 1), remembered(stretch.lowerBound))
        for index in stretch {
            type = (type.now, type.next, remembered(index + 1))
            let moving = NameFeatures.remembered(type.now, type.last, type.next)
            path.weights.append(model.sum { add in features.forEachRow(index, and: moving, add) })
        }
        path.find(model.transitions)
        transitions = model.transitions
        let first = found.count
        take(stretch)
        settleLists(first, stretch, source.tokens)
        for name in found[first...] { remember(name, source.tokens) }
    }

    /// Names that are listed ("Velka, Arda and Oruz") are of one type: the one that all together weigh most
    /// for.
    private mutating func settleLists(_ start: Int, _ stretch: Range<Int>, _ tokens: Tokens) {
        var first = start
        while first < found.count {
            var end = first + 1
            while end < found.count, isListed(found[end - 1].range.upperBound..<found[end].range.lowerBound, tokens) { end += 1 }
            if end - first >= Self.list {
                var sums = [Int](repeating: 0, count: NameLabel.types.count)
                for name in found[first..<end] { for type in sums.indices { sums[type] += Int(weights(name.range, stretch)[type]) } }
                let best = sums.indices.max { (sums[$0], $1) < (sums[$1], $0) } ?? 0
                for index in first..<end { found[index].type = NameLabel.types[best] }
            }
            first = end
        }
    }

    /// Names in a row that make a list.
    private static let list = 3

    private func isListed(_ between: Range<Int>, _ tokens: Tokens) -> Bool {
        guard between.count == 1 || between.count == 2 else { return false }
        let isComma = tokens[between.lowerBound].kind == .comma
        return between.count == 1 ? isComma || tokens[between.lowerBound].is(Self.and) : isComma && tokens[between.lowerBound + 1].is(Self.and)
    }

    private static let and: Word = "and"

    /// What the tokens of a range weigh together as a name of each type.
    private func weights(_ range: Range<Int>, _ stretch: Range<Int>) -> SIMD8<Int32> {
        var sums = transitions.weights(ofName: range.count)
        for index in range {
            let weights = path.weights[index - stretch.lowerBound]
            for type in NameLabel.types.indices {
                sums[type] &+= weights[index == range.lowerBound ? NameLabel.first(type) : NameLabel.inside(type)]
            }
        }
        return sums
    }

    private mutating func remember(_ name: Found, _ tokens: Tokens) {
        guard let type = NameLabel.types.firstIndex(of: name.type) else { return }
        for index in name.range where tokens[index].isCapital { memory.keep(tokens[index].hash, type: type) }
    }

    private mutating func take(_ stretch: Range<Int>) {
        var place = 0
        while place < stretch.count {
            let label = Int(path.labels[place])
            guard label != NameLabel.outside else { place += 1; continue }
            let (first, type) = (place, NameLabel.type(label))
            var margin = 0
            repeat {
                let weights = path.weights[place]
                margin += Int(weights[Int(path.labels[place])] - weights[NameLabel.outside])
                place += 1
            } while place < stretch.count && Int(path.labels[place]) == NameLabel.inside(type)
            let range = stretch.lowerBound + first..<stretch.lowerBound + place
            found.append(Found(range: range, type: NameLabel.types[type], margin: margin / range.count))
        }
    }
}
