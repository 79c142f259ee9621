import Foundation
import Glibc
import Measuring

/// `gloss annotate` on one core, start to exit, its output to a file: seconds and the greatest
/// anonymous memory (RssAnon).
struct AnnotatingSpeed {
    let gloss: String
    /// Folders of JSON lines with a `text`: what is annotated is all of it, over and over.
    let folders: [String]

    func row(megabytes: Int) throws -> [String] {
        let folder = try Other.scratch()
        let path = folder.appendingPathComponent("text-\(megabytes).txt").path
        let size = try write(megabytes * 1_000_000, to: path)
        let runs = try (0..<(megabytes > 50 ? 1 : 3)).map { _ in try run(path, folder.appendingPathComponent("out.ann").path) }
        let best = runs.map(\.seconds).min() ?? 0
        let memory = runs.map(\.memory).max() ?? 0
        return [
            "gloss annotate", "\(megabytes) MB", String(format: "%.2f", best),
            String(format: "%.1f", Double(size) / best / 1_000_000),
            String(format: "%.1f MB", Double(memory) / 1_000_000), String(format: "%.2f", Double(memory) / Double(size)),
        ]
    }

    /// Writes that many bytes of text, cut at the end of a document.
    private func write(_ wanted: Int, to path: String) throws -> Int {
        let once = try texts().joined(separator: "\n\n") + "\n\n"
        guard once.utf8.count > 2 else { throw MeasuringError("no text below \(folders.joined(separator: ", "))") }
        var bytes = Data()
        while bytes.count < wanted { bytes.append(contentsOf: once.utf8.prefix(wanted - bytes.count)) }
        while bytes.last.map({ $0 >= 0x80 }) == true { bytes.removeLast() }
        try bytes.write(to: URL(fileURLWithPath: path))
        return bytes.count
    }

    private func texts() throws -> [String] {
        var found: [String] = []
        for folder in folders {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            where name.hasSuffix(".jsonl") && !name.hasSuffix(".pred.jsonl") {
                for line in try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n") {
                    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                    if let text = object?["text"] as? String { found.append(text) }
                }
            }
        }
        return found
    }

    private func run(_ path: String, _ output: String) throws -> (seconds: Double, memory: Int) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["taskset", "-c", "1", gloss, "annotate", "--force", "--output", output, path]
        let start = Moment.now
        try process.run()
        var memory = 0
        while process.isRunning {
            memory = max(memory, Self.anonymousMemory(of: process.processIdentifier))
            usleep(4000)
        }
        return ((Moment.now - start) / 1000, memory)
    }

    /// Bytes; 0 where the process has ended.
    private static func anonymousMemory(of id: pid_t) -> Int {
        guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") }),
            let kilobytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) })
        else { return 0 }
        return kilobytes << 10
    }
}
