import GlossModel

/// What is wrong with the annotations of a file: each fault is a finding with its place, as many of a
/// kind as a reader can look through, and then how many there are in all.
///
/// Every reader tells through this, so that one fault is called the same whatever the format, no file
/// is refused for it, and none is passed over.
struct Faults: Sendable {
    /// What can be wrong, by the code of its findings.
    enum Kind: String, Sendable {
        case beyondText = "span-beyond-text"
        case beforeText = "span-before-text"
        case reversed = "span-reversed"
        case notWhole = "offset-not-whole"
        case cutsCharacter = "span-cuts-character"
        case overlapping = "fragments-overlap"
        case differing = "span-text-differs"
        case moved = "span-moved"
        /// Words alone say where it stands, and they stand nowhere.
        case quoteMissing = "quote-not-found"
        /// A reference to an annotation that is not in the file, or was left out.
        case dangling = "names-what-is-not-there"
        /// A relation without an end, a span without an offset.
        case incomplete = "argument-missing"
        case twice = "name-twice"
        /// A bracket that opens a mention without one that closes it, or the other way round.
        case unpaired = "brackets-do-not-pair"
        case withinItself = "claim-within-itself"
        /// The file says itself that it does not hold: deleted, rejected, ignored, skipped.
        case leftOut = "rejected-left-out"
        /// A record of a file of several that is no JSON.
        case brokenRecord = "record-broken"
        /// Something of a known format in a form that it does not have.
        case unread = "not-understood"
        /// Annotations of a form that gloss does not know, in a file that it does.
        case notRead = "annotations-not-read"

        var severity: Finding.Severity {
            switch self {
            case .beyondText, .beforeText, .reversed, .notWhole, .dangling, .twice, .withinItself, .brokenRecord: .error
            case .leftOut: .note
            default: .warning
            }
        }

        /// The words for so many of them, after "3 of them" or "1 of them".
        fileprivate var inAll: String {
            switch self {
            case .beyondText: "end beyond the text"
            case .beforeText: "begin before the text"
            case .reversed: "end before they begin"
            case .notWhole: "have an offset that is no whole number"
            case .cutsCharacter: "begin or end within a character"
            case .overlapping: "have fragments that overlap"
            case .differing: "do not stand where their text does"
            case .moved: "were moved to where the words that they quote stand"
            case .quoteMissing: "quote words that are not in the text"
            case .dangling: "name what is not in the file"
            case .incomplete: "lack an end or an offset"
            case .twice: "have a name that another has"
            case .unpaired: "are opened or closed without the other"
            case .withinItself: "stand within themselves"
            case .leftOut: "are rejected, skipped or deleted by the file itself"
            case .brokenRecord: "are in records that are no JSON"
            case .unread: "have not the form that their format wants"
            case .notRead: "are annotations in a form that is not read"
            }
        }
    }

    /// As many of a kind are told one by one.
    static let toldOneByOne = 20

    let path: String
    /// The file that offsets are of, for lines; nil where there are none to tell.
    private let file: Text?
    private var counts: [Kind: Int] = [:]
    private var order: [Kind] = []
    private var told: [Finding] = []

    /// Of a file by the name that the user knows it by.
    init(path: String, file: Text? = nil) { (self.path, self.file) = (path, file) }

    var isEmpty: Bool { order.isEmpty }

    /// How many of a kind there are.
    func count(_ kind: Kind) -> Int { counts[kind] ?? 0 }

    /// Adds one. `name` is what the file calls the annotation, `offset` where it stands in the file, in
    /// bytes. `cause` is asked for only where it is told. O(1) but for the line of what is told.
    mutating func add(_ kind: Kind, _ name: String? = nil, at offset: Int? = nil, _ cause: @autoclosure () -> String) {
        guard counted(kind) else { return }
        tell(kind, name, offset.flatMap { line($0) }, cause())
    }

    /// The same where the line is known.
    mutating func add(_ kind: Kind, _ name: String? = nil, line: Int, _ cause: @autoclosure () -> String) {
        guard counted(kind) else { return }
        tell(kind, name, line, cause())
    }

    /// Counts one; whether it is told by itself.
    private mutating func counted(_ kind: Kind) -> Bool {
        let count = counts[kind, default: 0] + 1
        counts[kind] = count
        if count == 1 { order.append(kind) }
        return count <= Faults.toldOneByOne
    }

    private mutating func tell(_ kind: Kind, _ name: String?, _ line: Int?, _ cause: String) {
        let place = Finding.Place(file: path, line: line, annotation: name?.isEmpty == false ? name : nil)
        told.append(Finding(kind.severity, kind.rawValue, at: place, cause))
    }

    /// Takes those of another, after these.
    mutating func add(_ others: Faults) {
        for finding in others.told {
            guard let kind = Kind(rawValue: finding.code) else { continue }
            if counts[kind, default: 0] < Faults.toldOneByOne { told.append(finding) }
            if counts[kind] == nil { order.append(kind) }
            counts[kind, default: 0] += 1
        }
        for (kind, count) in others.counts where count > Faults.toldOneByOne {
            counts[kind, default: 0] += count - Faults.toldOneByOne
        }
    }

    /// The line of a byte of the file, from 1; nil in a file of one line, where it would say nothing.
    private func line(_ offset: Int) -> Int? {
        guard let file, offset >= 0, file.bytes.dropLast().contains(0x0A) else { return nil }
        return file.line(at: offset)
    }

    /// The findings: those told one by one in the order in which they were added, then a line for each
    /// kind of which there are more.
    var findings: [Finding] {
        told + order.compactMap { kind in
            guard let count = counts[kind], count > Faults.toldOneByOne else { return nil }
            return Finding(
                kind.severity, kind.rawValue + "-in-all", at: Finding.Place(file: path), "\(count) annotations in all \(kind.inAll)",
                remedy: kind == .beyondText ? "are these the annotations of this text?" : nil)
        }
    }
}

extension Text {
    /// The line that a byte stands in, from 1. O(offset).
    func line(at offset: Int) -> Int { 1 + bytes[..<min(max(offset, 0), count)].count { $0 == 0x0A } }
}

extension Span {
    /// Fragments as a mention wants them: in order and apart, those that overlap joined. `overlapped`
    /// says whether some did. O(n log n), O(n) where they are so already.
    static func apart(_ fragments: [Span]) -> (spans: [Span], overlapped: Bool) {
        guard fragments.count > 1 else { return (fragments, false) }
        if zip(fragments, fragments.dropFirst()).allSatisfy({ $0.end <= $1.start && $0.start < $1.start }) { return (fragments, false) }
        var (spans, overlapped): ([Span], Bool) = ([], false)
        for fragment in fragments.sorted() {
            if let last = spans.last, fragment.start < last.end || fragment == last {
                spans[spans.count - 1].end = max(last.end, fragment.end)
                overlapped = true
            } else {
                spans.append(fragment)
            }
        }
        return (spans, overlapped)
    }
}
