import ArgumentParser
import Foundation
import Measuring

/// `gloss-bench annotator`
struct AnnotatorFigures: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotator",
        abstract: "Measures what the annotator finds, on annotated data, and how fast.",
        discussion: """
            The data is not part of gloss: a folder with timeml/, re3d/ and polnear/, and a folder with \
            predict.py, score.py and re3d.map. What other programs found stands beside it as *.pred.jsonl.
            """)

    @Option(help: "The gloss to measure.")
    var gloss = "../.build/release/gloss"

    @Option(help: "The folder of the annotated data.")
    var gold: String

    @Option(help: "The folder of predict.py and score.py.")
    var tools: String

    @Option(help: "Pairs of claims that bear on each other.")
    var pairs = "../Tests/GlossAnnotatorTests/related-pairs.tsv"

    @Option(help: "The report that the pairs are of.")
    var report = "../Resources/sample/report.txt"

    @Flag(help: "Leave out the table of speed, which takes a minute.")
    var noSpeed = false

    func run() throws {
        var out = Report(path: nil)
        try out.print(Machine.words + ", load \(Machine.load) before")
        let scores = GoldScores(gloss: gloss, gold: gold, tools: tools)
        for task in GoldScores.Task.all {
            try out.print("")
            try out.table(["\(task.title), \(task.data)", "who", "precision", "recall", "F1"], scores.rows(of: task))
        }
        try out.print("")
        let related = RelatedRecall(gloss: gloss, report: report, pairs: pairs)
        try out.table(["related claims", "asked", "found", "recall"], [related.row()])
        guard !noSpeed else { return }
        try out.print("")
        let speed = AnnotatingSpeed(gloss: gloss, folders: ["timeml", "re3d", "polnear"].map { gold + "/" + $0 })
        try out.table(
            ["speed, one core", "text", "seconds", "MB a second", "anonymous memory", "of the text"],
            [1, 10, 100].map { try speed.row(megabytes: $0) })
    }
}

/// Another program, run to its end.
enum Other {
    /// What it prints.
    static func output(_ command: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.environment = ProcessInfo.processInfo.environment.merging(["TZ": "UTC"]) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw MeasuringError("\(command.joined(separator: " ")) ended with \(process.terminationStatus)")
        }
        return data
    }

    /// A folder for files of a moment.
    static func scratch() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gloss-bench.\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}
