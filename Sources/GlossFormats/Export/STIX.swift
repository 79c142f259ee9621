import GlossModel

/// A report as a STIX 2.1 bundle (OASIS Standard of 10 June 2021): a report object, people,
/// organisations and groups as identities, places as locations, indicators as observables, every claim a note that says where
/// it stands, claims that support or contradict another an opinion on its note, other relations as
/// relationships. Read
/// are bundles of STIX 2.0 and 2.1, as a report that tells of their objects (`STIXReader`).
public struct STIX: Format {
    public let name = "stix"
    public let suffixes = ["stix.json"]
    public var holdsSeveral: Bool { true }

    public init() {}

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B, 0x5B), let head = JSONHead(file), !head.isOwn else { return .none }
        // What a TAXII server sends is no bundle.
        if head.itemOfList("objects", has: "type", "id", "created"), head.beginning(of: "objects", 1024).contains("--") { return .certain }
        guard head.has("type", 0x22) else { return .none }
        if head.beginning(of: "type", 8) == "\"bundle\"", head.has("objects", 0x5B) || head.beginning(of: "id", 9) == "\"bundle--" { return .certain }
        return head.has("spec_version") && head.beginning(of: "id").contains("--") ? .certain : .none
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var reader = STIXReader(file)
        return [try reader.read()]
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) { try write([report], to: &out) }

    /// One bundle for all reports.
    public func write(_ reports: [Report], to out: inout ByteOutput) throws(FormatError) {
        var json = JSONWriter(indented: true)
        json.object(&out) { json, out in
            json.member("type", "bundle", &out)
            json.member("id", STIXName.id("bundle", reports.map(\.path).joined(separator: "\n")), &out)
            json.key("objects", &out)
            json.array(&out) { json, out in
                for report in reports {
                    var writer = STIXWriter(report)
                    writer.write(&json, &out)
                }
            }
        }
        out.put(0x0A)
    }

    public func losses(_ report: Report) -> [Finding] {
        var losses = Losses()
        for layer in report.layers {
            losses.add(layer.times.count, "times")
            losses.add(layer.events.count, "events")
            losses.add(layer.attributes.count, "attributes")
            losses.add(layer.notes.count, "notes")
            let ends: Set<AnnotationKind> = [.entity, .mention, .claim]
            losses.add(
                layer.relations.count { !ends.contains($0.from.kind) || !ends.contains($0.to.kind) },
                "relations between other things than entities and claims")
        }
        return losses.findings(name, report.path)
    }
}

/// Identifiers that are the same for the same things.
enum STIXName {
    /// `identity--` and a UUID of version 8 (RFC 9562: of the maker's own making) from a 128-bit FNV-1a
    /// hash of what it names.
    static func id(_ type: String, _ what: String) -> String {
        let prime: (high: UInt64, low: UInt64) = (0x0000_0000_0100_0000, 0x0000_0000_0000_013B)
        var (high, low): (UInt64, UInt64) = (0x6C62_272E_07BB_0142, 0x62B8_2175_6295_C58D)
        for byte in (type + "\n" + what).utf8 {
            low ^= UInt64(byte)
            let product = low.multipliedFullWidth(by: prime.low)
            high = product.high &+ high &* prime.low &+ low &* prime.high
            low = product.low
        }
        high = high & ~0xF000 | 0x8000
        low = low & ~(3 << 62) | 2 << 62
        let digits = hex(high) + hex(low)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: digits[$0], as: UTF8.self) }
        return type + "--" + groups.joined(separator: "-")
    }

    private static func hex(_ value: UInt64) -> [UInt8] {
        let digits = Array(String(value, radix: 16).utf8)
        return Array(repeating: 0x30, count: 16 - digits.count) + digits
    }
}
