/// Everything that a key can do. The one table of commands: dispatch, key file, help screen and
/// documentation use the names and sentences here.
public enum Command: String, CaseIterable, Sendable {
    // Moving
    case lineDown = "line-down"
    case lineUp = "line-up"
    case pageDown = "page-down"
    case pageUp = "page-up"
    case halfPageDown = "half-page-down"
    case halfPageUp = "half-page-up"
    case top
    case bottom
    case nextParagraph = "next-paragraph"
    case previousParagraph = "previous-paragraph"
    case nextSection = "next-section"
    case previousSection = "previous-section"
    case nextPage = "next-page"
    case previousPage = "previous-page"
    case page
    case scrollRight = "scroll-right"
    case scrollLeft = "scroll-left"
    case fold
    case rawText = "raw-text"
    case position
    case follow
    case nextReport = "next-report"
    case previousReport = "previous-report"

    // Mentions and entities
    case nextMention = "next-mention"
    case previousMention = "previous-mention"
    case nextOfEntity = "next-of-entity"
    case previousOfEntity = "previous-of-entity"
    case nextOfType = "next-of-type"
    case previousOfType = "previous-of-type"
    case nextDate = "next-date"
    case previousDate = "previous-date"
    case nextNote = "next-note"
    case previousNote = "previous-note"
    case nextLink = "next-link"
    case previousLink = "previous-link"
    case nextDisagreement = "next-disagreement"
    case previousDisagreement = "previous-disagreement"
    case details

    // Claims
    case nextClaim = "next-claim"
    case previousClaim = "previous-claim"
    case claims
    case related

    // Jumps
    case back
    case forward
    case mark
    case goToMark = "go-to-mark"

    // Panes
    case timeline
    case files
    case selection
    case reportDate = "report-date"
    case outline
    case index
    case types
    case palette
    case nextPane = "next-pane"
    case close
    case help

    // Searching
    case search
    case searchBackward = "search-backward"
    case nextHit = "next-hit"
    case previousHit = "previous-hit"
    case filter

    // Selecting
    case select
    case clear
    case quitAndPrint = "quit-and-print"
    case copy
    case reload
    case editor
    case redraw
    case suspend
    case interrupt
    case cancel

    // In the timeline
    case bucketRight = "bucket-right"
    case bucketLeft = "bucket-left"
    case zoomIn = "zoom-in"
    case zoomOut = "zoom-out"
    case selectRange = "select-range"
    case onlyFocused = "only-focused"
    case everything

    // Editing
    case edit
    case markPerson = "mark-person"
    case markOrganization = "mark-organization"
    case markLocation = "mark-location"
    case markType = "mark-type"
    case accept = "right"
    case acceptParagraph = "right-paragraph"
    case reject = "wrong"
    case unjudge
    case allSuch = "all-such"
    case widenRight = "widen-right"
    case narrowRight = "narrow-right"
    case widenLeft = "widen-left"
    case narrowLeft = "narrow-left"
    case nextWord = "next-word"
    case previousWord = "previous-word"
    case holdEnd = "hold-end"
    case fragment
    case sameEntity = "same-entity"
    case mergeEntities = "merge-entities"
    case certainty
    case relate
    case claimCue = "claim-cue"
    case claimSource = "claim-source"
    case markClaim = "mark-claim"
    case splitEntity = "split-entity"
    case value
    case remark
    case neverSame = "never-same"
    case wordHints = "word-hints"
    case widenCharacter = "widen-character"
    case narrowCharacter = "narrow-character"
    case mostUncertain = "most-uncertain"
    case history
    case nextUnjudged = "next-unjudged"
    case previousUnjudged = "previous-unjudged"
    case finishReport = "finish-report"
    case repeatEdit = "repeat-edit"
    case undoEdit = "undo-edit"
    case redoEdit = "redo-edit"
    case saveEdits = "save-edits"

