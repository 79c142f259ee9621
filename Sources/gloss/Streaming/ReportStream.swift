import Glibc
import GlossAnnotator
import GlossFormats
import GlossModel

/// The reports of files, each read, completed and worked on, on all cores; what comes of them comes in
/// the order of the files, a report at a time, and no more than a few reports are held.
///
/// A file that cannot be read is told of when its turn comes; the others go on, and the command ends
/// with 2.
struct ReportStream {
    let loader: ReportLoader
    /// Whether reports are annotated for what they lack, and for which of it.
    var completes = true
    var parts = Parts.all

    /// What comes of one report, or of a file that cannot be read.
    private enum Outcome<Result: Sendable>: Sendable {
        case made(Result, warnings: [String])
        case failed(Failure)
    }
    private enum Input: Sendable {
        case report(Report)
        case small(String)
    }

    /// Reads, works and delivers. `work` runs in several threads and is told whether there are several
    /// reports; `deliver` runs in this one. Gives whether all could be read.
    func run<Result: Sendable>(
        _ files: some Sequence<String>, _ work: @escaping @Sendable (Report, _ isOneOfSeveral: Bool) -> Result,
        _ deliver: (Result) throws -> Void
    ) throws -> Bool {
        Findings.warn(settings: loader)
        var line = Line(loader: loader, parts: completes ? parts : [], work: work)
        var isComplete = true
        let take: (Outcome<Result>) throws -> Void = { outcome in
            switch outcome {
            case .made(let result, let warnings):
                for warning in warnings { _ = Files.writeAll(Array(warning.utf8), to: 2) }
                try deliver(result)
            case .failed(let failure):
                isComplete = false
                _ = Files.writeAll(Array("gloss: \(StandIn.line(failure.message))\n".utf8), to: 2)
            }
        }
        defer { line.close() }
        var paths = files.makeIterator()
        guard let first = paths.next() else { return true }
        guard let second = paths.next() else {
            try line.only(first, take)
            return isComplete
        }
        line.isSeveral = true
        try line.add(first, take)
        try line.add(second, take)
        while let path = paths.next() { try line.add(path, take) }
        try line.drain(take)
        return isComplete
    }

    /// Files on their way through the threads.
    private struct Line<Result: Sendable> {
        let loader: ReportLoader
        let parts: Parts
        let work: @Sendable (Report, Bool) -> Result
        var isSeveral = false
        private var threads: OrderedWork<Input, [Outcome<Result>]>?

        typealias Take = (Outcome<Result>) throws -> Void

        init(loader: ReportLoader, parts: Parts, work: @escaping @Sendable (Report, Bool) -> Result) {
            (self.loader, self.parts, self.work) = (loader, parts, work)
        }

        /// Files up to this size, in bytes, are read in the threads, each whole.
        private static var small: Int { 256 << 10 }

        /// The only file: where it holds one report, no thread is needed.
        mutating func only(_ path: String, _ take: Take) throws {
            var held: Report?
            do {
                try loader.eachReport(path) { report in
                    if let before = held {
                        isSeveral = true
                        try put(.report(before), take)
                    }
                    held = report
                }
            } catch let failure as Failure where held != nil {
                try put(.report(held!), take)
                try drain(take)
                return try take(.failed(failure))
            }
            guard let last = held else { return }
            guard isSeveral else {
                return try take(ReportStream.outcome(last, loader, parts) { work($0, false) })
            }
            try put(.report(last), take)
            try drain(take)
        }

        mutating func add(_ path: String, _ take: Take) throws {
            var status = stat()
            if path != "-", SystemPath.status(path, &status), status.isRegular, status.st_size <= Self.small {
                return try put(.small(path), take)
            }
            do {
                try loader.eachReport(path) { try put(.report($0), take) }
            } catch let failure as Failure {
                try drain(take)
                try take(.failed(failure))
            }
        }

        private mutating func put(_ input: Input, _ take: Take) throws {
            let threads = threads ?? start()
            threads.add(input)
            while let outcomes = threads.next(waiting: threads.isFull) { for outcome in outcomes { try take(outcome) } }
        }

        private mutating func start() -> OrderedWork<Input, [Outcome<Result>]> {
            let (loader, parts, work) = (loader, parts, work)
            let started = OrderedWork<Input, [Outcome<Result>]> { input in
                ReportStream.outcomes(input, loader, parts) { work($0, true) }
            }
            threads = started
            return started
        }

        func drain(_ take: Take) throws {
            guard let threads else { return }
            while let outcomes = threads.next(waiting: true) { for outcome in outcomes { try take(outcome) } }
        }

        func close() { threads?.close() }
    }

    private static func outcomes<Result>(
        _ input: Input, _ loader: ReportLoader, _ parts: Parts, _ work: (Report) -> Result
    ) -> [Outcome<Result>] {
        switch input {
        case .report(let report): return [outcome(report, loader, parts, work)]
        case .small(let path):
            do {
                return try loader.read(path).map { outcome($0, loader, parts, work) }
            } catch {
                return [.failed(error as? Failure ?? Failure("\(path): \(error)"))]
            }
        }
    }

    private static func outcome<Result>(
        _ report: Report, _ loader: ReportLoader, _ parts: Parts, _ work: (Report) -> Result
    ) -> Outcome<Result> {
        let report = parts.isEmpty ? report : loader.completed(report, parts)
        return .made(work(report), warnings: Findings.warnings(of: report))
    }
}
