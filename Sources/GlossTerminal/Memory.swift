import CNcurses

/// The memory of the process.
public enum Memory {
    /// Gives what is free back to the system. The C library keeps what a large piece of work has
    /// freed for the next one; a browser has none. Takes some milliseconds for 100 MB.
    public static func giveBack() { gloss_trim_memory() }
}
