import Synchronization

/// Long runs of file names, which are cut out of the command line before it is parsed: the parser looks at
/// each argument many times. One word stands for a run, and becomes its names again.
enum PathRuns {
    /// Shorter runs stay.
    private static let shortest = 16
    /// Commands that take no row of files, and say so.
    private static let takesOne: Set = ["show", "annotate", "convert", "formats", "help", "library", "edit", "log"]
    /// No argument holds NUL, so none can be taken for such a word.
    private static let mark = "\0run"
    private static let runs = Mutex<[[String]]>([])

    /// The command line with a word in place of each run of plain words. What follows an option may be its
    /// value and stays, as does the name of the command. Linear.
    static func cut(_ arguments: [String]) -> [String] {
        guard arguments.count > shortest, !takesOne.contains(arguments[0]) else { return arguments }
        var kept: [String] = []
        var run: [String] = []
        var isOpen = true
        func end() {
            if run.count < shortest { kept += run } else { kept.append(word(for: run)) }
            run = []
        }
        for (index, argument) in arguments.enumerated() {
            let isPlain = !isOpen || argument == "-" || !argument.hasPrefix("-")
            let mayBeValue = isOpen && index > 0 && arguments[index - 1].hasPrefix("-") && arguments[index - 1] != "-"
            if index > 0, isPlain, !mayBeValue {
                run.append(argument)
            } else {
                end()
                kept.append(argument)
                if argument == "--" { isOpen = false }
            }
        }
        end()
        return kept
    }

    private static func word(for run: [String]) -> String {
        runs.withLock { runs in
            runs.append(run)
            return mark + String(runs.count - 1)
        }
    }

    /// The names with each run in its place again.
    static func expanded(_ files: [String]) -> [String] {
        guard files.contains(where: { $0.hasPrefix(mark) }) else { return files }
        return runs.withLock { runs in
            files.flatMap { file in
                guard file.hasPrefix(mark), let number = Int(file.dropFirst(mark.count)), runs.indices.contains(number) else { return [file] }
                return runs[number]
            }
        }
    }
}
