import GlossModel

/// What a page says of itself: headline and day of publication.
struct HTMLMetadata {
    /// The headline, without the name of the site.
    private(set) var headline: String?
    /// What stands in the title of the window.
    private(set) var title: String?
    private(set) var published: Day?

    init(_ tree: HTMLTree) {
        title = tree.all(.title).first.map { HTMLMetadata.raw($0, tree) }
        var metas: [String: String] = [:]
        for node in tree.all(.meta) {
            let name = tree.attribute("property", of: node) ?? tree.attribute("name", of: node) ?? tree.attribute("itemprop", of: node)
            guard let name = name?.lowercased(), let content = tree.attribute("content", of: node), metas[name] == nil else { continue }
            metas[name] = content.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        readLinkedData(tree)
        headline = headline ?? Self.titles.lazy.compactMap { metas[$0] }.first { !$0.isEmpty }
        published = published ?? Self.dates.lazy.compactMap { metas[$0].flatMap(DayWords.day) }.first ?? HTMLMetadata.time(in: tree)
    }

    private static let titles = ["og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "parsely-title"]
    private static let dates = [
        "article:published_time", "article:published", "datepublished", "og:published_time", "citation_publication_date",
        "citation_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "pubdate", "publishdate",
        "publish-date", "parsely-pub-date", "sailthru.date", "article.published", "date",
    ]

    private static func raw(_ node: Int, _ tree: HTMLTree) -> String {
        var out: [UInt8] = []
        for child in tree.children(node) { HTMLCharacters.decode(tree.bytes, tree.nodes[child].range) { out += $0 } }
        return String(decoding: out, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The day that the page says it was published on, where it marks one as that.
    private static func time(in tree: HTMLTree) -> Day? {
        for node in tree.nodes.indices where tree.tag(node) != .text {
            let isPublished = tree.attribute("itemprop", of: node)?.lowercased().contains("datepublished") == true
                || tree.tag(node) == .time && tree.attribute("pubdate", of: node) != nil
            guard isPublished else { continue }
            let written = tree.attribute("datetime", of: node) ?? tree.attribute("content", of: node) ?? tree.words(node)
            if let day = DayWords.day(written) { return day }
        }
        let times = Set(tree.all(.time).compactMap { tree.attribute("datetime", of: $0).flatMap(DayWords.day) })
        return times.count == 1 && tree.all(.time).count == 1 ? times.first : nil
    }

    // MARK: JSON-LD

    private mutating func readLinkedData(_ tree: HTMLTree) {
        for node in tree.all(.script) where tree.attribute("type", of: node)?.lowercased().hasPrefix("application/ld+json") == true {
            guard let child = tree.children(node).first, let document = try? JSONDocument(tree.text, in: tree.nodes[child].range) else { continue }
            for thing in HTMLMetadata.things(document.root) where HTMLMetadata.isArticle(thing) {
                headline = headline ?? thing["headline"]?.string.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
                published = published ?? thing["datePublished"]?.string.flatMap(DayWords.day)
            }
        }
    }

    private static func things(_ value: JSONValue) -> [JSONValue] {
        switch value.kind {
        case .array: value.items.flatMap { $0.kind == .object ? things($0) : [] }
        case .object: [value] + (value["@graph"]?.items ?? [])
        default: []
        }
    }

    private static func isArticle(_ thing: JSONValue) -> Bool {
        guard let type = thing["@type"] else { return false }
        let names = type.kind == .array ? type.items.compactMap(\.string) : [type.string ?? ""]
        return names.contains { $0.hasSuffix("Article") || $0.hasSuffix("Posting") || $0 == "Report" }
    }
}
