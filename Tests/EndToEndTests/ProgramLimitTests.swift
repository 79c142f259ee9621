import Foundation
import Glibc
import TestSupport
import Testing

/// Programs that take reports out of containers are stopped with all that they started.
struct ProgramLimitTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent(".config/gloss"), withIntermediateDirectories: true)
        try folder.write("c", Array("CRATE\n".utf8))
    }

    /// What gloss makes of a file that a script takes out.
    private func show(by script: String) throws -> Binary {
        try folder.write("script", Array(script.utf8))
        let table = "[crate]\nbegins CRATE\nrun sh \(folder.path("script"))\n"
        try folder.write(".config/gloss/containers.conf", Array(table.utf8))
        return try Binary(["show", "c", "--annotate", "never"], folder: folder.url, environment: ["HOME": folder.url.path])
    }

    @Test func aGrandchildThatKeepsTheOutputIsNotWaitedFor() throws {
        let shown = try show(by: "echo here; sleep 1000 & echo $! > \(folder.path("pid"))")
        #expect((shown.output, shown.status) == ("here\n", 0))
        let grandchild = try #require(pid_t(try folder.read("pid").trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(isGone(grandchild))
    }

    /// Whether a process that was killed comes to its end, waited for or not.
    private func isGone(_ process: pid_t) -> Bool {
        for _ in 0..<1_000_000 {
            if kill(process, 0) != 0 || isZombie(process) { return true }
            sched_yield()
        }
        return false
    }

    private func isZombie(_ process: pid_t) -> Bool {
        (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?.contains(") Z ") ?? true
    }

    @Test func closedOutputsDoNotEndTheWaiting() throws {
        let shown = try show(by: "echo here; exec >&- 2>&-; exit 3")
        #expect(shown.status == 2)
        #expect(shown.errors.contains("is crate; sh ended with status 3"))
    }

    @Test func complaintsWithoutAnEndAreReadAndForgotten() throws {
        let shown = try show(by: "head -c 50000000 /dev/zero | tr '\\0' x >&2; echo here")
        #expect((shown.output, shown.status) == ("here\n", 0))
    }

    @Test func whatIsMuchLargerThanTheFileIsNotTaken() throws {
        let shown = try show(by: "head -c 70000000 /dev/zero | tr '\\0' x")
        #expect(shown.status == 2)
        #expect(shown.errors == "gloss: c: what sh makes of it is larger than 64 MiB, which a report of 0 KiB is not\n")
    }

    /// The program is stopped when gloss is.
    @Test func programsEndWithGloss() throws {
        try folder.write("script", Array("echo $$ > \(folder.path("pid.new")); mv \(folder.path("pid.new")) \(folder.path("pid")); exec sleep 1000".utf8))
        try folder.write(".config/gloss/containers.conf", Array("[crate]\nbegins CRATE\nrun sh \(folder.path("script"))\n".utf8))
        let command = """
            "\(Binary.path)" show "\(folder.path("c"))" & gloss=$!
            until test -f "\(folder.path("pid"))"; do :; done
            kill $gloss; wait $gloss; echo $?
            """
        let ended = try run(["/bin/sh", "-c", command], environment: ["HOME": folder.url.path])
        #expect(ended.output == "143\n")
        let started = pid_t(try folder.read("pid").trimmingCharacters(in: .whitespacesAndNewlines))
        let program = try #require(started)
        #expect(isGone(program))
    }
}
