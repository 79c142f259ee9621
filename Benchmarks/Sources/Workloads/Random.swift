/// A seeded source of numbers (SplitMix64): the same seed gives the same workload everywhere.
struct Random {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below the bound; the bound is positive.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number from 0 to below the bound, small ones far more often, as names are in reports.
    mutating func skewed(below bound: Int) -> Int {
        below(below(bound) + 1)
    }

    /// Whether something with this probability, in thousandths, happens.
    mutating func happens(_ thousandths: Int) -> Bool {
        below(1000) < thousandths
    }

    mutating func pick<Element>(_ list: [Element]) -> Element {
        list[below(list.count)]
    }
}
