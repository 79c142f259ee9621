import GlossLexicon

/// The words of the rules for times, by their lower-case spelling.
struct TimeLexicon: Sendable {
    /// Open addressing, 2048 slots: one past an index into `keys` and `words`; 0 is free.
    private let slots: [UInt16]
    /// FNV-1a of the spellings, 64 bits.
    private let keys: [UInt64]
    private let words: [TimeWord]

    /// The English words. Built once, on first use.
    static let english = TimeLexicon(TimeLexicon.spellings)

    /// Hashes (`WordHash`) of the words that an expression needs one of, unless it has digits.
    static let anchors: Set<UInt64> = Set(
        spellings.filter { isAnchor($0.word) }.map { WordHash($0.spelling).value })

    private static let spellings: [(spelling: Substring, word: TimeWord)] = table.flatMap { row in
        let (kind, first, flags, list) = row
        return list.split(separator: " ").enumerated().flatMap { index, group in
            let value = Int16(first < 0 ? -first + index : first)
            let word = TimeWord(kind: kind, value: value, flags: flags)
            return group.split(separator: "/").map { ($0, word) }
        }
    }

    private static func isAnchor(_ word: TimeWord) -> Bool {
        switch word.kind {
        case .relation: word.value == 0 || word.value == 2
        case .month, .weekday, .season, .unit, .dayPart, .clockPoint, .deictic, .present, .past,
            .future,
            .setAdverb, .holiday, .recent, .ago:
            true
        default: false
        }
    }

