import Foundation
import Measuring

/// What gloss finds, and what other programs found, against annotated data, by score.py.
struct GoldScores {
    let gloss: String
    let gold: String
    let tools: String

    /// One kind of annotation.
    struct Task {
        var title: String
        /// The name of the data.
        var data: String
        /// What score.py calls it.
        var kind: String
        /// Files that are annotated, below the folder of the data.
        var files: [String]
        /// What score.py is given as the data.
        var scored: String
        /// Another program and what it found.
        var other: (name: String, file: String)
        /// The scorer's figures that are printed.
        var figures: [String]
        var map: String?

        static let all = [
            Task(
                title: "times", data: "AQUAINT TimeML", kind: "timex", files: ["timeml/aquaint.jsonl"],
                scored: "timeml/aquaint.jsonl", other: ("HeidelTime", "timeml/heideltime.pred.jsonl"),
                figures: ["strict", "relaxed", "type", "value"]),
            Task(
                title: "entities", data: "re3d", kind: "mentions",
                files: ["re3d/centcom.jsonl", "re3d/uk_government.jsonl", "re3d/wikipedia.jsonl"],
                scored: "re3d", other: ("CRF", "re3d/crf.pred.jsonl"),
                figures: ["all types, strict", "all types, overlap"], map: "re3d.map"),
            Task(
                title: "claims", data: "PolNeAR, dev", kind: "attributions", files: ["polnear/dev.jsonl"],
                scored: "polnear/dev.jsonl", other: ("CRF", "polnear/crf.dev.pred.jsonl"),
                figures: ["source, span", "cue, span", "content, span", "said", "linked"]),
        ]
    }

    /// The rows of a task: each figure of gloss, and of the other program where its file is there.
    func rows(of task: Task) throws -> [[String]] {
        let found = try Other.scratch().appendingPathComponent(task.kind + ".jsonl").path
        let files = task.files.map { gold + "/" + $0 }
        _ = try Other.output(["GLOSS=" + gloss, "python3", tools + "/predict.py"] + files + [found])
        let ours = try scores(task, found)
        let other = gold + "/" + task.other.file
        let theirs = FileManager.default.fileExists(atPath: other) ? try scores(task, other) : [:]
        return task.figures.flatMap { figure in
            [("gloss", ours), (task.other.name, theirs)].compactMap { who, scores in
                scores[figure].map { [figure, who] + $0.map(AnnotatorFigures.percent) }
            }
        }
    }

    /// Precision, recall and F1 by figure, 0 to 1.
    private func scores(_ task: Task, _ found: String) throws -> [String: [Double]] {
        var command = ["python3", tools + "/score.py", task.kind, gold + "/" + task.scored, found, "--json"]
        if let map = task.map { command += ["--map", tools + "/" + map] }
        let object = try JSONSerialization.jsonObject(with: Other.output(command)) as? [String: Any] ?? [:]
        return object.compactMapValues { value in
            guard let figures = value as? [String: Any] else { return nil }
            let wanted = ["p", "r", "f1"].compactMap { (figures[$0] as? NSNumber)?.doubleValue }
            return wanted.count == 3 ? wanted : nil
        }
    }
}

extension AnnotatorFigures {
    /// A share of one in per cent with one decimal.
    static func percent(_ share: Double) -> String { String(format: "%.1f", share * 100) }
}
