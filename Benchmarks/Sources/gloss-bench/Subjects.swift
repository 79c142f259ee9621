import Glibc
import Measuring
import Workloads

/// The programs that are measured and the files they are measured on.
struct Subjects {
    let gloss: String
    let folder: String

    func text(_ workload: String) -> String { "\(folder)/\(workload).txt" }

    func annotations(_ workload: String) -> String { "\(folder)/\(workload).ann" }

    /// Both files of a workload, or the text alone.
    func files(_ workload: String) -> [String] {
        [text(workload), annotations(workload)].filter { access($0, R_OK) == 0 }
    }

    /// The size of a file in bytes; 0 where it is not there.
    func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    func open(_ workload: String) throws -> TerminalSession {
        try TerminalSession([gloss, text(workload)])
    }

    func open(_ workload: String, in peer: Row.Peer) throws -> TerminalSession {
        let command = peer == .vim ? ["vim", "-u", "NONE", "-N", "-n"] : ["less"]
        return try TerminalSession(command + [text(workload)])
    }

    /// The commands whose time is set beside gloss's own.
    func command(_ peer: Row.Peer, _ workload: String) -> [String] {
        switch peer {
        case .wc: ["wc", "-l", annotations(workload)]
        case .grep: ["grep", "-c", "."] + files(workload)
        case .less, .vim: [peer.rawValue, "--version"]
        }
    }

    /// Reads the files once, so that no program is the one that has to wait for the disk.
    func warm(_ workload: String) throws {
        for file in files(workload) { _ = try timeToExit(["cksum", file]) }
    }
}

extension TerminalSession {
    func waitForFirstScreen() throws -> Moment {
        try wait(for: "the first screen") { $0.find(Opening.marker) != nil }
    }

    func waitUntilHighlighted() throws -> Moment {
        try wait(for: "the colours") { $0.isHighlighted(Opening.mention) }
    }

    /// Waits until gloss says of nothing that it is still loading, and goes on saying so for half
    /// a second. Gives the time since which that has been so.
    func waitUntilLoaded(limit: Double = 60) throws -> Moment {
        try wait(for: "everything was loaded", staying: 0.5, limit: limit) { $0.isLoaded }
    }
}

extension Screen {
    /// Whether gloss shows a text and no sign of work behind it.
    var isLoaded: Bool {
        let (head, foot) = (text(row: 0), text(row: rows - 1))
        guard find(Opening.title) != nil else { return false }
        return !foot.contains("loading") && !foot.contains("annotating") && !head.contains("loading")
            && !head.contains("…")
    }

    /// The percentage at the end of the bottom line, behind the word "annotating".
    var annotatedPercent: Int? {
        let foot = text(row: rows - 1).split(separator: " ")
        guard let word = foot.firstIndex(of: "annotating"), word + 1 < foot.count else { return nil }
        return Int(foot[word + 1].prefix { $0.isNumber })
    }

    /// How many rows the timeline says it has: the number in "1 of 9".
    var timelineCount: Int? {
        for row in 0..<rows {
            let words = text(row: row).split(separator: " ")
            for index in words.indices.dropFirst().dropLast() where words[index] == "of" {
                if Int(words[index - 1]) != nil, let all = Int(words[index + 1].filter { $0 != "," }) { return all }
            }
        }
        return nil
    }
}
