import Glibc

/// When and on what was measured.
enum Machine {
    /// Date, processor, cores, and how busy it was with other things.
    static var words: String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        let date = "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
        var load = [0.0, 0.0, 0.0]
        getloadavg(&load, 3)
        let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        return "\(date), \(processor), \(cores) cores, load \(Figures.short(load[0])) at the start"
    }

    private static func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static var processor: String {
        guard let file = fopen("/proc/cpuinfo", "r") else { return "unknown processor" }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 1024)
        while fgets(&line, 1024, file) != nil {
            let text = line.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
            guard text.hasPrefix("model name"), let colon = text.firstIndex(of: ":") else { continue }
            return text[text.index(after: colon)...].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        return "unknown processor"
    }
}
