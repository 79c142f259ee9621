import Foundation
import Testing

/// Output of the commands, byte for byte. With RECORD=1 in the environment the expectations are
/// written anew; look at them with git diff.
struct GoldenTests {
    @Test(arguments: [
        ("timeline.txt", ["timeline", "quarry.txt", "--undated"]),
        ("timeline-2016.txt", ["timeline", "quarry.txt", "--from", "2016-06", "--to", "2016"]),
        ("timeline-by-quarter.txt", ["timeline", "quarry.txt", "--by", "quarter"]),
        ("timeline.csv", ["timeline", "quarry.txt", "--undated", "--format", "csv"]),
        ("timeline.tsv", ["timeline", "quarry.txt", "--undated", "--format", "tsv"]),
        ("timeline.json", ["timeline", "quarry.txt", "--undated", "--format", "json"]),
        ("timeline.jsonl", ["timeline", "quarry.txt", "--undated", "--format", "jsonl"]),
        ("timeline.md", ["timeline", "quarry.txt", "--undated", "--format", "markdown"]),
        ("timeline.ics", ["timeline", "quarry.txt", "--undated", "--format", "ics", "--date", "2017-03-01"]),
        ("entities.txt", ["entities", "quarry.txt"]),
        ("entities.csv", ["entities", "quarry.txt", "--format", "csv"]),
        ("claims.txt", ["claims", "quarry.txt"]),
        ("claims.jsonl", ["claims", "quarry.txt", "--format", "jsonl"]),
        ("claims-brandt.tsv", ["claims", "quarry.txt", "--about", "Tom Ode | Vale", "--format", "tsv"]),
        ("show.txt", ["show", "quarry.txt"]),
        ("show-colour.txt", ["show", "quarry.txt", "--color", "always"]),
        ("model.json", ["show", "quarry.txt", "--json", "--date", "2017-03-01"]),
        ("converted.ann", ["convert", "quarry.ann", "-", "--format-out", "brat"]),
    ])
    func output(name: String, arguments: [String]) throws {
        let result = try Binary(arguments)
        #expect(result.errors == "")
        let file = Binary.golden.appendingPathComponent("expected/" + name)
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try Data(result.output.utf8).write(to: file)
        }
        let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(result.output == expected)
    }

    @Test func anotherReaderTakesTheCalendar() throws {
        let script = """
            import sys
            try:
                import icalendar
            except ImportError:
                print('no icalendar')
                sys.exit(0)
            calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
            for entry in calendar.walk('VEVENT'):
                assert not entry.errors, entry.errors
                print(entry['DTSTART'].dt, entry['DTEND'].dt)
            """
        let calendar = try Binary(["timeline", "quarry.txt", "--format", "ics"]).output
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        let (incoming, outgoing) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (incoming, outgoing)
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return }
        try? incoming.fileHandleForWriting.write(contentsOf: Data(calendar.utf8))
        try? incoming.fileHandleForWriting.close()
        let said = String(decoding: outgoing.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        if process.terminationStatus == 127 || said == "no icalendar\n" { return }
        #expect(process.terminationStatus == 0)
        #expect(said.split(separator: "\n").contains("2016-08-03 2016-08-06"))
    }
}
