/// Finds rows by their numbers: an array where the numbers are dense enough, else a dictionary.
struct NumberIndex: Sendable {
    private var places: [UInt32] = []
    private var sparse: [UInt32: UInt32] = [:]
    /// Rows whose number an earlier row has; the earlier one is found.
    private(set) var repeated: [Int] = []

    /// Indexes `count` rows. O(count).
    init(count: Int, number: (Int) -> UInt32) {
        var greatest: UInt32 = 0
        for row in 0..<count { greatest = max(greatest, number(row)) }
        if Int(greatest) < 8 * count + 1024 {
            places = [UInt32](repeating: 0, count: Int(greatest) + 1)
            for row in 0..<count {
                let number = Int(number(row))
                if places[number] == 0 { places[number] = UInt32(row + 1) } else { repeated.append(row) }
            }
        } else {
            for row in 0..<count where sparse.updateValue(UInt32(row), forKey: number(row)) != nil {
                repeated.append(row)
            }
        }
    }

    /// The row of a number.
    subscript(number: UInt32) -> Int? {
        if !places.isEmpty || sparse.isEmpty {
            guard number < places.count, places[Int(number)] > 0 else { return nil }
            return Int(places[Int(number)]) - 1
        }
        return sparse[number].map { Int($0) }
    }
}
