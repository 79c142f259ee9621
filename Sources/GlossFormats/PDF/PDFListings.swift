/// Finds listings of programs by the numbers of their lines.
enum PDFListings {
    /// The lines of listings: three and more that count from line to line without a point after the
    /// number, but for those that count `notes`. `last` is the number of the line before, where a
    /// listing ended the column before, else 0; then of the one that ends this. Linear.
    static func lines(_ lines: [PDFLine], notes: Set<String>, after number: inout Int) -> Set<Int> {
        var found: Set<Int> = []
        var run: [Int] = []
        let before = number
        var last = 0
        for (index, line) in lines.enumerated() {
            let number = lineNumber(line.text)
            // A line that is too long goes on without a number.
            let goesOn = number == nil && !run.isEmpty && index - run.last! == 1 && line.box.left > lines[run[0]].box.left + 0.5 * line.box.height
            if let number, !run.isEmpty, number == last + 1, abs(line.box.left - lines[run[0]].box.left) < 1.5 * line.box.height {
                run.append(index)
                last = number
            } else if goesOn, index + 1 < lines.count, lineNumber(lines[index + 1].text) == last + 1 {
                run.append(index)
            } else {
                if run.count >= 3 || before > 0 && run.first == 0 { found.formUnion(run) }
                let begins = number == 1 && !notes.contains("1") || before > 0 && index == 0 && number == before + 1
                run = begins ? [index] : []
                last = number ?? 0
            }
        }
        if run.count >= 3 || before > 0 && run.first == 0 { found.formUnion(run) }
        number = run.last.map { $0 >= lines.count - 2 && found.contains($0) } == true ? last : 0
        return found
    }

    /// The number that a line begins with, alone or before a space, without a point.
    static func lineNumber(_ text: [UInt8]) -> Int? {
        let figures = text.prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard !figures.isEmpty, figures.count <= 4 else { return nil }
        guard figures.count == text.count || text[figures.count] == 0x20 || text[figures.count] == 0x09 else { return nil }
        return Int(String(decoding: figures, as: UTF8.self))
    }
}
