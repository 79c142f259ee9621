extension Report {
    /// One report of several of the same text, with the layers of all: those of the first, then those
    /// of the next. nil where their texts differ, or where there is but one. The layers of the others
    /// are named as `names` say, if they have one each. Linear in the annotations.
    public static func joined(_ reports: [Report], names: [String]) -> Report? {
        guard var whole = reports.first, reports.count > 1,
            reports.dropFirst().allSatisfy({ $0.text.bytes.elementsEqual(whole.text.bytes) })
        else { return nil }
        whole.layers = []
        for (report, name) in zip(reports, names) {
            let offset = UInt16(whole.layers.count)
            for layer in report.layers {
                var layer = offset == 0 ? layer : layer.renumbered { $0 + offset }
                if layer.origin == .file, report.layers.count == 1 { layer.name = name }
                whole.layers.append(layer)
            }
        }
        whole.findings = reports.flatMap(\.findings)
        whole.date = reports.lazy.compactMap(\.date).first
        return whole
    }

    /// The layers that people or files made, one an annotator.
    public var annotators: [Int] { layers.indices.filter { layers[$0].origin == .file } }
}
