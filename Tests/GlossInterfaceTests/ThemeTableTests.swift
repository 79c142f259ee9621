import Foundation
import GlossResources
import Testing

@testable import GlossInterface

/// What the colours of the built-in themes must be able to do, from their tables.
@Suite struct ThemeTableTests {
    private static let names = ["standard", "calm", "colour-blind"]

    private static func theme(_ name: String, _ background: Background) -> Theme {
        var file = ThemeFile()
        if name != "standard" {
            let text = resource("themes/\(name).conf").map { String(decoding: $0, as: UTF8.self) } ?? "missing"
            #expect(file.read(text).isEmpty, "\(name)")
        }
        return Theme(depth: .many, background: background, file: file)
    }

    /// Text at least 4.5:1, lines and bars 3:1, on black and on white.
    @Test(arguments: names, Background.allCases)
    func contrast(name: String, background: Background) {
        let theme = ThemeTableTests.theme(name, background)
        let ground: (Double, Double, Double) = background == .dark ? (0, 0, 0) : (255, 255, 255)
        for role in ThemeRole.allCases {
            let style = theme.style(role)
            let below = style.background == .standard ? ground : PaletteColor.rgb(Int(style.background.index))
            let ratio = PaletteColor.contrast(PaletteColor.rgb(Int(style.foreground.index)), below)
            #expect(ratio >= (role.isLine ? 3 : 4.5), "\(role) \(ratio)")
        }
        for slot in 0..<Theme.slotCount {
            let alike = theme.alike(slot)
            #expect(PaletteColor.contrast(PaletteColor.rgb(Int(alike.foreground.index)), PaletteColor.rgb(Int(alike.background.index))) >= 4.5, "\(slot)")
            #expect(PaletteColor.contrast(PaletteColor.rgb(Int(theme.ink(slot).foreground.index)), ground) >= 4.5, "\(slot)")
        }
    }

    /// Any two types are told apart with deuteranopia and with protanopia.
    @Test(arguments: Background.allCases)
    func typesAreToldApartWithoutRedAndGreen(background: Background) {
        let theme = ThemeTableTests.theme("colour-blind", background)
        let roles = ThemeRole.allCases.prefix(Theme.slotCount)
        for vision in [PaletteColor.plain, PaletteColor.protanopia, PaletteColor.deuteranopia] {
            let labs = roles.map { PaletteColor.lab(PaletteColor.rgb(Int(theme.style($0).background.index)), vision) }
            for a in labs.indices {
                for b in labs.indices where b > a {
                    let apart = PaletteColor.difference(labs[a], labs[b])
                    #expect(apart >= 15, "\(ThemeRole.allCases[a]) and \(ThemeRole.allCases[b]): \(apart)")
                }
            }
        }
    }

