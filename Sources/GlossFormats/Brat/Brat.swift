import GlossModel

/// brat standoff (brat.nlplab.org/standoff): `report.txt` beside `report.ann`, or beside
/// `report.a1` and `report.a2`. gloss's own store; docs/formats.md has the scheme.
public struct Brat: Format {
    public init() {}
    public var name: String { "brat" }
    public var offsets: OffsetUnit? { .codePoints }
    public var suffixes: [String] { ["ann", "a1", "a2"] }
    public var textSuffix: String? { "txt" }

    public func sniff(_ file: InputFile) -> Likeness {
        if suffixes.contains(file.suffix) { return file.begins(with: 0x7B, 0x5B) ? .possible : .likely }
        if file.path != "-", file.suffix == "txt" || file.suffix.isEmpty, !annotations(of: file).isEmpty {
            return .likely
        }
        return Brat.looksLikeStandoff(file.content) ? .likely : .none
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var report = file.report(of: try bareText(of: file))
        add(files(of: file), from: file, to: &report)
        // A text is worth showing whatever stands beside it; a file of annotations without any is none.
        if suffixes.contains(file.suffix), let layer = report.layers.last, layer.isEmpty, !report.findings.isEmpty,
            report.findings.allSatisfy({ $0.code.hasPrefix(Faults.Kind.unread.rawValue) })
        {
            throw .unsupported(what: "no line of it is brat standoff (T1<tab>Type 0 5<tab>words)")
        }
        return [report]
    }

    public func readBeginning(_ file: InputFile, upTo limit: Int) throws(FormatError) -> Report? {
        let text = try bareText(of: file)
        var report = Report(path: file.path, text: text, paragraphs: ParagraphIndex(text, upTo: limit))
        add(files(of: file), from: file, to: &report, upTo: limit)
        return report
    }

    public func text(of file: InputFile) throws(FormatError) -> Text? { try bareText(of: file) }

    /// The text that a file is, or that its annotations are about.
    private func bareText(of file: InputFile) throws(FormatError) -> Text {
        guard suffixes.contains(file.suffix) || Brat.looksLikeStandoff(file.content) else { return file.content }
        let wanted = file.stem + ".txt"
        guard let text = file.neighbour(wanted) ?? file.neighbour(file.stem) else {
            throw .textMissing(wanted: wanted)
        }
        return text
    }

    private func files(of file: InputFile) -> [(name: String, content: Text)] {
        file.suffix == "ann" ? [(file.name, file.content)] : annotations(of: file)
    }

    public func annotate(_ report: inout Report, from file: InputFile) throws(FormatError) {
        add([(file.name, file.content)], from: file, to: &report)
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        var writer = BratWriter(report)
        writer.write(&out)
    }

    public func losses(_ report: Report) -> [Finding] { BratFitting(report).losses.findings(name, report.path) }

    /// The annotation files of a text, by name.
    private func annotations(of file: InputFile) -> [(name: String, content: Text)] {
        for group in [["ann"], ["a1", "a2"]] {
            let found = group.compactMap { suffix in
                file.neighbour(file.stem + "." + suffix).map { (file.stem + "." + suffix, $0) }
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// Reads annotation files as one layer: they share their names. With a limit, only lines at
    /// their beginning that are about the first bytes of the text.
    private func add(
        _ files: [(name: String, content: Text)], from file: InputFile, to report: inout Report,
        upTo limit: Int? = nil
    ) {
        guard let first = files.first else { return }
        let content = files.count == 1 ? first.content : Brat.joined(files.map(\.content))
        let path = String(file.path.dropLast(file.outerName.count)) + first.name
        var lines = limit.map { BratLines(content, upTo: $0) }
            ?? BratLines(content) { file.progress($0 * 0.4) }
        let placed = limit == nil ? Brat.place(&lines, in: report.text, path) : Faults(path: path)
        var (layer, findings) = BratAssembly.layer(
            lines, file: content, path: path, name: first.name,
            number: UInt16(report.layers.count), text: report.text
        ) { if limit == nil { file.progress(0.4 + $0 * 0.6) } }
        if let styles = file.neighbour("visual.conf") { layer = BratStyles(styles).applied(to: layer) }
        report.add(layer)
        if limit == nil { report.findings += placed.findings + findings }
    }

    /// Finds the words of lines whose offsets are none; tells what became of them, and which lines are not
    /// parted as they should be.
    private static func place(_ lines: inout BratLines, in text: Text, _ path: String) -> Faults {
        var faults = Faults(path: path)
        lines.place(lostIn: text) { row, isFound, why in
            let what = isFound ? "placed where the words that it quotes stand" : "it is kept as it stands"
            faults.add(why.kind, "T\(row.number)", line: Int(row.line), "the line \(why.words); \(what)")
        }
        for line in lines.loose {
            faults.add(.unread, line: Int(line), "T1<tab>Type 0 5<tab>words is wanted, with such tabs and spaces; read all the same")
        }
        return faults
    }

    private static func joined(_ files: [Text]) -> Text {
        var bytes: [UInt8] = []
        for file in files {
            bytes += file.bytes
            if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
        }
        return Text(bytes)
    }

    /// Whether a file begins with a line of the form `T1<TAB>Type 0 5`.
    private static func looksLikeStandoff(_ content: Text) -> Bool {
        let head = content[Span(0, min(200, content.count))]
        let line = head.prefix { !$0.isNewline }.split(separator: "\t", omittingEmptySubsequences: false)
        guard line.count >= 2, let id = line.first, let first = id.first, "TERAMN".contains(first),
            !id.dropFirst().isEmpty, id.dropFirst().allSatisfy(\.isNumber)
        else { return false }
        return line[1].contains(" ")
    }
}
