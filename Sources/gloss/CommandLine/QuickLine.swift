import GlossFormats
import GlossModel

/// A command that can be begun without the parser of the command line, which takes longer than a small
/// report does.
protocol QuickJob {
    init()
    /// The files named, in order.
    var files: [String] { get set }
    /// Takes an option with its value; false for one that the parser is to look at.
    mutating func set(_ option: String, _ value: String) -> Bool
    func run() throws
}

extension QuickJob {
    /// Takes a value that an option has been understood to give; false where it has not been.
    mutating func take<Value>(_ value: Value?, _ change: (inout Self, Value) -> Void) -> Bool {
        guard let value else { return false }
        change(&self, value)
        return true
    }
}

/// The common forms of a command line: a command, files, and a few options with values. Everything else, and
/// every mistake, is left to the parser.
enum QuickLine {
    private static func job(_ command: String) -> (any QuickJob)? {
        switch command {
        case "timeline": TimelineJob()
        case "entities": EntitiesJob()
        case "claims": ClaimsJob()
        default: nil
        }
    }

    /// The job that a command line asks for; nil where the parser has to read it.
    static func job(_ arguments: [String]) -> (any QuickJob)? {
        guard let command = arguments.first, var job = job(command) else { return nil }
        var files: [String] = []
        var index = 1
        while index < arguments.count {
            let argument = arguments[index]
            index += 1
            if argument == "-" || !argument.hasPrefix("-") {
                files.append(argument)
                continue
            }
            guard index < arguments.count, !arguments[index].hasPrefix("-"), job.set(argument, arguments[index]) else { return nil }
            index += 1
        }
        job.files = files
        return job
    }
}
