import Glibc
import Testing

@testable import Workloads

/// One T line: its type, its ranges in code points, what it quotes.
private struct TextLine {
    let type: Substring
    let ranges: [Range<Int>]
    let quote: Substring

    init?(_ line: Substring) {
        guard line.first == "T" else { return nil }
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        let words = fields[1].split(separator: " ", maxSplits: 1)
        type = words[0]
        ranges = words[1].split(separator: ";").map {
            let ends = $0.split(separator: " ").map { Int($0)! }
            return ends[0]..<ends[1]
        }
        quote = fields[2]
    }

    var isMention: Bool { !["Claim", "Cue", "DATE"].contains(type) }

    func overlaps(_ other: TextLine) -> Bool {
        ranges.contains { range in other.ranges.contains { $0.overlaps(range) } }
    }
}

@Suite struct WorkloadTests {
    /// A workload written to a folder of its own: text and lines of standoff.
    private func make(_ name: String, scale: Double = 1) throws -> (text: String, lines: [Substring]) {
        var template = Array("/tmp/gloss-bench-XXXXXX".utf8CString)
        let folder = String(cString: mkdtemp(&template))
        defer { for suffix in ["txt", "ann"] { unlink("\(folder)/\(name).\(suffix)") }; rmdir(folder) }
        let workload = try #require(Workload.all.first { $0.name == name })
        try workload.write(to: folder, scale: scale)
        let lines = read("\(folder)/\(name).ann").split(separator: "\n")
        return (read("\(folder)/\(name).txt"), lines)
    }

    private func read(_ path: String) -> String {
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: Int(lseek(descriptor, 0, SEEK_END)))
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    @Test(arguments: [("small", 1.0), ("grow-1", 0.3), ("line-annotated", 0.002), ("dense", 1)])
    func offsetsAreCodePointsOfWhatIsQuoted(name: String, scale: Double) throws {
        let (text, lines) = try make(name, scale: scale)
        let scalars = Array(text.unicodeScalars)
        let marks = lines.compactMap { TextLine($0) }
        #expect(marks.count > 50)
        let wrong = marks.filter { mark in
            let parts = mark.ranges.map { range in
                var view = String.UnicodeScalarView()
                view.append(contentsOf: scalars[range])
                return String(view)
            }
            return parts.joined(separator: " ") != mark.quote
        }
        #expect(wrong.isEmpty)
        #expect(text.contains(Opening.marker))
        #expect(name == "dense" || marks.first?.quote == Opening.mention[...])
    }

    @Test func nearlyHalfOfMentionsOverlapAndSomeAreDiscontinuous() throws {
        let marks = try make("grow-1").lines.compactMap { TextLine($0) }.filter(\.isMention)
        var overlapping = Set<Int>()
        for index in marks.indices {
            for other in (index + 1)..<min(index + 6, marks.count) where marks[index].overlaps(marks[other]) {
                overlapping.formUnion([index, other])
            }
        }
        let discontinuous = marks.count { $0.ranges.count > 1 }
        #expect(abs(Double(overlapping.count) / Double(marks.count) - 0.47) < 0.03)
        #expect(abs(Double(discontinuous) / Double(marks.count) - 0.04) < 0.012)
    }

    @Test func sizesAreThoseAskedFor() throws {
        let (text, lines) = try make("grow-1")
        #expect((1_000_000...1_001_000).contains(text.utf8.count))
        #expect((24_000...24_050).contains(lines.count))
        #expect((60...80).contains(lines.reduce(0) { $0 + $1.utf8.count + 1 } / lines.count))
    }

    @Test func sameBytesEveryTime() throws {
        let (first, second) = (try make("small"), try make("small"))
        #expect(first.text == second.text)
        #expect(first.lines == second.lines)
        #expect(first.lines.contains { $0.hasPrefix("E") && $0.contains("Source:T") })
        #expect(first.lines.contains { $0.contains("TIMEX3") && $0.contains("value=201") })
    }

    @Test func whatHangsOnAnAnnotationFollowsIt() throws {
        var last: Substring = ""
        for line in try make("small").lines {
            let fields = line.split(separator: "\t")
            if fields[0].first == "T" { last = fields[0] }
            guard fields[0].first == "N" || fields[1].hasPrefix("TIMEX3") else { continue }
            #expect(fields[1].split(separator: " ")[1] == last)
        }
    }
}
