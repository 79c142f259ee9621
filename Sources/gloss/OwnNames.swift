import GlossAnnotator
import GlossModel

/// The user's own names: those of `lexicon.tsv` in the configuration folder, and of a file named on
/// the command line, which go before them.
struct OwnNames {
    private(set) var names: [UserName] = []
    private(set) var findings: [Finding] = []

    /// Reads what there is. Where nobody wants names, a file that is named must still be there.
    init(_ path: String?, isWanted: Bool) throws(Failure) {
        if isWanted, let own = Settings.file("lexicon.tsv") { take(UserLexicon(own.content, file: own.path)) }
        if let path {
            let text = try Files.read(path)
            take(UserLexicon(text, file: path))
        }
    }

    private mutating func take(_ lexicon: UserLexicon) {
        names += lexicon.names
        findings += lexicon.findings
    }
}
