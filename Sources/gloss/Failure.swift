import Glibc
import GlossFormats
import GlossModel

/// An end that the user is told about in one line on standard error: where, what, what to do.
struct Failure: Error {
    /// The sentence, raw; control characters in it become stand-ins when it is shown.
    var message: String
    /// Exit status; 2 for errors.
    var status: Int32 = 2
    /// Whether annotations were to be read whose text is not there.
    var isTextMissing = false
    /// What is said of a file in no known form, which can be shown as text all the same; nil for other ends.
    var unknownForm: String?

    /// As many characters are told of a name out of a file.
    private static let longestName = 100

    init(_ message: String, status: Int32 = 2) {
        self.message = message
        self.status = status
    }

    /// Trouble with a file, from an error number of the system.
    init(path: String, doing verb: String, errno number: Int32) {
        let reason =
            switch number {
            case 2: verb == "write" ? "its folder is not there" : "there is no such file"
            case 5: "the device fails"
            case 9: "it is closed"
            case 13: "permission denied"
            case 20: "a part of the path is not a folder"
            case 21: "it is a folder; name a file in it"
            case 27: "it would be larger than files may be here"
            case 28: "no space left on the device"
            case 30: "the file system is read-only"
            case 36: "its name is too long"
            case 40: "links lead from it to each other without an end"
            case 122: "the quota of the disk is used up"
            default: Failure.words(number)
            }
        self.init("\(path): cannot \(verb): \(reason)")
    }

    /// What the system calls an error, in lower case.
    static func words(_ number: Int32) -> String {
        let words = String(cString: strerror(number))
        return words.prefix(1).lowercased() + words.dropFirst()
    }

    /// Trouble with the contents of a file.
    init(path: String, _ error: FormatError) {
        switch error {
        case .malformed(let line, _, let what):
            self.init("\(path), line \(line): \(what)")
        case .textMissing(let wanted, let target):
            let other = target.map { ", nor is \"\($0.prefix(Failure.longestName))\", which it names, a file there" } ?? ""
            self.init("\(path): its text \(wanted) is not beside it\(other); put it there or name it as the file and this one with --annotations")
            isTextMissing = true
        case .empty(let remedy):
            self.init("\(path): there is no text in it" + (remedy.map { "; \($0)" } ?? ""))
        case .unknown(let what, let remedy):
            let way = (remedy.isEmpty ? "" : remedy + "; ") + "--format-in text shows it as it stands"
            self.init("\(path): this is \(what), in no form that gloss knows (gloss formats); \(way)")
            unknownForm = "\(path) is \(what), in no form that gloss knows"
        case .unsupported(let what):
            self.init("\(path): \(what)")
        }
    }
}

/// Ends with a status and without a word: 1 for nothing matched.
struct Quiet: Error {
    var status: Int32
}
