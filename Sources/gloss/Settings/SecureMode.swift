import Glibc

/// Whether gloss was asked to touch nothing but the files that it is given: by `--secure`, before any
/// `--`, or by GLOSSSECURE in the environment, as less has LESSSECURE.
///
/// Then no program is run, no file is opened that nobody named, nothing is written, and the
/// clipboard is left alone.
enum SecureMode {
    static let option = "--secure"

    static let isOn: Bool = {
        if SystemPath.arguments.dropFirst().prefix(while: { $0 != "--" }).contains(option) { return true }
        return getenv("GLOSSSECURE").map { let value = String(cString: $0); return !value.isEmpty && value != "0" } ?? false
    }()

    /// The command line without the option.
    static func without(_ arguments: [String]) -> [String] {
        let named = arguments.prefix { $0 != "--" }
        return named.filter { $0 != option } + arguments[named.endIndex...]
    }

    /// Refuses what is not done in this mode.
    static func refuse(_ what: String) throws(Failure) {
        if isOn { throw Failure("\(what); --secure or GLOSSSECURE forbids it") }
    }
}
