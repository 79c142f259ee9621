import GlossModel

/// Reads the attributes that gloss's scheme gives to claims, each of the same words once.
struct ClaimRemarks {
    private enum Change {
        case kind(ClaimKind)
        case forecast
        case certainty(Likelihood)
        case confidence(Confidence)
    }

    private let lines: BratLines
    private let file: Text
    private var values = ByteInterner()
    private var known: [UInt64: Change?] = [:]

    init(_ lines: BratLines, _ file: Text) {
        self.lines = lines
        self.file = file
    }

    /// Whether an attribute is one of the scheme, with a value that it knows.
    mutating func knows(_ attribute: BratLines.Remark) -> Bool { change(attribute) != nil }

    /// Does what an attribute says.
    mutating func apply(_ attribute: BratLines.Remark, to claim: inout Claim) {
        switch change(attribute) {
        case .kind(let kind)?: claim.kind = kind
        case .forecast?: claim.isForecast = true
        case .certainty(let likelihood)?: claim.likelihood = likelihood
        case .confidence(let confidence)?: claim.confidence = confidence
        case nil: break
        }
    }

    private mutating func change(_ attribute: BratLines.Remark) -> Change? {
        let bytes = attribute.value.bytes ?? 0..<0
        let value = values.number(Bytes(rebasing: file.bytes[bytes]))
        let key = UInt64(attribute.type) << 32 | UInt64(value)
        if let known = known[key] { return known }
        let made = make(lines.words[Int(attribute.type)], values.string(value))
        known[key] = .some(made)
        return made
    }

    private func make(_ name: String, _ value: String) -> Change? {
        switch name {
        case BratScheme.kind: ClaimKind.allCases.first { $0.name == value }.map { .kind($0) }
        case BratScheme.forecast: value.isEmpty ? .forecast : nil
        case BratScheme.certainty: Likelihood(name: value).map { .certainty($0) }
        case BratScheme.confidence: Confidence.allCases.first { $0.name == value }.map { .confidence($0) }
        default: nil
        }
    }
}
