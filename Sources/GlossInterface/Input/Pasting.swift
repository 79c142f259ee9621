/// A paste is text. It goes where text is typed, as one line, and is never taken for keys.
extension Browser {
    /// More characters of a paste are not taken.
    static let longestPaste = 4096

    /// Puts a pasted text into the open prompt or the filter of a list; elsewhere says where it goes.
    mutating func handle(paste text: String) -> [Effect] {
        state.message = nil
        state.hasAskedToQuit = false
        state.pending = []
        state.count = nil
        refreshViewport()
        guard state.prompt != nil || isTypingFilter || state.active == .timeline && state.timeline.isAsking else {
            state.say("a paste goes into a prompt; / opens one", isWarning: true)
            return []
        }
        let line = Browser.line(of: text)
        if line.count > Browser.longestPaste {
            state.say("the first \(Browser.longestPaste) characters are taken", isWarning: true)
        }
        let taken = String(line.prefix(Browser.longestPaste))
        if state.prompt != nil {
            state.prompt?.line.insert(taken)
        } else if state.active == .timeline {
            state.timeline.filter.insert(taken)
            forgetTimeline()
        } else if !taken.isEmpty {
            state.listFilter.insert(taken)
            filterChanged()
        }
        return []
    }

    /// A text on one line: line breaks with the white space around them are a space, none at the ends;
    /// a tab is a space, other control characters are left out.
    static func line(of text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
        let isOne = lines.count == 1
        let bare = lines.map { isOne ? $0 : trimmed($0) }.filter { !$0.isEmpty }.joined(separator: " ")
        var scalars = String.UnicodeScalarView()
        for scalar in bare.unicodeScalars {
            if scalar == "\t" {
                scalars.append(" ")
            } else if scalar.properties.generalCategory != .control {
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    private static func trimmed(_ line: Substring) -> Substring {
        var line = line
        while line.first?.isWhitespace == true { line.removeFirst() }
        while line.last?.isWhitespace == true { line.removeLast() }
        return line
    }
}
