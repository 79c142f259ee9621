import Foundation
import TestSupport
import Testing

/// Forms that Python reads for gloss where it can, and that are named and refused where it cannot.
struct PythonFormTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private static let bdoc = """
        annotation_sets:
          '':
            annotations:
            - {end: 3, features: {}, id: 0, start: 0, type: Person}
            name: ''
            next_annid: 1
        features: {}
        name: ''
        offset_type: p
        text: Ann met Bob.

        """

    private static let hasYAML = (try? run(["/bin/sh", "-c", "python3 -c 'import yaml'"]).status) == 0

    @Test(arguments: ["r.bdocym", "r.yaml"]) func aBdocInYAMLIsRead(name: String) throws {
        try folder.write(name, Array(Self.bdoc.utf8))
        let result = try Binary(["show", "--jsonl", "--annotate", "never", name], folder: folder.url)
        if Self.hasYAML {
            #expect(result.output.contains("\"text\":\"Ann\",\"type\":\"Person\""))
        } else {
            #expect(result.status == 2 && result.errors.contains("GATE"))
        }
    }

    /// Without the program that reads it, or where nobody could: one line that says what it is and what to do.
    @Test(arguments: [
        ("t.parquet", "PAR1\u{15}\u{4}PAR1", "to_json"), ("t.arrow", "ARROW1\u{0}\u{0}", "to_json"), ("t.bin", "UIMA\u{0}\u{0}\u{0}\u{2}", "XMI"),
        ("t.bcas", "", "XMI"), ("t.spacy", "x", "to_json"), ("t.bdocmp", "\u{0}", "bdocjs"),
        ("cut.zip", "PK\u{3}\u{4}rest", "damaged"), ("t.tar", String(repeating: "a", count: 257) + "ustar\u{0}00", "tar -xf"),
    ])
    func whatCannotBeReadIsNamed(name: String, content: String, remedy: String) throws {
        try folder.write(name, Array(content.utf8))
        let result = try Binary(["check", name], folder: folder.url, environment: ["GLOSSSECURE": "1"])
        #expect(result.status == 2 && result.output.isEmpty)
        #expect(result.errors.split(separator: "\n").count == 1)
        let open = try Binary(["check", name], folder: folder.url)
        // Where Python has what it takes, it says what is wrong with these.
        #expect(open.status == 2 && (open.errors.contains(remedy) || open.errors.contains("it is no ")), "\(open.errors)")
    }
}
