import CLinux
import Glibc

/// System calls on paths, which on Linux are bytes and need not be UTF-8.
///
/// In gloss a path is a string. A byte in it that belongs to no character of UTF-8 is the scalar
/// U+10FF00 plus that byte, which no name has otherwise; here it becomes the byte again. Where names
/// are shown, it is U+FFFD.
enum SystemPath {
    private static let stray: UInt32 = 0x10FF00

    /// The string of a path's bytes.
    static func string(_ bytes: some Collection<UInt8>) -> String {
        if let string = String(validating: bytes, as: UTF8.self) { return string }
        var string = ""
        var decoder = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var place = bytes.startIndex
        while true {
            switch decoder.parseScalar(from: &iterator) {
            case .valid(let scalar):
                string.unicodeScalars.append(UTF8.decode(scalar))
                bytes.formIndex(&place, offsetBy: scalar.count)
            case .error(let length):
                for _ in 0..<length {
                    string.unicodeScalars.append(Unicode.Scalar(stray + UInt32(bytes[place])) ?? "\u{FFFD}")
                    bytes.formIndex(after: &place)
                }
            case .emptyInput: return string
            }
        }
    }

    /// The bytes of a path, with a zero behind them.
    static func bytes(_ path: String) -> [CChar] {
        var bytes: [UInt8] = []
        for scalar in path.unicodeScalars {
            if scalar.value >= stray + 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        return (bytes + [0]).map { CChar(bitPattern: $0) }
    }

    static func open(_ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32 { Glibc.open(bytes(path), flags, mode) }

    /// `stat`; false with errno where there is nothing.
    static func status(_ path: String, _ status: inout stat) -> Bool { fstatat(AT_FDCWD, bytes(path), &status, 0) == 0 }

    /// The status of what a path leads to; nil with errno where there is nothing.
    static func status(_ path: String) -> stat? {
        var found = stat()
        return status(path, &found) ? found : nil
    }

    static func exists(_ path: String) -> Bool { status(path) != nil }

    /// `lstat`: of a link itself.
    static func linkStatus(_ path: String, _ status: inout stat) -> Bool { lstat(bytes(path), &status) == 0 }

    /// Where a link leads; nil with errno where it is none.
    static func target(ofLink path: String) -> String? {
        var target = [UInt8](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = target.withUnsafeMutableBytes { buffer in
            buffer.withMemoryRebound(to: CChar.self) { readlink(bytes(path), $0.baseAddress!, $0.count) }
        }
        return count < 0 ? nil : string(target[..<count])
    }

    /// The path without links; nil with errno where there is nothing.
    static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(bytes(path), nil) else { return nil }
        defer { free(resolved) }
        return string(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
    }

    @discardableResult
    static func remove(_ path: String) -> Bool { unlink(bytes(path)) == 0 }

    static func rename(_ from: String, _ to: String) -> Bool { Glibc.rename(bytes(from), bytes(to)) == 0 }

    /// As `rename`, with flags of renameat2(2).
    static func rename(_ from: String, _ to: String, flags: UInt32) -> Bool {
        renameat2(AT_FDCWD, bytes(from), AT_FDCWD, bytes(to), flags) == 0
    }

    /// The names in a folder, without order; none where it cannot be read.
    static func names(inFolder path: String) -> [String] {
        guard let folder = opendir(bytes(path)) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { string($0.prefix { $0 != 0 }) }
            names.append(name)
        }
        return names
    }

    /// The arguments that the program was started with.
    static let arguments: [String] = (0..<Int(CommandLine.argc)).compactMap { index in
        CommandLine.unsafeArgv[index].map { string(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
    }
}
