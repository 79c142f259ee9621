import GlossModel

/// The records of a file as trees, one after the other: the items of the array that it is, or its values.
/// What is no JSON is left out and told, and what follows is read.
struct JSONRecords {
    private let file: Text
    private var items: JSONItems
    private var count = 0
    /// Why records could not be read.
    private(set) var broken: [FormatError] = []

    init(_ file: Text) { (self.file, items) = (file, JSONItems(recordsOf: file)) }

    /// The same with an array as one value.
    init(valuesOf file: Text) { (self.file, items) = (file, JSONItems(valuesOf: file)) }

    /// The next record, with where it stands; nil at the end. A file in which no record is JSON is an error.
    mutating func next() throws(FormatError) -> (value: JSONValue, range: Range<Int>)? {
        while true {
            do {
                guard let item = try items.next() else { break }
                let value = try JSONDocument(file, in: item.value, lines: items.lines).root
                count += 1
                return (value, item.value)
            } catch {
                broken.append(items.goOn(after: error))
            }
        }
        if count == 0, let first = broken.first { throw first }
        return nil
    }

    /// What is told of broken records.
    static func findings(of broken: [FormatError], _ file: InputFile) -> [Finding] {
        var faults = Faults(path: file.path)
        for case .malformed(let line, _, let what) in broken { faults.add(.brokenRecord, nil, line: line, "\(what); the record is left out") }
        return faults.findings
    }
}

extension [ForeignReport] {
    /// Tells of records that are no JSON, with the first that is.
    mutating func tellBroken(_ records: JSONRecords, of file: InputFile) {
        guard !isEmpty else { return }
        self[0].findings += JSONRecords.findings(of: records.broken, file)
    }
}