    /// Pairs of Sharma, Wu, Dalal 2005, so that the measure itself is right.
    @Test(arguments: [
        ([50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425), ([50, -1, 2], [50, 0, 0], 2.3669),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644), ([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082),
    ] as [([Double], [Double], Double)])
    func theMeasureOfDifference(a: [Double], b: [Double], expected: Double) {
        #expect(abs(PaletteColor.difference(a, b) - expected) < 1e-4)
    }

    /// A hit and a place never look alike, however few colours there are.
    @Test(arguments: [ColorDepth.many, .sixteen, .eight, .none])
    func hitsAreNotPlaces(depth: ColorDepth) {
        let theme = Theme(depth: depth)
        for slot in 0..<Theme.slotCount {
            #expect(theme.hit() != theme.chip(slot) && theme.currentHit != theme.chip(slot))
            if depth == .sixteen || depth == .many { #expect(theme.hit().background != theme.chip(slot).background) }
        }
        #expect(theme.hit() != theme.currentHit)
    }

    @Test func aFileSaysWhatItIsNotUnderstoodIn() {
        var file = ThemeFile()
        let faults = file.read("faint 240\n[light]\nkye 3\nkey\nbar 300\nbar 12 on\nhit 16 on 220 bold # why\n")
        #expect(faults == [.unknownRole("kye", line: 3), .malformed(line: 4), .malformed(line: 5), .malformed(line: 6)])
        let dark = Theme(depth: .many, background: .dark, file: file)
        #expect(dark.faint == Style(foreground: Color(240)) && dark.key == Theme(depth: .many).key)
        #expect(Theme(depth: .many, background: .light, file: file).hit() == Style(foreground: Color(16), background: Color(220), [.bold]))
        #expect(Theme(depth: .sixteen, file: file).faint == Theme(depth: .sixteen).faint)
    }
}

/// Colours of xterm's palette, how they contrast and differ, for eyes of three kinds.
enum PaletteColor {
    typealias RGB = (Double, Double, Double)

    static func rgb(_ index: Int) -> RGB {
        if index >= 232 {
            let level = Double(8 + 10 * (index - 232))
            return (level, level, level)
        }
        let levels: [Double] = [0, 95, 135, 175, 215, 255]
        let place = index - 16
        return (levels[place / 36], levels[place / 6 % 6], levels[place % 6])
    }

    private static func linear(_ value: Double) -> Double {
        let part = value / 255
        return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }

    static func contrast(_ a: RGB, _ b: RGB) -> Double {
        func luminance(_ c: RGB) -> Double { 0.2126 * linear(c.0) + 0.7152 * linear(c.1) + 0.0722 * linear(c.2) }
        let (x, y) = (luminance(a), luminance(b))
        return (max(x, y) + 0.05) / (min(x, y) + 0.05)
    }

    static let plain: [[Double]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    /// Machado, Oliveira, Fernandes 2009, severity 1.
    static let protanopia = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    static let deuteranopia = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]

    /// CIELAB under D65 of what such eyes see.
    static func lab(_ color: RGB, _ vision: [[Double]]) -> [Double] {
        let own = [linear(color.0), linear(color.1), linear(color.2)]
        let seen = vision.map { row in max(0, min(1, zip(row, own).reduce(0) { $0 + $1.0 * $1.1 })) }
        let x = (0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047
        let y = 0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2]
        let z = (0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883
        func f(_ t: Double) -> Double { t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116 }
        return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))]
    }

    /// CIEDE2000.
    static func difference(_ one: [Double], _ two: [Double]) -> Double {
        func power7(_ value: Double) -> Double { sqrt(pow(value, 7) / (pow(value, 7) + pow(25, 7))) }
        func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
        let mean = (hypot(one[1], one[2]) + hypot(two[1], two[2])) / 2
        let grow = 1 + 0.5 * (1 - power7(mean))
        let (a1, a2) = (one[1] * grow, two[1] * grow)
        let (c1, c2) = (hypot(a1, one[2]), hypot(a2, two[2]))
        func hue(_ a: Double, _ b: Double) -> Double {
            let angle = a == 0 && b == 0 ? 0 : atan2(b, a) * 180 / .pi
            return angle < 0 ? angle + 360 : angle
        }
        let (h1, h2) = (hue(a1, one[2]), hue(a2, two[2]))
        var turn = h2 - h1
        if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
        if c1 * c2 == 0 { turn = 0 }
        var hueMean = (h1 + h2) / 2
        if abs(h1 - h2) > 180 { hueMean += h1 + h2 < 360 ? 180 : -180 }
        if c1 * c2 == 0 { hueMean = h1 + h2 }
        let (lMean, cMean) = ((one[0] + two[0]) / 2, (c1 + c2) / 2)
        let t = 1 - 0.17 * cos(radians(hueMean - 30)) + 0.24 * cos(radians(2 * hueMean)) + 0.32 * cos(radians(3 * hueMean + 6))
            - 0.2 * cos(radians(4 * hueMean - 63))
        let sl = 1 + 0.015 * pow(lMean - 50, 2) / sqrt(20 + pow(lMean - 50, 2))
        let l = (two[0] - one[0]) / sl
        let c = (c2 - c1) / (1 + 0.045 * cMean)
        let h = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * cMean * t)
        let twist = -sin(radians(60 * exp(-pow((hueMean - 275) / 25, 2)))) * 2 * power7(cMean)
        return sqrt(l * l + c * c + h * h + twist * c * h)
    }
}
