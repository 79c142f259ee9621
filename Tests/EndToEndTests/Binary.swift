import Foundation
import TestSupport

/// The built binary, run as a user runs it.
struct Binary {
    var status: Int32
    var output: String
    var errors: String

    /// The folder of the test files' expectations.
    static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")

    static let path = builtProduct("gloss")
    private static let executable = URL(fileURLWithPath: path)

    /// Runs `gloss` in the folder of the golden files, with a pinned environment and what is added
    /// to it.
    init(
        _ arguments: [String], input: Data = Data(), folder: URL = Binary.golden,
        environment: [String: String] = [:]
    ) throws {
        let process = Process()
        process.executableURL = Binary.executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": "/nonexistent", "TZ": "UTC"]
            .merging(environment) { $1 }
        let (incoming, outgoing, complaints) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (incoming, outgoing, complaints)
        try process.run()
        // Small enough for a pipe's buffer: nothing here writes before it has read.
        try? incoming.fileHandleForWriting.write(contentsOf: input)
        try? incoming.fileHandleForWriting.close()
        output = String(decoding: outgoing.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        errors = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
    }
}

/// A folder that is gone when the value is.
final class ScratchFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("gloss-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    func write(_ name: String, _ bytes: [UInt8]) throws { try Data(bytes).write(to: url.appendingPathComponent(name)) }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appendingPathComponent(name)), as: UTF8.self)
    }
}
