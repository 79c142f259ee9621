import Glibc

/// A second stack of a thread, for the handlers of faults: where a fault comes of a full stack there is
/// no room for them on it.
public enum FaultStack {
    /// Bytes: room for a handler and what the processor saves.
    private static let size = 64 << 10

    /// Gives this thread one that stays, unless it has one.
    public static func use() { _ = make() }

    /// Runs a thread's work with one, which goes with it.
    public static func during(_ body: () -> Void) {
        let made = make()
        body()
        guard let made else { return }
        var none = stack_t()
        none.ss_flags = Int32(SS_DISABLE)
        sigaltstack(&none, nil)
        made.deallocate()
    }

    private static func make() -> UnsafeMutableRawPointer? {
        var stack = stack_t()
        sigaltstack(nil, &stack)
        guard stack.ss_flags & Int32(SS_DISABLE) != 0 else { return nil }
        let place = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        stack = stack_t(ss_sp: place, ss_flags: 0, ss_size: size)
        sigaltstack(&stack, nil)
        return place
    }
}
