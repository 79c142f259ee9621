import GlossModel

/// Writes the times, events and relations of a report as TimeML.
struct TimeMLWriter {
    private let report: Report
    /// Tags with words, outer first; none crosses another.
    private var tags: [Tag] = []
    private var names: [AnnotationID: String] = [:]
    /// Names in the file of each name a layer had, for attributes that use it.
    private var renamed: [String: String] = [:]
    private var used: Set<String> = []
    private var next: [String: Int] = [:]
    /// The first event on each trigger.
    private var events: [AnnotationID: (id: AnnotationID, type: String)] = [:]
    private var crossing = 0

    private struct Tag {
        var span: Span
        /// Ranks tags of one span: times outside of events.
        var rank: Int
        var id: AnnotationID
    }

    init(_ report: Report) {
        self.report = report
        collect()
    }

    /// What has no place.
    var losses: Losses {
        var losses = Losses()
        losses.add(report.layers.reduce(0) { $0 + $1.entities.count }, "entities")
        losses.add(report.layers.reduce(0) { $0 + $1.claims.count }, "claims")
        losses.add(Losses.forms(report), "forms of mentions (nominal, pronoun)")
        losses.add(crossing, "annotations that cross others or come in pieces")
        losses.add(
            report.layers.reduce(0) { $0 + $1.relations.count { !joinsLinked($0) } },
            "relations between other things than times and events")
        losses.add(
            report.layers.reduce(0) { $0 + $1.events.reduce(0) { $0 + $1.arguments.count } }, "arguments of events")
        losses.add(
            report.layers.reduce(0) { $0 + $1.notes.count + $1.references.count }, "notes and references")
        if XMLOutput.cannotHold(report.text) { losses.add(1, "control characters of the text (written as U+FFFD)") }
        return losses
    }

    // MARK: What goes where

    private mutating func collect() {
        for layer in report.layers {
            for time in layer.times { offer(time.span, 0, layer.id(.time, time.number)) }
            for event in layer.events where events[event.trigger] == nil {
                guard let span = report.span(of: event.trigger) else { continue }
                events[event.trigger] = (layer.id(.event, event.number), event.type)
                offer(span, 1, event.trigger)
            }
            for mention in layer.mentions {
                if mention.fragments == 0 { offer(mention.span, 3, layer.id(.mention, mention.number)) } else { crossing += 1 }
            }
            for part in parts(layer, TimeMLName.signal) { offer(part.span, 2, layer.id(.part, part.number)) }
        }
        tags.sort { ($0.span, $0.rank, $0.id) < ($1.span, $1.rank, $1.id) }
        dropCrossing()
        giveNames()
    }

    private mutating func giveNames() {
        for tag in tags {
            switch tag.rank {
            case 0: name(tag.id, "t", report.name(within: tag.id))
            case 1: name(tag.id, "e", events[tag.id].map { report.name(within: $0.id) })
            case 3: continue
            default: name(tag.id, "s", report.name(within: tag.id))
            }
        }
        for layer in report.layers {
            for event in layer.events {
                let id = layer.id(.event, event.number)
                name(id, "ei", report.attributes(of: id).value(TimeMLName.instance))
            }
            for part in parts(layer, TimeMLName.emptyTime) {
                let id = layer.id(.part, part.number)
                name(id, "t", report.name(within: id))
            }
        }
    }

    private mutating func offer(_ span: Span, _ rank: Int, _ id: AnnotationID) {
        tags.append(Tag(span: report.text.clamped(span), rank: rank, id: id))
    }

    /// Leaves out what crosses another tag; where a mention and another cross, the mention.
    private mutating func dropCrossing() {
        var open: [Int] = []
        var isKept = [Bool](repeating: true, count: tags.count)
        for (index, tag) in tags.enumerated() {
            while let last = open.last {
                let outer = tags[last]
                if outer.span.end <= tag.span.start, !isWithin(tag, outer) {
                    open.removeLast()
                } else if tag.span.end > outer.span.end {
                    isKept[outer.rank == 3 && tag.rank < 3 ? last : index] = false
                    if outer.rank < 3 || tag.rank == 3 { break }
                    open.removeLast()
                } else {
                    break
                }
            }
            if isKept[index] { open.append(index) }
        }
        crossing += isKept.count { !$0 }
        tags = tags.indices.filter { isKept[$0] }.map { tags[$0] }
    }

    /// Gives the name it has where that is of the right form and free, else a new one.
    private mutating func name(_ id: AnnotationID, _ prefix: String, _ wanted: String?) {
        if let wanted, wanted.hasPrefix(prefix), Int(wanted.dropFirst(prefix.count)) != nil, used.insert(wanted).inserted {
            names[id] = wanted
            return
        }
        let name = fresh(prefix)
        names[id] = name
        if let wanted { renamed["\(id.layer)/\(wanted)"] = name }
    }

