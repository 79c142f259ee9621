import GlossLibrary
import GlossModel

/// The texts of reports that were found, as they are now.
final class LibraryText {
    private let place: LibraryPlace
    private var texts: [String: Text?] = [:]
    /// As many are held.
    private static let most = 64

    init(_ place: LibraryPlace) { self.place = place }

    /// The text of a report; nil where it is there no more.
    func text(of hit: Hit) -> Text? {
        let path = hit.stored.map { place.texts + "/" + $0 } ?? place.absolute(hit.path)
        if let known = texts[path] { return known }
        if texts.count >= Self.most { texts = [:] }
        let text = try? Files.read(path)
        texts[path] = .some(text)
        return text
    }

    /// The words at a place of a report, white space as single spaces; nil where the file is gone or too short.
    func words(_ span: Span, of hit: Hit) -> String? {
        guard let text = text(of: hit), Int(span.end) <= text.count else { return nil }
        return text.collapsed(span)
    }

    /// What stands for words that are there no more.
    static let lost = "(the file has changed or is gone since the last sync; gloss library sync reads it)"
}

/// Where the words of a query stand in a text.
struct Marks {
    private let wanted: [(words: [String], isPrefix: Bool)]

    init(_ query: Query) { wanted = query.marks }

    /// The places in the text's UTF-8, in order, none within another.
    func places(in text: String) -> [Range<Int>] {
        let words = Folding.words(text)
        var found: [Range<Int>] = []
        var index = 0
        while index < words.count {
            guard let length = wanted.compactMap({ fits($0, words, index) }).max() else {
                index += 1
                continue
            }
            found.append(words[index].range.lowerBound..<words[index + length - 1].range.upperBound)
            index += length
        }
        return found
    }

    private func fits(_ mark: (words: [String], isPrefix: Bool), _ words: [(word: String, range: Range<Int>)], _ start: Int) -> Int? {
        guard !mark.words.isEmpty, start + mark.words.count <= words.count else { return nil }
        for (index, wanted) in mark.words.enumerated() {
            let word = words[start + index].word
            let isLast = index == mark.words.count - 1
            guard word == wanted || mark.isPrefix && isLast && word.hasPrefix(wanted) else { return nil }
        }
        return mark.words.count
    }

    /// Words with stand-ins for what could do something to a terminal.
    private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
        var shown = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars { shown.unicodeScalars.append(StandIn.character(for: scalar) ?? scalar) }
        return shown
    }

    /// A stretch of the text around the first place, with brackets or bold about all; at most `length` bytes.
    func snippet(_ text: String, length: Int, isColored: Bool) -> String {
        let bytes = Array(text.utf8)
        let all = places(in: text)
        var start = max(0, (all.first?.lowerBound ?? 0) - length / 3)
        var end = min(bytes.count, start + length)
        if end - start < length { start = max(0, end - length) }
        // At spaces, so that no word and no character is cut.
        if start > 0 { start = bytes[start...].firstIndex(of: 0x20).map { $0 + 1 } ?? start }
        while start < bytes.count, start > 0, bytes[start] & 0xC0 == 0x80 { start += 1 }
        if end < bytes.count { end = bytes[..<end].lastIndex(of: 0x20) ?? end }
        while end < bytes.count, end > start, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        guard start < end else { return text }
        let (open, close) = isColored ? ("\u{1B}[1m", "\u{1B}[0m") : ("[", "]")
        var out = start > 0 ? "… " : ""
        var place = start
        for range in all where range.lowerBound >= start && range.upperBound <= end {
            out += Self.shown(bytes[place..<range.lowerBound]) + open
            out += Self.shown(bytes[range]) + close
            place = range.upperBound
        }
        return out + Self.shown(bytes[place..<end]) + (end < bytes.count ? " …" : "")
    }
}
