import GlossModel
import Testing

@testable import GlossInterface

@Suite struct ScreenLayoutTests {
    private static let panes: [(side: (any SidePane)?, timeline: Bool, active: ActivePane)] = {
        var all: [((any SidePane)?, Bool, ActivePane)] = []
        for side in [nil, CardPane(), ClaimsPane(), RelatedPane(), IndexPane()] as [(any SidePane)?] {
            for timeline in [false, true] {
                all.append((side, timeline, .reading))
                if side != nil { all.append((side, timeline, .side)) }
                if timeline { all.append((side, timeline, .timeline)) }
            }
        }
        return all
    }()

    /// Every width up to one that holds all panes, around the borders between ways to place them, and some beyond.
    private static let widths = Array(1...24) + [39, 40, 49, 50, 51, 70, 71, 72, 73, 80, 84, 100, 133, 134, 180, 220]

    private func layouts(linear: Bool, _ check: (Size, ScreenLayout, ActivePane) -> String?) -> [String] {
        var state = State(reports: [.plain("One.\n\nTwo.")], size: Size(columns: 1, rows: 1))
        state.isLinear = linear
        var faults: [String] = []
        for columns in ScreenLayoutTests.widths {
            for rows in 1...70 {
                state.size = Size(columns: columns, rows: rows)
                for (side, timeline, active) in ScreenLayoutTests.panes {
                    (state.side, state.isTimelineOpen, state.active) = (side.map { OpenPane($0) }, timeline, active)
                    if let fault = check(state.size, ScreenLayout(state), active) {
                        faults.append("\(columns)x\(rows) \(String(describing: side)) \(timeline) \(active): \(fault)")
                    }
                }
            }
        }
        return faults
    }

    private func isInside(_ inner: Region, _ outer: Region) -> Bool {
        inner.isEmpty
            || inner.row >= outer.row && inner.column >= outer.column
                && inner.row + inner.rows <= outer.row + outer.rows
                && inner.column + inner.columns <= outer.column + outer.columns
    }

    private func overlap(_ a: Region, _ b: Region) -> Bool {
        !a.isEmpty && !b.isEmpty && a.row < b.row + b.rows && b.row < a.row + a.rows
            && a.column < b.column + b.columns && b.column < a.column + a.columns
    }

    @Test(arguments: [false, true])
    func regionsLieApartAndInside(linear: Bool) {
        let faults = layouts(linear: linear) { size, screen, _ in
            let whole = Region(row: 0, column: 0, rows: size.rows, columns: size.columns)
            let regions = [screen.header, screen.reading, screen.side, screen.timeline, screen.footer]
            for (index, region) in regions.enumerated() {
                if region.rows < 0 || region.columns < 0 { return "negative \(region)" }
                if !isInside(region, whole) { return "outside: \(region)" }
                for other in regions[(index + 1)...] where overlap(region, other) { return "\(region) on \(other)" }
            }
            if !screen.reading.isEmpty, !isInside(screen.text, screen.reading) { return "text \(screen.text)" }
            return nil
        }
        #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(5))")
    }

    /// The pane that has the keys can be seen wherever there is room for three rows.
    @Test(arguments: [false, true])
    func theActivePaneIsSeen(linear: Bool) {
        let faults = layouts(linear: linear) { size, screen, active in
            guard size.rows >= 5 else { return nil }
            switch active {
            case .reading: return screen.reading.rows < 2 ? "reading \(screen.reading)" : nil
            case .side: return screen.side.rows < 3 ? "side \(screen.side)" : nil
            case .timeline: return screen.timeline.rows < 3 ? "timeline \(screen.timeline)" : nil
            case .help: return nil
            }
        }
        #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(5))")
    }

    @Test func theMeasureIsKept() {
        let faults = layouts(linear: false) { size, screen, _ in
            if screen.text.columns > ScreenLayout.measure { return "too wide" }
            return size.columns >= 40 && screen.text.columns < 20 ? "too narrow" : nil
        }
        #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(5))")
    }
}
