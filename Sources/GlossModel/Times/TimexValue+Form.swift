extension TimexValue {
    /// Whether a value is written as TIMEX3 has it: a date or a range on the calendar, a duration, a part of
    /// the calendar that recurs (`XXXX-05`), or a reference to the past, the present or the future.
    /// O(length of the value).
    public static func isWellFormed(_ value: String) -> Bool {
        if ["PAST_REF", "PRESENT_REF", "FUTURE_REF"].contains(value) { return true }
        if interval(of: value, mod: nil, type: .date) != nil { return true }
        let bytes = Array(value.utf8)
        guard let first = bytes.first, bytes.count <= 64 else { return false }
        if first == UInt8(ascii: "P") { return isDuration(bytes.dropFirst()) }
        return first == UInt8(ascii: "X") && bytes.allSatisfy { byte in
            byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
                || [UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "/")].contains(byte)
        }
    }

    /// `3D`, `1Y6M`, `T12H`, `XW`: numbers with units.
    private static func isDuration(_ bytes: ArraySlice<UInt8>) -> Bool {
        var hasNumber = false
        var hasUnit = false
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "X"): hasNumber = true
            case UInt8(ascii: "T") where !hasNumber: continue
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                guard hasNumber else { return false }
                (hasNumber, hasUnit) = (false, true)
            default: return false
            }
        }
        return hasUnit && !hasNumber
    }
}
