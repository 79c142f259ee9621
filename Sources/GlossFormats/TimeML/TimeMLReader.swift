import GlossModel

/// Reads a TimeML document in one pass: characters become the text, tags the tables.
struct TimeMLReader {
    private let file: InputFile
    private var xml: XMLReader
    private var builder: FileLayerBuilder
    private var text: [UInt8] = []
    /// The element outside of TEXT that is open, and its characters.
    private var heading: (name: String, characters: [UInt8])?
    private var title = ""
    private var date: Day?
    /// Whether characters belong to the text: inside of TEXT, or in a document without one.
    private var isInText = false
    private let hasText: Bool
    private var hasLinks = false
    /// Tags with words, open: what they are and where they began.
    private var open: [Open] = []
    private var times: [String: AnnotationID] = [:]
    private var signals: [String: AnnotationID] = [:]
    /// Rows of events by eid, and names by eiid.
    private var events: [String: Int] = [:]
    private var instances: [String: AnnotationID] = [:]
    private var instantiated: Set<Int> = []
    /// Of `beginPoint` and `endPoint` of ranges that gloss wrote.
    private var ranges: [(from: String, to: String)] = []
    private var links: [Link] = []

    private struct Open {
        var depth: Int
        var start: Int
        var name: String
        var attributes: [(name: String, value: String)]
    }

    private struct Link {
        var kind: String
        /// Where it stands in the file, in bytes.
        var offset: Int
        var attributes: [(name: String, value: String)]
    }

    init(_ file: InputFile) throws(FormatError) {
        self.file = file
        let document = try XMLEncoding.utf8(file.content)
        xml = XMLReader(document)
        // Tools that mark times up write the text around them as it was.
        xml.toleratesAmpersands = true
        hasText = TimeMLReader.holdsText(xml.bytes)
        let keepsSource = document === file.content
        builder = FileLayerBuilder(
            number: 0, name: file.name, format: "timeml", source: keepsSource ? file.content : nil, path: file.path)
        builder.faults = Faults(path: file.path, file: document)
        builder.layer.prefixes[.time] = "t"
        builder.layer.prefixes[.event] = "e"
        builder.layer.prefixes[.relation] = "l"
    }

    /// The report. Linear.
    mutating func read() throws(FormatError) -> Report {
        loop: while true {
            switch try xml.next() {
            case .start: try start()
            case .text: try characters()
            case .end: end()
            case .finished: break loop
            }
        }
        join()
        if xml.bareAmpersands > 0 {
            builder.faults.add(
                .unread, at: xml.firstAmpersand,
                "\(xml.bareAmpersands.of("& begins", "& begin")) no reference, which XML does not allow; read as they stand")
        }
        let text = Text(text)
        var report = Report(
            path: file.path, title: title, date: date, text: text, paragraphs: file.paragraphs(text),
            findings: builder.faults.findings)
        report.add(builder.finished())
        return report
    }

    private static func holdsText(_ bytes: Bytes) -> Bool {
        let mark = Array("<TEXT".utf8)
        var offset = 0
        while offset + mark.count < bytes.count {
            if bytes[offset] == 0x3C, bytes[offset..<offset + 5].elementsEqual(mark), bytes[offset + 5] <= 0x3E {
                return true
            }
            offset += 1
        }
        return false
    }

    // MARK: Characters

    private mutating func characters() throws(FormatError) {
        guard isInText || !hasText && xml.depth > 0 else {
            if heading != nil { try xml.append(to: &heading!.characters) }
            return
        }
        // Line ends between the links of a document without TEXT are no text.
        if hasLinks, !hasText, xml.bytes[xml.run].allSatisfy({ $0 <= 0x20 }) { return }
        let isFirst = text.isEmpty
        try xml.append(to: &text)
        // Tags tell places in the text by what stands before them.
        if isFirst { text.removeFirst(ByteOrderMark.length(in: text)) }
    }

    // MARK: Tags

    private mutating func start() throws(FormatError) {
        if xml.depth == 1 {
            guard xml.isEqual(xml.name, "TimeML") else { throw .unsupported(what: "it is XML, but no TimeML") }
            return
        }
        if xml.isEqual(xml.name, "TLINK") || xml.isEqual(xml.name, "SLINK") || xml.isEqual(xml.name, "ALINK") {
            hasLinks = true
            links.append(Link(kind: xml.string(xml.name), offset: xml.position, attributes: try attributes()))
        } else if xml.isEqual(xml.name, "MAKEINSTANCE") {
            hasLinks = true
            try instance()
        } else if hasText, !isInText {
            try header()
        } else {
            try words()
        }
    }