    // In a list or a card
    case itemDown = "item-down"
    case itemUp = "item-up"
    case itemPageDown = "item-page-down"
    case itemPageUp = "item-page-up"
    case firstItem = "first-item"
    case lastItem = "last-item"
    case open
    case toggle
    case narrow
    case sort
    case allReports = "all-reports"
    case undoSelection = "undo-selection"
    case writeSelection = "write-selection"
}

/// A heading of the help screen.
public enum CommandGroup: String, CaseIterable, Sendable {
    case moving = "Moving"
    case entities = "People, organisations, places, dates"
    case claims = "Claims"
    case jumps = "Jumping back and forth"
    case searching = "Searching"
    case panes = "Panes"
    case timeline = "In the timeline"
    case lists = "In a list or a card"
    case editing = "Editing (e begins and ends it)"
    case selecting = "Selecting and leaving"
}

extension Command {
    /// Where the help screen lists it, and the sentence there.
    public var help: (group: CommandGroup, sentence: String) {
        switch self {
        case .lineDown: (.moving, "one line down")
        case .lineUp: (.moving, "one line up")
        case .pageDown: (.moving, "one page down")
        case .pageUp: (.moving, "one page up")
        case .halfPageDown: (.moving, "half a page down")
        case .halfPageUp: (.moving, "half a page up")
        case .top: (.moving, "to the top; 12g goes to paragraph 12")
        case .bottom: (.moving, "to the bottom")
        case .nextParagraph: (.moving, "next paragraph")
        case .previousParagraph: (.moving, "previous paragraph")
        case .nextSection: (.moving, "next section")
        case .previousSection: (.moving, "previous section")
        case .nextPage: (.moving, "next page of the report as printed")
        case .previousPage: (.moving, "previous page of the report as printed")
        case .page: (.moving, "17p goes to page 17 as printed")
        case .scrollRight: (.moving, "wide tables and code: on to the right")
        case .scrollLeft: (.moving, "wide tables and code: back to the left")
        case .fold: (.moving, "fold references, contents or notes away, or unfold them")
        case .nextReport: (.moving, "next report")
        case .previousReport: (.moving, "previous report")
        case .nextMention: (.entities, "next entity of the types shown, or note; outer before inner")
        case .previousMention: (.entities, "previous entity")
        case .nextOfEntity: (.entities, "next mention of the same entity")
        case .previousOfEntity: (.entities, "previous mention of the same entity")
        case .nextOfType: (.entities, "next entity of the same type")
        case .previousOfType: (.entities, "previous entity of the same type")
        case .nextDate: (.entities, "next date")
        case .previousDate: (.entities, "previous date")
        case .nextNote: (.entities, "next marker of a note; Enter shows the note")
        case .previousNote: (.entities, "previous marker of a note")
        case .nextLink: (.entities, "next link; y copies where it leads")
        case .previousLink: (.entities, "previous link")
        case .nextDisagreement: (.entities, "next place where annotators differ")
        case .previousDisagreement: (.entities, "previous place where annotators differ")
        case .details: (.entities, "details of what is in focus; again: follow what they name")
        case .nextClaim: (.claims, "next claim")
        case .previousClaim: (.claims, "previous claim")
        case .claims: (.claims, "list of claims")
        case .related: (.claims, "next related claim, with the reason; Enter goes there")
        case .back: (.jumps, "back to where the last jump began")
        case .forward: (.jumps, "forward again")
        case .mark: (.jumps, "mark this place with a letter")
        case .goToMark: (.jumps, "go to a mark; '' goes back")
        case .timeline: (.panes, "timeline")
        case .outline: (.panes, "outline of the sections: type to filter")
        case .palette: (.panes, "all commands: type to narrow; :17 goes to page 17")
        case .index: (.panes, "index of entities: type to filter")
        case .types: (.panes, "which types are shown")
        case .nextPane: (.panes, "to the other pane")
        case .files: (.panes, "the open reports, with what is in them")
        case .selection: (.panes, "what is selected, and Q would print")
        case .reportDate: (.panes, "say of what date the report is: on it hang last year, Monday")
        case .close: (.panes, "close the pane; with none open, leave")
        case .help: (.panes, "this help")
        case .search: (.searching, "search forward, for a regular expression")
        case .searchBackward: (.searching, "search backward")
        case .nextHit: (.searching, "next hit")
        case .previousHit: (.searching, "previous hit")
        case .filter: (.searching, "show only paragraphs that match; nothing shows all")
        case .select: (.selecting, "select what is in focus, or no longer")
        case .clear: (.selecting, "clear the selection")
        case .quitAndPrint: (.selecting, "leave and print the selection, or what is in focus")
        case .copy: (.selecting, "copy what is in focus, with where it stands")
        case .editor: (.selecting, "open $EDITOR at this place")
        case .reload: (.selecting, "read the files again")
        case .redraw: (.selecting, "draw the screen anew")
        case .suspend: (.selecting, "put gloss in the background")
        case .interrupt: (.selecting, "stop a search, else leave")
        case .cancel: (.selecting, "cancel a prompt or a count; close the pane")
        case .bucketRight: (.timeline, "later")
        case .bucketLeft: (.timeline, "earlier")
        case .zoomIn: (.timeline, "finer: century, decade, year, quarter, month, week, day")
        case .zoomOut: (.timeline, "coarser")
        case .selectRange: (.timeline, "select from here: move, then v again")
        case .onlyFocused: (.timeline, "only rows that name the entity in focus, or all")
        case .everything: (.timeline, "all rows, those far off or held back too, or no longer")
        case .edit: (.editing, "edit: mark, judge and correct by keys; again: done")
        case .markPerson: (.editing, "a person; then to the next stop")
        case .markOrganization: (.editing, "an organisation")
        case .markLocation: (.editing, "a place")
        case .markType: (.editing, "any type by its letter: s ? tells them, ss the last one again, s/ by name")
        case .accept: (.editing, "what was found is right; to the next")
        case .acceptParagraph: (.editing, "what was passed in this paragraph and is on the screen is right")
        case .reject: (.editing, "wrong, or away with it; to the next")
        case .unjudge: (.editing, "not judged after all")
        case .allSuch: (.editing, "the same with all such words, after a question")
        case .widenRight: (.editing, "the right end a word farther")
        case .narrowRight: (.editing, "the right end a word back")
        case .widenLeft: (.editing, "the left end a word farther")
        case .narrowLeft: (.editing, "the left end a word back")
        case .nextWord: (.editing, "to the next word")
        case .previousWord: (.editing, "to the word before")
        case .holdEnd: (.editing, "hold one end, and move the other by Right and Left")
        case .fragment: (.editing, "the words in focus are a part of the name that was in focus before, or no longer")
        case .sameEntity: (.editing, "who it is, chosen in the index")
        case .mergeEntities: (.editing, "the entity in focus and another are one")
        case .splitEntity: (.editing, "this mention is somebody else")
        case .markClaim: (.editing, "a claim: the words in focus where an end is held, else the sentence")
        case .claimSource: (.editing, "who says the claim in focus: go to the words, then Enter")
        case .claimCue: (.editing, "the words that say that it is said")
        case .certainty: (.editing, "how likely it is said to be: ~1 to ~7, ~0 none; ~l ~m ~h confidence; ~f forecast")
        case .relate: (.editing, "a relation from here: go to the other end, then Enter and s c e r")
        case .value: (.editing, "the value of a date, checked while typed")
        case .remark: (.editing, "a remark on what is in focus")
        case .neverSame: (.editing, "the entity in focus and another are never the same")
        case .wordHints: (.editing, "letters over the words on the screen: type them to go there")
        case .widenCharacter: (.editing, "the right end a character farther")
        case .narrowCharacter: (.editing, "the right end a character back")
        case .mostUncertain: (.editing, "what the annotator is least sure of, each string once")
        case .history: (.editing, "what was done with what is in focus; 1H with all")
        case .nextUnjudged: (.editing, "next that nobody has judged")
        case .previousUnjudged: (.editing, "previous that nobody has judged")
        case .finishReport: (.editing, "done: what was passed is right, after a question")
        case .repeatEdit: (.editing, "the last change again, here")
        case .undoEdit: (.editing, "take the last change back, over sessions")
        case .redoEdit: (.editing, "make it again")
        case .saveEdits: (.editing, "write the annotations now")
        case .itemDown: (.lists, "one item down")
        case .itemUp: (.lists, "one item up")
        case .itemPageDown: (.lists, "one page down")
        case .itemPageUp: (.lists, "one page up")
        case .firstItem: (.lists, "first item; 12g the twelfth; in the timeline 2015g a year")
        case .lastItem: (.lists, "last item; in the timeline the last that has a date")
        case .open: (.lists, "go to the item in the text")
        case .toggle: (.lists, "select the item; in the list of types: show or hide")
        case .narrow: (.lists, "narrow it: words, src:reuters, type:org, from:2015, likely")
        case .sort: (.lists, "in another order: place, section, source, certainty, date")
        case .allReports: (.lists, "of all open reports, or of this one")
        case .undoSelection: (.lists, "take back the last change of the selection")
        case .writeSelection: (.lists, "write the selection to a file")
        case .rawText: (.moving, "the file as it stands, line by line; or as paragraphs again")
        case .position: (.moving, "where this is, and what made what is in focus")
        case .follow: (.moving, "follow a file that grows, to its end")
        }
    }