    private init(_ spellings: [(spelling: Substring, word: TimeWord)]) {
        keys = spellings.map { $0.spelling.utf8.reduce(Self.seed, Self.mixed) }
        words = spellings.map(\.word)
        var slots = [UInt16](repeating: 0, count: 2048)
        for (index, key) in keys.enumerated() {
            var slot = Int(truncatingIfNeeded: key ^ key >> 32) & 2047
            while slots[slot] != 0 { slot = (slot + 1) & 2047 }
            slots[slot] = UInt16(index + 1)
        }
        self.slots = slots
    }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    private static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    /// The word at `start..<end`, case aside; `.none` where it is none of ours.
    func word(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> TimeWord {
        guard end - start <= 14 else { return .none }
        var key: UInt64 = 0xCBF2_9CE4_8422_2325
        for offset in start..<end { key = Self.mixed(key, Self.lower(bytes[offset])) }
        var slot = Int(truncatingIfNeeded: key ^ key >> 32) & 2047
        while case let index = Int(slots[slot]), index != 0 {
            if keys[index - 1] == key { return words[index - 1] }
            slot = (slot + 1) & 2047
        }
        return .none
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    /// Class, value, flags, words. A negative value counts up from there, a word each; `/` stands
    /// between spellings of one.
    private static let table: [(TimeWord.Class, Int, TimeWord.Flags, String)] = [
        (.month, 1, [], "january"), (.month, 2, [], "february"), (.month, 4, [], "april"),
        (
            .month, -6, [], "june july august september october november december"
        ),
        (.month, 3, .ambiguous, "march"), (.month, 5, .ambiguous, "may"),
        (.month, 1, [.abbreviation], "jan"), (.month, 2, .abbreviation, "feb"),
        (.month, 3, [.abbreviation, .ambiguous], "mar"), (.month, 4, .abbreviation, "apr"),
        (.month, 6, [.abbreviation, .ambiguous], "jun"),
        (.month, 7, [.abbreviation, .ambiguous], "jul"),
        (.month, 8, .abbreviation, "aug"), (.month, 9, .abbreviation, "sep/sept"),
        (.month, 10, .abbreviation, "oct"), (.month, 11, .abbreviation, "nov"),
        (.month, 12, .abbreviation, "dec"),
        (.weekday, -1, [], "monday tuesday wednesday thursday friday saturday sunday"),
        (.weekday, -1, .plural, "mondays tuesdays wednesdays thursdays fridays saturdays sundays"),
        (.weekday, -1, [.abbreviation, .ambiguous], "mon tue/tues wed thu/thur/thurs fri sat sun"),
        (.season, 0, .ambiguous, "spring/springtime"), (.season, 1, [], "summer/summertime"),
        (.season, 2, [], "autumn"), (.season, 2, .ambiguous, "fall"),
        (.season, 3, [], "winter/wintertime"),
        (.unit, TimeUnit.second.rawValue, .plural, "seconds/secs"),
        (.unit, TimeUnit.minute.rawValue, [], "minute"),
        (.unit, TimeUnit.minute.rawValue, .plural, "minutes/mins"),
        (.unit, TimeUnit.hour.rawValue, [], "hour"),
        (.unit, TimeUnit.hour.rawValue, .plural, "hours/hrs"),
        (.unit, TimeUnit.day.rawValue, [], "day"), (.unit, TimeUnit.day.rawValue, .plural, "days"),
        (.unit, TimeUnit.weekend.rawValue, [], "weekend"),
        (.unit, TimeUnit.weekend.rawValue, .plural, "weekends"),
        (.unit, TimeUnit.week.rawValue, [], "week"),
        (.unit, TimeUnit.week.rawValue, .plural, "weeks"),
        (.unit, TimeUnit.fortnight.rawValue, [], "fortnight"),
        (.unit, TimeUnit.fortnight.rawValue, .plural, "fortnights"),
        (.unit, TimeUnit.month.rawValue, [], "month"),
        (.unit, TimeUnit.month.rawValue, .plural, "months"),
        (.unit, TimeUnit.quarter.rawValue, [], "quarter"),
        (.unit, TimeUnit.quarter.rawValue, .plural, "quarters"),
        (.unit, TimeUnit.year.rawValue, [], "year"),
        (.unit, TimeUnit.year.rawValue, .plural, "years/yrs"),
        (.unit, TimeUnit.decade.rawValue, [], "decade"),
        (.unit, TimeUnit.decade.rawValue, .plural, "decades"),
        (.unit, TimeUnit.century.rawValue, [], "century"),
        (.unit, TimeUnit.century.rawValue, .plural, "centuries"),
        (
            .number, -1, [],
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
        ),
        (.number, 30, [], "thirty"), (.number, 40, [], "forty"), (.number, 50, [], "fifty"),
        (.number, 60, [], "sixty"), (.number, 70, [], "seventy"), (.number, 80, [], "eighty"),
        (.number, 90, [], "ninety"),
        (.hundred, 100, [], "hundred"), (.hundred, 1000, [], "thousand"), (.dozen, 12, [], "dozen"),
        (.couple, 0, [], "couple"),
        (.vague, 0, [], "several few many numerous countless"), (.vague, 1, [], "some"),
        (
            .ordinal, -1, [],
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        (.ordinal, 30, [], "thirtieth"),
        (.ordinalSuffix, 0, [], "st nd rd th"),
        (.dayPart, 0, [], "morning/mornings"), (.dayPart, 1, [], "afternoon/afternoons"),
        (.dayPart, 2, [], "evening/evenings"), (.dayPart, 3, [], "night/nights/overnight"),
        (.clockPoint, 12, [], "noon/midday/noontime"), (.clockPoint, 0, [], "midnight"),
        (.meridiem, 0, [], "am"), (.meridiem, 1, [], "pm"),
        (.zone, 0, [], "gmt utc est edt cst cdt mst mdt pst pdt cet cest bst ist eet pkt aft zulu"),
        (.article, 0, [], "the"), (.article, 1, [], "a an"),
        (.demonstrative, 0, [], "this these"), (.demonstrative, 1, [], "that those"),
        (.same, 0, [], "same"),
        (.relation, 0, [], "current"),
        (.relation, 1, [], "last"), (.relation, 2, [], "past"),
        (.relation, 3, [], "previous/preceding/prior"),
        (.relation, 4, [], "next"), (.relation, 5, [], "following/ensuing/subsequent"),
        (.relation, 6, [], "coming/upcoming"),
        (.deictic, -1, [], "yesterday today tomorrow tonight"),
        (.present, 0, [], "now currently presently nowadays"), (.present, 1, [], "present moment"),
        (.past, 0, [], "recently lately formerly"), (.future, 0, [], "future"),
        (.recent, 0, [], "recent"),
        (.part, 0, [], "early beginning start outset onset opening/dawn"),
        (.part, 1, [], "mid middle"), (.part, 2, [], "late end close closing ending"),
        (.half, 0, [], "half"),
        (
            .approximately, 0, [],
            "about approximately roughly circa nearly almost approx barely"
        ),
        (.around, 0, [], "around"), (.over, 0, [], "over"),
        (.more, 0, [], "more exceeding longer"), (.less, 0, [], "less fewer under"),
        (.least, 0, [], "least"), (.most, 0, [], "most"), (.than, 0, [], "than"),
        (.ago, 0, [], "ago"), (.earlier, 0, [], "earlier previously beforehand"),
        (.later, 0, [], "later afterwards/afterward hence/thereafter"),
        (.before, 0, [], "before"), (.after, 0, [], "after"),
        (.every, 0, [], "every each"), (.per, 0, [], "per"), (.times, 0, [], "once twice times"),
        (.setAdverb, TimeUnit.hour.rawValue, [], "hourly"),
        (.setAdverb, TimeUnit.day.rawValue, [], "daily"),
        (.setAdverb, TimeUnit.week.rawValue, [], "weekly"),
        (.setAdverb, TimeUnit.fortnight.rawValue, [], "fortnightly/biweekly"),
        (.setAdverb, TimeUnit.month.rawValue, [], "monthly"),
        (.setAdverb, TimeUnit.quarter.rawValue, [], "quarterly"),
        (.setAdverb, TimeUnit.year.rawValue, [], "yearly/annually/annual"),
        (.old, 0, [], "old olds"), (.long, 0, [], "long"),
        (.in, 0, [], "in"), (.on, 0, [], "on"), (.at, 0, [], "at"), (.since, 0, [], "since"),
        (.until, 0, [], "until till til"), (.by, 0, [], "by"), (.of, 0, [], "of"),
        (.from, 0, [], "from"),
        (.to, 0, [], "to"), (.through, 0, [], "through/thru"), (.between, 0, [], "between"),
        (.and, 0, [], "and"),
        (.or, 0, [], "or"), (.for, 0, [], "for"), (.during, 0, [], "during throughout"),
        (.within, 0, [], "within"),
        (.era, 0, [], "bc/bce"), (.era, 1, [], "ad/ce"),
        (.holiday, Holiday.easter.rawValue, [], "easter"),
        (.holiday, Holiday.christmas.rawValue, [], "christmas/xmas"),
        (.holiday, Holiday.thanksgiving.rawValue, [], "thanksgiving"),
        (.holiday, Holiday.halloween.rawValue, [], "halloween"),
        (.holiday, Holiday.ramadan.rawValue, [], "ramadan/ramadhan/ramazan"),
        (.holiday, Holiday.eid.rawValue, [], "eid"),
        (.holiday, Holiday.ashura.rawValue, [], "ashura/ashoura"),
        (.holiday, Holiday.nowruz.rawValue, [], "nowruz/newroz/norouz"),
        (.holiday, Holiday.pentecost.rawValue, [], "pentecost"),
        (.holiday, Holiday.goodFriday.rawValue, [], "good"),
        (.holiday, Holiday.newYear.rawValue, [], "new"),
        (.holiday, Holiday.palmSunday.rawValue, [], "palm"),
        (.holiday, Holiday.boxingDay.rawValue, [], "boxing"),
        (.holiday, Holiday.ashWednesday.rawValue, [], "ash"),
        (.holiday, Holiday.valentine.rawValue, [], "valentine"),
        (.holidayTail, 0, [], "eve"),
        (
            .willVerb, 0, [],
            "will shall would ll wo scheduled expected due plan plans planning set intends intend hopes hope aims going likely planned planning intended intending hoped hoping vowed promised supposed proposed preparing tentatively"
        ),
        (
            .willVerb, 0, .ambiguous,
            "decided decides agreed agrees wanted wants pledged threatened threatens prepared ordered allowed invited urged"
        ),
        (
            .pastVerb, 0, [],
            "was were had did said told has have been went came took made saw met began left held gave led found fell rose shot fought won lost sent spoke wrote became broke brought built bought caught chose drew drove fled flew got grew heard hit kept knew laid lay ran sat sold stood struck swore taught thought threw understood withdrew blew ate beat bore bent bled bred clung crept dealt dug drank fed felt forgave froze hid hung hurt led left lent lit lost meant met paid put rang read rode sank sang shook shone shut slept slid spent split spread stole stuck swam swept swung tore threw woke wore wound wrote undertook overthrew withstood"
        ),
        (
            .notYear, 0, [],
            "page pages p pp room flight no nos number numbers chapter section article resolution figure fig table highway route bus channel suite apt apartment unit units model gate box line lot platoon regiment battalion brigade squadron division extension ext psalm verse item case file serial vol volume sr isbn version operation top lane freeway interstate local vision agenda mirage boeing"
        ),
        (
            .countable, 0, [],
            "people men women children troops soldiers fighters militants civilians persons victims policemen officers recruits prisoners inmates refugees families houses homes cases weapons rifles miles kilometers kilometres km metres meters m feet acres tons tonnes kg grams dollars rupees euros pounds percent pct votes copies members employees workers students votes points shares barrels homes vehicles casualties deaths others"
        ),
        (
            .function, 0, [],
            "it he she they we i you there when where which who as but if with while although though is are be not its his her their our my your"
        ),
        (.year, 0, [], "fiscal calendar financial academic"),
    ]
}
