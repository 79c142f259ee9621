import GlossModel
import Synchronization

/// Whether a name that the user gave is one of any report, and what it may have meant where it is of none.
final class KnownNames: Sendable {
    /// What the name is of: `entity`, `claim`.
    private let kind: String
    private let wanted: String
    private struct State: Sendable {
        var isKnown = false
        var near: [String] = []
        var looked = 0
    }
    private let state = Mutex(State())
    /// In as many reports it is looked for what may have been meant.
    private static let reports = 500

    init(_ kind: String, _ wanted: String) {
        self.kind = kind
        self.wanted = wanted
    }

    /// Notes that a report knows the name.
    func found() { state.withLock { $0.isKnown = true } }

    /// Notes the names of a report that does not.
    func missed(_ names: () -> [String]) {
        let looks = state.withLock { state in
            state.looked += 1
            return !state.isKnown && state.looked <= KnownNames.reports
        }
        guard looks else { return }
        let names = names()
        // A name of several words may be meant by one of them.
        let near = Spelling.nearest(to: wanted, among: names) ?? names.first { name in
            Spelling.nearest(to: wanted, among: name.split(separator: " ").map(String.init)) != nil
        }
        if let near { state.withLock { $0.near.append(near) } }
    }

    /// Says on standard error that no report has it, with the nearest that one has.
    func tell() {
        let (isKnown, near) = state.withLock { ($0.isKnown, $0.near) }
        guard !isKnown else { return }
        let meant = Spelling.nearest(to: wanted, among: near) ?? near.first
        let message = "there is no \(kind) \"\(wanted)\"" + (meant.map { "; did you mean \"\($0)\"?" } ?? "")
        _ = Files.writeAll(Array("gloss: \(StandIn.line(message))\n".utf8), to: 2)
    }
}

extension Report {
    /// The entities of a name, noted in `known`; nil where there is none.
    func entities(_ name: String, _ known: KnownNames) -> [AnnotationID]? {
        let found = entities(named: name)
        guard found.isEmpty else {
            known.found()
            return found
        }
        known.missed { entityIDs.flatMap { id in entity(id).map { [$0.name] + $0.aliases } ?? [] } }
        return nil
    }

    /// The claim of an id in small or capital letters, noted in `known`.
    func claim(_ name: String, _ known: KnownNames) -> AnnotationID? {
        for spelling in [name, name.uppercased(), name.lowercased()] {
            guard let id = annotation(named: spelling, kinds: [.claim]) else { continue }
            known.found()
            return id
        }
        known.missed { claimIDs.map { self.name(of: $0) } }
        return nil
    }
}
