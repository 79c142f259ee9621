import Testing

@testable import GlossTerminal

@Suite("Palette")
struct PaletteTests {
    @Test(
        "one of 256 as one of 16",
        arguments: [
            (0, 0), (7, 7), (9, 9), (16, 0), (231, 15), (196, 9), (46, 10), (21, 12), (226, 11),
            (22, 2), (18, 4), (232, 0), (243, 8), (248, 7), (255, 15),
        ])
    func sixteen(index: Int, expected: Int) {
        #expect(Palette.sixteen(Int16(index)) == Int16(expected))
    }
}
