/// Text ready to be appended: its UTF-8 bytes and its length in code points.
struct Phrase {
    let bytes: [UInt8]
    let scalars: Int

    init(_ text: String) {
        bytes = Array(text.utf8)
        scalars = text.unicodeScalars.count
    }
}

/// A place in a report's text: a byte of the buffer that is being written, and the code points
/// from the beginning of the report, which is what standoff counts.
struct Position: Equatable {
    var byte: Int
    var scalar: Int

    static func + (base: Position, step: Position) -> Position {
        Position(byte: base.byte + step.byte, scalar: base.scalar + step.scalar)
    }
}

/// A stretch of text, its end exclusive.
struct Stretch: Equatable {
    var start: Position
    var end: Position

    func moved(by base: Position) -> Stretch {
        Stretch(start: base + start, end: base + end)
    }
}

/// Words that stand in a sentence together, and the mentions in them.
struct Expression {
    struct Mention {
        let first: Stretch
        /// The second range of a discontinuous mention.
        let second: Stretch?
        let type: Phrase
        /// The entity and its name; nil for a common noun.
        let entity: (number: Int, name: Phrase)?
    }

    let text: Phrase
    let mentions: [Mention]

    /// - Parameters:
    ///   - words: joined by spaces.
    ///   - marks: the ranges of words of each mention, one or two, ordered by start, outer first.
    init(_ words: [String], _ marks: [(words: [ClosedRange<Int>], type: String, entity: (Int, String)?)]) {
        text = Phrase(words.joined(separator: " "))
        var stretches: [Stretch] = []
        var place = Position(byte: 0, scalar: 0)
        for word in words {
            let end = place + Position(byte: word.utf8.count, scalar: word.unicodeScalars.count)
            stretches.append(Stretch(start: place, end: end))
            place = end + Position(byte: 1, scalar: 1)
        }
        mentions = marks.map { mark in
            let spans = mark.words.map {
                Stretch(start: stretches[$0.lowerBound].start, end: stretches[$0.upperBound].end)
            }
            return Mention(
                first: spans[0], second: spans.count > 1 ? spans[1] : nil, type: Phrase(mark.type),
                entity: mark.entity.map { ($0.0, Phrase($0.1)) })
        }
    }
}
