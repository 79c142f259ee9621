import GlossModel

extension PandocReader {
    /// Writes an array of inlines.
    mutating func inlines(_ inlines: JSONValue) throws(FormatError) {
        var child = inlines.first
        while let inline = child {
            try self.inline(inline)
            child = inlines.item(after: inline)
        }
    }

    private mutating func inline(_ inline: JSONValue) throws(FormatError) {
        guard let name = inline["t"]?.string else { throw wrong(inline, "a word has no name") }
        let content = inline["c"]
        switch name {
        case "Str": if let content { content.withBytes { builder.write($0) } }
        case "Space", "SoftBreak": builder.space()
        case "LineBreak": builder.lineBreak()
        case "Emph", "Strong", "Underline", "Strikeout", "SmallCaps": try inlines(try whole(content, inline))
        case "Superscript": try raised(try whole(content, inline), RaisedText.superscript)
        case "Subscript": try raised(try whole(content, inline), RaisedText.subscript)
        case "Quoted": try quoted(try part(content, 0, inline), try part(content, 1, inline))
        case "Cite", "Span": try inlines(try part(content, 1, inline))
        case "Code", "Math": builder.write(try part(content, 1, inline).string ?? "")
        case "Link": try link(try part(content, 1, inline), try part(content, 2, inline))
        case "Image": try image(try part(content, 1, inline))
        case "Note": note(try whole(content, inline))
        case "RawInline": raw(try part(content, 0, inline).string ?? "", try part(content, 1, inline).string ?? "")
        default: builder.write(Self.words(inline))
        }
    }

    private func whole(_ content: JSONValue?, _ inline: JSONValue) throws(FormatError) -> JSONValue {
        guard let content, content.kind == .array else { throw wrong(inline, "a part of \(inline["t"]?.string ?? "it") is missing") }
        return content
    }

    private mutating func raised(_ content: JSONValue, _ raise: (String) -> String) throws(FormatError) {
        let words = Self.words(content)
        let raised = raise(words)
        if raised == words { try inlines(content) } else { builder.write(raised) }
    }

    private mutating func quoted(_ kind: JSONValue, _ content: JSONValue) throws(FormatError) {
        let isSingle = kind["t"]?.string == "SingleQuote"
        builder.write(isSingle ? "‘" : "“")
        try inlines(content)
        builder.write(isSingle ? "’" : "”")
    }

    private mutating func link(_ content: JSONValue, _ target: JSONValue) throws(FormatError) {
        builder.beginLink(target.item(0)?.string ?? "")
        try inlines(content)
        builder.endLink()
    }

    private mutating func image(_ content: JSONValue) throws(FormatError) {
        if ImageWords.areWords(Self.words(content)) { try inlines(content) }
    }

    private mutating func raw(_ format: String, _ words: String) {
        if format == "html", words.lowercased().hasPrefix("<br") { return builder.lineBreak() }
        leaveOut(format, words)
    }

    // MARK: Bare words

    /// The words of a value, notes and raw text aside, on one line.
    static func words(_ value: JSONValue) -> String {
        var out: [UInt8] = []
        collect(value, &out)
        return String(decoding: out, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func collect(_ value: JSONValue, _ out: inout [UInt8]) {
        if value.kind == .array {
            for item in value.items { collect(item, &out) }
            return
        }
        guard let name = value["t"]?.string else { return }
        let content = value["c"]
        switch name {
        case "Str", "MetaString": out += content?.bytes ?? []
        case "Code", "Math", "CodeBlock": out += content?.item(1)?.bytes ?? []
        case "Space", "SoftBreak", "LineBreak": out.append(0x20)
        case "Note", "RawInline", "RawBlock": break
        case "Quoted":
            let isSingle = content?.item(0)?["t"]?.string == "SingleQuote"
            out += Array((isSingle ? "‘" : "“").utf8)
            if let inner = content?.item(1) { collect(inner, &out) }
            out += Array((isSingle ? "’" : "”").utf8)
        default:
            if let content { for item in content.kind == .array ? content.items : [content] { collect(item, &out) } }
            if name == "Para" || name == "Plain" || name == "Header" { out.append(0x20) }
        }
    }
}

/// What is said of an image.
enum ImageWords {
    /// Whether it is more than the name of a file.
    static func areWords(_ words: String) -> Bool {
        guard !words.isEmpty else { return false }
        let suffix = FileName.split(words).suffix
        return words.contains(" ") || !["png", "jpg", "jpeg", "gif", "svg", "webp", "emf", "wmf", "bmp", "tif", "tiff"].contains(suffix)
    }
}
