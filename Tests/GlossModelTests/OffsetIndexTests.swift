import GlossModel
import TestSupport
import Testing

/// Text of random pieces: scalars of every length, line ends, bytes that are not UTF-8.
func randomText(_ count: Int, _ generator: inout SeededGenerator) -> Text {
    let pieces: [[UInt8]] = [
        Array("a".utf8), Array("é".utf8), Array("€".utf8), Array("🚢".utf8), [0x0A], [0x0D, 0x0A], [0xFF],
        [0xE2, 0x82], [0x80], [0xED, 0xA0, 0x80], Array("plain words of some length ".utf8),
    ]
    var bytes: [UInt8] = []
    for _ in 0..<count { bytes += pieces.randomElement(using: &generator)! }
    return Text(bytes)
}

struct OffsetIndexTests {
    @Test(arguments: OffsetUnit.allCases) func agreesWithCountingFromTheStart(unit: OffsetUnit) {
        var generator = SeededGenerator(seed: 7)
        for size in [0, 1, 40, 2000] {
            let text = randomText(size, &generator)
            let index = OffsetIndex(text, unit: unit)
            var (offset, units) = (0, 0)
            while offset < text.count {
                #expect(index.units(beforeByte: offset) == units)
                #expect(index.byte(beforeUnits: units) == offset)
                let (scalar, length) = text.scalar(at: offset)
                switch unit {
                case .bytes: (offset, units) = (offset + 1, units + 1)
                case .codePoints: (offset, units) = (offset + length, units + 1)
                case .utf16: (offset, units) = (offset + length, units + (scalar.value > 0xFFFF ? 2 : 1))
                }
            }
            #expect(index.units(beforeByte: text.count) == units)
            #expect(index.byte(beforeUnits: units) == text.count)
            #expect(index.byte(beforeUnits: units + 1) == nil)
        }
    }

    @Test func codePointsAreThoseOfTheDecodedString() {
        var generator = SeededGenerator(seed: 3)
        let text = randomText(3000, &generator)
        let string = text[text.span]
        #expect(OffsetIndex(text, unit: .codePoints).units(beforeByte: text.count) == string.unicodeScalars.count)
        #expect(OffsetIndex(text, unit: .utf16).units(beforeByte: text.count) == string.utf16.count)
    }
}
