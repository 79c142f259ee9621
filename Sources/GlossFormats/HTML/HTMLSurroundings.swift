/// What stands around the article of a page: navigation, banners, things to share and subscribe to,
/// comments. Known by elements, roles and the words in classes and identifiers.
struct HTMLSurroundings {
    /// What a part of a page is, as findings call it.
    enum Kind: String, CaseIterable {
        case navigation, header, footer, sidebar, banner = "notices", sharing, comments, related = "related links"
        case advertising, form = "forms", hidden = "hidden text"
    }

    /// A part and how sure that is.
    struct Guess {
        var kind: Kind
        /// Sure without a look at what is in it.
        var isSure = false
    }

    /// Words of classes and identifiers.
    private static let words: [String: Kind] = [
        "nav": .navigation, "navbar": .navigation, "navigation": .navigation, "navbox": .navigation, "menu": .navigation,
        "submenu": .navigation, "breadcrumb": .navigation, "breadcrumbs": .navigation, "pagination": .navigation,
        "pager": .navigation, "skip": .navigation, "skiplink": .navigation, "topnav": .navigation, "subnav": .navigation,
        "sitenav": .navigation, "navheader": .navigation, "navfooter": .navigation, "catlinks": .navigation, "editsection": .navigation, "noprint": .navigation,
        "headerlink": .navigation, "jump": .navigation, "printfooter": .footer, "backlink": .navigation,
        "masthead": .header, "siteheader": .header, "footer": .footer, "colophon": .footer, "sitefooter": .footer,
        "sidebar": .sidebar, "rail": .sidebar, "aside": .sidebar, "cookie": .banner,
        "cookies": .banner, "consent": .banner, "gdpr": .banner, "ccpa": .banner, "onetrust": .banner, "popup": .banner,
        "modal": .banner, "overlay": .banner, "paywall": .banner, "notification": .banner, "alertbar": .banner,
        "newsletter": .banner, "subscribe": .banner, "subscription": .banner, "signup": .banner, "share": .sharing,
        "sharing": .sharing, "sharebar": .sharing, "sharedaddy": .sharing, "addthis": .sharing, "addtoany": .sharing,
        "social": .sharing, "socials": .sharing, "follow": .sharing, "comments": .comments, "comment": .comments,
        "commentlist": .comments, "disqus": .comments, "respond": .comments, "related": .related, "recommended": .related,
        "recommendations": .related, "recirc": .related, "recirculation": .related, "trending": .related,
        "popular": .related, "mostread": .related, "mostpopular": .related, "outbrain": .related, "taboola": .related,
        "jp": .related, "readmore": .related, "morestories": .related, "teaser": .related, "teasers": .related,
        "promo": .advertising, "promotion": .advertising, "advert": .advertising, "adverts": .advertising,
        "advertisement": .advertising, "advertising": .advertising, "ad": .advertising, "ads": .advertising,
        "sponsor": .advertising, "sponsored": .advertising, "dfp": .advertising, "tags": .related, "toolbar": .sharing,
    ]
    /// Words that say of what they are on that it is to be read.
    private static let reading: Set<String> = ["article", "body", "content", "entry", "main", "post", "story", "text"]

    private let tree: HTMLTree

    init(_ tree: HTMLTree) { self.tree = tree }

    /// What an element is by its name, its role and what it is called; nil where it may be anything.
    func guess(_ node: Int) -> Guess? {
        let tag = tree.tag(node)
        guard tag != .text, tag != .body, tag != .html, tag != .main, tag != .document else { return nil }
        if isHidden(node) { return Guess(kind: .hidden, isSure: true) }
        switch tree.attribute("role", of: node)?.lowercased() {
        case "navigation": return isContents(node) ? nil : Guess(kind: .navigation, isSure: true)
        case "banner": return Guess(kind: .header)
        case "contentinfo": return Guess(kind: .footer)
        case "complementary": return Guess(kind: .sidebar)
        case "search": return Guess(kind: .form, isSure: true)
        case "dialog", "alertdialog": return Guess(kind: .banner, isSure: true)
        case "main", "article", "doc-toc", "doc-endnotes", "doc-footnote": return nil
        default: break
        }
        switch tag {
        case .nav: return isContents(node) ? nil : Guess(kind: .navigation, isSure: true)
        case .search: return Guess(kind: .form, isSure: true)
        case .form: return Guess(kind: .form)
        case .aside: return Guess(kind: .sidebar)
        case .footer: return Guess(kind: .footer)
        case .header: return Guess(kind: .header)
        case .article: return nil
        default: return named(node)
        }
    }

    private func isHidden(_ node: Int) -> Bool {
        if tree.attribute("hidden", of: node) != nil { return true }
        guard let style = tree.attribute("style", of: node)?.lowercased().filter({ $0 != " " }) else { return false }
        return style.contains("display:none") || style.contains("visibility:hidden")
    }

    /// Navigation within the text itself.
    private func isContents(_ node: Int) -> Bool {
        if tree.attribute("role", of: node) == "doc-toc" || tree.attribute("epub:type", of: node) == "toc" { return true }
        let words = names(node)
        return words.contains("toc") || words.contains("contents")
    }

    private func named(_ node: Int) -> Guess? {
        let words = names(node)
        guard !words.isEmpty, !words.contains("toc"), let kind = words.lazy.compactMap({ Self.words[$0] }).first else { return nil }
        // "post-with-sidebar" is about the page, not about the part.
        let isAmbiguous = words.contains { Self.reading.contains($0) } && kind != .comments && kind != .related && kind != .sharing
        return isAmbiguous ? nil : Guess(kind: kind)
    }

    /// The words of an element's classes and its identifier, in lower case. A long identifier is made
    /// of the words of a heading.
    private func names(_ node: Int) -> [String] {
        let identifier = tree.attribute("id", of: node).map(Self.parts) ?? []
        return (tree.attribute("class", of: node).map(Self.parts) ?? []) + (identifier.count > 2 ? [] : identifier)
    }

    /// `relatedLinks-box` is related, links, box.
    private static func parts(_ name: String) -> [String] {
        var (parts, part, wasLower) = ([String](), "", false)
        for character in name {
            let isUpper = character.isUppercase
            if !character.isLetter && !character.isNumber || isUpper && wasLower {
                if !part.isEmpty { parts.append(part.lowercased()) }
                part = ""
            }
            if character.isLetter || character.isNumber { part.append(character) }
            wasLower = character.isLowercase
        }
        if !part.isEmpty { parts.append(part.lowercased()) }
        return parts
    }
}
