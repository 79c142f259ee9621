import Glibc

/// A point in time of the monotonic clock, in nanoseconds.
public struct Moment: Comparable, Sendable {
    let nanoseconds: Int

    public static var now: Moment {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Moment(nanoseconds: time.tv_sec * 1_000_000_000 + time.tv_nsec)
    }

    public static func < (a: Moment, b: Moment) -> Bool { a.nanoseconds < b.nanoseconds }

    /// The moment so many seconds later.
    public static func + (moment: Moment, seconds: Double) -> Moment {
        Moment(nanoseconds: moment.nanoseconds + Int(seconds * 1e9))
    }

    /// The time between, in milliseconds.
    public static func - (end: Moment, start: Moment) -> Double {
        Double(end.nanoseconds - start.nanoseconds) / 1e6
    }
}
