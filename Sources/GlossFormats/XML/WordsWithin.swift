import GlossModel

extension String {
    /// Whether some bytes stand in it. `contains` goes by characters, which costs a hundred times as
    /// much; where words are told apart while a screen is waited for that counts.
    func holds(_ word: StaticString) -> Bool {
        var bytes = self
        let wanted = Bytes(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        return bytes.withBytes { $0.holds(wanted) }
    }

    /// The same for one of a list.
    func holds(anyOf words: [StaticString]) -> Bool { words.contains { holds($0) } }
}

extension Bytes {
    fileprivate func holds(_ wanted: Bytes) -> Bool {
        guard let first = wanted.first, wanted.count <= count else { return wanted.isEmpty }
        return (0...count - wanted.count).contains { place in
            self[place] == first && wanted.indices.allSatisfy { self[place + $0] == wanted[$0] }
        }
    }
}
