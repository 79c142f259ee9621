import GlossModel

extension STIXReader {
    /// What an object refers to by other properties.
    mutating func references(_ object: JSONValue) {
        let id = object["id"]?.string ?? ""
        for (key, value) in object.members where key.hasSuffix("_ref") || key.hasSuffix("_refs") {
            guard key != "object_marking_refs", key != "source_ref", key != "target_ref" else { continue }
            let ends = value.orItems.compactMap(\.string)
            let type = STIXReader.opinion(object) ?? key.split(separator: "_").dropLast().joined(separator: "-")
            for end in ends {
                if let row = rows[end], !isShown(objects[row]) { continue }
                if rows[end] != nil { links.append(ForeignLayers.Link(type: type, from: id, to: end)) }
                else if key != "created_by_ref" { missing += 1 }
            }
            let known = ends.compactMap { end in rows[end].map { (objects[$0], end) } }.filter { isShown($0.0) }
            guard !known.isEmpty, STIXReader.type(object) != "report" else { continue }
            item { reader in
                reader.builder.write(type + ": ")
                for (number, end) in known.prefix(50).enumerated() {
                    if number > 0 { reader.builder.write(", ") }
                    reader.mention(end.0, end.1)
                }
            }
        }
    }

    /// What an opinion says of what it is about, as a relation.
    private static func opinion(_ object: JSONValue) -> String? {
        guard type(object) == "opinion" else { return nil }
        switch object["opinion"]?.string {
        case "agree", "strongly-agree": return "supports"
        case "disagree", "strongly-disagree": return "contradicts"
        default: return nil
        }
    }

    mutating func relate(_ relationship: JSONValue) {
        let type = relationship["relationship_type"]?.string ?? "related-to"
        guard let from = relationship["source_ref"]?.string, let to = relationship["target_ref"]?.string, let row = rows[to] else {
            missing += 1
            return
        }
        var link = ForeignLayers.Link(type: type, from: from, to: to)
        for key in ["confidence", "start_time", "stop_time"] {
            if let value = relationship[key], !value.isNull { link.attributes.append((key, value.asWords)) }
        }
        links.append(link)
        item { reader in
            reader.builder.write(type + " ")
            reader.mention(reader.objects[row], to)
            for key in ["start_time", "stop_time"] {
                guard let time = relationship[key]?.string else { continue }
                reader.builder.write(key == "start_time" ? " from " : " to ")
                reader.value(time)
            }
            if let words = relationship["description"]?.string { reader.builder.write(": " + words) }
        }
    }
}
