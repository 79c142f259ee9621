import GlossModel

/// Keeps what a model would see of a text, for one to be trained.
package final class NameRecorder: @unchecked Sendable {
    /// A stretch of a sentence that may hold a name.
    package struct Stretch {
        /// `NameFeatures.fixed` rows a token, by their hashes.
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
    package private(set) var stretches: [Stretch] = []

    package init() {}

    func take(_ range: Range<Int>, _ features: NameFeatures, _ source: borrowing NameFeatures.Source) {
        var rows: [UInt32] = []
        for index in range { features.forEachRow(index) { rows.append($0) } }
        let tokens = source.tokens
        var stretch = Stretch(rows: rows, spans: [], words: [], isCapital: [], ruled: [])
        for index in range {
            stretch.spans.append(tokens[index].span)
            stretch.words.append(tokens[index].hash)
            stretch.isCapital.append(tokens[index].isCapital)
            stretch.ruled.append(source.rules[index] == 0 ? nil : LearnedNames.type(source.rules[index]))
        }
        stretches.append(stretch)
    }
}
