/// Words that mean nearly the same or the opposite, so that "ignored" meets "paid no attention"
/// and "expanding" meets "declining".
struct Concepts: Sendable {
    /// What a word says of a concept.
    struct Sense: Sendable, Hashable {
        /// Which concept, from 0.
        var index: Int
        /// Whether the word stands on the side of more, rather than less.
        var isPositive: Bool
        /// Whether the concept has two sides.
        var isPolar: Bool
    }

    /// Gloss's own, built once when first asked.
    static let shared = Concepts(english)

    private var senses: [UInt64: Sense] = [:]

    /// Reads one concept a line: words, then after a bar the opposite ones.
    init(_ table: String) {
        for (index, line) in table.split(separator: "\n").enumerated() {
            let sides = line.split(separator: "|")
            for (side, words) in sides.enumerated() {
                let sense = Sense(index: index, isPositive: side == 0, isPolar: sides.count > 1)
                for word in words.split(separator: " ") {
                    senses[Words.hash(Stemmer.stem(Array(word.utf8)))] = sense
                }
            }
        }
    }

    /// The sense of a stem, if it has one.
    subscript(_ stem: [UInt8]) -> Sense? { senses[Words.hash(stem)] }

    private static let english = """
        expand expansion grow grew grown growth increase rise rose risen spread widen escalate swell surge multiply extend enlarge proliferate intensify strengthen soar | shrink shrank shrunk decline decrease dwindle diminish fall fell fallen drop reduce contract wane recede subside weaken erode slump plummet ebb collapse crumble
        win won victory triumph prevail gain capture conquer seize recapture retake | lose lost defeat loss concede cede surrender forfeit
        attention heed notice recognise recognize acknowledge address watch monitor | ignore overlook neglect disregard dismiss downplay
        collaborate cooperate joint jointly together ally alliance partner coordinate collude pact bargain | rival rivalry feud clash oppose split compete hostile enmity alone unilateral independent separate
        pledge allegiance swear swore sworn loyalty oath bayah vow | renounce defect betray disown
        support back endorse favour favor approve aid assist | oppose resist reject condemn obstruct veto
        confirm affirm verify corroborate | deny refute rebut disprove
        attack assault raid bomb bomber bombing blast strike ambush offensive shelling gunmen
        kill killed dead death die died deaths casualty fatal slain murder massacre
        wound injure hurt maim
        arrest detain capture jail imprison apprehend | release free acquit
        arrive enter come return | leave left withdraw withdrew retreat depart flee fled evacuate
        safe secure safety stable stability calm peace peaceful | unsafe danger dangerous unstable instability threat threaten unrest violence violent
        accept agree accord consent | refuse disagree dispute decline
        succeed success successful achieve | fail failure unsuccessful
        strong powerful robust potent | weak fragile feeble
        allow permit legalise legalize | ban forbid forbade prohibit bar block outlaw
        build built construct rebuild restore reconstruct | destroy demolish ruin dismantle raze wreck
        true accurate correct | false untrue wrong fabricated hoax inaccurate
        recruit enlist conscript mobilise mobilize | demobilise disband desert
        fund finance pay bankroll subsidise subsidize money cash
        election vote ballot poll referendum
        slogan flag graffiti chalking banner emblem
        survive endure persist remain continue | vanish disappear perish extinct dissolve
        resurge resurgence revive revival resurrection resurrect return comeback reemerge
        hostage kidnap abduct captive
        weapon arms missile rocket ammunition munition
        troops soldiers forces army military
        foothold footprint presence network cell base infrastructure
        refuge sanctuary haven stronghold bastion hideout shelter
        faith religion religious worship mosque shrine church temple sect sectarian
        target persecute single victim
        leader chief head commander governor
        replace successor substitute
        faction splinter offshoot breakaway branch wing
        proof evidence trace sign clue
        """
}

/// Words that say the same of the same thing: they count as one stem, which a concept does not.
enum Paraphrases {
    /// The stem that a family goes by; the stem itself where it has none.
    static func stem(_ stem: [UInt8]) -> UInt64 {
        let hash = Words.hash(stem)
        return families[hash] ?? hash
    }

    private static let families: [UInt64: UInt64] = {
        var families: [UInt64: UInt64] = [:]
        for line in english.split(separator: "\n") {
            let stems = line.split(separator: " ").map { Words.hash(Stemmer.stem(Array($0.utf8))) }
            for stem in stems { families[stem] = stems[0] }
        }
        return families
    }()

    /// A family a line.
    private static let english = """
        abide comply honour honor observe adhere obey uphold
        violate breach flout infringe contravene disobey
        approve adopt enact ratify endorse authorise authorize
        finalise finalize sign conclude seal ink clinch
        deny reject dismiss refute rebut repudiate disclaim
        postpone delay defer adjourn suspend
        cancel scrap abandon revoke rescind annul repeal abolish
        begin start launch commence initiate began begun
        end finish cease halt stop terminate
        appoint name nominate designate elect install
        sack fire oust remove depose topple unseat
        resign quit
        buy purchase acquire procure bought
        sell export sold
        build construct erect built construction
        repair mend fix refit overhaul
        blame accuse allege implicate charge
        hide conceal disguise cloak
        reveal disclose expose leak uncover unveil
        steal exfiltrate siphon loot theft stole stolen
        hack intrude compromise infiltrate penetrate intrusion
        flood inundate submerge deluge
        evacuate relocate displace resettle
        shut close shutter
        hire recruit enrol enroll enlist
        cut reduce slash trim curb lower
        raise increase boost hike
        help aid assist relief
        shortage scarcity lack deficit shortfall
        doctor physician medic surgeon
        ship vessel boat freighter tanker
        plane aircraft jet airliner
        soldier troop trooper serviceman
        police policeman officer constable
        talk negotiate negotiation dialogue
        deal agreement accord pact treaty
        vote ballot poll election
        crash collide collision
        blast explosion explode detonate bomb bombing
        wound injure hurt injury
        kill murder slay assassinate slain
        jail imprison incarcerate prison
        warn caution alert
        email mail
        computer machine host workstation
        """
}
