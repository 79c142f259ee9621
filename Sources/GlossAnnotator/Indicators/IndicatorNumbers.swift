/// Indicators with digits: addresses of the internet, hashes, versions, identifiers.
extension IndicatorScan {
    // MARK: Groups

    /// Addresses and versions: numbers with points between them.
    func numeric(_ start: Int, _ end: Int) -> Indicator? {
        let first = self[start] | 0x20 == 0x76 && self[start + 1].isDigit ? start + 1 : start
        guard self[first].isDigit else { return ipv6(start, end) }
        var at = first
        var groups: [Int] = []
        var isDefanged = false
        while let (value, next) = number(at, end) {
            groups.append(value)
            at = next
            guard let after = point(at: next), self[after].isDigit else { break }
            if after - next > 1 { isDefanged = true }
            at = after
        }
        if groups.count == 4, groups.allSatisfy({ $0 < 256 }), first == start, isDefanged || !isBehindVersion(start) {
            return ip(start, at, end)
        }
        let isVersion = groups.count >= 3 && (!isDate(groups) || isBehindVersion(start)) || first > start && groups.count >= 2
        if isVersion { return opaque(start, versionEnd(at, end)) }
        if groups.count == 1, groups[0] > 24, self[at] == 0x3A, at - start >= 3, number(at + 1, end)?.1 == end {
            return opaque(start, end)
        }
        return ipv6(start, end)
    }

    private func opaque(_ start: Int, _ end: Int) -> Indicator { Indicator(start: start, end: end, kind: .opaque) }

    /// Up to nine digits and where they end.
    private func number(_ start: Int, _ end: Int) -> (Int, Int)? {
        var (value, at) = (0, start)
        while at < end, bytes[at].isDigit, at - start < 10 {
            value = value * 10 + Int(bytes[at] & 15)
            at += 1
        }
        return at > start ? (value, at) : nil
    }

    /// With a port or the length of a network: `10.0.0.1:8080`, `10.0.0.0/8`; with a path it is a URL.
    private func ip(_ start: Int, _ at: Int, _ end: Int) -> Indicator? {
        guard at < end else { return Indicator(start: start, end: at, kind: .ip) }
        guard self[at] == 0x3A || self[at] == 0x2F else {
            return isAlphanumeric(self[at]) ? opaque(start, end) : Indicator(start: start, end: at, kind: .ip)
        }
        if let (_, next) = number(at + 1, end) {
            return Indicator(start: start, end: next == end ? end : max(next, end), kind: next == end ? .ip : .url)
        }
        return Indicator(start: start, end: end, kind: .url)
    }

    /// 12.03.2014 and 2014.03.12 are days.
    private func isDate(_ groups: [Int]) -> Bool {
        guard groups.count == 3 else { return false }
        func isYear(_ number: Int) -> Bool { (1900...2199).contains(number) }
        if isYear(groups[2]) { return groups[0] <= 31 && groups[1] <= 31 }
        if isYear(groups[0]) { return groups[1] <= 12 && groups[2] <= 31 }
        return false
    }

    private func versionEnd(_ at: Int, _ end: Int) -> Int {
        var at = at
        while at < end, isAlphanumeric(bytes[at]) || bytes[at] == 0x2D || bytes[at] == 0x5F || bytes[at] == 0x2E { at += 1 }
        return at
    }

    private static let versionWords: [StaticString] = ["version", "versions", "ver", "v", "build", "release", "rev", "firmware"]

    /// Whether a word such as "version" stands before.
    private func isBehindVersion(_ start: Int) -> Bool {
        var end = start
        while end > 0, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x2E { end -= 1 }
        var first = end
        while first > 0, isLetter(bytes[first - 1]) { first -= 1 }
        return Self.versionWords.contains { end - first == $0.utf8CodeUnitCount && isWord($0, at: first) }
    }

