import GlossLexicon

/// Words of names that are written in several ways: British and American, and names from Arabic.
enum Spelling {
    /// The hash that stands for all spellings of a word.
    static func common(_ hash: UInt64) -> UInt64 { isOne.contains(hash) ? one[hash] ?? hash : hash }

    private static let groups: [[Word]] = [
        ["defence", "defense"], ["organisation", "organization"], ["organisations", "organizations"], ["centre", "center"],
        ["centres", "centers"], ["labour", "labor"], ["programme", "program"], ["theatre", "theater"], ["harbour", "harbor"],
        ["honour", "honor"], ["colour", "color"], ["licence", "license"], ["offence", "offense"], ["fibre", "fiber"],
        ["neighbourhood", "neighborhood"], ["stabilisation", "stabilization"], ["globalisation", "globalization"],
        ["modernisation", "modernization"], ["privatisation", "privatization"], ["industrialisation", "industrialization"],
        ["catalogue", "catalog"], ["grey", "gray"], ["saint", "st"], ["mount", "mt"],
        [
            "mohammed", "muhammad", "mohamed", "mohammad", "muhammed", "mohamad", "mohamud", "mahomet",
        ],
        ["ahmed", "ahmad", "ahmet"], ["hussein", "hussain", "husayn", "hossein", "husain"], ["hassan", "hasan"], ["omar", "umar", "omer"],
        ["osama", "usama"], ["abdullah", "abdallah", "abdulla"], ["yusuf", "yousef", "youssef", "yousuf", "yusef"], ["khalid", "khaled"],
        ["mustafa", "mustapha", "moustafa"], ["ibrahim", "ebrahim"], ["karim", "kareem"], ["rashid", "rasheed"], ["saeed", "sayeed"],
        ["mahmoud", "mahmud", "mahmood"], ["gaddafi", "qaddafi", "gadhafi", "kadafi", "qadhafi"], ["sergey", "sergei"], ["yuri", "yury", "iouri"],
        ["alexey", "alexei", "aleksey", "aleksei"], ["dmitry", "dmitri", "dimitri"], ["andrey", "andrei"], ["nikolay", "nikolai"],
    ]
    private static let one: [UInt64: UInt64] = groups.reduce(into: [:]) { table, group in
        for word in group { table[word.hash] = group[0].hash }
    }
    private static let isOne = WordSet(groups.flatMap { $0 })
}
