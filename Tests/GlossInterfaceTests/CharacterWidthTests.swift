import GlossInterface
import Testing

@Suite struct CharacterWidthTests {
    @Test(arguments: [
        (0, "marks", "\u{300}\u{301}\u{36F}\u{483}\u{5B0}\u{64B}\u{93C}\u{E31}\u{20DD}\u{3099}"),
        (0, "joiners and selectors", "\u{200B}\u{200C}\u{200D}\u{2060}\u{FE0E}\u{FE0F}\u{E0100}"),
        (0, "skin tones", "\u{1F3FB}\u{1F3FC}\u{1F3FD}\u{1F3FE}\u{1F3FF}"),
        (0, "soft hyphen", "\u{AD}"),
        (0, "medial and final jamo", "\u{1160}\u{11A8}\u{11FF}\u{D7B0}\u{D7FB}"),
        (1, "Latin", " aé~\u{A0}\u{A1}ÿſʒ\u{2FF}"),
        (1, "controls, as their stand-ins", "\u{0}\u{7}\u{1B}\u{7F}\u{9B}"),
        (1, "Greek, Cyrillic, Hebrew, Arabic, Devanagari", "αЖאبक"),
        (1, "signs and boxes", "–—’“”…•§│─┌█▁▂▅░¶→✓"),
        (1, "text presentation", "❤☀♥✂"),
        (1, "spacing marks", "\u{903}\u{93E}"),
        (1, "regional indicators", "\u{1F1E6}\u{1F1FF}"),
        (1, "half width, private use, replacement", "ｱ\u{E000}\u{FFFD}"),
        (2, "Han, kana, Hangul", "漢字あア한글々\u{1100}\u{115F}"),
        (2, "full width", "Ａ！￥、。「」\u{3000}"),
        (2, "supplementary Han", "\u{20000}\u{2A6D6}\u{3134A}"),
        (2, "emoji presentation", "😀🚀🔥⌚⏩✅⭐🥷\u{1FAE8}"),
    ])
    func columns(width: Int, what: String, scalars: String) {
        for scalar in scalars.unicodeScalars {
            #expect(CharacterWidth.columns(of: scalar) == width, "\(what): \(scalar.value)")
        }
    }

    /// What the Unicode data of the standard library calls a mark without an advance has none.
    @Test func marksTakeNoColumn() {
        var wrong: [UInt32] = []
        for value in UInt32(0x300)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let width = CharacterWidth.columns(of: scalar)
            switch scalar.properties.generalCategory {
            case .enclosingMark: if width != 0 { wrong.append(value) }
            case .nonspacingMark: if width == 2 { wrong.append(value) }
            default: if width > 2 { wrong.append(value) }
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test(arguments: [("", 0), ("José", 4), ("Jose\u{301}", 4), ("東京 2017", 9), ("👍🏽", 2)])
    func strings(text: String, columns: Int) {
        #expect(CharacterWidth.columns(of: text) == columns)
    }
}
