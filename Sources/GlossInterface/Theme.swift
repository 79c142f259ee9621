/// What a terminal can show.
public enum ColorDepth: Int, Sendable, Comparable {
    case none = 0, eight = 8, sixteen = 16, many = 256

    /// The depth for a terminal of `count` colours.
    public init(colors count: Int) {
        self = count >= 256 ? .many : count >= 16 ? .sixteen : count >= 8 ? .eight : .none
    }

    public static func < (a: ColorDepth, b: ColorDepth) -> Bool { a.rawValue < b.rawValue }
}

/// Whether the terminal's own background is light or dark.
public enum Background: String, Sendable, CaseIterable {
    case light, dark
}

/// How everything looks, for one depth of colour and one background.
///
/// A type has a hue slot; background and foreground are always set together, so that contrast does
/// not hang on the terminal's palette. Plain text keeps the terminal's own colours. Nothing is told
/// by colour alone: where there is none, mentions carry short tags.
public struct Theme: Sendable {
    public let depth: ColorDepth
    public let background: Background

    public init(depth: ColorDepth, background: Background = .dark) {
        self.depth = depth
        self.background = background
    }

    /// Whether mentions carry tags such as `[PER Name]`.
    public var showsTags: Bool { depth == .none }

    // MARK: Types

    /// Hue slots of well-known types, in gloss's names and other corpora's.
    private static let slots: [(names: [String], slot: Int, tag: String)] = [
        (["person", "per"], 0, "PER"),
        (["organization", "organisation", "org"], 1, "ORG"),
        (["location", "loc", "gpe", "place", "facility", "fac"], 2, "LOC"),
        (["date", "time", "duration", "set", "timex3", "temporal"], 3, "DAT"),
        (["group", "nationality", "norp"], 4, "GRP"),
        (["weapon"], 5, "WPN"),
        (["vehicle"], 6, "VEH"),
        (["militaryplatform"], 6, "PLT"),
        (["money"], 7, "MON"),
        (["quantity"], 7, "QTY"),
        (["document", "documentreference"], 8, "DOC"),
        (["work"], 8, "WRK"),
        (["product", "software", "malware", "tool"], 9, "PRD"),
        (["event"], 10, "EVT"),
        (["url"], 11, "URL"),
        (["domain"], 11, "DOM"),
        (["email"], 11, "EML"),
        (["ip"], 11, "IP"),
        (["hash"], 11, "HSH"),
        (["cve"], 11, "CVE"),
        (["filepath"], 11, "FIL"),
        (["registrykey", "registry"], 11, "REG"),
    ]

    /// Number of hue slots.
    static let slotCount = 12
    /// Slots that types share which gloss does not know.
    private static let sharedSlots = 9
    private static let indicatorSlot = 11

    /// Names of the types of indicators, as the annotator gives them: shown quietly until asked for.
    public static let indicators: Set<String> = ["URL", "Domain", "Email", "IP", "Hash", "CVE", "FilePath", "RegistryKey"]

    /// Whether a type is one of indicators, under whatever name.
    static func isIndicator(_ type: String) -> Bool { slot(of: type) == indicatorSlot }

    /// The hue slot of a type, 0 to `slotCount - 1`; for a type a file brings, by its name.
    public static func slot(of type: String) -> Int {
        let folded = type.lowercased()
        if let known = slots.first(where: { $0.names.contains(folded) }) { return known.slot }
        var hash: UInt32 = 2_166_136_261
        for byte in folded.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int(hash % UInt32(sharedSlots))
    }

    /// Three letters for a type.
    public static func tag(of type: String) -> String {
        let folded = type.lowercased()
        if let known = slots.first(where: { $0.names.contains(folded) }) { return known.tag }
        return String(type.filter { $0.isLetter || $0.isNumber }.prefix(3)).uppercased()
    }

    private static let darkChips = [24, 22, 94, 23, 54, 88, 58, 238, 60, 89, 95, 240]
    private static let lightChips = [153, 157, 222, 159, 183, 217, 186, 252, 189, 218, 223, 254]
    private static let sixteenChips = [4, 2, 3, 6, 5, 1, 5, 7, 6, 5, 1, 7]

    /// A mention of a type: the innermost one on a cell.
    public func chip(_ slot: Int) -> Style {
        let slot = slot % Theme.slotCount
        switch depth {
        case .many:
            return background == .dark
                ? Style(foreground: Color(255), background: Color(Theme.darkChips[slot]))
                : Style(foreground: Color(16), background: Color(Theme.lightChips[slot]))
        case .sixteen, .eight:
            let hue = Theme.sixteenChips[slot]
            let isDeep = hue == 4 || hue == 1 || hue == 5
            return Style(foreground: Color(isDeep && depth == .sixteen ? 15 : isDeep ? 7 : 0), background: Color(hue))
        case .none: return Style([.underline])
        }
    }

    /// What was computed and nobody has judged, while one edits: the hue without the chip.
    func suggestion(_ slot: Int) -> Style {
        depth == .none ? Style([.dim, .underline]) : ink(slot).adding([.underline])
    }

