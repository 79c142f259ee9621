import GlossModel

/// The notes of a page: links of a number or a sign that lead to something further down.
struct HTMLNotes {
    /// Links that are markers, with the key of their notes.
    private(set) var markers: [Int: String] = [:]
    /// Elements that are bodies of notes.
    private(set) var bodies: [Int: String] = [:]
    /// Elements by their names, within what is read.
    private var places: [String: Int] = [:]
    /// Where the files begin that a tree is made of, and their names; none where it is one page.
    private var files: [(start: Int, name: String)] = []

    init(_ tree: HTMLTree, within range: Range<Int>, leftOut: [Bool], files names: [String] = []) {
        if !names.isEmpty { files = Array(zip(tree.children(0).filter { tree.tag($0) == .div }, names)) }
        let links = range.filter { tree.tag($0) == .a && tree.attribute("href", of: $0)?.contains("#") == true }
        guard !links.isEmpty else { return }
        for node in range where tree.tag(node) != .text && !leftOut[node] {
            for name in [tree.attribute("id", of: node), tree.tag(node) == .a ? tree.attribute("name", of: node) : nil] {
                guard let name, !name.isEmpty else { continue }
                let key = file(at: node) + name
                if places[key] == nil { places[key] = node }
            }
        }
        for link in links {
            guard let place = target(of: link, tree), place > link, HTMLNotes.isMarker(link, tree),
                let body = HTMLNotes.body(at: place, tree), !(body...tree.end(of: body)).contains(link)
            else { continue }
            let key = bodies[body] ?? String(body)
            bodies[body] = key
            markers[link] = key
        }
    }

    private func target(of link: Int, _ tree: HTMLTree) -> Int? {
        guard let address = tree.attribute("href", of: link), let sign = address.firstIndex(of: "#") else { return nil }
        let name = String(address[address.index(after: sign)...])
        guard !files.isEmpty, sign > address.startIndex else { return places[file(at: link) + name] }
        return places[String(address[..<sign].split(separator: "/").last ?? "") + "#" + name]
    }

    /// The name of the file that a node is in, as names in it begin.
    private func file(at node: Int) -> String {
        guard !files.isEmpty else { return "" }
        let index = files.partitioningIndex { $0.start > node } - 1
        return index >= 0 ? files[index].name + "#" : "#"
    }

    /// Whether a link looks like the marker of a note.
    private static func isMarker(_ link: Int, _ tree: HTMLTree) -> Bool {
        if tree.attribute("role", of: link) == "doc-noteref" || tree.attribute("epub:type", of: link) == "noteref" { return true }
        let words = tree.words(link)
        let bare = words.filter { !"[]() ".contains($0) }
        guard !bare.isEmpty, bare.count <= 4 else { return false }
        let isSign = bare.allSatisfy { $0.isNumber } || bare.allSatisfy { "*†‡§¶#".contains($0) }
            || bare.count <= 3 && bare.allSatisfy { $0.isLetter && $0.isASCII }
        let isRaised = tree.ancestors(link).prefix(3).contains { tree.tag($0) == .sup } || tree.children(link).contains { tree.tag($0) == .sup }
        return isSign && (isRaised || words.first == "[" && words.last == "]")
    }

    /// The block that a place in a page names.
    private static func body(at place: Int, _ tree: HTMLTree) -> Int? {
        let blocks: Set<HTMLTag> = [.li, .p, .dd, .div, .aside, .section, .td, .blockquote]
        return ([place] + tree.ancestors(place)).first { blocks.contains(tree.tag($0)) }
    }

    /// A marker as it is shown: `[3]`.
    func words(ofMarker link: Int, _ tree: HTMLTree) -> String { "[" + tree.words(link).filter { !"[]() ".contains($0) } + "]" }

    /// Whether a link only leads from a note back to its marker.
    func isReturn(_ link: Int, _ tree: HTMLTree) -> Bool {
        guard !bodies.isEmpty, let place = target(of: link, tree), place < link else { return false }
        return !tree.words(link).contains { $0.isLetter || $0.isNumber } && tree.ancestors(link).contains { bodies[$0] != nil }
    }
}