    /// What stands outside of TEXT: title, creation time, and the beginning of the text itself.
    private mutating func header() throws(FormatError) {
        if xml.depth == 2 { heading = (xml.string(xml.name), []) }
        if xml.isEqual(xml.name, "TEXT") {
            isInText = true
            heading = nil
            open.append(Open(depth: xml.depth, start: -1, name: "", attributes: []))
        } else if xml.isEqual(xml.name, "TIMEX3") {
            let said = try attributes()
            takeDate(said)
            emptyTime(said)
        }
    }

    private mutating func takeHeading(_ name: String, _ characters: [UInt8]) {
        heading = nil
        let words = String(decoding: characters, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if name == "TITLE" {
            title = words
        } else if !words.isEmpty, name != "TEXT", name != TimeMLName.date || words != date?.description {
            builder.document(name, words)
        }
    }

    private mutating func words() throws(FormatError) {
        open.append(
            Open(
                depth: xml.depth, start: text.count, name: xml.string(xml.name),
                attributes: try attributes()))
    }

    private mutating func end() {
        if xml.depth == 1, !isInText, let ended = heading { takeHeading(ended.name, ended.characters) }
        guard let tag = open.last, tag.depth == xml.depth + 1 else { return }
        open.removeLast()
        if tag.start < 0 {
            isInText = false
            return
        }
        let span = Span(tag.start, text.count)
        switch tag.name {
        case "TIMEX3": time(tag, span)
        case "EVENT": event(tag, span)
        case "SIGNAL": signal(tag, span)
        default: other(tag, span)
        }
    }

    private mutating func attributes() throws(FormatError) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        for attribute in xml.attributes {
            found.append((xml.string(attribute.name), try xml.decoded(attribute.value)))
        }
        return found
    }

    // MARK: Times

    private mutating func takeDate(_ attributes: [(name: String, value: String)]) {
        guard attributes.value("functionInDocument") == TimeMLName.creation || date == nil && hasText else { return }
        if let value = attributes.value("value"), let day = Day(iso: value.prefix(10)) { date = day }
    }

    private mutating func time(_ tag: Open, _ span: Span) {
        if tag.attributes.value("functionInDocument") == TimeMLName.creation { takeDate(tag.attributes) }
        guard span.count > 0, let type = tag.attributes.value("type").flatMap(TimexType.init(rawValue:)) else {
            return emptyTime(tag.attributes, span)
        }
        let id = name(tag.attributes.value("tid"), .time)
        var time = TimeExpression(
            span: span, number: id.number, type: type, value: tag.attributes.value("value") ?? "",
            mod: tag.attributes.value("mod").flatMap { $0.isEmpty ? nil : TimeMLName.modifier($0) })
        let comment = tag.attributes.value("comment") ?? ""
        let isOwn = comment.hasPrefix(TimeMLName.comment)
        let extra = isOwn ? String(comment.dropFirst(TimeMLName.comment.count)) : ""
        let fields = "value=\(time.value)" + (time.mod.map { " mod=\($0)" } ?? "") + " " + extra
        BratScheme.read(timexNote: fields, into: &time)
        builder.layer.times.append(time)
        if let tid = tag.attributes.value("tid") { keep(tid, id, in: \.times) }
        let taken = ["tid", "type", "value", "mod"] + (isOwn ? ["comment"] : [])
        keep(tag.attributes, except: taken, on: id)
    }

    /// A TIMEX3 without words, or outside of the text: a part with all it says.
    private mutating func emptyTime(_ attributes: [(name: String, value: String)], _ span: Span? = nil) {
        if attributes.value("comment") == TimeMLName.comment + "through",
            let from = attributes.value("beginPoint"), let to = attributes.value("endPoint")
        {
            ranges.append((from, to))
            return
        }
        let id = builder.part([span ?? Span(0, 0)], TimeMLName.emptyTime)
        if let tid = attributes.value("tid") {
            builder.keep(tid, for: id)
            keep(tid, id, in: \.times)
        }
        keep(attributes, except: ["tid"], on: id)
    }

    // MARK: Events and signals

    private mutating func event(_ tag: Open, _ span: Span) {
        let trigger = builder.part([span], TimeMLName.event)
        let id = name(tag.attributes.value("eid"), .event)
        builder.layer.events.append(
            Event(number: id.number, type: tag.attributes.value("class") ?? "EVENT", trigger: trigger, arguments: []))
        if let eid = tag.attributes.value("eid") {
            builder.name(id, eid, at: xml.position)
            if events[eid] == nil { events[eid] = builder.layer.events.count - 1 }
            if instances[eid] == nil { instances[eid] = id }
        }
        keep(tag.attributes, except: ["eid", "class"], on: id)
    }

