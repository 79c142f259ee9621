import GlossModel

/// Which of two numbers comes first in 03/04/2016.
public enum DayOrder: String, Sendable, CaseIterable {
    /// 3 April, as most of the world writes.
    case dmy
    /// March 4, as Americans write.
    case mdy

    /// The other one.
    public var other: DayOrder { self == .dmy ? .mdy : .dmy }
}

/// How the dates in digits of a report are read, and what that rests on.
public struct DayOrderReading: Sendable, Equatable {
    public var order: DayOrder
    /// A date that could as well be read the other way, where nothing in the report tells; else nil.
    public var doubtful: Span?

    /// Judges by the other dates of the report: 13/04/2016 anywhere says that days come first, 04/13/2016
    /// that months do. Where all can be read both ways, its English decides: "5 March" or "March 5", colour
    /// or color, places. Else days come first, and the first such date is doubtful.
    ///
    /// Reads the first 16 MB, and words only where there is a date to decide. Linear.
    public init(_ text: Text) {
        var evidence = DayOrderEvidence()
        evidence.read(dates: text)
        order = .dmy
        guard let first = evidence.first else { return }
        if evidence.daysFirst != evidence.monthsFirst {
            order = evidence.monthsFirst > evidence.daysFirst ? .mdy : .dmy
            return
        }
        evidence.read(words: text)
        let tendency = evidence.american - evidence.british
        if tendency >= DayOrderEvidence.enough { order = .mdy }
        if abs(tendency) < DayOrderEvidence.enough { doubtful = first }
    }
}

extension DayOrderReading {
    /// What to tell of a date that can be read both ways: both readings, and the option that settles it;
    /// nil where there is none.
    public func finding(_ text: Text) -> Finding? {
        guard let doubtful, let both = DayOrderReading.readings(of: text[doubtful]) else { return nil }
        return Finding(
            .note, "day-order", at: Finding.Place(span: doubtful),
            "\(text[doubtful]) is read as \(both.dmy), and may be \(both.mdy): nothing in the report tells which",
            remedy: "--date-order mdy reads months first, --date-order dmy days first")
    }

    /// The two days of a date such as 03/04/2016.
    private static func readings(of date: String) -> (dmy: String, mdy: String)? {
        let parts = date.split { "/-.".contains($0) }.compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        let year = parts[2] < 100 ? TimeParser.century(parts[2]) : parts[2]
        guard let first = Day(year: year, month: parts[1], day: parts[0]), let second = Day(year: year, month: parts[0], day: parts[1]) else { return nil }
        let words = { (day: Day) in DateLabel.words(DayRange(earliest: day, latest: day), .day) }
        return (words(first), words(second))
    }
}

/// What speaks for days first and for months first.
private struct DayOrderEvidence {
    /// Dates that can only be read so.
    var daysFirst = 0
    var monthsFirst = 0
    /// The first date that can be read both ways.
    var first: Span?
    /// Words and dates in words that Americans write, and that others write.
    var american = 0
    var british = 0

    /// What one side must have more than the other.
    static let enough = 2
    private static let (longest, sample) = (16 << 20, 256 << 10)

    mutating func read(dates text: Text) {
        let bytes = text.bytes
        let end = min(bytes.count, Self.longest)
        var at = 1
        while at + 3 < end {
            let byte = bytes[at]
            guard byte == 0x2F || byte == 0x2D || byte == 0x2E, bytes[at - 1].isDigit, bytes[at + 1].isDigit else {
                at = Self.separator(bytes, from: at + 1, to: end)
                continue
            }
            at = note(bytes, separator: at, end)
        }
    }

