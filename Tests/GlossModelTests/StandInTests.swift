import GlossModel
import Testing

@Suite struct StandInTests {
    @Test(arguments: [
        (0x00, 0x2400), (0x07, 0x2407), (0x09, 0x2409), (0x0A, 0x240A), (0x0D, 0x240D),
        (0x1B, 0x241B), (0x1F, 0x241F), (0x7F, 0x2421), (0x80, 0xFFFD), (0x9B, 0xFFFD),
        (0x9F, 0xFFFD), (0x61C, 0xFFFD), (0x200E, 0xFFFD), (0x200F, 0xFFFD), (0x202E, 0xFFFD),
        (0x2066, 0xFFFD), (0x2069, 0xFFFD), (0x2028, 0xFFFD), (0x2029, 0xFFFD),
        (0xFEFF, 0xFFFD), (0xFDD0, 0xFFFD), (0xFFFE, 0xFFFD), (0x1FFFF, 0xFFFD),
        (0x10FF80, 0xFFFD), (0x10FFFE, 0xFFFD), (0xE0001, 0xFFFD), (0xE0041, 0xFFFD),
    ] as [(UInt32, UInt32)])
    func harmful(value: UInt32, standIn: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(StandIn.character(for: scalar)?.value == standIn)
    }

    @Test(arguments: [
        0x20, 0x7E, 0xA0, 0xAD, 0xE9, 0x301, 0x200B, 0x200C, 0x200D, 0x2019, 0x5D0, 0x627,
        0x4E00, 0xE000, 0xFE0F, 0xFFFD, 0x1F600, 0xE0100, 0x10FF7F,
    ] as [UInt32])
    func harmless(value: UInt32) throws {
        #expect(StandIn.character(for: try #require(Unicode.Scalar(value))) == nil)
    }

    /// Whatever it is, a stand-in needs none itself, and no control is left without.
    @Test func standInsAreHarmless() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            if let standIn = StandIn.character(for: scalar) {
                if StandIn.character(for: standIn) != nil { Issue.record("U+\(value) is not closed") }
            } else if scalar.properties.generalCategory == .control {
                Issue.record("control \(value) passes")
            }
        }
    }

    @Test(arguments: [
        ("plain words, José and 東京", "plain words, José and 東京"),
        ("", ""),
        ("red \u{1B}[31malert\u{07}", "red ␛[31malert␇"),
        ("a\tb\r\nc\u{7F}", "a␉b␍␊c␡"),
        ("safe\u{202E}gpj.exe", "safe\u{FFFD}gpj.exe"),
        ("e\u{301}\u{9B}", "e\u{301}\u{FFFD}"),
    ])
    func strings(text: String, shown: String) {
        #expect(StandIn.shown(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
    }
}
