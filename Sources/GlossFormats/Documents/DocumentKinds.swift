import GlossModel

/// Says of the blocks of a document what their place and their links say: entries of references,
/// contents and notes.
struct DocumentKinds {
    let bytes: [UInt8]
    /// In order.
    let links: [Link]

    /// So many entries in a row make a table of contents.
    private static let fewest = 3

    /// The blocks with the kinds that headings above them and links within them give. Linear.
    func settled(_ blocks: [ReportBlock]) -> [ReportBlock] {
        var blocks = blocks
        settleContents(&blocks)
        var under: (kind: BlockKind, level: Int)?
        for index in blocks.indices {
            if blocks[index].kind == .heading {
                if let outer = under, blocks[index].level > outer.level { continue }
                under = kind(under: blocks[index]).map { ($0, blocks[index].level) }
            } else if let under, blocks[index].kind == .paragraph || blocks[index].kind == .list {
                blocks[index].kind = under.kind
                blocks[index].level = 0
            }
        }
        return blocks
    }

    /// What the blocks under a heading are where its title says so.
    private func kind(under heading: ReportBlock) -> BlockKind? {
        let words = String(decoding: bytes[heading.span.range], as: UTF8.self).lowercased()
        let title = words.drop { !$0.isLetter }.split(whereSeparator: \.isWhitespace)
        // "VII. References" as well as "7. References".
        let bare = title.first.map { $0.hasSuffix(".") && $0.dropLast().allSatisfy("ivxlc".contains) } == true ? title.dropFirst() : title[...]
        return Self.titles[bare.joined(separator: " ").trimmingSuffix(":")]
    }

    private static let titles: [String: BlockKind] = [
        "references": .reference, "reference list": .reference, "list of references": .reference,
        "bibliography": .reference, "select bibliography": .reference, "selected bibliography": .reference,
        "works cited": .reference, "literature cited": .reference, "literature": .reference,
        "notes and references": .reference, "references and notes": .reference, "further reading": .reference,
        "notes": .note, "endnotes": .note, "footnotes": .note, "end notes": .note,
        "table of contents": .contents,
    ]

    /// Entries that are links into the document and nothing else, several in a row.
    private func settleContents(_ blocks: inout [ReportBlock]) {
        var first = 0
        var link = 0
        for index in 0...blocks.count {
            if index < blocks.count, isEntry(blocks[index], &link) { continue }
            if index - first >= Self.fewest { for entry in first..<index { blocks[entry].kind = .contents } }
            first = index + 1
        }
    }

    private func isEntry(_ block: ReportBlock, _ link: inout Int) -> Bool {
        while link < links.count, links[link].span.end <= block.span.start { link += 1 }
        guard block.kind == .paragraph || block.kind == .list else { return false }
        var (place, next) = (Int(block.span.start), link)
        while next < links.count, links[next].span.start < block.span.end {
            guard links[next].target.utf8.first == 0x23, isBare(place..<Int(links[next].span.start)) else { return false }
            place = Int(links[next].span.end)
            next += 1
        }
        return next > link && place <= Int(block.span.end) && isBare(place..<Int(block.span.end))
    }

    /// Whether there are no words in a stretch: bullets, numbers of chapters and pages, leaders.
    private func isBare(_ range: Range<Int>) -> Bool {
        range.isEmpty || bytes[range].allSatisfy { $0 < 0x41 || $0 >= 0x80 }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String { hasSuffix(suffix) ? String(dropLast(suffix.count)) : self }
}
