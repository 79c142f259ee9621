import GlossModel

extension Citation {
    /// The last columns of tables whose rows stand somewhere in a text.
    static let columns = ["page", "section"]

    /// Their cells; empty where there is none.
    var cells: [String] { [page ?? "", section ?? ""] }

    /// Words for reading with the section that they stand in, where there is one.
    func closing(_ words: String) -> String { words + (section.map { " [\($0)]" } ?? "") }
}
