import GlossModel
import GlossThreads
import Synchronization

/// Finds the paragraphs of a large text in a thread of its own, while its annotations are read.
final class ParagraphJob: Sendable {
    /// Texts from this size on, in bytes, get a thread.
    private static let large = 1 << 20
    private static let beginning = 1 << 16

    private struct State: Sendable {
        var text: Text?
        var thread: WorkThread?
        var isJoined = false
        var found: ParagraphIndex?
    }
    private let state = Mutex(State())
    private let tell: @Sendable (ParagraphIndex) -> Void

    /// `tell` is called in the thread when all paragraphs of a large text are found.
    init(_ tell: @escaping @Sendable (ParagraphIndex) -> Void) { self.tell = tell }

    /// The paragraphs of a text; of a large one the first, and the others from now on in a thread.
    /// The thread works on one text; others are read at once.
    func start(_ text: Text) -> ParagraphIndex {
        let isFree = state.withLock { state in
            guard text.count >= ParagraphJob.large, state.text == nil else { return false }
            state.text = text
            return true
        }
        guard isFree else { return ParagraphIndex(text) }
        guard let thread = WorkThread({ self.run() }) else {
            run()
            return ParagraphIndex(text)
        }
        state.withLock { $0.thread = thread }
        return ParagraphIndex(text, upTo: ParagraphJob.beginning)
    }

    private func run() {
        guard let text = state.withLock({ $0.text }) else { return }
        let found = ParagraphIndex(text)
        state.withLock { $0.found = found }
        tell(found)
    }

    /// All paragraphs of the text that the thread works on, when it is done; nil for any other.
    func paragraphs(of text: Text) -> ParagraphIndex? {
        let thread = state.withLock { state -> WorkThread? in
            guard state.text === text, !state.isJoined else { return nil }
            state.isJoined = true
            return state.thread
        }
        thread?.join()
        return state.withLock { $0.text === text ? $0.found : nil }
    }
}
