/// What refers to a note: "12", "*", "†", "[3]".
enum PDFNoteMarker {
    /// Whether a raised piece of text can be a marker, or several ("3,4").
    static func isMarker(_ text: String) -> Bool { !names(in: text).isEmpty }

    /// The names of the notes that a raised piece of text refers to; empty where it is none.
    static func names(in text: String) -> [String] {
        let parts = text.split(whereSeparator: { $0 == "," || $0 == " " || $0 == ";" })
        let names = parts.map { String($0.drop { "[(".contains($0) }.prefix { !"])".contains($0) }) }
        guard names.allSatisfy(isName) else { return [] }
        return names
    }

    private static func isName(_ name: String) -> Bool {
        if name.allSatisfy({ $0.isASCII && $0.isNumber }) { return !name.isEmpty && name.count <= 3 && name.first != "0" }
        if name.allSatisfy({ "*†‡§¶#".contains($0) }) { return !name.isEmpty && name.count <= 3 }
        if name.count == 1, let letter = name.first { return letter.isASCII && letter.isLowercase }
        return name.count <= 4 && name.allSatisfy { "ivx".contains($0) }
    }
}