    /// Groups of hexadecimal digits between colons; a time of day has no letter and no empty group.
    private func ipv6(_ start: Int, _ end: Int) -> Indicator? {
        var (colons, doubles, letters, at) = (0, 0, 0, start)
        var group = 0
        while at < end {
            let byte = bytes[at]
            if byte == 0x3A {
                colons += 1
                if self[at + 1] == 0x3A { doubles += 1 }
                group = 0
            } else if isHex(byte) {
                group += 1
                if !byte.isDigit { letters += 1 }
                guard group <= 4 else { return nil }
            } else if byte == 0x2F {
                break
            } else {
                return nil
            }
            at += 1
        }
        guard doubles == 1 && colons >= 2 && end - start > 3 || colons == 7 && doubles == 0 else { return nil }
        guard letters > 0 || colons > 3 || doubles == 1 else { return nil }
        return Indicator(start: start, end: end, kind: .ip)
    }

    // MARK: Identifiers

    func isHex(_ byte: UInt8) -> Bool { byte.isDigit || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66 }

    private static let hashLengths = [32, 40, 56, 64, 96, 128]

    /// Hashes, CVE numbers, GUIDs, bulletins, hexadecimal numbers, ISBN, and words with an underline.
    func identifier(_ start: Int, _ end: Int) -> Indicator? {
        if let hash = hash(start, end) { return hash }
        if isCVE(start, end) { return Indicator(start: start, end: end, kind: .cve) }
        if isWord("cve", at: start - 4), self[start - 1] == 0x20 || self[start - 1] == 0x3A, isCVENumber(start, end) {
            return Indicator(start: start - 4, end: end, kind: .cve)
        }
        if isWord("0x", at: start), end - start > 3, (start + 2..<end).allSatisfy({ isHex(bytes[$0]) }) { return opaque(start, end) }
        if isGUID(start, end) || isISBN(start, end) || isDOI(start, end) || isBulletin(start, end) || isJoined(start, end) {
            return opaque(start, end)
        }
        return nil
    }

    /// Hexadecimal digits as long as a hash is, over a line break too; eight or more are a number.
    private func hash(_ start: Int, _ end: Int) -> Indicator? {
        var (digits, letters, at) = (0, 0, start)
        while at < end, isHex(bytes[at]) {
            if bytes[at].isDigit { digits += 1 } else { letters += 1 }
            at += 1
        }
        guard at - start >= 8, digits > 0, letters > 0 || at - start >= 16, !isAlphanumeric(self[at]) else { return nil }
        guard at == end, !isDay(start, end) else { return nil }
        if Self.hashLengths.contains(at - start) { return Indicator(start: start, end: at, kind: .hash) }
        if self[at] == 0x20, isLineBreak(at) {
            var next = at + 1
            while next < bytes.count, isHex(bytes[next]) { next += 1 }
            if next > at + 1, !isAlphanumeric(self[next]), Self.hashLengths.contains(next - start - 1) {
                return Indicator(start: start, end: next, kind: .hash)
            }
        }
        return opaque(start, at)
    }

    /// Hexadecimal digits in groups of two, four or eight: "70A8 8091 E1F9 A7BE ...", as long as a hash or
    /// sixteen digits at least.
    func groupedHex(_ start: Int, _ end: Int) -> Indicator? {
        let length = end - start
        guard length == 2 || length == 4 || length == 8, isHexGroup(start, length) else { return nil }
        var first = start
        while first > length, first - length - 1 >= (found.last?.end ?? 0), isGap(first - 1), isHexGroup(first - length - 1, length),
            first == length + 1 || !isAlphanumeric(self[first - length - 2])
        { first -= length + 1 }
        var (last, groups) = (first, 0)
        while isHexGroup(last, length), !isAlphanumeric(self[last + length]) {
            groups += 1
            guard isGap(last + length) else { last += length + 1; break }
            last += length + 1
        }
        last -= 1
        let digits = groups * length
        let letters = (first..<last).contains { isLetter(bytes[$0]) }
        guard digits >= 16, letters || Self.hashLengths.contains(digits) && length != 4 else { return nil }
        return Indicator(start: first, end: last, kind: Self.hashLengths.contains(digits) ? .hash : .opaque)
    }

