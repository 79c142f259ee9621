import Glibc
import GlossFormats
import GlossModel

/// Takes reports out of containers.
struct Unpacking: Sendable {
    private let table: ContainerTable
    /// Containers within containers, at most so many.
    private static let deepest = 4

    /// What is wrong with the user's own table.
    let findings: [Finding]

    private let decoding: Decoding

    init(_ decoding: Decoding) {
        self.decoding = decoding
        (table, findings) = ContainerTable.standard()
    }

    /// Whether a file has to be taken out of something by a program. Throws where that program is
    /// not there, so that it is known before a screen is opened. A file that is not in UTF-8 mostly needs none.
    func isNeeded(_ file: InputFile, asText: Bool = false) throws(Failure) -> Bool {
        if UTF16Text.stands(in: file.content) { return true }
        guard let container = container(of: file, asText) else { return decoding.isNeeded(file.content) }
        return try way(of: container, file) != nil
    }

    /// The file that comes out at last; the same where it is no container. Runs programs: costs
    /// what they cost, at most `ProgramRun.seconds` each. `asText` where the file's format is given:
    /// then only what is packed is unpacked.
    func unpacked(_ file: InputFile, asText: Bool = false) throws(Failure) -> InputFile {
        var file = file
        for _ in 0..<Self.deepest {
            file.content = UTF16Text.converted(file.content)
            guard let container = container(of: file, asText), let way = try way(of: container, file) else {
                file.content = try decoding.text(file.content)
                return file
            }
            let packed = file
            file.content = try output(of: way.command, container, packed)
            file.attachment = { name in way.attached[name].flatMap { Unpacking.output(of: $0, packed) } }
            file.plainText = { _ in way.text.flatMap { Unpacking.output(of: $0, packed) } }
            file.innerName = container.innerName(of: file.name)
            if !container.unpacks { return file }
        }
        throw Failure("\(Unpacking.place(file)): more than \(Self.deepest) containers within each other")
    }

    /// Begins to take out the beginning of what a file holds; nil where that cannot be had at once.
    func beginning(of file: InputFile) -> Beginning? {
        guard let container = container(of: file, false), let way = try? way(of: container, file), let first = way.first,
            let program = try? StartedProgram(first, input: file.content, path: Unpacking.path(of: file))
        else { return nil }
        return Beginning(file: file, innerName: container.innerName(of: file.name), program: program)
    }

    /// The beginning of what a file holds, on its way out of it.
    struct Beginning {
        fileprivate var file: InputFile
        fileprivate let innerName: String
        fileprivate let program: StartedProgram

        /// Waits for it, at most `seconds`; nil where it takes longer or nothing comes. How the program
        /// ends is not waited for: what it could not read is told by the reading of the whole.
        consuming func finished(seconds: Int) -> InputFile? {
            guard let output = program.output(seconds: seconds), output.count > 0 else { return nil }
            file.content = output
            file.innerName = innerName
            return file
        }
    }

    /// What a program prints, where it is there and goes well.
    private static func output(of command: [String], _ file: InputFile) -> Text? {
        guard let run = try? ProgramRun(command, input: file.content, path: path(of: file)), run.end == .exited(0) else { return nil }
        return run.output
    }

    /// The path of a file whose content is what stands there; nil where it came out of something.
    private static func path(of file: InputFile) -> String? {
        file.path == "-" || file.innerName != nil || file.content.mark != .absent ? nil : file.path
    }

    private func container(of file: InputFile, _ asText: Bool) -> Container? {
        guard let container = table.container(of: file), container.unpacks || !asText else { return nil }
        return container
    }

    /// What may stand for a text of that name: `report.pdf` for report.txt.
    func names(forText name: String) -> [String] {
        guard FileName.split(name).suffix == "txt" else { return [] }
        let stem = FileName.split(name).stem
        let packed = table.containers.flatMap { container in
            container.ends.map { (container.unpacks ? name : stem) + $0 }
        }
        return packed + Formats.all.filter(\.isDocument).flatMap(\.suffixes).map { stem + "." + $0 }
    }

    /// The first way whose program is there; nil where the file can be read as the text it is.
    private func way(of container: Container, _ file: InputFile) throws(Failure) -> Container.Way? {
        if SecureMode.isOn {
            if container.isText { return nil }
            throw Failure("\(Unpacking.place(file)) is \(container.name), which takes a program to read; --secure or GLOSSSECURE forbids it")
        }
        if let way = container.ways.first(where: { Programs.path(of: $0.command[0]) != nil }) { return way }
        guard !container.isText else { return nil }
        let wanted = container.ways.map { way in
            way.command[0] + (way.package.isEmpty ? "" : " (Debian package \(way.package))")
        }
        throw Failure("\(Unpacking.place(file)) is \(container.name); to read it install \(wanted.joined(separator: " or "))")
    }

    private static func place(_ file: InputFile) -> String { file.path == "-" ? "standard input" : file.path }

    private func output(
        of command: [String], _ container: Container, _ file: InputFile
    ) throws(Failure) -> Text {
        let program = command[0]
        let run = try ProgramRun(command, input: file.content, path: Unpacking.path(of: file))
        switch run.end {
        case .tooLong: throw Failure("\(Unpacking.place(file)): \(program) took more than \(ProgramRun.seconds) seconds and was stopped")
        case .tooLarge: throw Failure("\(Unpacking.place(file)): what \(program) makes of it is larger than \(ProgramRun.limit(for: file.content) >> 20) MiB, which a report of \(file.content.count >> 10) KiB is not")
        case .exited(0): break
        case .exited(let status):
            let why = run.complaint.isEmpty ? "ended with status \(status)" : "said: \(run.complaint)"
            throw Failure("\(Unpacking.place(file)) is \(container.name); \(program) \(why)")
        }
        let text = run.output
        if !container.unpacks, !text.bytes.prefix(1 << 20).contains(where: { $0 > 0x20 }) {
            let remedy = container.name == "PDF" ? "; where it is scanned, ocrmypdf (package ocrmypdf) makes text of it" : ""
            throw Failure("\(Unpacking.place(file)): \(program) finds no text in it\(remedy)")
        }
        return text
    }
}

/// Programs that are installed.
enum Programs {
    private static let folders = (getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin").utf8
        .split(separator: 0x3A).map { String(Substring($0)) }

    /// The path of a program as a shell would find it; nil where there is none.
    static func path(of name: String) -> String? {
        if name.utf8.contains(0x2F) { return access(name, X_OK) == 0 ? name : nil }
        return folders.lazy.map { $0 + "/" + name }.first { access($0, X_OK) == 0 }
    }
}
