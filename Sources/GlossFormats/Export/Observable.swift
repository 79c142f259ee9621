/// An indicator as STIX 2.1 has it: a cyber-observable object, or for a CVE number a vulnerability.
struct Observable {
    /// The type in STIX, as `ipv4-addr`.
    var type: String
    /// The members beside type, version and id; values are strings, or one object of strings.
    var members: [(name: String, value: Value)]

    enum Value {
        case text(String)
        case object([(String, String)])
    }

    /// Whether it has dates of making, as domain objects have and observables have not.
    var isDomainObject: Bool { type == "vulnerability" }

    /// The observable for words of one of gloss's types; nil where the type is no indicator's, or STIX
    /// has no place for such a value. Defanged words are read as they were.
    init?(type name: String, words: String) {
        let value = Refanged.string(words)
        guard !value.isEmpty else { return nil }
        switch name.lowercased() {
        case "url": self.init("url", "value", value)
        case "domain": self.init("domain-name", "value", value.lowercased())
        case "email": self.init("email-addr", "value", value)
        case "ip": self.init(address: value)
        case "hash": self.init(hash: value.lowercased().filter { $0 != ":" })
        case "cve":
            let number = value.uppercased().replacing(" ", with: "-")
            self.init("vulnerability", "name", number)
        case "filepath": self.init(path: words)
        case "registrykey": self.init("windows-registry-key", "key", words)
        default: return nil
        }
    }

    private init(_ type: String, _ member: String, _ value: String) {
        self.type = type
        members = [(member, .text(value))]
    }

    /// Without its port.
    private init?(address: String) {
        if address.contains(".") {
            self.init("ipv4-addr", "value", String(address.prefix { $0 != ":" }))
        } else {
            self.init("ipv6-addr", "value", address)
        }
    }

    private static let algorithms = [32: "MD5", 40: "SHA-1", 64: "SHA-256", 128: "SHA-512"]

    private init?(hash: String) {
        guard let algorithm = Observable.algorithms[hash.utf8.count] else { return nil }
        type = "file"
        members = [("hashes", .object([(algorithm, hash)]))]
    }

    private init?(path: String) {
        let name = path.split { $0 == "\\" || $0 == "/" }.last.map(String.init) ?? path
        guard !name.isEmpty else { return nil }
        self.init("file", "name", name)
    }
}

/// Indicators as they were before somebody made them harmless: `hxxp://evil[.]example`.
enum Refanged {
    private static let forms: [(String, String)] = [
        ("[://]", "://"), ("[:]", ":"), ("[.]", "."), ("(.)", "."), ("{.}", "."), ("[dot]", "."), ("(dot)", "."), ("[DOT]", "."),
        ("[,]", "."), ("[@]", "@"), ("[at]", "@"), ("(at)", "@"), ("[AT]", "@"), ("[/]", "/"),
    ]

    /// The words without brackets around points and signs, and without white space. Linear.
    static func string(_ words: String) -> String {
        var value = String(words.filter { !$0.isWhitespace })
        for (form, plain) in forms where value.contains(form) { value = value.replacing(form, with: plain) }
        if value.lowercased().hasPrefix("hxxp") { value = "http" + value.dropFirst(4) }
        if value.lowercased().hasPrefix("meow:") { value = "http" + value.dropFirst(4) }
        if value.lowercased().hasPrefix("fxp:") { value = "ftp" + value.dropFirst(3) }
        return value
    }
}
