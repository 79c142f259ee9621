import GlossModel

/// The names of gloss's own scheme in brat files (docs/formats.md); reader and writer share them.
enum BratScheme {
    static let form = "Form"
    /// A flag on a text-bound annotation that serves others and is nothing to be shown by itself.
    static let part = "Part"
    static let claim = "Claim"
    static let cue = "Cue"
    static let source = "Source"
    static let within = "Within"
    static let kind = "Kind"
    static let forecast = "Forecast"
    static let certainty = "Certainty"
    static let confidence = "Confidence"
    static let term = "Term"
    static let timex = "TIMEX3"
    static let through = "Through"
    static let because = "Because"
    static let reference = "Reference"
    static let database = "gloss:"

    /// A band as an attribute value: `very-likely`.
    static func value(of band: Likelihood) -> String {
        String(band.name.map { $0 == " " ? "-" : $0 })
    }

    /// What a `TIMEX3` note says: `value=2014-Q4 mod=END`, and `earliest=`, `latest=`,
    /// `precision=` where they are not what value and modifier give. A missing day is empty.
    static func timexNote(_ time: TimeExpression) -> String {
        var fields = ["value=" + time.value]
        if let mod = time.mod { fields.append("mod=" + mod) }
        let given = TimexValue.interval(of: time.value, mod: time.mod, type: time.type)
        if given?.earliest != time.earliest {
            fields.append("earliest=" + (time.earliest?.description ?? ""))
        }
        if given?.latest != time.latest {
            fields.append("latest=" + (time.latest?.description ?? ""))
        }
        if (given?.precision ?? .day) != time.precision {
            fields.append("precision=" + time.precision.name)
        }
        return fields.joined(separator: " ")
    }

    /// Reads a `TIMEX3` note into a time expression; unknown fields are passed over.
    static func read(timexNote note: String, into time: inout TimeExpression) {
        let fields = note.split(separator: " ")
        func said(_ name: String) -> Substring? {
            for field in fields.reversed() where field.utf8.starts(with: name.utf8) {
                let rest = field.utf8.dropFirst(name.utf8.count)
                if rest.first == 0x3D { return Substring(rest.dropFirst()) }
            }
            return nil
        }
        time.value = said("value").map(String.init) ?? ""
        time.mod = said("mod").map(String.init).flatMap { $0.isEmpty ? nil : $0 }
        let given = TimexValue.interval(of: time.value, mod: time.mod, type: time.type)
        time.earliest = said("earliest").map { Day(iso: $0) } ?? given?.earliest
        time.latest = said("latest").map { Day(iso: $0) } ?? given?.latest
        let precision = said("precision").flatMap { name in
            Precision.allCases.first { $0.name == name }
        }
        time.precision = precision ?? given?.precision ?? .day
    }

    /// What a `Because` note says: `score=0.71; reason; reason`.
    static func becauseNote(_ relation: Relation) -> String? {
        guard relation.score != nil || !relation.because.isEmpty else { return nil }
        var parts: [String] = []
        if let score = relation.score, score.isFinite {
            let thousandths = Int((min(max(score, 0), 1) * 1000).rounded())
            parts.append("score=\(thousandths / 1000)." + Day.padded(thousandths % 1000, 3))
        }
        return (parts + relation.because).joined(separator: "; ")
    }

    /// Reads a `Because` note.
    static func read(becauseNote note: String, into relation: inout Relation) {
        for part in note.utf8.split(separator: 0x3B) {
            let words = part.drop { $0 == 0x20 }
            if words.starts(with: "score=".utf8), let score = Double(Substring(words.dropFirst(6))) {
                relation.score = score
            } else if !words.isEmpty {
                relation.because.append(String(Substring(words)))
            }
        }
    }
}
