import Foundation
import TestSupport
import Testing

/// Lines that name what is not in the file, alone and beside others: told, shown nowhere, no end.
struct DanglingTests {
    private static let lines = [
        "N1\tReference T7 Wikidata:Q7\tHarrow Ltd", "N1\tReference E7 gloss:e1\tHarrow Ltd", "*\tEquiv T7 T8", "A1\tNegation T7", "A1\tStance T7 likely",
        "#1\tAnnotatorNotes T7\tsee page 4", "#1\tTIMEX3 T7\tvalue=2019", "R1\tMeets Arg1:T7 Arg2:T8", "E1\tSale:T7 Buyer:T8",
        "E1\tClaim:T7 Source:T8", "N1\tReference R7 Wikidata:Q7\tx", "N1\tReference # Wikidata:Q7",
    ]
    private static let commands = [
        ["entities"], ["claims"], ["timeline", "--undated"], ["show"], ["show", "--json"], ["check"],
    ]

    @Test(arguments: lines, ["", "T1\tPerson 0 3\tAda\nT2\tOrganization 8 14\tHarrow\n"])
    func eachIsTold(line: String, others: String) throws {
        let folder = try ScratchFolder()
        try folder.write("r.txt", Array("Ada met Harrow.\n".utf8))
        try folder.write("r.ann", Array((others + line + "\n").utf8))
        for command in Self.commands {
            let result = try Binary(command + ["r.ann"], folder: folder.url)
            #expect(result.status < 3, "\(command): \(result.errors)")
            if command.count == 1, ["entities", "claims", "show"].contains(command[0]) {
                #expect(!result.output.contains("Ltd") && !result.output.contains("Q7"), "\(command)")
            }
        }
        #expect(try Binary(["check", "r.ann"], folder: folder.url).output.contains("not in the file") || line.hasPrefix("*") || line.contains("#"))
    }

    @Test func theIndexOfTheBrowserOpens() throws {
        let folder = try ScratchFolder()
        try folder.write("r.txt", Array("Ada met Harrow.\n".utf8))
        try folder.write("r.ann", Array("N1\tReference T7 Wikidata:Q7\tHarrow Ltd\n".utf8))
        let session = try PseudoTerminal([builtProduct("gloss"), folder.path("r.ann")])
        try #require(session.wait(for: "Ada met"))
        session.send("i")
        session.send("\u{1B}")
        usleep(300_000)
        session.send("q")
        #expect(session.waitForExit() == 0)
    }
}
