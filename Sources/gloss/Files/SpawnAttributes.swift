import Glibc

/// How a program is started: with no signal blocked and each doing what it always does, whatever gloss
/// does with them itself.
struct SpawnAttributes: ~Copyable {
    private var attributes = posix_spawnattr_t()

    /// POSIX_SPAWN_SETSID, which Glibc's module leaves out.
    private static let setsid: Int32 = 0x80

    /// With a session of its own it has no terminal to ask at, and one signal stops it with all that it
    /// started.
    init(ownSession: Bool = false) {
        posix_spawnattr_init(&attributes)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16((ownSession ? Self.setsid : 0) | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }

    deinit {
        var attributes = attributes
        posix_spawnattr_destroy(&attributes)
    }

    /// Calls a function of the posix_spawn family with them.
    mutating func with<Result>(_ body: (UnsafePointer<posix_spawnattr_t>) -> Result) -> Result { body(&attributes) }
}
