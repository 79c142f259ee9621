import GlossModel
import Synchronization

/// Which claims bear on a claim: an inverted index over a report's claims, asked for the top k.
///
/// A claim is a bag of features: the entities it names, the stems of its content words, the
/// concepts behind them (`Concepts`), the years it speaks of, and who says it. Features weigh by
/// inverse document frequency (Spärck Jones 1972); claims compare by the cosine of their features,
/// with pivoted length normalisation (Singhal et al. 1996). No table of pairs is ever made.
///
/// Building is linear in the text of the claims; 8 bytes a feature of a claim are kept. A query
/// looks at no more than `nearest` claims for each of at most `widest` features.
public struct RelatedClaims: Sendable {
    /// Of a feature that more claims share, only those nearest in the text are looked at.
    static let nearest = 1024
    /// Features of a claim beyond this number are left out, the last in the text first.
    static let widest = 96
    /// Cosines below this are chance.
    static let threshold = 0.09
    /// Claims before and after in a paragraph that count as near.
    static let neighbours = 6
    /// What the cosine of the claim right beside is raised by, twice over; of farther ones less.
    static let nearness: Float = 0.18
    /// The same where both have a source: several sources mostly speak of one matter.
    static let sourcedNearness: Float = 0.3
    /// A name or word that more than one claim in so many has is what the report is about: it says
    /// nothing of a pair.
    static let commonShare = 3
    /// Claims below which nothing is common.
    static let fewestForCommon = 9
    /// What is left of the weight of a word that headings have, or any report.
    static let headingWeight: Float = 0.5
    /// As many of the best candidates are compared word by word.
    static let mostCompared = 200

    private let report: Report
    private let claims: [AnnotationID]
    /// Places of claims in `claims`.
    private let rows: [AnnotationID: Int]
    /// Relations of files by the annotations that they join: layer and row.
    private let joined: [AnnotationID: [(layer: Int, row: Int)]]
    private var features: [FeatureKey: UInt32] = [:]
    /// Features of claim i: `claimFeatures[claimStarts[i]..<claimStarts[i + 1]]`, ascending.
    private var claimStarts: [UInt32] = [0]
    private var claimFeatures: [UInt32] = []
    /// Claims of feature f: `postings[postingStarts[f]..<postingStarts[f + 1]]`, in text order.
    private var postingStarts: [UInt32] = []
    private var postings: [UInt32] = []
    private var weights: [Float] = []
    private var norms: [Float] = []
    /// Words and names of the report's headings.
    private var headings: Set<FeatureKey> = []
    private var averageNorm: Float = 1
    private let scratch = ProductScratch()

    /// Indexes the claims of all layers of a report.
    public init(_ report: Report) {
        self.report = report
        let claims = report.claimIDs
        self.claims = claims
        rows = Dictionary(claims.enumerated().map { ($1, $0) }) { first, _ in first }
        joined = RelatedClaims.joined(report)
        readClaims()
        fillPostings()
        weigh()
    }

    /// Whether it was built from this very report, with all its layers.
    public func isOf(_ other: Report) -> Bool {
        // The layers that are kept here keep their memory, so that no others can lie there.
        report.text === other.text
            && report.layers.withUnsafeBufferPointer(\.baseAddress)
                == other.layers.withUnsafeBufferPointer(\.baseAddress)
    }

    // MARK: Asking

    /// The claims that bear on a claim, strongest first, at most `limit`.
    ///
    /// Relations that stand in a file come first, as they stand, without a score. Computed ones
    /// follow, with a score above 0 and at most 1 and at least one reason; claims whose text
    /// overlaps the claim's own are left out. The claim asked for is at either end of a relation:
    /// `Relation.other(than:)` gives the far one. Empty for a claim that is not in the report.
    public func related(to claim: AnnotationID, limit: Int = 10) -> [Relation] {
        let standing = standing(claim)
        guard let row = rows[claim], limit > standing.count else {
            return Array(standing.prefix(max(0, limit)))
        }
        let known = Set(standing.map { $0.other(than: claim) })
        var computed: [Relation] = []
        var taken: [Span] = [extent(row)]
        var reader = ClaimReader(report)
        let asked = reader.read(claim)
        for (other, score) in candidates(of: row) {
            if standing.count + computed.count >= limit { break }
            let span = extent(other)
            if known.contains(claims[other]) || taken.contains(where: { $0.overlaps(span) }) {
                continue
            }
            let comparison = Comparison(
                asked, reader.read(claims[other]), areNear: areNear(row, other), rareWeight: rareWeight,
                weight: weight, isTopic: headings.contains)
            guard let relation = comparison.relation(score: score, in: report) else { continue }
            taken.append(span)
            computed.append(relation)
        }
        return standing + computed
    }

