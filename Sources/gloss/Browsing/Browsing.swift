import Glibc
import GlossFormats
import GlossInterface
import GlossModel
import GlossResources
import GlossTerminal

/// Opens the browser on files: terminal, first screen, session, and what is printed at the end.
struct Browsing {
    let options: BrowseOptions
    /// Where the reader asks to begin.
    private let start: Beginning?

    init(_ options: BrowseOptions) {
        var options = options
        (options.files, start) = StartPlace.parted(from: options.files)
        self.options = options
    }

    /// Browses until the reader leaves; exits with the session's status where it is not 0. A file in no known
    /// form is asked about, as less does.
    func run() throws {
        do {
            try browse()
        } catch let failure as Failure {
            guard let form = failure.unknownForm, options.reading.formatIn == nil, Question.isAnsweredYes(form + "; see it anyway?") else { throw failure }
            var options = options
            options.reading.formatIn = "text"
            try Browsing(options).browse()
        }
    }

    private func browse() throws {
        let places = options.resumes ? Places() : nil
        let remembered = options.resumes ? Remembered() : nil
        let isFirstStart = options.resumes && !SecureMode.isOn && StateFile.isFirstStart
        let theme = try Settings.theme(options.theme)
        // Noted before they are read, or what changes meanwhile is not told.
        var watch = FileWatch()
        for path in paths { watch.note(path) }
        var opening = try Opening(options, paths: paths) { offset(in: $0) ?? places?.offset(of: $0) }
        let settings = Settings.keys()
        let faults = settings.findings + theme.findings + Settings.optionFindings() + opening.loader.settingFindings
        let terminal = try openTerminal()
        let asksBackground = options.background == .auto && terminal.colorDepth >= 256
        let colors = Theme(depth: ColorDepth(colors: terminal.colorDepth), background: background, file: theme.file)
        if opening.waits { Rehearsal.run(size: terminal.size, keys: settings.keys, theme: colors) }
        opening.finish()
        var browser = Browser(
            reports: opening.reports, size: terminal.size, keys: settings.keys, theme: colors, isLinear: options.isLinear)
        browser.offer(themes: Settings.themeNames)
        for report in opening.reports {
            if let offset = offset(in: report) ?? places?.offset(of: report) { browser.resume(report.id, at: offset) }
        }
        for event in remembered?.events(for: opening.reports) ?? [] { _ = browser.handle(event) }
        if let start { _ = browser.handle(.begin(start)) }
        if isFirstStart { _ = browser.handle(.greet) }
        // Writing takes longer than all that is before the first screen.
        defer { if isFirstStart { StateFile("started")?.update { _ in ["gloss was here"] } } }
        if let growing = opening.growing { _ = browser.handle(.progress(growing.id, "reading")) }
        if let word = substitution(terminal.substitute) { _ = browser.handle(.message(word, isWarning: true)) }
        if let first = faults.first {
            let more = faults.count > 1 ? "; gloss check --config tells \(faults.count - 1) more" : ""
            _ = browser.handle(.message(Findings.sentence(first) + more, isWarning: true))
        }
        let session = Session(
            terminal: terminal, browser: browser, places: places, remembered: remembered,
            loading: Loading(
                sources: opening.sources, isSample: paths.isEmpty, loader: opening.loader, growing: opening.growing),
            printer: SelectionPrinter(format: options.format, style: TextStyle()), watch: watch, asksBackground: asksBackground,
            edits: options.edits)
        switch session.run(opening) {
        case .closed(let items, let state):
            try print(items, of: state)
        case .interrupted: throw Quiet(status: 130)
        case .terminated(let signal): throw Quiet(status: 128 + signal)
        case .failed(let failure): throw failure
        }
    }

    /// Where a line that was asked for begins in the first report.
    private func offset(in report: Report) -> Int? {
        guard case .line(let line) = start, report.id.number == 0, report.text.count > 0 else { return nil }
        return report.text.start(ofLine: line)
    }

    /// What is told where another description than that of the terminal is gone by.
    private func substitution(_ names: (wanted: String, used: String)?) -> String? {
        guard let (wanted, used) = names else { return nil }
        let what = wanted.isEmpty ? "TERM is not set" : "the terminal \"\(wanted)\" is not known here (TERM)"
        return "\(what); gloss takes it for \(used)"
    }

    /// The files named; else standard input where it is a pipe or a file; else the sample.
    private var paths: [String] {
        if !options.files.isEmpty { return options.files }
        var status = stat()
        guard isatty(0) == 0, fstat(0, &status) == 0 else { return [] }
        let kind = status.st_mode & S_IFMT
        return kind == S_IFIFO || kind == S_IFREG || kind == S_IFSOCK ? ["-"] : []
    }

    private var background: Background {
        switch options.background {
        case .light: return .light
        case .dark: return .dark
        case .auto:
            // "15;0": foreground, background; 7 and 9 to 15 are light.
            guard let raw = getenv("COLORFGBG"), let last = String(cString: raw).split(separator: ";").last,
                let color = Int(last)
            else { return .dark }
            return color == 7 || color > 8 ? .light : .dark
        }
    }

    /// What is said of a fault in gloss itself.
    private var faultNotice: String {
        let files = options.files.isEmpty ? "" : " with " + StandIn.line(options.files.joined(separator: " "))
        return "\(Gloss.configuration.version)\(files) came upon a fault of its own. "
            + "Please report it as README.md says under Faults, with these words and the file if you may."
    }

    private func openTerminal() throws(Failure) -> Terminal {
        let limit = options.reading.color == .never ? 0 : 256
        do throws(TerminalError) {
            return try Terminal(
                TerminalOptions(colorLimit: limit, obeysNoColor: options.reading.color != .always, mouse: options.mouse, faultNotice: faultNotice))
        } catch {
            let file = options.files.first ?? "FILE"
            switch error {
            case .noTerminal:
                throw Failure("there is no terminal to browse in; gloss show \(file) prints the report")
            case .unknownTerminal(let name):
                throw Failure("the terminal \"\(name)\" cannot be opened; gloss show \(file) prints the report")
            case .incapableTerminal(let name):
                throw Failure("the terminal \"\(name)\" cannot place a cursor; gloss show \(file) prints the report")
            }
        }
    }

    private func print(_ items: [Item], of state: State) throws {
        guard !items.isEmpty else { return }
        try SelectionPrinter(format: options.format, style: OutputStyle.text(options.reading.color)).print(items, of: state)
    }
}

/// Files of the user's that say how gloss behaves.
enum Configuration {
    /// `$XDG_CONFIG_HOME/gloss` or `~/.config/gloss`.
    static var folder: String? { home("XDG_CONFIG_HOME", ".config") }
    /// `$XDG_STATE_HOME/gloss` or `~/.local/state/gloss`.
    static var stateFolder: String? { home("XDG_STATE_HOME", ".local/state") }

    private static func home(_ variable: String, _ otherwise: String) -> String? {
        if let raw = getenv(variable), raw[0] == 0x2F { return String(cString: raw) + "/gloss" }
        guard let raw = getenv("HOME"), raw[0] != 0 else { return nil }
        return String(cString: raw) + "/" + otherwise + "/gloss"
    }
}
