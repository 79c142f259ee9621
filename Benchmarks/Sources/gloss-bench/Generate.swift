import ArgumentParser
import Glibc
import Workloads

/// `gloss-bench generate DIR [workload...]`
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes made-up reports with annotations.",
        discussion: Workload.all.map { "\($0.name): \($0.about)" }.joined(separator: "\n"))

    @Argument(help: "The folder to write to; made where it is missing.")
    var folder: String

    @Argument(help: "Which ones; all without any.")
    var workloads: [String] = []

    @Option(help: "What sizes are multiplied with.")
    var scale = 1.0

    @Flag(help: "Leave those alone that are there.")
    var missing = false

    func validate() throws {
        if let unknown = workloads.first(where: { name in !Workload.all.contains { $0.name == name } }) {
            throw ValidationError("there is no workload “\(unknown)”")
        }
        if !(scale > 0) { throw ValidationError("--scale is a number above 0") }
    }

    func run() throws {
        mkdir(folder, 0o755)
        for workload in Workload.all where workloads.isEmpty || workloads.contains(workload.name) {
            if missing, isThere(workload) { continue }
            print(workload.name)
            try workload.write(to: folder, scale: scale)
        }
    }

    private func isThere(_ workload: Workload) -> Bool {
        let suffixes = workload.isAnnotated ? ["txt", "ann"] : ["txt"]
        return suffixes.allSatisfy { access("\(folder)/\(workload.name).\($0)", R_OK) == 0 }
    }
}
