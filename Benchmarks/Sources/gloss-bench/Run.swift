import ArgumentParser
import Glibc
import Measuring
import Workloads

/// `gloss-bench run [row...]`
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures, and prints a Markdown table.",
        discussion: "A limit that is missed is said in the table; the exit status is 0 all the same.")

    @Argument(help: "Rows, by the beginnings of their names; “growth” for the second table.")
    var rows: [String] = []

    @Option(help: "The gloss to measure.")
    var gloss = "../.build/release/gloss"

    @Option(help: "The folder that generate wrote to.")
    var data = ".data"

    @Option(name: .short, help: "How often programs are started for one figure.")
    var number = 20

    @Option(help: "How many keys are pressed for one figure.")
    var keys = 500

    @Option(help: "A file the tables are written to as well.")
    var markdown: String?

    func validate() throws {
        guard access(gloss, X_OK) == 0 else { throw ValidationError("no program at \(gloss); make build first") }
        guard number > 0, keys >= 10 else { throw ValidationError("-n is 1 or more, --keys 10 or more") }
    }

    func run() throws {
        let bench = Measurement(subjects: Subjects(gloss: gloss, folder: data), count: number, keyCount: keys)
        var report = Report(path: markdown)
        try report.print(Machine.words)
        try report.print("")
        let chosen = Row.all.filter { row in rows.isEmpty || rows.contains { row.full.hasPrefix($0) } }
        if !chosen.isEmpty { try report.table(of: chosen, bench) }
        if rows.isEmpty || rows.contains("growth") { try report.growth(bench) }
        try report.summary()
    }
}

/// `gloss-bench list`
struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the rows and the workloads.")

    func run() {
        print("rows:")
        for row in Row.all { print("  \(row.full)") }
        print("  growth\nworkloads:")
        for workload in Workload.all { print("  \(workload.name): \(workload.about)") }
    }
}
