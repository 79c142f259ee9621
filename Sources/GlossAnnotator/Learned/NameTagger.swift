import GlossModel

/// Finds names by what was learned: the stretches of sentences near capitals are labelled, each as a whole
/// (a linear chain with hashed features, trained as an averaged perceptron; Collins 2002).
struct NameTagger: Sendable {
    private var features = NameFeatures()
    private var memory = NameMemory()
    private var path = NamePath()
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
        if let model { path.transitions = model.transitions }
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
            path.weights.append(model.sum { add in features.forEachRow(index, add) } &+ model.sum(moving))
        }
        path.find()
        take(stretch, source.tokens)
    }

    private mutating func take(_ stretch: Range<Int>, _ tokens: Tokens) {
        var place = 0
        while place < stretch.count {
            let label = Int(path.labels[place])
            guard label != NameLabel.outside else { place += 1; continue }
            let (first, type) = (place, NameLabel.type(label))
            var margin = 0
            repeat {
                let weights = path.weights[place]
                margin += Int(weights[Int(path.labels[place])] - weights[NameLabel.outside])
                let token = tokens[stretch.lowerBound + place]
                if token.isCapital { memory.keep(token.hash, type: type) }
                place += 1
            } while place < stretch.count && Int(path.labels[place]) == NameLabel.inside(type)
            let range = stretch.lowerBound + first..<stretch.lowerBound + place
            found.append(Found(range: range, type: NameLabel.types[type], margin: margin / range.count))
        }
    }
}