    /// Two or three words for the line that says which keys matter now.
    var hint: String {
        switch self {
        case .nextMention: "next entity"
        case .claims: "claims"
        case .related: "related"
        case .timeline: "timeline"
        case .index: "index"
        case .outline: "outline"
        case .everything: "everything"
        case .nextSection: "next section"
        case .search: "search"
        case .select, .toggle: "select"
        case .quitAndPrint: "print"
        case .help: "help"
        case .details: "details"
        case .open: "go"
        case .close: "close"
        case .zoomIn: "finer"
        case .zoomOut: "coarser"
        case .selectRange: "range"
        case .onlyFocused: "only this entity"
        case .back: "back"
        case .nextOfEntity: "same entity"
        case .nextClaim: "next claim"
        case .itemDown: "down"
        case .itemUp: "up"
        case .nextPane: "other pane"
        case .narrow: "narrow"
        case .sort: "sort"
        case .allReports: "all reports"
        case .undoSelection: "undo"
        case .writeSelection: "to a file"
        case .cancel: "close"
        case .copy: "copy"
        case .edit: "edit"
        case .markPerson: "person"
        case .markOrganization: "organisation"
        case .markLocation: "place"
        case .markType: "type"
        case .accept: "right"
        case .acceptParagraph: "all passed right"
        case .reject: "wrong"
        case .unjudge: "unjudged"
        case .allSuch: "all such"
        case .widenRight: "wider"
        case .narrowRight: "narrower"
        case .widenLeft: "wider"
        case .narrowLeft: "narrower"
        case .nextWord: "word"
        case .previousWord: "word"
        case .holdEnd: "hold"
        case .fragment: "fragment"
        case .sameEntity: "who"
        case .mergeEntities: "one"
        case .splitEntity: "somebody else"
        case .markClaim: "claim"
        case .claimSource: "source"
        case .claimCue: "cue"
        case .certainty: "how likely"
        case .relate: "relation"
        case .value: "value"
        case .remark: "remark"
        case .neverSame: "never the same"
        case .wordHints: "go to a word"
        case .widenCharacter: "wider"
        case .narrowCharacter: "narrower"
        case .mostUncertain: "least certain"
        case .history: "history"
        case .nextUnjudged: "next unjudged"
        case .previousUnjudged: "previous unjudged"
        case .finishReport: "done"
        case .repeatEdit: "again"
        case .undoEdit: "undo"
        case .redoEdit: "redo"
        case .saveEdits: "save"
        default: help.sentence
        }
    }
}

extension Command {
    /// Whether the key that follows belongs to it.
    var waitsForLetter: Bool { [.mark, .goToMark, .markType, .certainty].contains(self) }
}
