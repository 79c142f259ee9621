import GlossModel

/// What a marked stretch of a TEI text is: a name of a type, or a time. nil for other elements.
struct TEIKind {
    var type: String
    var time: ForeignLayers.Timex?
    /// Attributes that are said otherwise.
    var taken: Set<String> = ["ref", "key", "corresp"]

    private static let types: [String: String] = [
        "persName": "Person", "orgName": "Organization", "placeName": "Location", "geogName": "Location", "settlement": "Location",
        "country": "Location", "region": "Location", "district": "Location", "bloc": "Location", "location": "Location",
        "eventName": "Event", "objectName": "Product",
    ]

    private static let kinds: [String: String] = [
        "person": "Person", "pers": "Person", "persname": "Person", "place": "Location", "location": "Location", "placename": "Location",
        "org": "Organization", "organization": "Organization", "organisation": "Organization", "orgname": "Organization",
        "event": "Event", "work": "Work", "title": "Work", "group": "Group", "ship": "Vehicle",
    ]

    init?(_ node: XMLNode) {
        if let type = TEIKind.types[node.name] {
            self.type = type
        } else if node.name == "name" || node.name == "rs" {
            let said = node["type"] ?? ""
            type = said.isEmpty ? node.name : TEIKind.kinds[said.lowercased()] ?? said
            taken.insert("type")
        } else if node.name == "date" || node.name == "time" {
            type = node.name == "date" ? "DATE" : "TIME"
            time = TEIKind.time(node)
            taken = ["when", "when-iso", "from", "to", "notBefore", "notAfter", "from-iso", "to-iso", "value"]
        } else {
            return nil
        }
    }

    /// The value of a date: the day, or from a first to a last one, or before or after one.
    private static func time(_ node: XMLNode) -> ForeignLayers.Timex {
        func said(_ names: String...) -> String? { names.lazy.compactMap { node[$0] }.first.map(iso) }
        let type = node.name == "time" ? TimexType.time : said("dur", "dur-iso") != nil && said("when", "from") == nil ? .duration : .date
        if let when = said("when", "when-iso", "value") { return .init(type: when.contains("T") ? .time : type, value: when) }
        let (first, last) = (said("from", "from-iso", "notBefore", "notBefore-iso"), said("to", "to-iso", "notAfter", "notAfter-iso"))
        switch (first, last) {
        case (let first?, let last?): return .init(type: type, value: first == last ? first : "\(first)/\(last)")
        case (let first?, nil): return .init(type: type, value: first, mod: "ON_OR_AFTER")
        case (nil, let last?): return .init(type: type, value: last, mod: "ON_OR_BEFORE")
        case (nil, nil): return .init(type: type, value: said("dur", "dur-iso") ?? "")
        }
    }

    /// A date of W3C's forms as TIMEX3 writes it: `--03-12` is `XXXX-03-12`.
    private static func iso(_ value: String) -> String {
        if value.hasPrefix("---") { return "XXXX-XX-" + value.dropFirst(3) }
        return value.hasPrefix("--") ? "XXXX-" + value.dropFirst(2) : value
    }
}
