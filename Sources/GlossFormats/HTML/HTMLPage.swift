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
            path: path, title: headline ?? "", date: metadata.published, metadata: Metadata(title: metadata.title, date: metadata.published))
    }

    /// What the page is called: its own heading where it has one of the highest, else what it says of itself.
    private func headline(_ metadata: HTMLMetadata, _ article: HTMLArticle, _ tree: HTMLTree) -> String? {
        let range = article.root..<tree.end(of: article.root)
        let headings = tree.all(.h1, in: range).filter { !article.isLeftOut[$0] }.map(tree.words).filter { !$0.isEmpty }
        if headings.count == 1 { return headings[0] }
        if let headline = metadata.headline, !headline.isEmpty { return headline }
        return headings.first ?? metadata.title.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether an article lacks its headline: then it stands outside of what is read.
    private func isMissing(_ headline: String, in article: HTMLArticle, _ tree: HTMLTree) -> Bool {
        guard article.isPart else { return false }
        let range = article.root..<tree.end(of: article.root)
        let hasHeading = range.contains { tree.tag($0) == .h1 && !article.isLeftOut[$0] }
        return !hasHeading && !tree.words(article.root).prefix(2000).lowercased().contains(headline.lowercased())
    }

    private func leftOut(_ article: HTMLArticle) -> Finding? {
        let parts = HTMLSurroundings.Kind.allCases.filter { (article.leftOut[$0] ?? 0) > 0 }
        guard !parts.isEmpty else { return nil }
        let count = parts.map { article.leftOut[$0] ?? 0 }.reduce(0, +)
        return Finding(
            .note, "around-the-article", at: Finding.Place(file: path),
            "left out what stands around the article: \(parts.map(\.rawValue).joined(separator: ", ")) (\(count.of("byte", "bytes")) of text)")
    }
}
