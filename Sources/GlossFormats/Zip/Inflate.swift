import GlossModel

/// DEFLATE (RFC 1951).
struct Inflate {
    /// A bit stream that is no DEFLATE, or makes more than it may.
    struct Fault: Error {}

    private let bytes: Bytes
    private var place = 0
    private var bits: UInt64 = 0
    private var count = 0
    private var out: [UInt8] = []
    private let most: Int

    private init(_ bytes: Bytes, expected: Int, most: Int) {
        (self.bytes, self.most) = (bytes, most)
        out.reserveCapacity(min(expected, most, 64 << 20))
    }

    /// What a stream stands for, `most` bytes of it at most. Linear in what comes out.
    static func inflate(_ bytes: Bytes, expected: Int, most: Int) throws(Fault) -> [UInt8] {
        var stream = Inflate(bytes, expected: expected, most: most)
        var isLast = false
        while !isLast {
            isLast = try stream.take(1) == 1
            switch try stream.take(2) {
            case 0: try stream.stored()
            case 1: try stream.block(HuffmanCode(Self.fixedLengths), HuffmanCode(Array(repeating: 5, count: 30)))
            case 2:
                let (literals, distances) = try stream.codes()
                try stream.block(literals, distances)
            default: throw Fault()
            }
        }
        return stream.out
    }

    private static let fixedLengths: [UInt8] =
        Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112) + Array(repeating: 7, count: 24) + Array(repeating: 8, count: 8)

    // MARK: Bits

    @inline(__always)
    private mutating func fill() {
        while count <= 48, place < bytes.count {
            bits |= UInt64(bytes[place]) << UInt64(count)
            place += 1
            count += 8
        }
    }

    private mutating func take(_ wanted: Int) throws(Fault) -> Int {
        fill()
        guard count >= wanted else { throw Fault() }
        let value = Int(bits & ((1 << UInt64(wanted)) - 1))
        bits >>= UInt64(wanted)
        count -= wanted
        return value
    }

    @inline(__always)
    private mutating func symbol(_ code: HuffmanCode) throws(Fault) -> Int {
        fill()
        let entry = code.table[Int(bits & UInt64(HuffmanCode.size - 1))]
        let length = Int(entry & 15)
        guard length > 0, length <= count else { throw Fault() }
        bits >>= UInt64(length)
        count -= length
        return Int(entry >> 4)
    }

    // MARK: Blocks

    private mutating func stored() throws(Fault) {
        _ = try take(count & 7)
        let (length, complement) = (try take(16), try take(16))
        guard length == ~complement & 0xFFFF, out.count + length <= most else { throw Fault() }
        for _ in 0..<length { out.append(UInt8(try take(8))) }
    }

    private mutating func codes() throws(Fault) -> (HuffmanCode, HuffmanCode) {
        let (literals, distances, lengths) = (try take(5) + 257, try take(5) + 1, try take(4) + 4)
        var small = [UInt8](repeating: 0, count: 19)
        for index in 0..<lengths { small[Self.order[index]] = UInt8(try take(3)) }
        let code = try HuffmanCode(small)
        var all: [UInt8] = []
        while all.count < literals + distances {
            let symbol = try symbol(code)
            switch symbol {
            case 0...15: all.append(UInt8(symbol))
            case 16:
                guard let last = all.last else { throw Fault() }
                all += Array(repeating: last, count: try take(2) + 3)
            case 17: all += Array(repeating: 0, count: try take(3) + 3)
            default: all += Array(repeating: 0, count: try take(7) + 11)
            }
        }
        guard all.count == literals + distances else { throw Fault() }
        return (try HuffmanCode(Array(all[..<literals])), try HuffmanCode(Array(all[literals...])))
    }

    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    private mutating func block(_ literals: HuffmanCode, _ distances: HuffmanCode) throws(Fault) {
        while true {
            let symbol = try symbol(literals)
            if symbol < 256 {
                guard out.count < most else { throw Fault() }
                out.append(UInt8(symbol))
                continue
            }
            guard symbol != 256 else { return }
            guard symbol < 286 else { throw Fault() }
            let length = Self.lengths[symbol - 257] + (try take(Self.lengthBits[symbol - 257]))
            let far = try self.symbol(distances)
            guard far < 30 else { throw Fault() }
            let distance = Self.distances[far] + (try take(Self.distanceBits[far]))
            guard distance <= out.count, out.count + length <= most else { throw Fault() }
            let start = out.count - distance
            for offset in 0..<length { out.append(out[start + offset]) }
        }
    }

    private static let lengths = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
    ]
    private static let lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
    private static let distances = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289,
        16385, 24577,
    ]
    private static let distanceBits = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]
}

/// A canonical Huffman code, as a table of all strings of 15 bits.
private struct HuffmanCode {
    static let size = 1 << 15
    /// By the next bits: symbol and, below, the length of its code; 0 where there is none.
    let table: [UInt16]

    init(_ lengths: [UInt8]) throws(Inflate.Fault) {
        var counts = [Int](repeating: 0, count: 16)
        for length in lengths { counts[Int(length)] += 1 }
        counts[0] = 0
        var (code, next) = (0, [Int](repeating: 0, count: 16))
        for length in 1...15 {
            code = (code + counts[length - 1]) << 1
            next[length] = code
            guard code + counts[length] <= 1 << length else { throw Inflate.Fault() }
        }
        var table = [UInt16](repeating: 0, count: Self.size)
        for (symbol, length) in lengths.enumerated() where length > 0 {
            let entry = UInt16(symbol << 4) | UInt16(length)
            var place = HuffmanCode.reversed(next[Int(length)], Int(length))
            next[Int(length)] += 1
            while place < Self.size {
                table[place] = entry
                place += 1 << Int(length)
            }
        }
        self.table = table
    }

    private static func reversed(_ code: Int, _ length: Int) -> Int {
        var (rest, found) = (code, 0)
        for _ in 0..<length { (found, rest) = (found << 1 | rest & 1, rest >> 1) }
        return found
    }
}
