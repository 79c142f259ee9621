import Testing

@testable import GlossModel

@Suite struct AgreementTests {
    /// Krippendorff (2004), page 254: two observers, a continuum of 300 from 150 on.
    @Test func alphaOfThePublishedExample() {
        func units(_ pairs: [(Int, Int)]) -> [Range<Int>] { pairs.map { $0.0 - 150..<$0.0 - 150 + $0.1 } }
        let c = UnitizingAlpha(
            [units([(225, 70), (370, 30)]), units([(220, 80), (355, 20), (400, 20)])], length: 300)
        #expect(abs(c.observed - 0.0144) < 0.0001)
        #expect(abs(c.expected - 0.0532) < 0.0001)
        #expect(abs((c.value ?? 0) - 0.7286) < 0.0001)
        let k = UnitizingAlpha(Array(repeating: units([(180, 60), (300, 50)]), count: 2), length: 300)
        #expect(abs(k.expected - 0.0490) < 0.0001)
        #expect(k.value == 1)
        #expect(abs((UnitizingAlpha.value([c, k]) ?? 0) - 0.8587) < 0.0001)
    }

    /// Of 50 proposals both readers accept 20 and both refuse 15; they differ on 15: kappa 0.4.
    @Test func kappaByHand() {
        #expect(abs((WordGrid.kappa(agreed: 35, shares: [(25, 30), (25, 20)], of: 50) ?? 0) - 0.4) < 1e-9)
        #expect(WordGrid.kappa(agreed: 10, shares: [(10, 10), (0, 0)], of: 10) == nil)
    }

    private static let text = Text("one two three four five six seven eight nine ten")

    private func layer(_ number: UInt16, _ marks: [(String, Int, Int)]) -> Layer {
        var layer = LayerBuilder(number: number, name: "a\(number)", origin: .file)
        for (index, mark) in marks.enumerated() {
            let type = layer.type(named: mark.0)
            layer.mentions.append(Mention(span: Span(mark.1, mark.2), number: UInt32(index + 1), type: type))
        }
        return layer.finished()
    }

    private func compare(_ layers: [(String, Int, Int)]...) -> Agreement {
        let made = layers.enumerated().map { layer(UInt16($0.offset), $0.element) }
        return Agreement(Report(text: Self.text, layers: made), layers: Array(made.indices))
    }

    /// Of ten words A marks one and two, B marks two and three: both 1, neither 7; 0.8 observed,
    /// 0.2 · 0.2 + 0.8 · 0.8 = 0.68 expected.
    @Test func measuresOfWordsAndSpans() throws {
        let agreement = compare([("X", 0, 7)], [("X", 4, 13)])
        let row = try #require(agreement.rows.first)
        #expect(row.counts == [1, 1])
        #expect(row.strictF1 == 0)
        #expect(row.overlapF1 == 1)
        #expect(abs((row.kappa ?? 0) - 0.375) < 1e-9)
        #expect(agreement.rows.count == 2)
        #expect(agreement.rows[1].type == nil)
    }

    @Test func sameIsWholeAgreement() {
        let agreement = compare([("X", 0, 7), ("Y", 4, 7)], [("Y", 4, 7), ("X", 0, 7)])
        #expect(agreement.disagreements.isEmpty)
        for row in agreement.rows {
            #expect(row.strictF1 == 1)
            #expect(abs((row.kappa ?? 0) - 1) < 1e-9)
            #expect(row.alpha == 1)
        }
    }

    @Test func kindsOfDisagreement() {
        let agreement = compare(
            [("X", 0, 3), ("X", 8, 13), ("X", 14, 18), ("Z", 24, 27)],
            [("X", 0, 7), ("Y", 8, 13), ("Z", 24, 27)],
            [("X", 0, 3), ("X", 8, 13), ("Z", 24, 27)])
        #expect(agreement.disagreements.map(\.kind) == [.bounds, .type, .missing])
        #expect(agreement.disagreements.map(\.span) == [Span(0, 7), Span(8, 13), Span(14, 18)])
        #expect(agreement.disagreements[2].marks.map(\.count) == [1, 0, 0])
    }

    @Test func labelsDifferWhereSpansDoNot() {
        func time(_ number: UInt16, _ value: String) -> Layer {
            var layer = LayerBuilder(number: number, name: "", origin: .file)
            layer.times.append(TimeExpression(span: Span(0, 3), number: 1, type: .date, value: value))
            return layer.finished()
        }
        let report = Report(text: Self.text, layers: [time(0, "2014"), time(1, "2015")])
        let agreement = Agreement(report, layers: [0, 1])
        #expect(agreement.disagreements.map(\.kind) == [.value])
        #expect(agreement.rows[0].strictF1 == 1)
    }

    /// Alpha by sweeping is alpha by the definition, pair by pair.
    @Test(arguments: 0..<40) func alphaByDefinition(seed: Int) {
        var random = UInt64(seed + 1)
        func next(_ bound: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(random >> 33) % bound
        }
        let rows = (0..<3).map { _ in
            Agreement.merged((0..<next(6)).map { _ in
                let start = next(90)
                return start..<start + 1 + next(10)
            }, joinsTouching: false)
        }
        let alpha = UnitizingAlpha(rows, length: 100)
        #expect(abs(alpha.observed - Self.observed(rows, 100)) < 1e-9)
    }

    private static func observed(_ rows: [[Range<Int>]], _ length: Int) -> Double {
        typealias Section = (begin: Int, length: Int, isUnit: Bool)
        let sections = rows.map { units -> [Section] in
            var made: [Section] = []
            var end = 0
            for unit in units + [length..<length] {
                if unit.lowerBound > end { made.append((end, unit.lowerBound - end, false)) }
                if !unit.isEmpty { made.append((unit.lowerBound, unit.count, true)) }
                end = unit.upperBound
            }
            return made
        }
        func difference(_ a: Section, _ b: Section) -> Int {
            let distance = a.begin - b.begin
            if a.isUnit, b.isUnit, -a.length < distance, distance < b.length {
                let end = distance + a.length - b.length
                return distance * distance + end * end
            }
            if a.isUnit, !b.isUnit, b.length - a.length >= distance, distance >= 0 { return a.length * a.length }
            if !a.isUnit, b.isUnit, b.length - a.length <= distance, distance <= 0 { return b.length * b.length }
            return 0
        }
        var sum = 0
        for first in sections.indices {
            for second in sections.indices where first != second {
                for a in sections[first] { for b in sections[second] { sum += difference(a, b) } }
            }
        }
        return Double(sum) / Double(rows.count * (rows.count - 1) * length * length)
    }
}
