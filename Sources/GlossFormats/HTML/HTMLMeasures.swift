/// How much there is to read in each element of a page, and how much of it is links.
struct HTMLMeasures {
    /// Bytes that are no white space, of what is neither silent nor left out.
    private(set) var text: [Int32]
    /// Those of them within links.
    private(set) var links: [Int32]

    /// Linear.
    init(_ tree: HTMLTree, leftOut: [Bool]) {
        text = Array(repeating: 0, count: tree.nodes.count)
        links = text
        for node in tree.nodes.indices.reversed() {
            if leftOut[node] {
                (text[node], links[node]) = (0, 0)
                continue
            }
            if tree.tag(node) == .text {
                var count: Int32 = 0
                for byte in tree.bytes[tree.nodes[node].range] where byte > 0x20 { count += 1 }
                text[node] = count
            } else if tree.tag(node) == .a {
                links[node] = text[node]
            }
            guard let parent = tree.parent(node) else { continue }
            text[parent] += text[node]
            links[parent] += links[node]
        }
    }

    /// Bytes outside of links.
    func prose(_ node: Int) -> Int { Int(text[node] - links[node]) }

    /// Part of the text that is links, 0 to 1.
    func linkDensity(_ node: Int) -> Double { text[node] == 0 ? 0 : Double(links[node]) / Double(text[node]) }
}
