@testable import GlossTerminal
