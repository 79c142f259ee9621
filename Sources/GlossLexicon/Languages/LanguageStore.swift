import Synchronization

/// The languages of a compiled lexicon, read once.
final class LanguageStore: Sendable {
    private let source: Source
    private let read = Mutex<Languages?>(nil)

    /// Where the source lies; the bytes outlive it.
    private struct Source: @unchecked Sendable {
        var bytes: UnsafeBufferPointer<UInt8>
        var offset: Int
    }

    /// The languages whose source begins at an offset and reaches to the end; none at 0.
    init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) { source = Source(bytes: bytes, offset: offset) }

    var languages: Languages {
        read.withLock { read in
            if let read { return read }
            let languages = (try? Languages(Self.decoded(source.bytes, from: source.offset))) ?? Languages.none
            read = languages
            return languages
        }
    }

    private static func decoded(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int) -> String {
        guard offset > 0, offset < bytes.count else { return "" }
        var text: [UInt8] = []
        var at = offset
        while at < bytes.count {
            if bytes[at] == 0x25, at + 2 < bytes.count, let byte = UInt8(String(decoding: bytes[at + 1...at + 2], as: UTF8.self), radix: 16) {
                text.append(byte)
                at += 3
            } else {
                text.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A source in ASCII.
    static func encoded(_ source: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in source.utf8 {
            if byte < 0x80, byte != 0x25 { bytes.append(byte) } else { bytes += Array("%".utf8) + Array((byte < 16 ? "0" : "").utf8) + Array(String(byte, radix: 16).utf8) }
        }
        return bytes
    }
}

extension Languages {
    /// No language.
    static let none = Languages()
    private init() { tables = [] }

    /// The source as it is compiled into a lexicon.
    public static func compiled(_ source: String) -> [UInt8] { LanguageStore.encoded(source) }
}
