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
    /// What a file says over the standard colours.
    public let file: ThemeFile
    /// The same for the background, by role; empty: nothing.
    private let own: [Style?]

    public init(depth: ColorDepth, background: Background = .dark, file: ThemeFile = ThemeFile()) {
        self.depth = depth
        self.background = background
        self.file = file
        own = file.styles(for: background)
    }

    /// The same theme on another background.
    func on(_ background: Background) -> Theme { Theme(depth: depth, background: background, file: file) }

    /// The style of a role in 256 colours: of the file, else the standard one.
    func style(_ role: ThemeRole) -> Style {
        if !own.isEmpty, let index = ThemeRole.allCases.firstIndex(of: role), let style = own[index] { return style }
        return ThemeTable.style(role, background)
    }

    /// A role's style in 256 colours, else attributes alone.
    private func style(_ role: ThemeRole, else attributes: Style.Attributes) -> Style {
        depth == .many ? style(role) : Style(attributes)
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

    private static let sixteenChips = [4, 2, 3, 6, 5, 1, 5, 7, 6, 5, 1, 7]

    /// A mention of a type: the innermost one on a cell.
    public func chip(_ slot: Int) -> Style {
        let slot = slot % Theme.slotCount
        switch depth {
        case .many:
            return style(ThemeRole.allCases[slot])
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
        case .many: return ThemeTable.ink(slot, background)
        default: return .plain
        }
    }

    // MARK: Roles

    /// Numbers, rules, what is there to be overlooked.
    public var faint: Style { style(.faint, else: [.dim]) }
    /// Lines between panes.
    public var rule: Style { style(.rule, else: [.dim]) }
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
            return style(.title, else: [.bold])
        }
        return level == 3 ? Style([.bold]) : level == 4 ? Style([.bold, .italic]) : Style([.italic])
    }

    /// Text of the second rank that is read all the same: notes, captions.
    public var quiet: Style { style(.quiet, else: []) }
    /// The marker of a note in the text.
    public var marker: Style { style(.marker, else: [.dim]) }
    public var link: Style { style(.link, else: [.underline]) }
    /// An address, a hash or the like that is not lit.
    public var indicator: Style { depth == .many ? faint : Style([.dim]) }
    /// Where a table or code goes on beyond the edge of the pane.
    public var cutMark: Style { key }
    /// The section at the top of the screen, in the outline.
    public var here: Style { selected }
    /// Searches that are lit beside the last one, at most.
    static let litColours = 2
    /// A hit of the search; of those that stay lit beside it by number, the last one 0.
    public func hit(_ number: Int = 0) -> Style {
        switch depth {
        case .many: style([.hit, .otherHit, .thirdHit][min(number, 2)])
        case .sixteen: Style(foreground: Color(0), background: Color([11, 10, 13][min(number, 2)]), [.bold])
        case .eight: Style(number == 0 ? [.reverse, .underline] : [.reverse])
        case .none: Style([.reverse, .underline])
        }
    }
    /// The hit that was gone to.
    public var currentHit: Style {
        switch depth {
        case .many: style(.currentHit)
        case .sixteen: Style(foreground: Color(0), background: Color(15), [.bold, .underline])
        case .eight, .none: Style([.reverse, .underline, .bold])
        }
    }
    /// Where hits lie on the whole text, at the edge.
    public var hitTick: Style { chosenBar }
    /// Another mention of the entity in focus.
    public func alike(_ slot: Int) -> Style {
        guard depth == .many else { return chip(slot).adding([.bold, .underline]) }
        let ink = ThemeTable.ink(slot, background).foreground
        return Style(foreground: Color(background == .dark ? 16 : 231), background: ink, [.bold])
    }
    /// The item a list or the timeline has chosen, where that pane is active.
    public var chosen: Style { Style([.reverse]) }
    /// The same in a pane that is not active.
    public var chosenElsewhere: Style { style(.chosenElsewhere, else: [.bold]) }
    /// Marks of what is selected for printing.
    public var selected: Style { style(.selected, else: [.bold]) }
    public var key: Style { style(.key, else: [.bold]) }
    /// Letters over words, to go there.
    public var hint: Style { key.adding([.reverse]) }
    public var warning: Style { style(.warning, else: [.bold]) }
    /// What annotators differ about; its background is that of the type.
    public var differs: Style { style(.differs, else: [.bold, .underline]) }
    public var standIn: Style { style(.standIn, else: [.reverse]) }
    /// Bars of the timeline.
    public var bar: Style { style(.bar, else: []) }
    /// Lines under the bars: rows that are long for the zoom.
    public var spanBar: Style { rule }
    /// Bars of the chosen bucket.
    public var chosenBar: Style { style(.chosenBar, else: [.bold]) }
    /// The margin bar of a claim that somebody is said to have made.
    public var reportedBar: Style { style(.reportedBar, else: []) }
    /// The margin bar of the author's own claim.
    public var assertedBar: Style { rule }
    /// The margin bar of the claim in focus.
    public var focusBar: Style { style(.selected, else: [.bold]) }
}
