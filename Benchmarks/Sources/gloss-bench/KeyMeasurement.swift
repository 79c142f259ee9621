import Measuring
import Workloads

/// Keys and changes of the window's size.
extension Measurement {
    private static let turns = 10
    /// Texts below this size, in bytes, have only a few pages: keys go forth and back in them.
    private static let short = 100_000

    /// gloss with everything loaded, and less, on the same text.
    func openBoth(_ row: Row) throws -> (gloss: TerminalSession, less: TerminalSession) {
        let gloss = try subjects.open(row.workload)
        _ = try gloss.waitForFirstScreen()
        _ = try gloss.waitUntilLoaded()
        return (gloss, try openLess(row))
    }

    private func openLess(_ row: Row) throws -> TerminalSession {
        let less = try subjects.open(row.workload, in: .less)
        _ = try less.waitForFirstScreen()
        less.settle(silence: TerminalSession.silence)
        return less
    }

    private func isShort(_ row: Row) -> Bool { subjects.size(subjects.text(row.workload)) < Self.short }

    /// Presses keys in turn.
    private func press(
        _ keys: [String], _ count: Int, _ session: TerminalSession, into sample: inout Sample, ignoring row: Int? = nil
    ) -> Int {
        var unanswered = 0
        for index in 0..<count {
            if let time = session.answer(to: keys[index % keys.count], ignoring: row) {
                sample.append(time)
            } else {
                unanswered += 1
            }
        }
        return unanswered
    }

    /// All of gloss loaded: gloss and less in turns, their keys a tenth at a time.
    func keys(_ row: Row, _ keys: Keys) throws -> Outcome {
        var outcome = Outcome()
        let (gloss, less) = try openBoth(row)
        if !keys.prelude.isEmpty { _ = gloss.answer(to: keys.prelude) }
        let pressed = keys.pressed(isShort: isShort(row))
        let pages = Keys.page.pressed(isShort: isShort(row))
        for _ in 0..<Self.turns {
            outcome.unanswered += press(pressed, keyCount / Self.turns, gloss, into: &outcome.gloss)
            _ = press(pages, keyCount / Self.turns, less, into: &outcome.peer)
        }
        return outcome
    }

    /// Keys from the first screen on until everything is loaded, in as many starts as it takes.
    func keysWhileLoading(_ row: Row, _ keys: Keys) throws -> Outcome {
        var outcome = Outcome()
        let less = try openLess(row)
        let pressed = keys.pressed(isShort: false)
        var starts = 0
        while outcome.gloss.values.count + outcome.unanswered < keyCount, starts < 50 {
            starts += 1
            let gloss = try subjects.open(row.workload)
            _ = try gloss.waitForFirstScreen()
            gloss.settle(silence: 0.01, limit: 0.1)
            if !keys.prelude.isEmpty { _ = gloss.answer(to: keys.prelude, ignoring: gloss.screen.rows - 1) }
            pressUntilLoaded(pressed, gloss, &outcome)
            _ = press(Keys.page.pressed(isShort: false), 20, less, into: &outcome.peer)
        }
        outcome.remark = "\(outcome.gloss.values.count) keys in \(starts) starts"
        return outcome
    }

    private func pressUntilLoaded(_ keys: [String], _ gloss: TerminalSession, _ outcome: inout Outcome) {
        let footer = gloss.screen.rows - 1
        var index = 0
        while outcome.gloss.values.count + outcome.unanswered < keyCount, !gloss.screen.isLoaded {
            outcome.unanswered += press([keys[index % keys.count]], 1, gloss, into: &outcome.gloss, ignoring: footer)
            index += 1
        }
    }

    func end(_ row: Row) throws -> Outcome {
        var outcome = Outcome()
        let (gloss, less) = try openBoth(row)
        for _ in 0..<count {
            for (session, isGloss) in [(gloss, true), (less, false)] {
                guard let time = session.answer(to: "G") else { throw MeasuringError("nothing came of G") }
                if isGloss { outcome.gloss.append(time) } else { outcome.peer.append(time) }
                _ = session.answer(to: "g")
            }
        }
        return outcome
    }

    func resize(_ row: Row) throws -> Outcome {
        var outcome = Outcome()
        let gloss = try subjects.open(row.workload)
        _ = try gloss.waitForFirstScreen()
        _ = try gloss.waitUntilLoaded()
        let sizes = [(100, 30), (160, 50), (80, 24), (120, 40)]
        for index in 0..<max(count, sizes.count) {
            let (columns, rows) = sizes[index % sizes.count]
            guard let time = gloss.answer(toSize: columns, rows) else {
                throw MeasuringError("nothing came of a change of size")
            }
            outcome.gloss.append(time)
        }
        return outcome
    }

    /// One start that is left alone for the speed, then keys in others.
    func annotating(_ row: Row) throws -> Outcome {
        var outcome = Outcome()
        outcome.rate = try annotatingRate(row)
        var starts = 0
        while outcome.gloss.values.count + outcome.unanswered < keyCount, starts < 20 {
            starts += 1
            let gloss = try subjects.open(row.workload)
            _ = try gloss.waitForFirstScreen()
            gloss.settle(silence: 0.01, limit: 0.1)
            pressUntilLoaded(Keys.page.pressed(isShort: false), gloss, &outcome)
            // Where only the view is annotated, that goes on with every page.
            if outcome.rate == nil {
                outcome.unanswered += press(
                    Keys.page.pressed(isShort: false), keyCount - outcome.gloss.values.count, gloss,
                    into: &outcome.gloss, ignoring: gloss.screen.rows - 1)
            }
        }
        outcome.remark = "\(outcome.gloss.values.count) keys in \(starts) starts"
        return outcome
    }

    /// Megabytes a second, from the first percent that is told to the last one within 20 s; nil
    /// where gloss does not annotate the whole text.
    private func annotatingRate(_ row: Row) throws -> Double? {
        let gloss = try subjects.open(row.workload)
        _ = try gloss.waitForFirstScreen()
        var (first, last): ((Int, Moment)?, (Int, Moment)?)
        let deadline = Moment.now + 20
        while .now < deadline {
            gloss.settle(silence: 0.002, limit: 0.01)
            guard let percent = gloss.screen.annotatedPercent else {
                if last != nil { break }
                continue
            }
            if first == nil { first = (percent, .now) }
            if percent != last?.0 { last = (percent, .now) }
        }
        guard let first, let last, last.0 > first.0 else { return nil }
        let megabytes = Double(subjects.size(subjects.text(row.workload))) * Double(last.0 - first.0) / 100 / 1e6
        return megabytes / ((last.1 - first.1) / 1000)
    }
}