    /// Text in a type's hue on the terminal's own background, for lists and the legend's names.
    public func ink(_ slot: Int) -> Style {
        switch depth {
        case .many:
            let dark = [117, 114, 179, 80, 177, 210, 186, 250, 147, 212, 180, 247]
            let light = [25, 22, 94, 23, 91, 124, 58, 240, 60, 126, 95, 241]
            return Style(foreground: Color((background == .dark ? dark : light)[slot % Theme.slotCount]))
        default: return .plain
        }
    }

    // MARK: Roles

    /// Numbers, rules, what is there to be overlooked.
    public var faint: Style {
        depth == .many
            ? Style(foreground: Color(background == .dark ? 244 : 242)) : Style([.dim])
    }
    /// Lines between panes.
    public var rule: Style {
        depth == .many ? Style(foreground: Color(background == .dark ? 240 : 248)) : Style([.dim])
    }
    public var heading: Style { Style([.bold]) }

    // MARK: Blocks

    /// The text of a block before anything is marked in it.
    func base(_ chunk: Chunk, _ row: TextRow.Role = .body) -> Style {
        guard chunk.folded == 0 else { return faint.adding([.underline]) }
        switch chunk.kind {
        case .heading: return heading(level: chunk.level)
        case .caption: return quiet.adding([.italic])
        case .note, .running: return quiet
        case .table where row == .header: return Style([.bold])
        default: return .plain
        }
    }

    /// A heading in the text: the first two levels in colour over a rule, then bold, then italic.
    private func heading(level: Int) -> Style {
        guard level > 2 else {
            return depth == .many ? Style(foreground: Color(background == .dark ? 222 : 94), [.bold]) : Style([.bold])
        }
        return level == 3 ? Style([.bold]) : level == 4 ? Style([.bold, .italic]) : Style([.italic])
    }

    /// Text of the second rank that is read all the same: notes, captions.
    public var quiet: Style {
        depth == .many ? Style(foreground: Color(background == .dark ? 249 : 239)) : .plain
    }
    /// The marker of a note in the text.
    public var marker: Style {
        depth == .many ? Style(foreground: Color(background == .dark ? 117 : 25)) : Style([.dim])
    }
    public var link: Style {
        depth == .many ? Style(foreground: Color(background == .dark ? 110 : 25), [.underline]) : Style([.underline])
    }
    /// An address, a hash or the like that is not lit.
    public var indicator: Style { depth == .many ? faint : Style([.dim]) }
    /// Where a table or code goes on beyond the edge of the pane.
    public var cutMark: Style { key }
    /// The section at the top of the screen, in the outline.
    public var here: Style { selected }
    /// A hit of the search.
    public var hit: Style {
        switch depth {
        case .many: Style(foreground: Color(16), background: Color(220), [.bold])
        case .sixteen, .eight: Style(foreground: Color(0), background: Color(3), [.bold])
        case .none: Style([.reverse, .underline])
        }
    }
    /// The item a list or the timeline has chosen, where that pane is active.
    public var chosen: Style { Style([.reverse]) }
    /// The same in a pane that is not active.
    public var chosenElsewhere: Style {
        depth == .many
            ? Style(
                foreground: Color(background == .dark ? 255 : 16),
                background: Color(background == .dark ? 238 : 253)) : Style([.bold])
    }
    /// Marks of what is selected for printing.
    public var selected: Style {
        depth == .many
            ? Style(foreground: Color(background == .dark ? 221 : 130), [.bold]) : Style([.bold])
    }
    public var key: Style {
        depth == .many
            ? Style(foreground: Color(background == .dark ? 117 : 25), [.bold]) : Style([.bold])
    }
    public var warning: Style {
        depth == .many
            ? Style(foreground: Color(background == .dark ? 215 : 130), [.bold]) : Style([.bold])
    }
    /// What annotators differ about; its background is that of the type.
    public var differs: Style {
        depth == .many
            ? Style(foreground: Color(background == .dark ? 217 : 124), [.bold, .underline]) : Style([.bold, .underline])
    }
    public var standIn: Style {
        depth == .many ? Style(foreground: Color(167)) : Style([.reverse])
    }
    /// Bars of the timeline.
    public var bar: Style {
        depth == .many ? Style(foreground: Color(background == .dark ? 80 : 30)) : .plain
    }
    /// Bars of the chosen bucket.
    public var chosenBar: Style {
        depth == .many
            ? Style(foreground: Color(background == .dark ? 221 : 130), [.bold]) : Style([.bold])
    }
    /// The margin bar of a claim that somebody is said to have made.
    public var reportedBar: Style {
        depth == .many ? Style(foreground: Color(background == .dark ? 110 : 67)) : .plain
    }
    /// The margin bar of the author's own claim.
    public var assertedBar: Style { rule }
    /// The margin bar of the claim in focus.
    public var focusBar: Style {
        depth == .many
            ? Style(foreground: Color(background == .dark ? 221 : 130), [.bold]) : Style([.bold])
    }
}
