import GlossModel

/// A pane beside the text: what it lists and how it is worked. It holds what it alone knows; where its
/// reader is in it stands in `OpenPane`.
///
/// A new one is a file with a type that adopts this, and the line in `Browser.run` that opens it.
protocol SidePane: Sendable {
    /// How it is narrowed.
    var narrowing: PaneNarrowing { get }
    /// Whether it is looked at while the text is read: it opens without taking the keys, and takes half
    /// the height where it stands below.
    var isGlance: Bool { get }
    /// Whether a line above the items says what they are.
    var hasHeading: Bool { get }
    /// Whether it shows what is in focus in the text.
    var followsFocus: Bool { get }
    /// Whether it stays open when one of its items is gone to.
    var stay: PaneStay { get }
    /// What stands before the words that narrow it.
    var sign: String { get }
    /// Whether its items can be selected for printing.
    var selects: Bool { get }
    /// Whether the text shows where the chosen item stands.
    var previews: Bool { get }
    /// The orders that `sort` goes through, the first one at first.
    var orders: [ListOrder] { get }
    /// What Enter does, in a word or two.
    var openWord: String { get }
    /// Commands of its own that the bottom line names.
    var hinted: [Command] { get }

    /// What it lists now.
    func content(in browser: inout Browser) -> ListContent
    /// Chooses an item, once it is open.
    func begin(in browser: inout Browser)
    /// Chooses an item, once what narrows it has changed.
    func refilter(in browser: inout Browser)
    /// Makes ready to be drawn while the text has the keys.
    func update(in browser: inout Browser)
    /// Selects the chosen item, or switches it.
    func toggle(in browser: inout Browser)
    /// Closes it.
    func close(in browser: inout Browser)
}

/// How a pane is narrowed by typing.
enum PaneNarrowing: Hashable, Sendable {
    /// Letters are keys.
    case never
    /// Letters are keys until `narrow` asks for words.
    case asked
    /// Letters narrow it.
    case always
}

/// Whether a pane stays when one of its items is gone to.
enum PaneStay: Hashable, Sendable {
    case always
    /// Where it stands beside the text.
    case beside
    case never
}

/// An order of a list.
enum ListOrder: String, Hashable, Sendable {
    case place, section, source, certainty, date
}

extension SidePane {
    var narrowing: PaneNarrowing { .never }
    var isGlance: Bool { false }
    var hasHeading: Bool { true }
    var followsFocus: Bool { false }
    var stay: PaneStay { .beside }
    var sign: String { "› " }
    var selects: Bool { false }
    var previews: Bool { false }
    var orders: [ListOrder] { [] }
    var openWord: String { Command.open.hint }
    var hinted: [Command] { [] }

    func begin(in browser: inout Browser) { browser.chooseFirst() }
    func refilter(in browser: inout Browser) { browser.state.list = ListPosition() }
    func update(in browser: inout Browser) {}
    func toggle(in browser: inout Browser) {
        guard selects, let target = browser.chosenTarget() else { return }
        browser.toggleSelection(target)
        browser.moveChosen(by: 1)
    }
    func close(in browser: inout Browser) { browser.closeSide() }
}

/// The pane that is open beside the text, and where its reader is in it.
struct OpenPane: Sendable {
    var pane: any SidePane
    var list = ListPosition()
    /// What is typed to narrow it.
    var filter = LineEditor()
    /// Whether letters go to the filter although they are keys in it.
    var isAsking = false
    /// Which of its orders it is in.
    var order = 0
    /// The annotations it lists, where it lists annotations; nil: to be asked for.
    var rows: ListRows?
    /// Groups that are folded, by their names.
    var folded: Set<String> = []

    init(_ pane: any SidePane) { self.pane = pane }

    /// Whether letters narrow it now.
    var isTyped: Bool { pane.narrowing == .always || isAsking }
    /// Whether a line of it shows what narrows it.
    var showsFilter: Bool { isTyped || pane.narrowing != .never && !filter.isEmpty }
    /// The order it is in; nil where it has one only.
    var listOrder: ListOrder? { pane.orders.isEmpty ? nil : pane.orders[order % pane.orders.count] }
}
