struct FuzzyMatch { let q: String; init(_ q: String) { self.q = q.lowercased() }
 func score(_ c: String) -> (score: Int, positions: [Int])? { q.isEmpty || c.lowercased().contains(q) ? (1, []) : nil } }