    /// Relations of the file that the claim has a part in, in its order.
    private func standing(_ claim: AnnotationID) -> [Relation] {
        (joined[claim] ?? []).map { report.layers[$0.layer].relations[$0.row] }
    }

    private static func joined(_ report: Report) -> [AnnotationID: [(layer: Int, row: Int)]] {
        var joined: [AnnotationID: [(layer: Int, row: Int)]] = [:]
        for (layer, content) in report.layers.enumerated() {
            for (row, relation) in content.relations.enumerated() {
                joined[relation.from, default: []].append((layer, row))
                if relation.to != relation.from { joined[relation.to, default: []].append((layer, row)) }
            }
        }
        return joined
    }

    /// Whether two claims stand in one paragraph, with few others between them.
    private func areNear(_ row: Int, _ other: Int) -> Bool {
        guard row != other, abs(row - other) <= Self.neighbours else { return false }
        let (a, b) = (Int(extent(row).start), Int(extent(other).start))
        return report.paragraphs.index(at: a) == report.paragraphs.index(at: b)
    }

    /// The weight of a name that six claims have, or a twelfth of all where that is less.
    private var rareWeight: Double {
        let total = Float(max(1, claims.count))
        return Double(Logarithm.ofOnePlus(total / min(6, max(1, total / 12))))
    }

    private func nearness(_ row: Int, _ other: Int) -> Float {
        let areSourced = [row, other].allSatisfy { report.claim(claims[$0])?.sources.isEmpty == false }
        return (areSourced ? Self.sourcedNearness : Self.nearness) / Float(abs(row - other) + 1)
    }

    private func extent(_ row: Int) -> Span { report.span(of: claims[row]) ?? Span(0, 0) }

    private func weight(_ key: FeatureKey) -> Double {
        features[key].map { Double(weights[Int($0)]) } ?? 0
    }

    /// The best `mostCompared` of the claims that share features, best first; ties in the order of the
    /// text. O(what is looked at).
    private func candidates(of row: Int) -> [(row: Int, score: Double)] {
        var products = scratch.take(claims.count)
        let found = candidates(of: row, &products)
        scratch.give(products)
        return found
    }

    /// `products` has a zero for each claim, before and after.
    private func candidates(of row: Int, _ products: inout [Float]) -> [(row: Int, score: Double)] {
        var touched: [UInt32] = []
        defer { for other in touched { products[Int(other)] = 0 } }
        for feature in featuresOfClaim(row) {
            let weight = weights[Int(feature)]
            for other in postings[window(of: Int(feature), around: UInt32(row))] where other != row {
                if products[Int(other)] == 0 { touched.append(other) }
                products[Int(other)] += weight * weight
            }
        }
        // What stands beside a claim mostly speaks of the same.
        for other in max(0, row - Self.neighbours)..<min(claims.count, row + Self.neighbours + 1)
        where areNear(row, other) {
            let nearness = nearness(row, other)
            if products[other] == 0 { touched.append(UInt32(other)) }
            products[other] += nearness * (pivoted(row) * pivoted(other)).squareRoot()
        }
        touched.sort()
        var found: [(row: Int, score: Double)] = []
        for other in touched {
            let score = products[Int(other)] / (pivoted(row) * pivoted(Int(other))).squareRoot()
            if Double(score) >= Self.threshold { found.append((Int(other), min(1, Double(score)))) }
        }
        return RelatedClaims.best(found)
    }

    /// The best of rows that are in the order of the text, best first.
    private static func best(_ rows: [(row: Int, score: Double)]) -> [(row: Int, score: Double)] {
        func isBefore(_ a: (row: Int, score: Double), _ b: (row: Int, score: Double)) -> Bool {
            a.score != b.score ? a.score > b.score : a.row < b.row
        }
        guard rows.count > 2 * mostCompared else { return Array(rows.sorted(by: isBefore).prefix(mostCompared)) }
        // What is not better than the last of the best so far is passed over; ties were before.
        var best = rows.prefix(mostCompared).sorted(by: isBefore)
        for row in rows.dropFirst(mostCompared) {
            guard let last = best.last, row.score > last.score else { continue }
            best.removeLast()
            best.insert(row, at: best.partitioningIndex { !isBefore($0, row) })
        }
        return best
    }

