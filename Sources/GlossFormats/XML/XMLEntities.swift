import GlossModel

/// The entities that a document defines for itself, and what they have cost so far.
struct XMLEntities {
    private var values: [String: Range<Int>] = [:]
    /// Bytes that references to them have made.
    private(set) var expanded = 0
    /// More than this is refused.
    static let most = 1 << 20
    /// Entities within entities, at most so deep.
    static let deepest = 16

    /// The first definition of a name holds (XML 1.0, 4.2).
    mutating func define(_ name: String, _ value: Range<Int>) {
        if values[name] == nil { values[name] = value }
    }

    subscript(_ name: String) -> Range<Int>? { values[name] }

    mutating func count(_ bytes: Int) { expanded += bytes }
}

extension XMLReader {
    /// Whether a value stands for itself.
    @inline(__always)
    func isPlain(_ range: Range<Int>) -> Bool {
        for index in range where bytes[index] == 0x26 || bytes[index] < 0x20 { return false }
        return true
    }

    /// Adds what a range of the file stands for. Line ends become line feeds; in attributes they
    /// and tabs become spaces.
    mutating func decode(
        _ range: Range<Int>, isAttribute: Bool, into target: inout [UInt8], within depth: Int = 0
    ) throws(FormatError) {
        var start = range.lowerBound
        var place = start
        while place < range.upperBound {
            let byte = bytes[place]
            guard byte == 0x26 || byte < 0x20 else {
                place += 1
                continue
            }
            if byte == 0x26, isLiteral, !isAttribute {
                place += 1
                continue
            }
            target.append(contentsOf: bytes[start..<place])
            if byte == 0x26 {
                try expand(&place, range.upperBound, isAttribute, &target, depth)
            } else {
                if byte == 0x0D, place + 1 < range.upperBound, bytes[place + 1] == 0x0A { place += 1 }
                target.append(isAttribute ? 0x20 : byte == 0x0D ? 0x0A : byte)
                place += 1
            }
            start = place
        }
        target.append(contentsOf: bytes[start..<range.upperBound])
        if depth > 0 {
            entities.count(range.count)
            guard entities.expanded <= XMLEntities.most else { throw wrong("its entities become too large") }
        }
    }

    /// Expands the reference at a place and moves beyond it.
    private mutating func expand(
        _ place: inout Int, _ end: Int, _ isAttribute: Bool, _ target: inout [UInt8], _ depth: Int
    ) throws(FormatError) {
        let start = place + 1
        var stop = start
        while stop < end, stop - start < 64, bytes[stop] != 0x3B { stop += 1 }
        guard stop < end, bytes[stop] == 0x3B, stop > start else {
            guard toleratesAmpersands else { throw wrong("& stands for nothing", at: place) }
            return literalAmpersand(&place, &target)
        }
        if toleratesAmpersands, !isName(start..<stop) { return literalAmpersand(&place, &target) }
        place = stop + 1
        if bytes[start] == 0x23 {
            guard let scalar = scalar(bytes[start + 1..<stop]) else {
                throw wrong("&\(string(start..<stop)); is no character", at: start)
            }
            target.append(contentsOf: String(scalar).utf8)
        } else if let byte = standard(start..<stop) {
            target.append(byte)
        } else if let value = entities[string(start..<stop)] {
            guard depth < XMLEntities.deepest else { throw wrong("an entity stands within itself", at: start) }
            if bytes[value].contains(0x3C) { throw wrong("the entity \(string(start..<stop)) has markup in it", at: start) }
            try decode(value, isAttribute: isAttribute, into: &target, within: depth + 1)
        } else {
            throw wrong("there is no entity \(string(start..<stop))", at: start)
        }
    }

    /// Takes a & that begins no reference as it stands.
    private mutating func literalAmpersand(_ place: inout Int, _ target: inout [UInt8]) {
        if bareAmpersands == 0 { firstAmpersand = place }
        bareAmpersands += 1
        target.append(0x26)
        place += 1
    }

    /// Whether bytes may be the name of an entity, or a character by its number.
    private func isName(_ range: Range<Int>) -> Bool {
        range.allSatisfy { bytes[$0] | 0x20 >= 0x61 && bytes[$0] | 0x20 <= 0x7A || bytes[$0] >= 0x30 && bytes[$0] <= 0x39 || "#_.-".utf8.contains(bytes[$0]) }
    }

    private func standard(_ name: Range<Int>) -> UInt8? {
        if isEqual(name, "amp") { return 0x26 }
        if isEqual(name, "lt") { return 0x3C }
        if isEqual(name, "gt") { return 0x3E }
        if isEqual(name, "quot") { return 0x22 }
        return isEqual(name, "apos") ? 0x27 : nil
    }

    /// The character of `10` or `xA`.
    private func scalar(_ digits: Slice<Bytes>) -> Unicode.Scalar? {
        let isHex = digits.first == 0x78
        var value: UInt32 = 0
        let digits = isHex ? digits.dropFirst() : digits
        guard !digits.isEmpty else { return nil }
        for digit in digits {
            guard let number = JSONString.hexDigit(digit), isHex || number < 10 else { return nil }
            value = value * (isHex ? 16 : 10) + UInt32(number)
            if value > 0x10FFFF { return nil }
        }
        let isControl = value < 0x20 && value != 9 && value != 10 && value != 13 && !(hasControls && value > 0)
        return isControl || value == 0xFFFE || value == 0xFFFF ? nil : Unicode.Scalar(value)
    }
}
