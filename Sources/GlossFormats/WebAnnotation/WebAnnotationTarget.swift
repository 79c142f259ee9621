import GlossModel

/// What an annotation is about: a resource, and where in it.
struct WebAnnotationTarget {
    /// The IRI of the resource; nil where there is none.
    var source: String?
    /// Which part of it; empty for all of it.
    var selectors: [JSONValue]
    /// A part named by the IRI itself: `#char=10,20` (RFC 5147).
    var fragment: String?

    /// The targets of an annotation, in its order.
    static func all(of annotation: JSONValue) -> [WebAnnotationTarget] {
        guard let target = annotation["target"] ?? annotation["hasTarget"] ?? annotation["oa:hasTarget"] else { return [] }
        return target.orItems.map { WebAnnotationTarget($0) }
    }

    private init(_ value: JSONValue) {
        if let iri = value.string {
            (source, selectors) = (iri, [])
        } else {
            let source = value["source"] ?? value["hasSource"] ?? value["oa:hasSource"]
            self.source = source?.string ?? source?.iri ?? value.iri
            selectors = (value["selector"] ?? value["hasSelector"] ?? value["oa:hasSelector"])?.orItems ?? []
        }
        guard selectors.isEmpty, let source, let mark = source.utf8.firstIndex(of: 0x23) else { return }
        let words = String(source[source.utf8.index(after: mark)...])
        if words.hasPrefix("char=") { fragment = words }
    }

    /// Whether it is a resource as a whole.
    var isWhole: Bool { selectors.isEmpty && fragment == nil }
}

/// A selector of the data model (section 4.2), as far as it is about text.
enum WebAnnotationSelector {
    /// Code points from the start of the text.
    case position(Int, Int)
    /// Bytes, from the start of the file.
    case data(Int, Int)
    case quote(exact: JSONValue, prefix: String, suffix: String)
    case range(JSONValue, JSONValue)

    init?(_ value: JSONValue) {
        let type = WebAnnotationName.bare((value["type"] ?? value["@type"])?.string ?? "")
        switch type {
        case "TextPositionSelector", "DataPositionSelector":
            guard let start = value["start"]?.wholeNumber, let end = value["end"]?.wholeNumber else { return nil }
            self = type == "DataPositionSelector" ? .data(start, end) : .position(start, end)
        case "TextQuoteSelector":
            guard let exact = value["exact"], exact.string != nil else { return nil }
            self = .quote(exact: exact, prefix: value["prefix"]?.string ?? "", suffix: value["suffix"]?.string ?? "")
        case "FragmentSelector":
            guard let words = value["value"]?.string, let place = WebAnnotationSelector(fragment: words) else { return nil }
            self = place
        case "RangeSelector":
            guard let start = value["startSelector"], let end = value["endSelector"], start.kind == .object else { return nil }
            self = .range(start, end)
        default: return nil
        }
    }

    /// `char=10,20`, with what may follow a semicolon.
    init?(fragment: String) {
        guard fragment.hasPrefix("char=") else { return nil }
        let numbers = fragment.dropFirst(5).prefix { $0 != ";" }.split(separator: ",", omittingEmptySubsequences: false)
        guard let start = numbers.first.flatMap({ $0.isEmpty ? 0 : Int($0) }) else { return nil }
        let end = numbers.count > 1 ? Int(numbers[1]) : start
        guard let end else { return nil }
        self = .position(start, end)
    }
}

extension JSONValue {
    /// The items of an array, or the value itself.
    var orItems: [JSONValue] { kind == .array ? items : isNull ? [] : [self] }

    /// Its `id`.
    var iri: String? { (self["id"] ?? self["@id"])?.string }
}