    /// An instance says more of its event; every further one of an event is an event on the same words.
    private mutating func instance() throws(FormatError) {
        let said = try attributes()
        guard let row = said.value("eventID").flatMap({ events[$0] }) else {
            return tell("MAKEINSTANCE", said.value("eiid"), said.value("eventID"), xml.position)
        }
        var id = AnnotationID(layer: 0, kind: .event, number: builder.layer.events[row].number)
        if !instantiated.insert(row).inserted {
            let event = builder.layer.events[row]
            id = name(nil, .event)
            builder.layer.events.append(
                Event(number: id.number, type: event.type, trigger: event.trigger, arguments: []))
        }
        if let eiid = said.value("eiid") { keep(eiid, id, in: \.instances) }
        keep(said, except: ["eventID"], on: id)
    }

    private mutating func signal(_ tag: Open, _ span: Span) {
        let id = builder.part([span], TimeMLName.signal)
        if let sid = tag.attributes.value("sid") {
            builder.keep(sid, for: id)
            keep(sid, id, in: \.signals)
        }
        keep(tag.attributes, except: ["sid"], on: id)
    }

    /// Tags that are not TimeML's: names in ENAMEX are mentions, others parts.
    private mutating func other(_ tag: Open, _ span: Span) {
        guard span.count > 0 || !tag.attributes.isEmpty else { return }
        if tag.name == "ENAMEX", span.count > 0, let type = tag.attributes.value("TYPE") {
            keep(tag.attributes, except: ["TYPE"], on: builder.mention([span], type))
        } else {
            keep(tag.attributes, except: [], on: builder.part([span], tag.name))
        }
    }

    /// Says what the file calls an annotation; the first of a name is meant.
    private mutating func keep(_ name: String, _ id: AnnotationID, in names: WritableKeyPath<TimeMLReader, [String: AnnotationID]>) {
        builder.name(id, name, at: xml.position)
        if self[keyPath: names][name] == nil { self[keyPath: names][name] = id }
    }

    private var taken: Set<AnnotationID> = []

    /// `t12` is number 12 of the times; a name of another form is kept as one.
    private mutating func name(_ name: String?, _ kind: AnnotationKind) -> AnnotationID {
        let prefix = builder.layer.prefixes[kind] ?? ""
        if let name, name.hasPrefix(prefix), let number = UInt32(name.dropFirst(prefix.count)), number > 0,
            number < 1 << 30, String(number).count == name.count - prefix.count
        {
            let id = AnnotationID(layer: 0, kind: kind, number: number)
            if taken.insert(id).inserted { return id }
        }
        var id = builder.fresh(kind)
        id.number |= 1 << 30
        if let name { builder.layer.names[id] = name }
        return id
    }

    private mutating func keep(
        _ attributes: [(name: String, value: String)], except known: [String], on id: AnnotationID
    ) {
        for (name, value) in attributes where !known.contains(name) {
            builder.attribute(name, value, on: id)
        }
    }

    // MARK: Links

    private mutating func join() {
        for (from, to) in ranges {
            guard let first = times[from], let last = times[to],
                let row = builder.layer.times.firstIndex(where: { $0.number == first.number })
            else { continue }
            builder.layer.times[row].through = last.number
        }
        for link in links { take(link) }
    }

    private mutating func take(_ link: Link) {
        let from = ["timeID", "eventInstanceID", "eventID"]
        let to = ["relatedToTime", "relatedToEventInstance", "subordinatedEventInstance", "subordinatedEvent", "relatedToEvent"]
        guard let first = target(link, from), let last = target(link, to) else {
            let missing = target(link, from) == nil ? from : to
            return tell(
                link.kind, link.attributes.value("lid"),
                missing.lazy.compactMap { link.attributes.value($0) }.first, link.offset)
        }
        let id = name(link.attributes.value("lid"), .relation)
        if let lid = link.attributes.value("lid") { builder.name(id, lid, at: link.offset) }
        let type = link.attributes.value("relType") ?? link.kind
        builder.layer.relations.append(
            Relation(number: id.number, type: type, from: first, to: last))
        builder.attribute(TimeMLName.link, link.kind, on: id)
        keep(link.attributes, except: from + to + ["lid", "relType"], on: id)
    }

    private func target(_ link: Link, _ names: [String]) -> AnnotationID? {
        for name in names {
            guard let value = link.attributes.value(name) else { continue }
            return name.contains("ime") && !name.contains("nstance") ? times[value] : instances[value]
        }
        return nil
    }

    private mutating func tell(_ kind: String, _ name: String?, _ missing: String?, _ offset: Int) {
        builder.faults.add(
            missing == nil ? .incomplete : .dangling, name ?? kind, at: offset,
            missing.map { "names \($0), which is not in the file" } ?? "does not say what it joins")
    }
}

extension [(name: String, value: String)] {
    /// The value of the first of that name.
    func value(_ name: String) -> String? { first { $0.name == name }?.value }
}
