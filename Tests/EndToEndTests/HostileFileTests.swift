import Foundation
import Glibc
import Testing

/// Files from strangers that name other files, and what stands beside a report without being named.
struct HostileFileTests {
    private let folder: ScratchFolder

    /// `in/` holds what is opened; beside it stands a file that nothing in it may reach.
    init() throws {
        folder = try ScratchFolder()
        try FileManager.default.createDirectory(at: folder.url.appendingPathComponent("in"), withIntermediateDirectories: true)
        try folder.write("secret.txt", Array("The launch code is 0000.\n".utf8))
    }

    private func gloss(_ arguments: String..., environment: [String: String] = [:]) throws -> Binary {
        try Binary(arguments, folder: folder.url, environment: environment)
    }

    private func annotation(about source: String) throws {
        let json = """
            {"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation",
             "body":[{"type":"TextualBody","purpose":"tagging","value":"PER"}],
             "target":{"source":"\(source)","selector":{"type":"TextPositionSelector","start":0,"end":3}}}
            """
        try folder.write("in/a.jsonld", Array(json.utf8))
    }

    @Test(arguments: [
        "..%2Fsecret.txt", "../secret.txt", "..%2fin%2F..%2fsecret.txt", "%2E%2E/secret.txt", "/etc/passwd", "%2Fetc%2Fpasswd",
        "file:///etc/passwd", "file:..%2Fsecret.txt", "..%2Fsecret.txt%00.txt", "secret.txt%00", "..", "%2E%2E", ".", "%2Fdev%2Fzero",
        "https://example.org/%2e%2e%2fsecret.txt",
    ])
    func aTargetIsAFileOfItsFolderOrNotOpened(source: String) throws {
        try annotation(about: source)
        for command in [["show", "in/a.jsonld"], ["convert", "in/a.jsonld", "out.txt"], ["check", "in/a.jsonld"]] {
            let result = try Binary(command, folder: folder.url)
            #expect(result.status == 2)
            #expect(result.output == "")
            #expect(result.errors.hasPrefix("gloss: in/a.jsonld: its text a.txt is not beside it"))
            #expect(result.errors.split(separator: "\n").count == 1)
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path("out.txt")))
    }

    @Test func whatATargetLeadsToIsTold() throws {
        try annotation(about: "..%2Fsecret.txt")
        #expect(try gloss("show", "in/a.jsonld").errors.contains("nor is \"..%2Fsecret.txt\", which it names, a file there"))
        try folder.write("in/a.txt", Array("Ann came.\n".utf8))
        let checked = try gloss("check", "in/a.jsonld")
        #expect(checked.status == 0)
        #expect(checked.output.contains("note: in/a.jsonld: it is about \"..%2Fsecret.txt\", which gloss does not open"))
        try annotation(about: "https://example.org/reports/7")
        #expect(try gloss("check", "in/a.jsonld").output.contains("about \"https://example.org/reports/7\""))
        try annotation(about: "a.txt")
        #expect(try gloss("check", "in/a.jsonld").output == "")
    }

    @Test func aTargetBesideItIsOpenedWithEscapesUndone() throws {
        try annotation(about: "the%20text.txt")
        try folder.write("in/the text.txt", Array("Ann came.\n".utf8))
        #expect(try gloss("show", "in/a.jsonld", "--annotate", "never").output == "[PER Ann] came.\n")
        #expect(try gloss("check", "in/a.jsonld").output == "")
    }

    /// What nobody named is looked at only where it is a regular file: these would hang or have no end.
    @Test(arguments: ["r.ann", "r.a1", "visual.conf", "TypeSystem.xml", "r.pdf", "r.txt.gz"])
    func neighboursThatAreNoRegularFilesAreLeftAlone(name: String) throws {
        try folder.write("in/r.txt", Array("Ann came.\n".utf8))
        try folder.write("in/q.ann", Array("T1\tPerson 0 3\tAnn\n".utf8))
        try folder.write("in/q.txt", Array("Ann came.\n".utf8))
        #expect(mkfifo(folder.path("in/" + name), 0o600) == 0)
        #expect(try gloss("show", "in/r.txt", "--annotate", "never").output == "Ann came.\n")
        #expect(try gloss("check", "in/q.ann").output == "")
        unlink(folder.path("in/" + name))
        #expect(symlink("/dev/zero", folder.path("in/" + name)) == 0)
        #expect(try gloss("show", "in/r.txt", "--annotate", "never").output == "Ann came.\n")
    }

    @Test func ownFilesThatAreNoRegularFilesAreLeftAlone() throws {
        try folder.write("in/r.txt", Array("Ann came.\n".utf8))
        let own = folder.url.appendingPathComponent(".config/gloss")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        for name in ["keys.conf", "containers.conf", "lexicon.tsv"] {
            #expect(mkfifo(own.appendingPathComponent(name).path, 0o600) == 0)
        }
        let shown = try gloss("show", "in/r.txt", environment: ["HOME": folder.url.path])
        #expect((shown.status, shown.errors) == (0, ""))
    }

    /// Pages are gloss's own to read; what pandoc reads brings the same things along.
    @Test(arguments: ["", "pandoc"])
    func openingAPageReachesNoServer(program: String) throws {
        let path = ["/usr/bin/", "/usr/local/bin/"].map({ $0 + program }).first { access($0, X_OK) == 0 && !program.isEmpty }
        guard program.isEmpty || path != nil else { return }
        let server = try Listener()
        let here = "http://127.0.0.1:\(server.port)"
        try folder.write("in/page.html", Array("""
            <html><head><meta http-equiv="refresh" content="0;url=\(here)/refresh"><link rel="stylesheet" href="\(here)/css">
            <base href="\(here)/"></head><body><p>Ann came.</p><img src="\(here)/image"><iframe src="\(here)/frame"></iframe>
            <object data="\(here)/object"></object></body></html>
            """.utf8))
        try folder.write("in/frames.html", Array(
            "<html><frameset cols=\"50%,50%\"><frame src=\"\(here)/a\"><frame src=\"\(here)/b\"></frameset></html>".utf8))
        try folder.write("in/notes.md", Array("Ann came.\n\n![a](\(here)/image)\n\n<iframe src=\"\(here)/frame\"></iframe>\n".utf8))
        try FileManager.default.createDirectory(at: folder.url.appendingPathComponent("bin"), withIntermediateDirectories: true)
        if let path { #expect(symlink(path, folder.path("bin/" + program)) == 0) }
        let environment = ["HOME": folder.url.path, "PATH": folder.path("bin")]
        let page = try gloss("show", "in/page.html", "--annotate", "never", environment: environment)
        #expect(page.output.contains("Ann came."))
        _ = try gloss("show", "in/frames.html", "--annotate", "never", environment: environment)
        #expect(try gloss("show", "in/notes.md", "--annotate", "never", environment: environment).output.contains("Ann came."))
        for (name, text) in [
            ("r.rst", "Ann came.\n\n.. image:: \(here)/a\n\n.. include:: \(here)/b\n\n.. raw:: html\n   :url: \(here)/c\n"),
            ("t.tex", "Ann came.\n\n\\includegraphics{\(here)/a}\n\\input{\(here)/b}\n"),
            ("o.org", "Ann came.\n\n[[\(here)/a.png]]\n\n#+INCLUDE: \"\(here)/b\"\n"),
        ] {
            try folder.write("in/" + name, Array(text.utf8))
            #expect(try gloss("show", "in/" + name, "--annotate", "never", environment: environment).output.contains("Ann came."))
        }
        #expect(!server.wasAsked)
    }
}

/// A server on this machine that answers nobody.
private final class Listener {
    private let descriptor: Int32
    let port: UInt16

    init() throws {
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | 0o4000 /* SOCK_NONBLOCK */, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(made, $0, size) == 0 && listen(made, 16) == 0 && getsockname(made, $0, &size) == 0
            }
        }
        try #require(isBound)
        descriptor = made
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(descriptor) }

    /// Whether somebody has connected.
    var wasAsked: Bool {
        let connection = accept(descriptor, nil, nil)
        if connection >= 0 { close(connection) }
        return connection >= 0
    }
}
