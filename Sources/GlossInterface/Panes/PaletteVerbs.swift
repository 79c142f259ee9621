import GlossModel

/// What the palette does beside running commands: places, dates, themes, settings.
extension Browser {
    /// The items for words that are no name of a command.
    func paletteVerbs(_ typed: String) -> [ListItem] {
        let words = typed.split(separator: " ", maxSplits: 1).map(String.init)
        guard let verb = words.first?.lowercased() else { return [] }
        let argument = words.count > 1 ? words[1].trimmed : ""
        switch verb {
        case "date": return [dateItem(argument)]
        case "theme": return themeItems(argument)
        case "set": return settingItems(argument)
        case "write": return [writeItem(argument)]
        default: return Int(typed) == nil ? (rangeItem(typed).map { [$0] } ?? []) : []
        }
    }

    /// The items of verbs that are not typed to their end yet.
    func begunVerbs(_ typed: String) -> [ListItem] {
        let verbs = ["date", "theme", "set", "write"]
        guard !typed.contains(" ") else { return [] }
        return verbs.filter { $0.hasPrefix(typed.lowercased()) && $0 != typed.lowercased() }.flatMap { paletteVerbs($0) }
    }

    private func verbItem(_ name: String, _ sentence: String, _ action: @escaping ListAction) -> ListItem {
        ListItem(lines: [[Segment(name, theme.heading)], [Segment("  " + sentence, theme.faint)]]) { browser in
            browser.closePalette()
            return action(&browser)
        }
    }

    private func dateItem(_ argument: String) -> ListItem {
        verbItem("date \(argument)", argument.isEmpty ? "type the report's date: 2018-01-15" : "takes it for the report's date") { browser in
            guard !argument.isEmpty else { return browser.run(.reportDate, count: nil) }
            return browser.setDate(argument)
        }
    }

    private func writeItem(_ argument: String) -> ListItem {
        verbItem("write \(argument)", "writes what is selected to a file") { browser in
            guard !argument.isEmpty else { return browser.run(.writeSelection, count: nil) }
            return browser.writeSelection(argument)
        }
    }

    private func themeItems(_ argument: String) -> [ListItem] {
        let names = Background.allCases.map(\.rawValue) + state.themes
        return names.filter { argument.isEmpty || $0.hasPrefix(argument.lowercased()) }.map { name in
            let ground = Background(rawValue: name)
            return verbItem("theme \(name)", ground == nil ? "shows its colours" : "for a terminal with a \(name) background") { browser in
                guard let ground else { return [.theme(name)] }
                browser.theme = browser.theme.on(ground)
                return []
            }
        }
    }

    private func settingItems(_ argument: String) -> [ListItem] {
        BrowserSetting.allCases.filter { argument.isEmpty || $0.rawValue.hasPrefix(argument.lowercased()) }.map { setting in
            let isOn = setting.isOn(state)
            return verbItem("set \(setting.rawValue)", "\(setting.sentence); \(isOn ? "on" : "off") now") { browser in
                setting.flip(&browser.state)
                browser.state.say("\(setting.rawValue) is \(isOn ? "off" : "on") now")
                return []
            }
        }
    }

    /// `:2015-06` goes to a date on the timeline.
    private func rangeItem(_ typed: String) -> ListItem? {
        guard let range = DayRange(iso: typed) else { return nil }
        return verbItem("date on the timeline: \(DateLabel.words(range, .day))", "goes to the row that is nearest") { browser in
            browser.showTimeline()
            browser.go(to: range, browser.timelineIndex())
            return []
        }
    }

    /// In the timeline a number is a year of four digits, else a row.
    func timelineNumberItem(_ number: Int) -> ListItem {
        if number >= 1000, let range = DayRange(iso: String(number)) {
            return verbItem("year \(number)", "goes to the row that is nearest") { $0.go(to: range, $0.timelineIndex()); return [] }
        }
        return verbItem("row \(number)", "of the timeline") { $0.goToRow(number, $0.timelineIndex()); return [] }
    }
}

/// What can be switched while gloss runs.
enum BrowserSetting: String, CaseIterable {
    case claims, dates, tags, linear, raw, running

    var sentence: String {
        switch self {
        case .claims: "bars of claims in the margin"
        case .dates: "dates are lit"
        case .tags: "tags such as [PER Name] in the text"
        case .linear: "one pane at a time, without boxes"
        case .raw: "the file as it stands"
        case .running: "running heads"
        }
    }

    func isOn(_ state: State) -> Bool {
        switch self {
        case .claims: state.open.visibility.showsClaims
        case .dates: state.open.visibility.showsDates
        case .tags: state.open.visibility.showsTags
        case .linear: state.isLinear
        case .raw: state.open.isRaw
        case .running: state.open.visibility.showsRunning
        }
    }

    func flip(_ state: inout State) {
        switch self {
        case .claims: state.open.visibility.showsClaims.toggle()
        case .dates: state.open.visibility.showsDates.toggle()
        case .tags: state.open.visibility.showsTags.toggle()
        case .linear: state.isLinear.toggle()
        case .raw: state.open.isRaw.toggle()
        case .running: state.open.visibility.showsRunning.toggle()
        }
    }
}

extension String {
    /// Without white space at its ends.
    fileprivate var trimmed: String {
        let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? startIndex
        return String(self[..<end].drop { $0.isWhitespace })
    }
}
