import ArgumentParser
import Foundation
import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources

/// `gloss-train DATA... -o FILE`: learns names from annotated texts.
@main
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gloss-train", abstract: "Learn names from annotated texts, or judge what was learned.")

    @Argument(help: "Annotated reports in any format that gloss reads, or tables: a token, 1 for a space after it, an IOB2 label, letters of types that are not marked.")
    var data: [String]

    @Option(name: .shortAndLong, help: "Where to write the weights.")
    var output: String?

    @Option(help: "Hold back one text in so many, and judge on those.")
    var held = 0

    @Option(help: "Which of the texts to hold back, from 0.")
    var fold = 0

    @Option(help: "How often the texts are gone through.")
    var rounds = 14

    @Option(help: "How many times it is learned anew; the weights are averaged.")
    var seeds = 4

    @Option(help: "Judge these weights instead of learning.")
    var weights: String?

    @Flag(help: "Print what is wrong on the texts held back.")
    var errors = false

    func run() throws {
        let lessons = try data.flatMap { try self.lessons($0) }
        let bytes: [UInt8]
        if let weights { bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: weights))) } else { bytes = try learned(lessons) }
        if let output { try Data(bytes).write(to: URL(fileURLWithPath: output)) }
        if held > 0 { judge(lessons.filter { $0.isHeld(held, fold) }, NameModel(Text(bytes))) }
    }

    /// The texts of a table, or of a file in any format that gloss reads.
    private func lessons(_ path: String) throws -> [Lesson] {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        return Corpus.isTable(bytes) ? Corpus.lessons(bytes) : try AnnotatedReports.lessons(path)
    }

    private func learned(_ lessons: [Lesson]) throws -> [UInt8] {
        let annotator = Annotator(lexicon: Lexicon(lexiconBytes))
        var courses = lessons.filter { !$0.isHeld(held, fold) }.map { Course($0, annotator) }
        let counts = FeatureCounts(courses)
        for index in courses.indices { courses[index].exercises = courses[index].exercises.map(counts.settled) }
        note("\(courses.count) texts, \(courses.reduce(0) { $0 + $1.exercises.reduce(0) { $0 + $1.words.count } }) tokens")
        var averaged = Averaged()
        for seed in 1...max(1, seeds) {
            var perceptron = Perceptron(seed: UInt64(seed))
            perceptron.learn(courses, rounds: rounds) { note("seed \(seed) round \($0): \($1) wrong") }
            averaged.add(perceptron.average(1 << 12))
        }
        return averaged.file(header: try header(lessons))
    }

    private func header(_ lessons: [Lesson]) throws -> String {
        var lines = ["Weights learned by gloss-train; licence CC BY-SA 4.0, see names.LICENSE and ATTRIBUTION.md."]
        for path in data {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let hash = bytes.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
            lines.append("\(URL(fileURLWithPath: path).lastPathComponent) \(bytes.count) bytes, FNV-1a \(String(hash, radix: 16))")
        }
        lines.append("\(lessons.count) texts, \(held > 0 ? "one in \(held)" : "none") held back, \(rounds) rounds, \(seeds) seeds")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Prints strict F1 of the rules and of what was learned for each set: persons, organisations,
    /// places and groups together, then products, events and works.
    private func judge(_ lessons: [Lesson], _ model: NameModel?) {
        let lexicon = Lexicon(lexiconBytes)
        let judged = [("rules", Annotator(lexicon: lexicon)), ("learned", Annotator(lexicon: lexicon, names: model))]
        let sets = Dictionary(grouping: lessons) { String($0.set.prefix { $0 != "-" }) }
        for (set, lessons) in sets.sorted(by: { $0.key < $1.key }) {
            var line = set
            for (name, annotator) in judged {
                let figures = [[0, 1, 2, 3], [4], [5], [6]].map { score(annotator, lessons, Set($0), set, tells: errors && name == "learned") }
                line += "\t\(name) " + figures.map { rounded($0.f1) }.joined(separator: " ")
            }
            print(line)
        }
    }

    private func score(_ annotator: Annotator, _ lessons: [Lesson], _ types: Set<Int>, _ set: String, tells: Bool) -> Score {
        lessons.reduce(Score()) { $0 + Score(annotator, $1, types: types, errors: tells ? { print(set, $0) } : nil) }
    }

    private func rounded(_ value: Double) -> String { String((value * 10).rounded() / 10) }

    private func note(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
