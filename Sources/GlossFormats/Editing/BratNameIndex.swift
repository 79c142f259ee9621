import GlossModel

/// Where names stand in the lines of a brat file: which line each begins, and which lines name it as
/// another's. Sorted columns of numbers by the letter before them, eight bytes an entry.
struct BratNameIndex: Sendable {
    /// Numbers, and the slots of the lines, in the order of the numbers and then of the slots.
    private struct Column: Sendable {
        var entries: [(number: UInt32, slot: UInt32)] = []

        mutating func finish() {
            for index in entries.indices.dropFirst() where entries[index] < entries[index - 1] {
                return entries.sort { $0 < $1 }
            }
        }

        func slots(_ number: UInt32) -> ArraySlice<(number: UInt32, slot: UInt32)> {
            var low = 0
            var high = entries.count
            while low < high {
                let middle = (low + high) / 2
                if entries[middle].number < number { low = middle + 1 } else { high = middle }
            }
            var end = low
            while end < entries.count, entries[end].number == number { end += 1 }
            return entries[low..<end]
        }
    }

    private var names: [UInt8: Column] = [:]
    private var references: [UInt8: Column] = [:]

    /// Indexes lines. O(bytes), O(n log n) where the numbers are in no order.
    init(_ bytes: Bytes, starts: [UInt32]) {
        for slot in starts.indices.dropLast() {
            take(bytes[Int(starts[slot])..<Int(starts[slot + 1])], UInt32(slot))
        }
        for key in Array(names.keys) { names[key]?.finish() }
        for key in Array(references.keys) { references[key]?.finish() }
    }

    private mutating func take(_ line: Slice<Bytes>, _ slot: UInt32) {
        guard let tab = line.firstIndex(of: 0x09), let letter = line.first else { return }
        if let number = BratNameIndex.number(line[line.startIndex + 1..<tab]) { names[letter, default: Column()].entries.append((number, slot)) }
        guard letter != 0x54 else { return }
        var place = tab + 1
        var word = place
        while place <= line.endIndex {
            let byte = place < line.endIndex ? line[place] : 0x0A
            if byte == 0x3A { word = place + 1 }
            if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
                if word < place, let number = BratNameIndex.number(line[word + 1..<place]) {
                    references[line[word], default: Column()].entries.append((number, slot))
                }
                word = place + 1
                if byte != 0x20 { return }
            }
            place += 1
        }
    }

    /// Digits as a number; nil for anything else.
    private static func number(_ digits: Slice<Bytes>) -> UInt32? {
        guard !digits.isEmpty, digits.count < 10 else { return nil }
        var number: UInt32 = 0
        for byte in digits {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            number = number * 10 + UInt32(byte - 0x30)
        }
        return number
    }

    private static func parts(_ name: String) -> (letter: UInt8, number: UInt32)? {
        guard let letter = name.utf8.first, let number = UInt32(name.dropFirst()) else { return nil }
        return (letter, number)
    }

    /// Slots of the lines that a name may begin. O(log n).
    func slots(of name: String) -> [Int] {
        guard let (letter, number) = BratNameIndex.parts(name) else { return [] }
        return names[letter]?.slots(number).map { Int($0.slot) } ?? []
    }

    /// Slots of the lines that may name it as another's. O(log n + lines).
    func slots(naming name: String) -> [Int] {
        guard let (letter, number) = BratNameIndex.parts(name) else { return [] }
        return references[letter]?.slots(number).map { Int($0.slot) } ?? []
    }

    /// The highest number of each letter.
    var highest: [UInt8: Int] { names.compactMapValues { $0.entries.last.map { Int($0.number) } } }
}
