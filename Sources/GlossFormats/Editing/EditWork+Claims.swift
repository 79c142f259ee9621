import GlossModel

/// Claims as brat has them: an event whose trigger is the content, with cue and sources as arguments, and
/// what is said of it as attributes (docs/formats.md).
extension EditWork {
    typealias Outcome = (focus: AnnotationID?, word: String?)

    mutating func claim(_ spans: [Span]) -> Outcome {
        let spans = spans.map { Span(whole: $0, in: report.text) }.filter { $0.count > 0 }
        guard !spans.isEmpty else { return (nil, "nothing is claimed: no words") }
        let content = document.add(BratScheme.claim, spans, text)
        let name = document.fresh("E")
        document.append("\(name)\t\(BratScheme.claim):\(content)")
        note(step: "claim", name, MarkedWords(spans: spans, type: MarkedWords.claim))
        return (id(of: name, MarkedWords.claim), nil)
    }

    /// Writes a computed claim down as it is.
    /// - Returns: its name.
    mutating func takeOver(_ claim: Claim, _ id: AnnotationID) -> String {
        let layer = report.layers[Int(id.layer)]
        let content = document.add(BratScheme.claim, Array(layer.spans(claim.spans)), text)
        var arguments = ["\(BratScheme.claim):\(content)"]
        if !claim.cue.isEmpty { arguments.append("\(BratScheme.cue):\(document.add(BratScheme.cue, Array(layer.spans(claim.cue)), text))") }
        for (index, source) in layer.sources(of: claim).enumerated() where !source.spans.isEmpty {
            let words = document.add(BratScheme.source, Array(layer.spans(source.spans)), text)
            arguments.append("\(BratScheme.source)\(index == 0 ? "" : String(index + 1)):\(words)")
        }
        let name = document.fresh("E")
        document.append(name + "\t" + arguments.joined(separator: " "))
        if claim.kind != .asserted { document.addRemark("A", BratScheme.kind, of: name, " " + claim.kind.name) }
        if claim.isForecast { document.addRemark("A", BratScheme.forecast, of: name, "") }
        if let band = claim.likelihood { document.addRemark("A", BratScheme.certainty, of: name, " " + BratScheme.value(of: band)) }
        if claim.term > 0 { document.addRemark("#", BratScheme.term, of: name, "\t" + layer.strings[Int(claim.term)]) }
        if let confidence = claim.confidence { document.addRemark("A", BratScheme.confidence, of: name, " " + confidence.name) }
        return name
    }

    /// Adds an argument to a claim, or puts it in the place of the one that is there.
    mutating func say(of id: AnnotationID, _ role: String, _ spans: [Span], adds: Bool) throws(EditRefusal) -> Outcome {
        guard id.kind == .claim, report.claim(id) != nil else { throw .impossible("only a claim has that; ]c goes to one") }
        let spans = spans.map { Span(whole: $0, in: report.text) }.filter { $0.count > 0 }
        guard !spans.isEmpty else { throw .impossible("no words are in focus for it") }
        let name = own(id, .changed)
        guard let slot = document.slot(of: name), let line = document.line(slot) else { throw .impossible("the claim is not in the file") }
        var words = line.split(separator: " ").map(String.init)
        let known = words.filter { $0.hasPrefix(role) && $0.dropFirst(role.count).prefix { $0 != ":" }.allSatisfy(\.isNumber) }
        let part = document.add(role, spans, text)
        if adds || known.isEmpty {
            words.append("\(role)\(known.isEmpty ? "" : String(known.count + 1)):\(part)")
        } else {
            words = words.map { $0 == known[0] ? "\(role):\(part)" : $0 }
        }
        document.set(slot, words.joined(separator: " "))
        if !adds, let old = known.first?.split(separator: ":").last { _ = document.remove(String(old)) }
        if report.claim(id)?.kind == .asserted { document.say("A", BratScheme.kind, of: name, " " + ClaimKind.reported.name) }
        note(step: role.lowercased(), name, report.markedWords(id))
        return (self.id(of: name, MarkedWords.claim), nil)
    }

    /// Says something of a claim by an attribute; nil takes it away.
    mutating func remark(_ id: AnnotationID, _ attribute: String, _ value: String?) throws(EditRefusal) -> Outcome {
        guard id.kind == .claim, report.claim(id) != nil else { throw .impossible("only a claim has that; ]c goes to one") }
        let name = own(id, .changed)
        document.say("A", attribute, of: name, value.map { $0.isEmpty ? "" : " " + $0 })
        if attribute == BratScheme.certainty { document.say("#", BratScheme.term, of: name, nil) }
        note(step: attribute.lowercased(), name, report.markedWords(id))
        return (self.id(of: name, MarkedWords.claim), nil)
    }

    mutating func relate(_ from: AnnotationID, _ to: AnnotationID, _ type: String) throws(EditRefusal) -> Outcome {
        guard from != to else { throw .impossible("it cannot bear on itself") }
        guard report.markedWords(from) != nil, report.markedWords(to) != nil else { throw .impossible("both ends must be marks or claims") }
        let (first, second) = (own(from, .right), own(to, .right))
        let name = document.fresh("R")
        document.append("\(name)\t\(BratWriter.token(type)) Arg1:\(first) Arg2:\(second)")
        note(step: "relation", name, report.markedWords(to))
        return (report.markedWords(to).flatMap { id(of: second, $0.type) }, nil)
    }
}
