import GlossAnnotator

/// An averaged structured perceptron (Collins 2002) over the rows of `NameFeatures`, in integers: the
/// same for the same seed, to the byte. Where a token has several labels, the best of those allowed is
/// taken for the right one.
struct Perceptron {
    private var weights = [SIMD16<Int32>](repeating: SIMD16(), count: NameFeatures.rows + 1)
    private var sums = [SIMD16<Int64>](repeating: SIMD16(), count: NameFeatures.rows + 1)
    private var path = NamePath()
    private var transitions = [Int32](repeating: 0, count: NameLabel.lanes * NameLabel.lanes)
    private var transitionSums = [Int64](repeating: 0, count: NameLabel.lanes * NameLabel.lanes)
    private var memory = NameMemory()
    private var step: Int32 = 1
    private var random: UInt64

    init(seed: UInt64) { random = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// Goes through the courses so many times, each time in another order. Tells how many tokens were
    /// wrong.
    mutating func learn(_ courses: [Course], rounds: Int, tell: (Int, Int) -> Void) {
        var order = Array(courses.indices)
        for round in 1...rounds {
            for place in stride(from: order.count - 1, to: 0, by: -1) { order.swapAt(place, Int(next() % UInt64(place + 1))) }
            var wrong = 0
            for index in order {
                memory.clear()
                for exercise in courses[index].exercises { wrong += learn(exercise) }
            }
            tell(round, wrong)
        }
    }

    private mutating func next() -> UInt64 {
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        return random >> 11
    }

    /// A row beside the table, whose weights stay 0.
    static let noRow = UInt32(NameFeatures.rows)
    /// Of so many rows of the text one is passed over, another one each time, so that not all hangs on the
    /// commonest: what is new has none of those.
    private static let passedOver = UInt64(5)

    private mutating func learn(_ full: Exercise) -> Int {
        var exercise = full
        for index in exercise.rows.indices where index % NameFeatures.fixed > 0 && next() % Self.passedOver == 0 {
            exercise.rows[index] = Self.noRow
        }
        let count = exercise.words.count
        var moving: [(UInt32, UInt32, UInt32)] = []
        path.weights.removeAll(keepingCapacity: true)
        for place in 0..<count {
            func type(_ other: Int) -> Int { other >= 0 && other < count ? memory.type(exercise.words[other]) : 0 }
            moving.append(NameFeatures.remembered(type(place), type(place - 1), type(place + 1)))
            var sum = SIMD16<Int32>()
            for row in exercise.rows[place * NameFeatures.fixed..<(place + 1) * NameFeatures.fixed] { sum &+= weights[Int(row)] }
            for hash in [moving[place].0, moving[place].1, moving[place].2] { sum &+= weights[Int(hash & UInt32(NameFeatures.rows - 1))] }
            path.weights.append(sum)
        }
        let moves = NameTransitions(transitions)
        path.find(moves)
        let said = path.labels
        path.find(moves, allowed: exercise.allowed)
        let right = path.labels
        var wrong = 0
        for place in 0..<count {
            if said[place] != right[place] {
                wrong += 1
                correct(exercise, place, moving[place], right: Int(right[place]), said: Int(said[place]))
            }
            let (before, saidBefore) = place == 0 ? (0, 0) : (Int(right[place - 1]), Int(said[place - 1]))
            if said[place] != right[place] || before != saidBefore {
                move(before * NameLabel.lanes + Int(right[place]), 1)
                move(saidBefore * NameLabel.lanes + Int(said[place]), -1)
            }
            // What was said, not what is right: so it is when it is used.
            if said[place] != 0, exercise.isCapital[place] { memory.keep(exercise.words[place], type: NameLabel.type(Int(said[place]))) }
        }
        step += 1
        return wrong
    }

    private mutating func correct(_ exercise: Exercise, _ place: Int, _ moving: (UInt32, UInt32, UInt32), right: Int, said: Int) {
        var change = SIMD16<Int32>()
        change[right] = 1
        change[said] = -1
        let weighted = SIMD16<Int64>(truncatingIfNeeded: change) &* Int64(step)
        for row in exercise.rows[place * NameFeatures.fixed..<(place + 1) * NameFeatures.fixed] {
            if row == Self.noRow { continue }
            weights[Int(row)] &+= change
            sums[Int(row)] &+= weighted
        }
        for hash in [moving.0, moving.1, moving.2] {
            let row = hash & UInt32(NameFeatures.rows - 1)
            weights[Int(row)] &+= change
            sums[Int(row)] &+= weighted
        }
    }

    private mutating func move(_ place: Int, _ change: Int32) {
        transitions[place] += change
        transitionSums[place] += Int64(change) * Int64(step)
    }

    /// The mean of the weights over all steps, times `scale`.
    func average(_ scale: Int64) -> Averaged {
        func mean(_ weight: Int32, _ sum: Int64) -> Int64 { (Int64(weight) * Int64(step) - sum) * scale / Int64(step) }
        var averaged = Averaged()
        for row in 0..<NameFeatures.rows {
            for label in 0..<NameLabel.count {
                averaged.rows[row * NameLabel.lanes + label] = mean(weights[row][label], sums[row][label])
            }
        }
        for place in transitionSums.indices { averaged.transitions[place] = mean(transitions[place], transitionSums[place]) }
        return averaged
    }
}

/// Weights as they are before they are made small.
struct Averaged {
    var rows = [Int64](repeating: 0, count: NameFeatures.rows * NameLabel.lanes)
    var transitions = [Int64](repeating: 0, count: NameLabel.lanes * NameLabel.lanes)

    mutating func add(_ other: Averaged) {
        for index in rows.indices { rows[index] += other.rows[index] }
        for index in transitions.indices { transitions[index] += other.transitions[index] }
    }

    /// The bytes of a file of weights with a header. The largest weight becomes 127.
    func file(header: String) -> [UInt8] {
        let largest = max(1, rows.lazy.map(abs).max() ?? 1)
        func small(_ weight: Int64, _ most: Int64) -> Int64 {
            let scaled = (abs(weight) * 127 * 2 + largest) / (2 * largest)
            return min(scaled, most) * (weight < 0 ? -1 : 1)
        }
        var bytes = Array((NameModel.magic + header).utf8.prefix(NameModel.headerSize - 1))
        bytes += [UInt8](repeating: 0, count: NameModel.headerSize - bytes.count)
        for weight in transitions {
            let value = UInt16(bitPattern: Int16(small(weight, 32_000)))
            bytes += [UInt8(value & 255), UInt8(value >> 8)]
        }
        bytes.reserveCapacity(NameModel.size)
        for weight in rows { bytes.append(UInt8(bitPattern: Int8(small(weight, 127)))) }
        return bytes
    }
}