    private mutating func fresh(_ prefix: String) -> String {
        repeat { next[prefix, default: 0] += 1 } while !used.insert("\(prefix)\(next[prefix] ?? 1)").inserted
        return "\(prefix)\(next[prefix] ?? 1)"
    }

    private func parts(_ layer: Layer, _ type: String) -> [Mention] {
        guard let type = layer.types.firstIndex(where: { $0.name == type }) else { return [] }
        return layer.parts.filter { Int($0.type) == type }
    }

    // MARK: The document

    mutating func write(_ out: inout ByteOutput) {
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"")
        out.attribute("xsi:noNamespaceSchemaLocation", "http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd")
        out.write(">\n")
        let said = report.layers.flatMap(\.documentAttributes)
        element(TimeMLName.document, said.value(TimeMLName.document) ?? report.path, &out)
        header(said.value(TimeMLName.date) ?? report.date?.description ?? "", &out)
        for (name, words) in said where ![TimeMLName.document, TimeMLName.date].contains(name) {
            element(XMLOutput.name(name), words, &out)
        }
        element("TITLE", report.title, &out)
        out.write("<TEXT>")
        text(&out)
        out.write("</TEXT>\n")
        instances(&out)
        ranges(&out)
        links(&out)
        out.write("</TimeML>\n")
    }

    private func element(_ name: String, _ words: String, _ out: inout ByteOutput) {
        out.write("<\(name)>")
        out.write(xml: words)
        out.write("</\(name)>\n")
    }

    /// The report's date in words, and times that stood outside of the text.
    private mutating func header(_ words: String, _ out: inout ByteOutput) {
        var hasDate = false
        out.write("<DCT>")
        for layer in report.layers {
            for part in parts(layer, TimeMLName.emptyTime) {
                let id = layer.id(.part, part.number)
                out.write("<TIMEX3")
                out.attribute("tid", names[id] ?? "")
                let said = attributes(id, except: ["tid"])
                said.forEach { out.attribute($0.name, $0.value) }
                let isDate = said.value("functionInDocument") == TimeMLName.creation
                out.put(0x3E)
                if isDate, !hasDate { out.write(xml: words) }
                out.write("</TIMEX3>")
                hasDate = hasDate || isDate
            }
        }
        if !hasDate, let date = report.date {
            out.write("<TIMEX3 tid=\"t0\" type=\"DATE\" value=\"\(date)\" temporalFunction=\"false\" functionInDocument=\"\(TimeMLName.creation)\">\(date)</TIMEX3>")
        }
        out.write("</DCT>\n")
    }

    private func text(_ out: inout ByteOutput) {
        var offset = 0
        var open: [Tag] = []
        func characters(to end: Int, _ out: inout ByteOutput) {
            guard end > offset else { return }
            out.write(xml: Bytes(rebasing: report.text.bytes[offset..<end]))
            offset = end
        }
        for tag in tags {
            while let last = open.last, last.span.end <= tag.span.start, !isWithin(tag, last) {
                characters(to: Int(last.span.end), &out)
                close(open.removeLast(), &out)
            }
            characters(to: Int(tag.span.start), &out)
            begin(tag, &out)
            open.append(tag)
        }
        while let last = open.popLast() {
            characters(to: Int(last.span.end), &out)
            close(last, &out)
        }
        characters(to: report.text.count, &out)
    }

    /// Whether a tag without words stands at the end of another and belongs inside.
    private func isWithin(_ tag: Tag, _ outer: Tag) -> Bool {
        tag.span.count == 0 && tag.span.start == outer.span.end && outer.span.count > 0
    }

    private func close(_ tag: Tag, _ out: inout ByteOutput) {
        out.write(["</TIMEX3>", "</EVENT>", "</SIGNAL>", "</ENAMEX>"][tag.rank])
    }

    private func begin(_ tag: Tag, _ out: inout ByteOutput) {
        let name = names[tag.id] ?? ""
        if tag.id.kind == .time {
            guard let time = report.time(tag.id) else { return }
            out.write("<TIMEX3")
            out.attribute("tid", name)
            out.attribute("type", time.type.rawValue)
            out.attribute("value", time.value)
            if let mod = time.mod { out.attribute("mod", mod) }
            let own = attributes(tag.id, except: ["tid", "type", "value", "mod"])
            if let comment = comment(time), own.value("comment") == nil { out.attribute("comment", comment) }
            own.forEach { out.attribute($0.name, $0.value) }
        } else if tag.rank == 1 {
            out.write("<EVENT")
            out.attribute("eid", name)
            out.attribute("class", events[tag.id]?.type ?? "OCCURRENCE")
            if let event = events[tag.id] {
                attributes(event.id, except: ["eid", "class"] + TimeMLWriter.instanceAttributes)
                    .forEach { out.attribute($0.name, $0.value) }
            }
        } else if let item = report.mention(tag.id) {
            out.write("<\(TimeMLName.mention)")
            out.attribute("TYPE", item.type)
            attributes(tag.id, except: ["TYPE"]).forEach { out.attribute($0.name, $0.value) }
        } else {
            out.write("<SIGNAL")
            out.attribute("sid", name)
            attributes(tag.id, except: ["sid"]).forEach { out.attribute($0.name, $0.value) }
        }
        out.put(0x3E)
    }

    /// Days and precision where they are not what value and modifier give.
    private func comment(_ time: TimeExpression) -> String? {
        let extra = BratScheme.timexNote(time).split(separator: " ")
            .filter { !$0.hasPrefix("value=") && !$0.hasPrefix("mod=") }
        return extra.isEmpty ? nil : TimeMLName.comment + extra.joined(separator: " ")
    }

    // MARK: Instances and links

    private static let instanceAttributes = [
        "eiid", "tense", "aspect", "pos", "polarity", "modality", "signalID", "cardinality", "vform", "mood",
    ]

    private func instances(_ out: inout ByteOutput) {
        for layer in report.layers {
            for event in layer.events {
                let id = layer.id(.event, event.number)
                guard let eid = names[event.trigger] else { continue }
                out.write("<MAKEINSTANCE")
                out.attribute("eiid", names[id] ?? "")
                out.attribute("eventID", eid)
                for (name, value) in attributes(id, except: ["eventID"])
                where TimeMLWriter.instanceAttributes.contains(name) && name != TimeMLName.instance {
                    out.attribute(name, value)
                }
                out.write("/>\n")
            }
        }
    }

    /// Ranges of two times, as a duration without words between them.
    private mutating func ranges(_ out: inout ByteOutput) {
        for layer in report.layers {
            for time in layer.times where time.through > 0 {
                guard let first = names[layer.id(.time, time.number)],
                    let last = names[layer.id(.time, time.through)]
                else { continue }
                out.write("<TIMEX3")
                out.attribute("tid", fresh("t"))
                out.attribute("type", "DURATION")
                out.attribute("value", "PXD")
                out.attribute("beginPoint", first)
                out.attribute("endPoint", last)
                out.attribute("comment", TimeMLName.comment + "through")
                out.write("/>\n")
            }
        }
    }

    private mutating func links(_ out: inout ByteOutput) {
        for layer in report.layers {
            for relation in layer.relations {
                guard joinsLinked(relation), let from = names[relation.from], let to = names[relation.to]
                else { continue }
                let id = layer.id(.relation, relation.number)
                let said = attributes(id, except: TimeMLWriter.linkAttributes)
                let kind = said.value(TimeMLName.link) ?? "TLINK"
                name(id, "l", layer.name(of: id))
                out.write("<\(kind)")
                out.attribute("lid", names[id] ?? "")
                out.attribute(relation.from.kind == .event ? "eventInstanceID" : "timeID", from)
                let role = relation.to.kind != .event ? "relatedToTime"
                    : kind == "SLINK" ? "subordinatedEventInstance" : "relatedToEventInstance"
                out.attribute(role, to)
                out.attribute("relType", relation.type)
                for (name, value) in said where name != TimeMLName.link { out.attribute(name, value) }
                out.write("/>\n")
                out.passOn()
            }
        }
    }

    /// Whether links can join what a relation joins.
    private func joinsLinked(_ relation: Relation) -> Bool {
        [relation.from, relation.to].allSatisfy { $0.kind == .event || $0.kind == .time || isEmptyTime($0) }
    }

    private func isEmptyTime(_ id: AnnotationID) -> Bool {
        guard id.kind == .part, Int(id.layer) < report.layers.count else { return false }
        let layer = report.layers[Int(id.layer)]
        return layer.part(id.number).map { layer.typeName($0.type) == TimeMLName.emptyTime } ?? false
    }

    private static let linkAttributes = [
        "lid", "relType", "timeID", "eventInstanceID", "relatedToTime", "relatedToEventInstance", "subordinatedEventInstance",
    ]

    /// What attributes say of an annotation, each name once and as XML has names; names of other
    /// annotations as they are in this file.
    private func attributes(_ id: AnnotationID, except known: [String]) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        for (name, value) in report.attributes(of: id) {
            let name = XMLOutput.name(name)
            if known.contains(name) { continue }
            let isName = name.hasSuffix("ID") || name.hasSuffix("Point")
            let value = isName ? renamed["\(id.layer)/\(value)"] ?? value : value
            if let row = found.firstIndex(where: { $0.name == name }) {
                found[row].value += "; " + value
            } else {
                found.append((name, value))
            }
        }
        return found
    }
}
