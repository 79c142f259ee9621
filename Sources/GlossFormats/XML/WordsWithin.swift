extension String {
    /// Whether some bytes stand in it. `contains` goes by characters, which costs a hundred times as
    /// much; where words are told apart while a screen is waited for that counts.
    func holds(_ word: StaticString) -> Bool {
        var bytes = self
        let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        return bytes.withUTF8 { $0.holds(wanted) }
    }

    /// The same for one of a list.
    func holds(anyOf words: [StaticString]) -> Bool { words.contains { holds($0) } }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func holds(_ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = wanted.first, wanted.count <= count else { return wanted.isEmpty }
        return (0...count - wanted.count).contains { place in
            self[place] == first && wanted.indices.allSatisfy { self[place + $0] == wanted[$0] }
        }
    }
}
