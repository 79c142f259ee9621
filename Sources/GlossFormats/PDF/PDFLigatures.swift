/// Takes out spaces behind ligatures that are none: "fi nancial". Some faces say of a ligature that
/// it is as wide as its first letter, and poppler sees a gap.
enum PDFLigatures {
    /// Joins them where a document has them throughout. Linear.
    static func join(in source: inout PDFSource) {
        guard areSplit(source.bytes) else { return }
        for page in source.pages.indices {
            for run in source.pages[page].runs.indices { join(&source, page, run) }
        }
    }

    /// Whether most stand before a space and a small letter. In all runs together: those that end with a
    /// ligature are few.
    private static func areSplit(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var (split, whole) = (0, 0)
            var index = 1
            while index + 2 < bytes.count {
                if bytes[index] == 0x69 || bytes[index] == 0x6C, bytes[index - 1] == 0x66 {
                    if bytes[index + 1] == 0x20 { split += isSmall(bytes[index + 2]) ? 1 : 0 } else if isSmall(bytes[index + 1]) { whole += 1 }
                }
                index += 1
            }
            return split >= 4 && split > whole
        }
    }

    private static func join(_ source: inout PDFSource, _ page: Int, _ run: Int) {
        let range = source.pages[page].runs[run].text
        var end = range.lowerBound
        for index in range {
            let isNone = source.bytes[index] == 0x20 && index > range.lowerBound + 1 && isEnd(source.bytes[..<end], at: end - 1)
                && index + 1 < range.upperBound && isSmall(source.bytes[index + 1])
            if isNone { continue }
            source.bytes[end] = source.bytes[index]
            end += 1
        }
        // What is left over is white space at its end.
        for index in end..<range.upperBound { source.bytes[index] = 0x20 }
        source.pages[page].runs[run].text = range.lowerBound..<end
    }

    private static func isSmall(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

    /// Whether "fi" or "fl" ends here.
    private static func isEnd(_ text: ArraySlice<UInt8>, at index: Int) -> Bool {
        index > text.startIndex && (text[index] == 0x69 || text[index] == 0x6C) && text[index - 1] == 0x66
    }
}
