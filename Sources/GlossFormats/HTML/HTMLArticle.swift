import GlossModel

/// What is to be read of a page: the article without what stands around it. When in doubt, more is
/// kept: a page that is no article is read whole.
struct HTMLArticle {
    /// The element that is read.
    private(set) var root = 0
    /// Elements that are not read.
    private(set) var isLeftOut: [Bool]
    /// Whether the root is less than the page.
    private(set) var isPart = false
    /// Whether gloss wrote the page.
    private(set) var isOwn = false
    /// Bytes that are not read, by what they are.
    private(set) var leftOut: [HTMLSurroundings.Kind: Int] = [:]

    private let tree: HTMLTree
    private let surroundings: HTMLSurroundings
    private var measures: HTMLMeasures

    init(_ tree: HTMLTree) {
        self.tree = tree
        surroundings = HTMLSurroundings(tree)
        isLeftOut = tree.nodes.map { $0.tag.isSilent }
        measures = HTMLMeasures(tree, leftOut: isLeftOut)
        let body = tree.all(.body).first ?? 0
        root = body
        if HTMLArticle.isOwn(tree), let text = tree.all(.main).first {
            // What stands beside the text of a page of gloss's own is made of the text.
            (root, isOwn) = (text, true)
            return
        }
        let guesses = tree.nodes.indices.map { $0 > body ? surroundings.guess($0) : nil }
        leaveOut(guesses, within: body)
        guard let found = article(within: body) else { return }
        root = found
        isPart = found != body
        let rest = measures.text[body] - measures.text[found]
        if rest > 0 { leftOut[.sidebar, default: 0] += Int(rest) }
    }

    private static func isOwn(_ tree: HTMLTree) -> Bool {
        tree.all(.meta).contains { tree.attribute("name", of: $0) == "generator" && tree.attribute("content", of: $0) == HTML.generator }
    }

    /// Leaves out what stands around, where it is that: links, few words, or sure by name; never most
    /// of the page, never its headline.
    private mutating func leaveOut(_ guesses: [HTMLSurroundings.Guess?], within body: Int) {
        let whole = max(1, measures.prose(body))
        let headline = headline(within: body)
        var node = body + 1
        var removed: [Int] = []
        while node < tree.nodes.count {
            guard !isLeftOut[node], let guess = guesses[node] else {
                node = isLeftOut[node] ? tree.end(of: node) : node + 1
                continue
            }
            let end = tree.end(of: node)
            let holdsHeadline = headline.map { (node..<end).contains($0) } ?? false
            guard !holdsHeadline, isAround(guess, node, whole) else {
                node += 1
                continue
            }
            removed.append(node)
            leftOut[guess.kind, default: 0] += Int(measures.text[node])
            node = end
        }
        // A header and a footer alone, without links, are of a page that somebody wrote by hand.
        let isSite = removed.contains { node in
            guesses[node].map { $0.isSure && $0.kind != .hidden || ![.header, .footer, .sidebar, .form, .hidden].contains($0.kind) } ?? false
                || measures.linkDensity(node) > 0.25
        }
        for node in removed where isSite || guesses[node]?.kind == .hidden { isLeftOut[node] = true }
        if !isSite { leftOut = leftOut.filter { $0.key == .hidden } }
        measures = HTMLMeasures(tree, leftOut: isLeftOut)
    }

    private func isAround(_ guess: HTMLSurroundings.Guess, _ node: Int, _ whole: Int) -> Bool {
        let prose = measures.prose(node)
        if guess.kind == .hidden { return prose * 2 < whole }
        guard prose * 3 < whole || prose < 40 && prose * 2 < whole else { return false }
        if guess.isSure { return true }
        let density = measures.linkDensity(node)
        switch guess.kind {
        case .form: return prose < 400 && longest(node) < 120
        case .footer where isWithinArticle(node), .header where isWithinArticle(node): return density > 0.5
        case .header: return density > 0.25 || prose < 200
        case .footer: return density > 0.25 || prose < 600
        case .sidebar: return density > 0.3 || prose < 160 && !isWithinArticle(node)
        case .comments: return true
        case .banner, .sharing, .advertising: return density > 0.3 || prose < 400
        case .navigation, .related: return density > 0.4 || prose < 40 || prose < 120 && density > 0.1
        case .hidden: return true
        }
    }

    private func isWithinArticle(_ node: Int) -> Bool {
        tree.ancestors(node).contains { tree.tag($0) == .article || tree.tag($0) == .main }
    }