    /// The first offset from `start` on of a `-`, `.` or `/`, or one before it in the same eight bytes.
    @inline(__always)
    private static func separator(_ bytes: Bytes, from start: Int, to end: Int) -> Int {
        var at = start
        while at + 8 <= end {
            // What is 0x2C to 0x2F differs from 0x2C in the two lowest bits alone.
            let difference = (bytes.word(at: at) ^ 0x2C2C_2C2C_2C2C_2C2C) & 0xFCFC_FCFC_FCFC_FCFC
            if (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080 != 0 { break }
            at += 8
        }
        while at < end, bytes[at] &- 0x2D > 2 { at += 1 }
        return at
    }

    /// Notes the date whose first separator is at an offset; one past what was looked at.
    private mutating func note(_ bytes: Bytes, separator: Int, _ end: Int) -> Int {
        let mark = bytes[separator]
        var start = separator
        while start > 0, bytes[start - 1].isDigit { start -= 1 }
        let (a, aEnd) = Self.number(bytes, start, end)
        let (b, bEnd) = Self.number(bytes, separator + 1, end)
        guard aEnd - start <= 2, bEnd - separator <= 3, bEnd < end, bytes[bEnd] == mark else { return bEnd }
        let (_, yearEnd) = Self.number(bytes, bEnd + 1, end)
        let digits = yearEnd - bEnd - 1
        guard digits == 4 || digits == 2 && mark == 0x2F, start == 0 || !Self.isPart(bytes[start - 1], mark),
            yearEnd >= end || !Self.isPart(bytes[yearEnd], mark) || bytes[yearEnd] == 0x2E && !(yearEnd + 1 < end && bytes[yearEnd + 1].isDigit)
        else { return yearEnd }
        if (13...31).contains(a), (1...12).contains(b) { daysFirst += 1 }
        if (1...12).contains(a), (13...31).contains(b) { monthsFirst += 1 }
        if first == nil, (1...12).contains(a), (1...12).contains(b), a != b { first = Span(start, yearEnd) }
        return yearEnd
    }

    private static func isPart(_ byte: UInt8, _ mark: UInt8) -> Bool { byte.isLetter || byte.isDigit || byte == mark || byte == 0x2E }

    private static func number(_ bytes: Bytes, _ start: Int, _ end: Int) -> (value: Int, end: Int) {
        var (value, at) = (0, start)
        while at < end, bytes[at].isDigit, at - start < 6 {
            value = value * 10 + Int(bytes[at] & 15)
            at += 1
        }
        return (value, at)
    }

    mutating func read(words text: Text) {
        let bytes = text.bytes
        let end = min(bytes.count, Self.sample)
        var at = 0
        while at < end {
            guard bytes[at].isLetter else {
                at += 1
                continue
            }
            let start = at
            var hash = FNV1a()
            while at < end, bytes[at].isLetter {
                hash.add(bytes[at] >= 0x41 && bytes[at] <= 0x5A ? bytes[at] | 0x20 : bytes[at])
                at += 1
            }
            if at - start >= 2, let weight = Self.words[hash.value] { note(word: weight, bytes, start, at, end) }
        }
    }

    private mutating func note(word weight: Int, _ bytes: Bytes, _ start: Int, _ wordEnd: Int, _ end: Int) {
        if weight == Self.month {
            if start > 1, bytes[start - 1] == 0x20, bytes[start - 2].isDigit { british += Self.enough }
            let next = wordEnd < end && bytes[wordEnd] == 0x2E ? wordEnd + 1 : wordEnd
            if next + 1 < end, bytes[next] == 0x20, bytes[next + 1].isDigit, Self.number(bytes, next + 1, end).value <= 31 { american += Self.enough }
        } else if weight > 0 {
            american += weight
        } else {
            british -= weight
        }
    }

    private static let month = Int.max

    /// Words by hash: above 0 American, below 0 not; `month` for months.
    private static let words: [UInt64: Int] = {
        var table: [UInt64: Int] = [:]
        for word in american.split(whereSeparator: \.isWhitespace) { table[FNV1a(String(word)).value] = 1 }
        for word in others.split(whereSeparator: \.isWhitespace) { table[FNV1a(String(word)).value] = -1 }
        for word in months.split(separator: " ") { table[FNV1a(String(word)).value] = month }
        return table
    }()

    private static let months = "january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"

    private static let american = """
        color colors colored favor favors favored labor center centers defense offense organization organizations organized program programs \
        kilometer kilometers meter meters liter liters traveled traveling canceled behavior neighbor neighbors neighborhood harbor honor rumor \
        armor gray percent license analyze analyzed realize realized recognize recognized authorize authorized catalog dialog theater sheriff \
        congressman senator airplane sidewalk downtown apartment attorney county fall gasoline trucks usa washington california texas florida chicago \
        boston pentagon fbi houston virginia ohio michigan illinois pennsylvania georgia philadelphia seattle denver atlanta
        """

    private static let others = """
        colour colours coloured favour favours favoured labour centre centres defence offence organisation organisations organised programme programmes \
        kilometre kilometres metre metres litre litres travelled travelling cancelled behaviour neighbour neighbours neighbourhood harbour honour rumour \
        armour grey licence analyse analysed realise realised recognise recognised authorise authorised catalogue dialogue theatre whilst cheque \
        aluminium tonne tonnes solicitor barrister councillor constable borough parish lorry lorries petrol pavement motorway mp mps uk britain british \
        london england scotland wales ireland dublin edinburgh manchester birmingham australia sydney melbourne india delhi mumbai nigeria kenya \
        nairobi pakistan karachi zealand auckland ghana uganda
        """
}
