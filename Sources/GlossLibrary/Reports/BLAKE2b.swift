import GlossModel

/// The hash BLAKE2b (RFC 7693) of 16 bytes: what a file holds, in short.
public struct BLAKE2b {
    private static let initial: [UInt64] = [
        0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
        0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179,
    ]
    private static let orders: [[Int]] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4], [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13], [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11], [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5], [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    ]

    /// The hash of some bytes, 16 of them. Linear.
    public static func hash(_ bytes: Bytes) -> [UInt8] {
        var state = initial
        state[0] ^= 0x0101_0000 ^ 16
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 32) { room in
            var offset = 0
            repeat {
                let end = min(bytes.count, offset + 128)
                load(bytes, offset, end, room)
                offset = end
                compress(&state, room, UInt64(offset), isLast: offset == bytes.count)
            } while offset < bytes.count
        }
        return state[..<2].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) } }
    }

    private static func load(_ bytes: Bytes, _ start: Int, _ end: Int, _ room: UnsafeMutableBufferPointer<UInt64>) {
        if end - start == 128 {
            for index in 0..<16 { room[index] = bytes.word(at: start + index * 8) }
            return
        }
        for index in 0..<16 { room[index] = 0 }
        for index in start..<end { room[(index - start) / 8] |= UInt64(bytes[index]) << (8 * UInt64((index - start) % 8)) }
    }

    private static func compress(_ state: inout [UInt64], _ room: UnsafeMutableBufferPointer<UInt64>, _ count: UInt64, isLast: Bool) {
        for index in 0..<8 {
            room[16 + index] = state[index]
            room[24 + index] = initial[index]
        }
        room[28] ^= count
        if isLast { room[30] = ~room[30] }
        for order in orders {
            mix(room, 0, 4, 8, 12, order[0], order[1])
            mix(room, 1, 5, 9, 13, order[2], order[3])
            mix(room, 2, 6, 10, 14, order[4], order[5])
            mix(room, 3, 7, 11, 15, order[6], order[7])
            mix(room, 0, 5, 10, 15, order[8], order[9])
            mix(room, 1, 6, 11, 12, order[10], order[11])
            mix(room, 2, 7, 8, 13, order[12], order[13])
            mix(room, 3, 4, 9, 14, order[14], order[15])
        }
        for index in 0..<8 { state[index] ^= room[16 + index] ^ room[24 + index] }
    }

    @inline(__always)
    private static func mix(_ room: UnsafeMutableBufferPointer<UInt64>, _ a: Int, _ b: Int, _ c: Int, _ d: Int, _ x: Int, _ y: Int) {
        func turned(_ value: UInt64, _ bits: UInt64) -> UInt64 { value >> bits | value << (64 - bits) }
        room[16 + a] = room[16 + a] &+ room[16 + b] &+ room[x]
        room[16 + d] = turned(room[16 + d] ^ room[16 + a], 32)
        room[16 + c] = room[16 + c] &+ room[16 + d]
        room[16 + b] = turned(room[16 + b] ^ room[16 + c], 24)
        room[16 + a] = room[16 + a] &+ room[16 + b] &+ room[y]
        room[16 + d] = turned(room[16 + d] ^ room[16 + a], 16)
        room[16 + c] = room[16 + c] &+ room[16 + d]
        room[16 + b] = turned(room[16 + b] ^ room[16 + c], 63)
    }
}
