import GlossInterface

/// `gloss +12 FILE`, `+/word`, `+page:17`: where a reading is to begin, among the names of files.
enum StartPlace {
    /// Parts the first such word from the files. A file of that name is a file.
    static func parted(from words: [String]) -> (files: [String], start: Beginning?) {
        guard let index = words.firstIndex(where: { $0.hasPrefix("+") && !SystemPath.exists($0) }), let start = beginning(words[index]) else {
            return (words, nil)
        }
        var files = words
        files.remove(at: index)
        return (files, start)
    }

    private static func beginning(_ word: String) -> Beginning? {
        let rest = word.dropFirst()
        if rest.hasPrefix("/") { return rest.count > 1 ? .hit(String(rest.dropFirst())) : nil }
        if rest.hasPrefix("page:") { return .page(String(rest.dropFirst(5))) }
        return Int(rest).flatMap { $0 > 0 ? .line($0) : nil }
    }
}
