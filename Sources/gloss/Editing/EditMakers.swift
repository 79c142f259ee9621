import GlossFormats
import GlossModel

/// Who made the steps of a log, and when: by the session that each stands in.
struct EditMakers {
    private var makers: [Int: (who: String, time: String)] = [:]

    mutating func take(_ events: [EditLog.Event]) {
        var session = (who: "", time: "")
        for event in events {
            if case .session(let who, let time, _, _) = event { session = (who, time) }
            if case .step(let step) = event { makers[step.number] = session }
        }
    }

    mutating func add(_ number: Int, _ who: String, _ time: String) { makers[number] = (who, time) }

    /// A record with who made it.
    func named(_ record: EditRecord) -> EditRecord {
        guard let maker = makers[record.number] else { return record }
        var record = record
        (record.who, record.time) = maker
        return record
    }
}

/// Makes the value of a date of words such as "late 2015", as the annotator understands them in the report.
struct DateReader {
    var loader: ReportLoader
    var date: Day?

    /// The value of the first date in the words; nil where there is none.
    func value(of words: String) -> String? {
        var loader = loader
        loader.mode = .always
        let report = loader.completed(Report(date: date, text: Text("It was \(words).")))
        return report.layers.lazy.compactMap { $0.times.first?.value }.first
    }
}
