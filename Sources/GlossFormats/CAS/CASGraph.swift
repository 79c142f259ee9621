import GlossModel

/// The feature structures of a UIMA CAS, as they stand in a file: types and features by number,
/// values as bytes of the file. 24 bytes a structure, 16 a feature.
struct CASGraph {
    struct Node {
        /// `xmi:id` or `%ID`.
        var id: UInt32
        /// Number of the type.
        var type: UInt32
        /// UTF-16 units; `absent` where it has no place in the text.
        var begin: UInt32 = CASGraph.absent
        var end: UInt32 = CASGraph.absent
        var sofa: UInt32 = 0
        /// Index of its first feature; they end where those of the next one begin.
        var first: UInt32
    }

    struct Feature {
        /// What its bytes are.
        enum Kind: UInt8 {
            /// Words as they stand.
            case plain
            /// Words with escapes or references in them.
            case escaped
            /// An `@` feature of JSON: ids for sure.
            case reference
        }

        /// Number of the name.
        var name: UInt32
        var start: UInt32
        var length: UInt32
        var kind: Kind
    }

    /// A text and its name.
    struct Sofa {
        var id: UInt32
        var name: String
        /// nil where the file has none.
        var text: [UInt8]?
    }

    static let absent = UInt32.max

    var nodes: [Node] = []
    var features: [Feature] = []
    var sofas: [Sofa] = []
    /// Names of types, dots between their parts, and of features, by number.
    var types: [String] = []
    var names: [String] = []
    /// The file that features are bytes of.
    let file: Text
    /// Decodes bytes that are escaped.
    let decode: (Range<Int>) -> String

    init(_ file: Text, decode: @escaping (Range<Int>) -> String) {
        self.file = file
        self.decode = decode
    }

    /// The features of a node.
    func features(of index: Int) -> ArraySlice<Feature> {
        let end = index + 1 < nodes.count ? Int(nodes[index + 1].first) : features.count
        return features[Int(nodes[index].first)..<end]
    }

    /// The value of a feature as a string.
    func string(_ feature: Feature) -> String {
        let range = Int(feature.start)..<Int(feature.start) + Int(feature.length)
        return feature.kind == .escaped ? decode(range) : String(decoding: file.bytes[range], as: UTF8.self)
    }

    /// The ids that a feature's value is; empty where it is anything else.
    func ids(_ feature: Feature) -> [UInt32] {
        let range = Int(feature.start)..<Int(feature.start) + Int(feature.length)
        var found: [UInt32] = []
        var value: UInt32?
        for byte in file.bytes[range] {
            switch byte {
            case 0x30...0x39:
                let (product, tooMuch) = (value ?? 0).multipliedReportingOverflow(by: 10)
                let (sum, tooMany) = product.addingReportingOverflow(UInt32(byte - 0x30))
                if tooMuch || tooMany { return [] }
                value = sum
            case 0x20, 0x0A, 0x0D, 0x09, 0x2C, 0x5B, 0x5D:
                if let id = value { found.append(id) }
                value = nil
            default: return []
            }
        }
        if let id = value { found.append(id) }
        return found
    }
}

/// Finds the nodes of a graph by their ids: an array where ids are dense, else a dictionary.
struct CASIndex {
    private var dense: [UInt32] = []
    private var sparse: [UInt32: UInt32] = [:]

    init(_ graph: CASGraph) {
        let highest = graph.nodes.lazy.map(\.id).max() ?? 0
        if Int(highest) <= graph.nodes.count * 4 + 1024 {
            dense = [UInt32](repeating: .max, count: Int(highest) + 1)
            for (index, node) in graph.nodes.enumerated() { dense[Int(node.id)] = UInt32(index) }
        } else {
            for (index, node) in graph.nodes.enumerated() { sparse[node.id] = UInt32(index) }
        }
    }

    /// The index of a node; nil where there is none of that id.
    subscript(_ id: UInt32) -> Int? {
        if dense.isEmpty { return sparse[id].map(Int.init) }
        guard Int(id) < dense.count, dense[Int(id)] != .max else { return nil }
        return Int(dense[Int(id)])
    }
}
