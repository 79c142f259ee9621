import CNcurses
import Glibc
import GlossInterface

/// Starts curses with the description of a terminal: the one that `TERM` names, else the nearest that
/// the system has, else one that is built in.
enum TerminalDescription {
    /// Starts curses on a stream and sets its screen up, without drawing anything.
    /// - Parameter size: of the screen; nil where only the description knows.
    /// - Returns: the name of the description that was found.
    static func start(_ wanted: String, on stream: UnsafeMutablePointer<FILE>, size: Size?) -> String? {
        let names = wanted.isEmpty ? substitutes(for: wanted) : [wanted] + substitutes(for: wanted)
        // Curses takes the window's size as it is, and fails with one that is absurd.
        let screen = size.map { ["LINES": String($0.rows), "COLUMNS": String($0.columns)] } ?? [:]
        return withEnvironment(screen) {
            for name in names where newterm(name, stream, stream) != nil { return name }
            return withEnvironment(["TERMINFO": builtIn]) {
                newterm(builtInName, stream, stream) == nil ? nil : builtInName
            }
        }
    }

    /// What is tried for a terminal that is not known, the nearest first.
    static func substitutes(for name: String) -> [String] {
        let families: [(prefix: String, names: [String])] = [
            ("tmux", ["tmux-256color", "screen-256color", "screen"]),
            ("screen", ["screen-256color", "screen"]),
            ("rxvt", ["rxvt-unicode-256color", "rxvt"]),
            ("linux", ["linux"]),
            ("vt", ["vt220", "vt100"]),
        ]
        let family = families.first { name.hasPrefix($0.prefix) }?.names ?? []
        return family + ["xterm-256color", "xterm", "ansi"]
    }

    /// Runs `body` with other values in the environment.
    static func withEnvironment<Result>(_ values: [String: String], _ body: () -> Result) -> Result {
        let before = values.map { name, _ in (name, getenv(name).map { String(cString: $0) }) }
        for (name, value) in values { setenv(name, value, 1) }
        defer {
            for (name, value) in before {
                if let value { setenv(name, value, 1) } else { unsetenv(name) }
            }
        }
        return body()
    }

    private static let builtInName = "gloss-ansi"

    /// What ECMA-48 and xterm have in common, for systems without terminfo. `infocmp -Q2 -q` makes it of
    /// docs/gloss-ansi.ti as `tic` has compiled it; curses reads it from the environment
    /// (terminfo(5), "b64:").
    private static let builtIn = """
        b64:GgEtABoADwBpAdwBZ2xvc3MtYW5zaXxFQ01BLTQ4IHRlcm1pbmFsIHdpdGggMjU2IGNvbG91cnMAAAEAAAEAAAABAAAA\
        AAEBAAAAAAAAAAAAAAEAUAAIABgA__________________________8AAf9___8AAAIABAD__xUAHQAhACUA__8wAEEAQwBH\
        AE4A__9QAFcA__9bAP__XwBjAP__________ZwBsAP__dQD_______96AH8AhAD_____iQCNAP____-\
        WAJwA_____________________6IA__-mAP_______6gA__-tAP__________sQD_______________________-1ALkA__\
        --AP__wgDHAMwA________0ADUANwA________________________________________5ADtAPYA_wD__wgBEQEaAf__Iw\
        H_______________________________8sAf__NwE5Af____________________________________________88Af____\
        ___________________________________0AB__________________________________________________________\
        ________________________________________________________________________________________________\
        ________________________________________________________________________________________________\
        ___________________________0QB__________________________________________________________________\
        ______SQH__________________________________1IB________________________VwH_______________________\
        ___________________________________________________________________________10BnAEHAA0AG1slaSVwMS\
        VkOyVwMiVkcgAbW0gbWzJKABtbSwAbW0oAG1slaSVwMSVkRwAbWyVpJXAxJWQ7JXAyJWRIAAoAG1tIABtbPzI1bAAIABtbPz\
        I1aAAbW0MAG1tBABtbUAAbW00AG1sxbQAbWz8xMDQ5aAAbWzJtABtbN20AG1s3bQAbWzRtABtbbQAbWz8xMDQ5bAAbWzI3bQ\
        AbWzI0bQAbW0wAfwAbWzN-ABtPQgAbT1AAG09IABtbMn4AG09EABtbNn4AG1s1fgAbT0MAG09BABtbPzFsGz4AG1s_MWgbPQ\
        AbWyVwMSVkUAAbWyVwMSVkTQAbWyVwMSVkQgAbWyVwMSVkQAAbWyVwMSVkTAAbWyVwMSVkRAAbWyVwMSVkQwAbWyVwMSVkQQ\
        AbWyVpJXAxJWRkAAoAG00AG1taABtPRgAbWzFLABtbMzk7NDltABtbM20AG1syM20AG1slPyVwMSV7OH0lPCV0MyVwMSVkJW\
        UlcDElezE2fSU8JXQ5JXAxJXs4fSUtJWQlZTM4OzU7JXAxJWQlO20AG1slPyVwMSV7OH0lPCV0NCVwMSVkJWUlcDElezE2fS\
        U8JXQxMCVwMSV7OH0lLSVkJWU0ODs1OyVwMSVkJTttAA==
        """
}
