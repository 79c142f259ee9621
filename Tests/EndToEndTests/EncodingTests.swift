import Foundation
import Testing

/// Texts that are not in UTF-8, and files whose names are not.
struct EncodingTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func gloss(_ arguments: String...) throws -> Binary { try Binary(arguments, folder: folder.url) }

    private static let western = "The café’s owner, José Muñoz, said “no” on 3 May.\n"
    private static let russian = "Министр не ответил на вопрос. Правительство сообщило об этом в среду.\n"

    @Test(arguments: [
        (western, String.Encoding.windowsCP1252, "windows-1252"), (russian, .windowsCP1251, "windows-1251"),
        (western, .utf16LittleEndian, "UTF-16LE"), (western, .utf16BigEndian, "UTF-16BE"),
    ])
    func whatATextSeemsToBeInIsReadAndTold(text: String, encoding: String.Encoding, name: String) throws {
        try folder.write("r.txt", Array(try #require(text.data(using: encoding))))
        let shown = try gloss("show", "r.txt", "--annotate", "never")
        #expect((shown.status, shown.output, shown.errors) == (0, text, ""))
        let checked = try gloss("check", "r.txt")
        #expect(checked.status == 0)
        #expect(checked.output.hasPrefix("note: r.txt: it is not in UTF-8 and is read as \(name) (--encoding names another)\n"))
    }

    @Test func aTextBesideAnnotationsIsReadTheSameWay() throws {
        try folder.write("r.txt", Array(try #require(Self.western.data(using: .windowsCP1252))))
        try folder.write("r.ann", Array("T1\tPerson 18 28\tJosé Muñoz\n".utf8))
        let shown = try gloss("show", "r.ann", "--annotate", "never", "--color", "never")
        #expect(shown.output == "The café’s owner, [PER José Muñoz], said “no” on 3 May.\n")
    }

    @Test(arguments: [[UInt8](" one \u{FF} two".unicodeScalars.map { UInt8($0.value) }), Array("é then ".utf8) + [0xE9], [0x00, 0xE9, 0x01, 0x02]])
    func brokenUTF8IsNoOtherEncoding(bytes: [UInt8]) throws {
        try folder.write("r.txt", bytes)
        #expect(try gloss("check", "r.txt").output == "")
        #expect(try gloss("show", "r.txt", "--annotate", "never").output.contains("\u{FFFD}"))
    }

    @Test(arguments: [("koi8-r", String.Encoding(rawValue: 0x8000_0A02)), ("windows-1251", .windowsCP1251), ("UTF-16LE", .utf16LittleEndian)])
    func aNamedEncodingIsGoneBy(name: String, encoding: String.Encoding) throws {
        guard let bytes = Self.russian.data(using: encoding) else { return }
        try folder.write("r.txt", Array(bytes))
        let shown = try gloss("show", "r.txt", "--annotate", "never", "--encoding", name)
        #expect((shown.output, shown.errors) == (Self.russian, ""))
    }

    @Test func encodingsOfIconvAreKnown() throws {
        try folder.write("r.txt", Array(try #require("日本語\n".data(using: .shiftJIS))))
        #expect(try gloss("show", "r.txt", "--annotate", "never", "--encoding", "SHIFT_JIS").output == "日本語\n")
        for name in ["no-such", "-x", "a b"] {
            let refused = try gloss("show", "r.txt", "--encoding=\(name)")
            #expect(refused.status == 2)
            #expect(refused.errors.contains("iconv -l lists"))
        }
    }

    /// Names are bytes; the shell makes them, since Foundation has none that are not UTF-8.
    @Test func filesWhoseNamesAreNotUTF8AreOpened() throws {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.currentDirectoryURL = folder.url
        shell.arguments = [
            "-c",
            #"""
            n=$(printf 'na\357ve'); printf 'Ann came.\n' > "$n.txt"; printf 'T1\tPerson 0 3\tAnn\n' > "$n.ann"
            "$G" show --color never "$n.ann" > shown; "$G" convert "$n.txt" "$(printf 'x\351').json"; "$G" show "$n.xml" 2> errors
            test -f "$(printf 'x\351').json" && echo there > written
            """#,
        ]
        shell.environment = ["G": Binary.path, "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
        try shell.run()
        shell.waitUntilExit()
        #expect(try folder.read("shown") == "[PER Ann] came.\n")
        #expect(try folder.read("written") == "there\n")
        #expect(try folder.read("errors") == "gloss: na\u{FFFD}ve.xml: cannot open: there is no such file\n")
    }
}