    private func pivoted(_ row: Int) -> Float { 0.5 * averageNorm + 0.5 * norms[row] }

    /// The postings of a feature, or the `nearest` of them around a claim.
    private func window(of feature: Int, around row: UInt32) -> Range<Int> {
        let all = Int(postingStarts[feature])..<Int(postingStarts[feature + 1])
        guard all.count > Self.nearest else { return all }
        var low = all.lowerBound
        var high = all.upperBound
        while low < high {
            let middle = (low + high) / 2
            if postings[middle] < row { low = middle + 1 } else { high = middle }
        }
        let start = min(max(all.lowerBound, low - Self.nearest / 2), all.upperBound - Self.nearest)
        return start..<start + Self.nearest
    }

    private func featuresOfClaim(_ row: Int) -> ArraySlice<UInt32> {
        claimFeatures[Int(claimStarts[row])..<Int(claimStarts[row + 1])]
    }

    // MARK: Building

    private mutating func readClaims() {
        claimStarts.reserveCapacity(claims.count + 1)
        var reader = ClaimReader(report)
        headings = reader.headings()
        var scratch = ClaimFeatures(id: AnnotationID(layer: 0, kind: .claim, number: 0), extent: Span(0, 0))
        var own: [UInt32] = []
        for claim in claims {
            own.removeAll(keepingCapacity: true)
            for key in reader.keys(of: claim, limit: Self.widest, &scratch) {
                let next = UInt32(features.count)
                let feature = features[key] ?? next
                if feature == next {
                    features[key] = next
                    weights.append(key.kind.importance * (headings.contains(key) || Words.isGeneric(key) ? Self.headingWeight : 1))
                }
                own.append(feature)
            }
            own.sort()
            claimFeatures.append(contentsOf: own)
            claimStarts.append(UInt32(claimFeatures.count))
        }
    }

    private mutating func fillPostings() {
        postingStarts = Array(repeating: 0, count: features.count + 1)
        for feature in claimFeatures { postingStarts[Int(feature) + 1] += 1 }
        for index in postingStarts.indices.dropFirst() {
            postingStarts[index] += postingStarts[index - 1]
        }
        postings = Array(repeating: 0, count: claimFeatures.count)
        var next = postingStarts
        for row in claims.indices {
            for feature in featuresOfClaim(row) {
                postings[Int(next[Int(feature)])] = UInt32(row)
                next[Int(feature)] += 1
            }
        }
    }

    private mutating func weigh() {
        let total = Float(max(1, claims.count))
        for feature in weights.indices {
            let count = Float(postingStarts[feature + 1] - postingStarts[feature])
            let isCommon = claims.count >= Self.fewestForCommon && Int(count) * Self.commonShare > claims.count
            weights[feature] *= isCommon ? 0 : Logarithm.ofOnePlus(total / max(1, count))
        }
        norms = claims.indices.map { row in
            featuresOfClaim(row).reduce(into: 0) { $0 += weights[Int($1)] * weights[Int($1)] }
        }
        averageNorm = max(1, norms.reduce(0, +) / total)
    }
}

/// Zeros for the products of claims, kept from one query to the next: making them anew would cost all
/// claims each time.
private final class ProductScratch: Sendable {
    private let kept = Mutex<[[Float]]>([])

    func take(_ count: Int) -> [Float] { kept.withLock { $0.popLast() } ?? [Float](repeating: 0, count: count) }

    func give(_ products: [Float]) { kept.withLock { $0.append(products) } }
}

extension Relation {
    /// The end that is not `claim`; `to` where neither is.
    public func other(than claim: AnnotationID) -> AnnotationID { to == claim ? from : to }
}

/// Natural logarithms without a mathematics library.
enum Logarithm {
    /// ln(1 + x) for x ≥ 0, to about six digits.
    static func ofOnePlus(_ x: Float) -> Float {
        let value = 1 + x
        let exponent = value.exponent
        let fraction = (value.significand - 1) / (value.significand + 1)
        let square = fraction * fraction
        let series = 2 * fraction * (1 + square / 3 + square * square / 5 + square * square * square / 7)
        return Float(exponent) * 0.693_147_2 + series
    }
}
