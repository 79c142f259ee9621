import Foundation
import Measuring

/// How many pairs of claims that a careful reader would name are among the first three related
/// claims of each, asked from both ends.
struct RelatedRecall {
    let gloss: String
    let report: String
    let pairs: String

    private struct Claim {
        var id: String
        var text: String
        var extent: Range<Int>
    }

    /// Pairs, how many of their ends were asked, how many found.
    func row() throws -> [String] {
        let copy = try Other.scratch().appendingPathComponent("report.txt")
        try? FileManager.default.removeItem(at: copy)
        try FileManager.default.copyItem(atPath: report, toPath: copy.path)
        let claims = try claims(of: copy.path)
        let lines = try String(contentsOfFile: pairs, encoding: .utf8).split(separator: "\n")
        var (asked, found) = (0, 0)
        for line in lines where !line.hasPrefix("#") {
            let ends = try line.split(separator: "\t").map { try claim(String($0), claims) }
            for (one, other) in [(ends[0], ends[1]), (ends[1], ends[0])] {
                asked += 1
                let first = try related(to: one, copy.path).prefix(3)
                if claims.contains(where: { first.contains($0.id) && $0.extent.overlaps(other.extent) }) { found += 1 }
            }
        }
        return ["among the first three", "\(asked)", "\(found)", AnnotatorFigures.percent(Double(found) / Double(asked))]
    }

    private func claim(_ beginning: String, _ claims: [Claim]) throws -> Claim {
        guard let claim = claims.last(where: { $0.text.hasPrefix(beginning) }) else {
            throw MeasuringError("no claim begins “\(beginning)”")
        }
        return claim
    }

    private func claims(of path: String) throws -> [Claim] {
        let data = try Other.output([gloss, "annotate", path, "--json"])
        let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return (object?["claims"] as? [[String: Any]] ?? []).compactMap { claim in
            guard let id = claim["id"] as? String, let text = claim["text"] as? String,
                let spans = claim["spans"] as? [[Int]], let first = spans.first, let last = spans.last
            else { return nil }
            return Claim(id: id, text: text, extent: first[0]..<last[1])
        }
    }

    /// Claims that bear on one, strongest first.
    private func related(to claim: Claim, _ path: String) throws -> [String] {
        let data = try Other.output([gloss, "claims", path, "--related-to", claim.id, "--format", "json"])
        let found = try JSONSerialization.jsonObject(with: data) as? [[String: Any]] ?? []
        return found.compactMap { $0["id"] as? String }
    }
}
