import Glibc

/// Gives a signal's action with all the room that the C library uses of it: a variable of Swift's has
/// none for its last field, which Swift does not know. What `body` is given is good only there.
public func withSignalAction<Result>(_ body: (UnsafeMutablePointer<sigaction>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: sigaction.self, capacity: 2) { room in
        let action = room.baseAddress! // One was asked for.
        action.initialize(to: sigaction())
        return body(action)
    }
}
