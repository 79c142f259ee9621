/// Where the reader has been: jumps are remembered, scrolling is not.
///
/// Going back and forward walks the list; a new jump drops what lay ahead, as in a web browser.
struct JumpList: Sendable {
    private var places: [Place] = []
    /// Number of places behind the present one.
    private var position = 0
    private static let most = 100

    /// Remembers `here` before a jump away from it.
    mutating func leave(_ here: Place) {
        places.removeSubrange(position...)
        if places.last != here { places.append(here) }
        if places.count > JumpList.most { places.removeFirst() }
        position = places.count
    }

    /// The nearest place before that is not `here`, which can be come forward to.
    mutating func back(from here: Place) -> Place? {
        if position == places.count, places.last == here {
            places.removeLast()
            position -= 1
        }
        guard position > 0 else { return nil }
        if position == places.count { places.append(here) } else { places[position] = here }
        position -= 1
        return places[position]
    }

    /// Changes each place, as when annotations get other names.
    mutating func update(_ change: (Place) -> Place) { places = places.map(change) }

    /// The place that `back` left.
    mutating func forward(from here: Place) -> Place? {
        guard position + 1 < places.count else { return nil }
        places[position] = here
        position += 1
        return places[position]
    }
}