    /// Bytes of the longest piece of prose within an element.
    private func longest(_ node: Int) -> Int {
        (node..<tree.end(of: node)).lazy.filter { tree.tag($0) == .p || tree.tag($0) == .text }.map { measures.prose($0) }.max() ?? 0
    }

    /// The one highest heading that is no link to elsewhere.
    func headline(within body: Int) -> Int? {
        let headings = tree.all(.h1).filter { !isLeftOut[$0] && measures.text[$0] > 0 && measures.linkDensity($0) < 0.9 }
        return headings.count == 1 ? headings[0] : nil
    }

    // MARK: The article

    /// The element that holds the article; nil where nothing says that a part of the page is it.
    private func article(within body: Int) -> Int? {
        let whole = measures.prose(body)
        guard whole > 0 else { return nil }
        let named = candidates(within: body)
        if let best = named.max(by: { measures.prose($0) < measures.prose($1) }) {
            // What else there is to read belongs to the page, unless it is little beside the article.
            let share = tree.tag(best) == .article ? 75 : 60
            return measures.prose(best) * 100 >= whole * share && !standsGrid(outside: best, body) ? outward(best, body) : nil
        }
        return leftOut.isEmpty ? nil : densest(within: body, whole)
    }

    /// Whether a table or code stands outside of an element: that is nobody's navigation.
    private func standsGrid(outside element: Int, _ body: Int) -> Bool {
        let end = tree.end(of: element)
        var node = body
        while node < tree.nodes.count {
            if node == element { node = end }
            guard node < tree.nodes.count else { break }
            if isLeftOut[node] {
                node = tree.end(of: node)
                continue
            }
            let tag = tree.tag(node)
            if tag == .pre || tag == .table, !(node..<tree.end(of: node)).contains(element), measures.prose(node) > 0,
                measures.linkDensity(node) < 0.3 { return true }
            node += 1
        }
        return false
    }

    /// Elements that say of themselves that they are it.
    private func candidates(within body: Int) -> [Int] {
        var found: [Int] = []
        var articles: [Int] = []
        for node in body..<tree.nodes.count where !isLeftOut[node] && measures.text[node] > 0 {
            let tag = tree.tag(node)
            guard tag.isBlock else { continue }
            let role = tree.attribute("role", of: node)
            if tree.attribute("itemprop", of: node)?.contains("articleBody") == true || tag == .main || role == "main" {
                found.append(node)
            } else if tag == .article || role == "article" {
                articles.append(node)
            }
        }
        // Several articles that do not hold each other are a list of them, or comments.
        if let first = articles.first, articles.allSatisfy({ $0 < tree.end(of: first) }) { return found + [first] }
        let total = articles.filter { node in !tree.ancestors(node).contains { articles.contains($0) } }.map(measures.prose).reduce(0, +)
        if let best = articles.max(by: { measures.prose($0) < measures.prose($1) }), measures.prose(best) * 10 > total * 8 {
            return found + [best]
        }
        return found
    }

    /// The smallest element around one that holds the headline too, where what comes with it is little.
    private func outward(_ node: Int, _ body: Int) -> Int {
        guard let headline = headline(within: body), !(node..<tree.end(of: node)).contains(headline),
            let around = tree.ancestors(node).first(where: { (($0)..<tree.end(of: $0)).contains(headline) }), around > body
        else { return node }
        let (text, links) = (measures.text[around] - measures.text[node], measures.links[around] - measures.links[node])
        return text < max(240, measures.text[node] / 8) && links * 2 < max(60, text) ? around : node
    }

    /// The element with the most running text, where the page has its prose in one place: each
    /// paragraph speaks for what holds it, and half for what holds that.
    private func densest(within body: Int, _ whole: Int) -> Int? {
        var scores: [Int: Double] = [:]
        for node in body..<tree.nodes.count where !isLeftOut[node] && (tree.tag(node) == .p || tree.tag(node) == .pre || tree.tag(node) == .blockquote) {
            let prose = measures.prose(node)
            guard prose > 60, let parent = tree.parent(node) else { continue }
            let score = Double(prose) * (1 - measures.linkDensity(node))
            scores[parent, default: 0] += score
            if let above = tree.parent(parent), above >= body { scores[above, default: 0] += score / 2 }
        }
        guard let best = scores.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key, best > body else { return nil }
        // Widened until little prose is outside of it; the whole page where that takes all of it.
        for node in [best] + tree.ancestors(best) where node > body {
            if measures.prose(node) * 10 >= whole * 9 { return outward(node, body) }
        }
        return nil
    }
}
