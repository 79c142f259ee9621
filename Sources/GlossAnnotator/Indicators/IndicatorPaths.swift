/// Paths of files and keys of the Windows registry.
extension IndicatorScan {
    /// The path or key that begins a stretch: `C:\`, `%TEMP%\`, `\\server\`, `HKLM\`, `/etc/`, `~/`.
    func path(_ start: Int, _ end: Int) -> Indicator? {
        if let slash = bytes[start..<end].firstIndex(of: 0x5C) {
            guard let first = pathStart(start, slash) else { return nil }
            let kind: Indicator.Kind = isKey(first, slash) ? .registryKey : .filePath
            return Indicator(start: first, end: pathEnd(from: first, end), kind: kind)
        }
        return isUnixPath(start, end) ? Indicator(start: start, end: end, kind: .filePath) : nil
    }

    /// Where a path begins whose first backslash is given; nil where it is none.
    private func pathStart(_ start: Int, _ slash: Int) -> Int? {
        if slash >= start + 2, bytes[slash - 1] == 0x3A, isLetter(bytes[slash - 2]),
            slash == start + 2 || !isAlphanumeric(bytes[slash - 3])
        { return slash - 2 }
        if slash == start { return isAlphanumeric(self[slash + 1]) || self[slash + 1] == 0x5C ? start : nil }
        if bytes[slash - 1] == 0x25 || isKey(start, slash) { return start }
        // "folder\file", "folder\sub\file".
        guard isAlphanumeric(bytes[slash - 1]) || bytes[slash - 1] == 0x3E || bytes[slash - 1] == 0x5D || bytes[slash - 1] == 0x7D,
            isAlphanumeric(self[slash + 1]) || self[slash + 1] == 0x25
        else { return nil }
        return start
    }

    private static let hives: [StaticString] = ["hkey_", "hklm", "hkcu", "hkcr", "hku", "hkcc", "registry"]

    private func isKey(_ start: Int, _ slash: Int) -> Bool {
        Self.hives.contains { slash - start >= $0.utf8CodeUnitCount && isWord($0, at: start) }
    }

    /// One past a path: over spaces where another backslash comes within three words, and no mark of
    /// a sentence before it.
    private func pathEnd(from start: Int, _ end: Int) -> Int {
        var end = end
        while end < bytes.count, bytes[end] == 0x20, let next = continued(end) { end = next }
        while end > start + 1, ".,;:)]}\"'".utf8.contains(bytes[end - 1]) || bytes[end - 1] >= 0x80 { end -= 1 }
        return end
    }

    /// The end of the stretch with the next backslash of the same path; nil where there is none.
    private func continued(_ gap: Int) -> Int? {
        var at = gap
        for _ in 0..<3 {
            let word = at + 1
            var end = word
            var slash: Int?
            while end < bytes.count, bytes[end] > 0x20 {
                if bytes[end] == 0x5C, slash == nil { slash = end }
                if slash == nil, !isPathByte(bytes[end]) { return nil }
                end += 1
            }
            guard end > word else { return nil }
            if let slash { return slash > word && bytes[slash - 1] != 0x3A && bytes[slash - 1] != 0x25 && !isKey(word, slash) ? end : nil }
            at = end
            guard at < bytes.count, bytes[at] == 0x20 else { return nil }
        }
        return nil
    }

    private func isPathByte(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || "-_&()~$".utf8.contains(byte) }

    private static let roots: [StaticString] = [
        "etc", "usr", "var", "tmp", "bin", "sbin", "home", "opt", "dev", "proc", "sys", "root", "lib", "mnt", "srv",
        "library", "users", "applications", "system", "private", "boot", "run",
    ]

    /// `/etc/hosts`, `~/.profile`; a slash between words is none.
    private func isUnixPath(_ start: Int, _ end: Int) -> Bool {
        if self[start] == 0x7E { return self[start + 1] == 0x2F && end - start > 3 }
        guard self[start] == 0x2F, isAlphanumeric(self[start + 1]) || self[start + 1] == 0x2E else { return false }
        var next = start + 1
        while next < end, bytes[next] != 0x2F { next += 1 }
        let isRooted = Self.roots.contains { next - start - 1 == $0.utf8CodeUnitCount && isWord($0, at: start + 1) }
        return isRooted || next < end && end - next > 1
    }
}
