/// A stretch of reading text that is one thing and holds no words: an address, a path, a number of
/// a version. Nothing inside is a name, a number or a date.
struct Indicator: Hashable, Sendable {
    /// First byte of the reading text.
    var start: Int
    /// One past its last byte.
    var end: Int
    var kind: Kind

    enum Kind: UInt8, Sendable {
        case url, domain, email, ip, hash, cve, filePath, registryKey
        /// What a scanner calls malware: "Trojan.Win32.Agent".
        case detection
        /// GUID, version, bulletin, hexadecimal number, ISBN: recognised, and left plain.
        case opaque

        /// The type of the mention that it makes; nil for none.
        var type: MentionType? {
            switch self {
            case .url: .url
            case .domain: .domain
            case .email: .email
            case .ip: .ip
            case .hash: .hash
            case .cve: .cve
            case .filePath: .filePath
            case .registryKey: .registryKey
            case .detection: .product
            case .opaque: nil
            }
        }
    }
}
