import GlossModel

/// What a UIMA CAS holds, whichever way it was written: texts ("sofas") and feature structures.
///
/// Tables of fixed-width rows: names are interned, values are words of the file where they stand
/// there as they are. Offsets are UTF-16 code units, as UIMA counts.
struct Cas {
    /// A text.
    struct Sofa {
        var id: UInt32
        var name: String
        var text: Text
    }

    /// A feature structure; an annotation where it has a span. 24 bytes.
    struct Structure {
        var id: UInt32
        var sofa: UInt32 = 0
        var begin: UInt32 = Structure.none
        var end: UInt32 = Structure.none
        var first: UInt32
        var count: UInt16 = 0
        var type: UInt16
        static let none = UInt32.max

        var hasSpan: Bool { begin != Structure.none && end != Structure.none }
        var features: Range<Int> { Int(first)..<Int(first) + Int(count) }
    }

    /// The value of a feature.
    enum Value {
        case words(FileWords)
        case reference(UInt32)
        /// Of the pool `references`.
        case list(first: UInt32, count: UInt32)
    }

    struct Feature {
        var value: Value
        /// In `names`.
        var name: UInt16
    }

    /// A view without a text: it stands in a file of its own, or is none.
    struct Elsewhere {
        var id: UInt32
        var name: String
        /// Where the file says that it stands; empty where it does not.
        var place: String
    }

    /// The file that words are in.
    var source: Text?
    var sofas: [Sofa] = []
    var elsewhere: [Elsewhere] = []
    /// The ids of the structures in the view of a sofa. An annotation of it that is in none is deleted;
    /// there is nothing of a sofa whose view the file does not give.
    var members: [UInt32: Set<UInt32>] = [:]
    /// Types of relation layers, where the file says so.
    var relationTypes: Set<UInt16> = []
    /// Rows of structures with an offset that is none.
    private(set) var displaced: Set<Int> = []
    /// What is wrong with what the file says.
    var faults = Faults(path: "")
    /// Full names of types, by number.
    private(set) var types: [String] = []
    /// Names of features, by number.
    private(set) var names: [String] = []
    private(set) var strings: [String] = [""]
    private(set) var structures: [Structure] = []
    private(set) var features: [Feature] = []
    private(set) var references: [UInt32] = []
    private var typeNumbers: [String: UInt16] = [:]
    private var nameNumbers: [String: UInt16] = [:]
    private var stringNumbers: [String: UInt32] = ["": 0]

    // MARK: Building

    mutating func type(_ name: String) -> UInt16 { Cas.number(name, &types, &typeNumbers) }

    mutating func name(_ name: String) -> UInt16 { Cas.number(name, &names, &nameNumbers) }

    private static func number(_ name: String, _ all: inout [String], _ numbers: inout [String: UInt16]) -> UInt16 {
        if let known = numbers[name] { return known }
        guard all.count < Int(UInt16.max) else { return UInt16.max - 1 }
        all.append(name)
        numbers[name] = UInt16(all.count - 1)
        return UInt16(all.count - 1)
    }

    /// Words that do not stand in the file as they are.
    mutating func words(_ string: String) -> FileWords {
        if let known = stringNumbers[string] { return FileWords(string: known) }
        strings.append(string)
        stringNumbers[string] = UInt32(strings.count - 1)
        return FileWords(string: UInt32(strings.count - 1))
    }

    /// Begins a structure; features and places are given next.
    mutating func begin(_ id: UInt32, _ type: UInt16) {
        structures.append(Structure(id: id, first: UInt32(features.count), type: type))
    }

    /// Says where the last structure stands.
    mutating func place(sofa: UInt32? = nil, begin: UInt32? = nil, end: UInt32? = nil) {
        let last = structures.count - 1
        if let sofa { structures[last].sofa = sofa }
        if let begin { structures[last].begin = begin }
        if let end { structures[last].end = end }
    }

    /// Places the last structure by one of its offsets as the file writes it; one that is none is told,
    /// and the structure has no place then. `offset` is where it stands in the file, in bytes.
    mutating func place(begin: Bool, _ words: String, at offset: Int) {
        let last = structures.count - 1
        let name = "\(CasName.short(typeName(structures[last]))) \(structures[last].id)"
        let value = Int(words) ?? Double(words).flatMap { Int(exactly: $0) }
        if let value, value >= 0 {
            let units = UInt32(clamping: min(value, Int(UInt32.max) - 1))
            return begin ? place(begin: units) : place(end: units)
        }
        displaced.insert(last)
        if value == nil { faults.add(.notWhole, name, at: offset, "\"\(words)\" is no offset: a whole number is wanted; it has no place") }
        if value != nil { faults.add(.beforeText, name, at: offset, "\(words) is before the text; it has no place") }
    }

    /// Adds a feature to the last structure.
    mutating func add(_ name: UInt16, _ value: Value) {
        guard structures[structures.count - 1].count < UInt16.max else { return }
        features.append(Feature(value: value, name: name))
        structures[structures.count - 1].count += 1
    }

    mutating func list(_ ids: [UInt32]) -> Value {
        references += ids
        return .list(first: UInt32(references.count - ids.count), count: UInt32(ids.count))
    }

    /// Makes references of a feature that turned out to hold some.
    mutating func set(_ feature: Int, _ value: Value) { features[feature].value = value }

    // MARK: Reading

    func typeName(_ structure: Structure) -> String { types[Int(structure.type)] }

    /// What words say.
    func string(_ words: FileWords) -> String {
        if let bytes = words.bytes { return source.map { $0[Span(bytes)] } ?? "" }
        return words.isEmpty ? "" : strings[words.stringIndex]
    }

    /// The number of a name that occurs; nil where it does not.
    func number(ofName name: String) -> UInt16? { nameNumbers[name] }

    func value(_ name: String, of structure: Structure) -> Value? {
        guard let number = nameNumbers[name] else { return nil }
        for index in structure.features where features[index].name == number { return features[index].value }
        return nil
    }

    /// A feature as a string; nil where it is not there or refers to something.
    func string(_ name: String, of structure: Structure) -> String? {
        guard case .words(let words)? = value(name, of: structure) else { return nil }
        return string(words)
    }

    /// What a feature refers to, in order; arrays are looked through by `CasIndex`.
    func ids(_ name: String, of structure: Structure) -> [UInt32] {
        value(name, of: structure).map { ids($0) } ?? []
    }

    func ids(_ value: Value) -> [UInt32] {
        switch value {
        case .words: []
        case .reference(let id): [id]
        case .list(let first, let count): Array(references[Int(first)..<Int(first) + Int(count)])
        }
    }
}

/// Finds structures by their ids.
struct CasIndex {
    private var dense: [UInt32] = []
    private var sparse: [UInt32: UInt32] = [:]

    init(_ cas: Cas) {
        let highest = cas.structures.lazy.map(\.id).max() ?? 0
        if Int(highest) <= 4 * cas.structures.count + 1024 {
            dense = [UInt32](repeating: .max, count: Int(highest) + 1)
            for (row, structure) in cas.structures.enumerated() where dense[Int(structure.id)] == .max {
                dense[Int(structure.id)] = UInt32(row)
            }
        } else {
            for (row, structure) in cas.structures.enumerated() where sparse[structure.id] == nil {
                sparse[structure.id] = UInt32(row)
            }
        }
    }

    /// The row of a structure; nil where no structure has the id.
    func row(_ id: UInt32) -> Int? {
        if !dense.isEmpty { return id < dense.count && dense[Int(id)] != .max ? Int(dense[Int(id)]) : nil }
        return sparse[id].map(Int.init)
    }
}
