enum CharacterWidth { static func columns(of s: Unicode.Scalar) -> Int { s.properties.generalCategory == .nonspacingMark ? 0 : 1 } }
struct FuzzyMatch { let q: String; init(_ q: String) { self.q = q.lowercased() }
 func score(_ c: String) -> (score: Int, positions: [Int])? { q.isEmpty || c.lowercased().contains(q) ? (1, []) : nil } }
