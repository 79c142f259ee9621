import GlossModel

/// Reads a page of HTML: its article where it has one, else all of it.
struct HTMLPage {
    private let path: String

    init(path: String) { self.path = path }

    /// The report that a file is. Linear in the file.
    func report(_ file: Text) throws(FormatError) -> Report {
        let (text, finding) = HTMLEncoding.utf8(file, path: path)
        let tree = HTMLTree(text)
        let metadata = HTMLMetadata(tree)
        let article = HTMLArticle(tree)
        var blocks = HTMLBlocks(tree, leftOut: article.isLeftOut, within: article.root..<tree.end(of: article.root))
        let headline = headline(metadata, article, tree)
        if let headline, isMissing(headline, in: article, tree) {
            blocks.styled(.heading, level: 1) { $0.builder.write(headline) }
        }
        blocks.write(article.root)
        blocks.builder.end()
        if let finding { blocks.builder.findings.append(finding) }
        if let finding = leftOut(article) { blocks.builder.findings.append(finding) }
        return try blocks.builder.report(
            path: path, title: headline ?? metadata.title ?? "", date: metadata.published,
            metadata: Metadata(title: metadata.title, date: metadata.published))
    }

    /// What the page is called: its own heading where it has one of the highest, else what it says of itself.
    private func headline(_ metadata: HTMLMetadata, _ article: HTMLArticle, _ tree: HTMLTree) -> String? {
        let headings = headings(article.root..<tree.end(of: article.root), article, tree)
        if headings.count == 1 { return headings[0] }
        if let headline = metadata.headline, !headline.isEmpty { return headline }
        let others = self.headings(tree.nodes.indices, article, tree)
        return headings.first ?? (others.count == 1 ? others[0] : nil)
    }

    private func headings(_ range: Range<Int>, _ article: HTMLArticle, _ tree: HTMLTree) -> [String] {
        tree.all(.h1, in: range).filter { node in
            !article.isLeftOut[node] && !tree.ancestors(node).contains { article.isLeftOut[$0] }
        }.map(tree.words).filter { !$0.isEmpty }
    }

    /// Whether an article lacks its headline: then it stands outside of what is read.
    private func isMissing(_ headline: String, in article: HTMLArticle, _ tree: HTMLTree) -> Bool {
        let range = article.root..<tree.end(of: article.root)
        guard article.isPart, headings(range, article, tree).isEmpty else { return false }
        let wanted = headline.lowercased()
        return !range.prefix(HTMLPage.beginning).contains { tree.tag($0).isBlock && tree.words($0).lowercased() == wanted }
    }

    /// A headline stands among so many nodes at the beginning of an article.
    private static let beginning = 200

    private func leftOut(_ article: HTMLArticle) -> Finding? {
        let parts = HTMLSurroundings.Kind.allCases.filter { (article.leftOut[$0] ?? 0) > 0 }
        guard !parts.isEmpty else { return nil }
        let count = parts.map { article.leftOut[$0] ?? 0 }.reduce(0, +)
        return Finding(
            .note, "around-the-article", at: Finding.Place(file: path),
            "left out what stands around the article: \(parts.map(\.rawValue).joined(separator: ", ")) (\(count.of("byte", "bytes")) of text)")
    }
}