    private func isGap(_ index: Int) -> Bool { self[index] == 0x20 || self[index] == 0x3A || self[index] == 0x09 }

    private func isHexGroup(_ start: Int, _ length: Int) -> Bool {
        guard start >= 0, start + length <= bytes.count else { return false }
        for index in start..<start + length where !isHex(bytes[index]) { return false }
        return true
    }

    /// 16DEC2014 has hexadecimal digits only, and is a day.
    private func isDay(_ start: Int, _ end: Int) -> Bool {
        guard let (_, month) = number(start, end), month - start <= 2, isMonth(month, month + 3) else { return false }
        return number(month + 3, end)?.1 == end
    }

    private func isCVE(_ start: Int, _ end: Int) -> Bool {
        (isWord("cve-", at: start) || isWord("can-", at: start)) && isCVENumber(start + 4, end)
    }

    private func isCVENumber(_ start: Int, _ end: Int) -> Bool {
        guard let (_, hyphen) = number(start, end), hyphen - start == 4, self[hyphen] == 0x2D,
            let (_, last) = number(hyphen + 1, end), last == end
        else { return false }
        return (4...7).contains(last - hyphen - 1)
    }

    private static let groups = [8, 4, 4, 4, 12]

    private func isGUID(_ start: Int, _ end: Int) -> Bool {
        guard end - start == 36 else { return false }
        var at = start
        for (index, length) in Self.groups.enumerated() {
            guard (at..<at + length).allSatisfy({ isHex(bytes[$0]) }) else { return false }
            at += length
            if index < 4, self[at] != 0x2D { return false }
            at += 1
        }
        return true
    }

    /// Digits and hyphens behind "ISBN" or "ISSN".
    private func isISBN(_ start: Int, _ end: Int) -> Bool {
        guard end - start >= 8, (start..<end).allSatisfy({ bytes[$0].isDigit || bytes[$0] == 0x2D || bytes[$0] | 0x20 == 0x78 })
        else { return false }
        var at = start
        while at > 0, !isLetter(bytes[at - 1]), start - at < 6 { at -= 1 }
        return isWord("isbn", at: at - 4) || isWord("issn", at: at - 4)
    }

    private func isDOI(_ start: Int, _ end: Int) -> Bool {
        let first = isWord("doi:", at: start) ? start + 4 : start
        guard isWord("10.", at: first), let (_, slash) = number(first + 3, end) else { return false }
        return slash - first - 3 >= 4 && self[slash] == 0x2F && end > slash + 1
    }

    /// Capitals, digits, a hyphen and digits: `MS08-067`, `TA14-353A`; `AB-2014-17`; `KB2286198`.
    private func isBulletin(_ start: Int, _ end: Int) -> Bool {
        var at = start
        while at < end, bytes[at] >= 0x41, bytes[at] <= 0x5A { at += 1 }
        let capitals = at - start
        guard capitals >= 2, at < end, !isMonth(start, at), capitals > 2 || !isWord("fy", at: start) else { return false }
        if isWord("kb", at: start), let (_, last) = number(at, end), last == end, last - at >= 6 { return true }
        if bytes[at] == 0x2D { at += 1 }
        guard let (_, hyphen) = number(at, end), self[hyphen] == 0x2D, let (_, last) = number(hyphen + 1, end) else { return false }
        return last - hyphen > 2 && end - last <= 1
    }

    private func isMonth(_ start: Int, _ end: Int) -> Bool {
        entry(start, end).map { $0.has(.month) } ?? false
    }

    /// Letters, digits and an underline: `report_2014_v2`.
    private func isJoined(_ start: Int, _ end: Int) -> Bool {
        let piece = bytes[start..<end]
        return piece.contains(0x5F) && piece.contains { $0.isDigit } && piece.contains { isLetter($0) }
            && piece.allSatisfy { isAlphanumeric($0) || "_-.".utf8.contains($0) }
    }
}
