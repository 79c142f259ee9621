/// Roman numerals as pages, lists and headings are numbered.
public enum RomanNumeral {
    /// The value of letters of one case, 1 to 89; nil where they are no numeral: larger ones are words
    /// more often than numbers.
    static func value(_ bytes: Bytes, _ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count <= 8 else { return nil }
        let isLower = bytes[range.lowerBound] & 0x20
        var (value, last, run) = (0, 100, 0)
        for offset in range {
            guard bytes[offset] & 0x20 == isLower, let digit = digit(bytes[offset] | 0x20) else { return nil }
            run = digit == last ? run + 1 : 1
            guard run <= 3 else { return nil }
            if digit > last {
                guard last * 5 == digit || last * 10 == digit else { return nil }
                value -= 2 * last
            }
            value += digit
            last = digit
        }
        return value > 0 && value < 90 ? value : nil
    }

    private static func digit(_ letter: UInt8) -> Int? {
        switch letter {
        case 0x69: 1
        case 0x76: 5
        case 0x78: 10
        case 0x6C: 50
        default: nil
        }
    }

    /// A number of 1 or more in lower case.
    public static func string(_ number: Int) -> String {
        var (rest, numeral) = (number, "")
        for (value, letters) in steps {
            while rest >= value {
                numeral += letters
                rest -= value
            }
        }
        return numeral
    }

    private static let steps = [
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
        (5, "v"), (4, "iv"), (1, "i"),
    ]
}
