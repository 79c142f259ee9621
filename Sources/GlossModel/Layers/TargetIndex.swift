/// Finds the rows of a table by the annotation they hang on. No storage where the table is in that
/// order already, else one 32-bit number a row.
struct TargetIndex: Sendable {
    private var order: [UInt32] = []
    private var count = 0

    /// An index of no rows.
    init() {}

    /// Indexes a table of `count` rows. O(n log n); O(n) where it is in order.
    init(count: Int, target: (Int) -> AnnotationID) {
        self.count = count
        for row in 1..<max(1, count) where target(row) < target(row - 1) {
            order = (0..<UInt32(count)).sorted {
                let (a, b) = (target(Int($0)), target(Int($1)))
                return a == b ? $0 < $1 : a < b
            }
            return
        }
    }

    /// The rows that hang on an annotation, in the order of the table. O(log n + hits).
    func rows(on id: AnnotationID, target: (Int) -> AnnotationID) -> [Int] {
        func row(_ place: Int) -> Int { order.isEmpty ? place : Int(order[place]) }
        var place = (0..<count).partitioningIndex { target(row($0)) >= id }
        var found: [Int] = []
        while place < count, target(row(place)) == id {
            found.append(row(place))
            place += 1
        }
        return found
    }
}

extension Layer {
    /// The attributes of an annotation, in the order of the file. O(log n + hits).
    public func attributes(on id: AnnotationID) -> [Attribute] {
        attributeIndex.rows(on: id) { attributes[$0].target }.map { attributes[$0] }
    }

    /// The notes on an annotation, in the order of the file. O(log n + hits).
    public func notes(on id: AnnotationID) -> [Note] {
        noteIndex.rows(on: id) { notes[$0].target }.map { notes[$0] }
    }

    /// The identifiers of an annotation, in the order of the file. O(log n + hits).
    public func references(on id: AnnotationID) -> [Reference] {
        referenceIndex.rows(on: id) { references[$0].target }.map { references[$0] }
    }

    /// The relations from an annotation or to it, those from it first. O(log n + hits).
    public func relations(on id: AnnotationID) -> [Relation] {
        let from = relationsFrom.rows(on: id) { relations[$0].from }
        let to = relationsTo.rows(on: id) { relations[$0].to }.filter { relations[$0].from != id }
        return (from + to).map { relations[$0] }
    }
}
