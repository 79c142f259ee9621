import GlossModel

/// The help screen: moved through, and narrowed by `/`.
extension Browser {
    mutating func openHelp() {
        state.paneBehindHelp = state.active
        state.active = .help
        state.helpTop = 0
        state.helpFilter = LineEditor()
        state.isSearchingHelp = false
    }

    mutating func runInHelp(_ command: Command, count: Int?) -> [Effect] {
        let page = max(1, state.size.rows - 2)
        var steps = 0
        switch command {
        case .lineDown: steps = count ?? 1
        case .lineUp: steps = -(count ?? 1)
        case .pageDown: steps = page
        case .pageUp: steps = -page
        case .halfPageDown: steps = page / 2
        case .halfPageUp: steps = -page / 2
        case .top: steps = -1_000_000
        case .bottom: steps = 1_000_000
        case .search, .narrow: state.isSearchingHelp = true
        case .cancel where !state.helpFilter.isEmpty:
            state.helpFilter = LineEditor()
            state.helpTop = 0
        case .close, .help, .cancel, .quitAndPrint: state.active = state.paneBehindHelp
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .interrupt: return [.interrupted]
        default: break
        }
        state.helpTop = max(0, min(helpBottom, state.helpTop + steps))
        return []
    }

    /// Takes a key of the words that the help is narrowed by; nil for keys that do something else.
    mutating func handleHelpFilter(_ key: Key) -> [Effect]? {
        guard state.active == .help, state.isSearchingHelp else { return nil }
        switch key.base {
        case .enter: state.isSearchingHelp = false
        case .escape:
            state.isSearchingHelp = false
            state.helpFilter = LineEditor()
        default:
            if state.helpFilter.handle(key) == .ignored { return nil }
        }
        state.helpTop = 0
        return []
    }
}
