import Foundation
import Synchronization

/// Ctrl-C as a request to finish early: the first one is remembered, the second one ends the program.
///
/// One at a time: the signal belongs to the whole process.
final class Interrupt {
    /// How often Ctrl-C was pressed; the one thing that the handler touches.
    private enum Presses {
        static let count = Atomic(0)
    }

    /// Takes SIGINT over for as long as this lives.
    init() {
        // Also makes the counter before a signal can come: a handler must not.
        Presses.count.store(0, ordering: .relaxed)
        signal(SIGINT) { number in
            guard Presses.count.add(1, ordering: .relaxed).oldValue > 0 else { return }
            signal(number, SIG_DFL)
            raise(number)
        }
    }

    deinit { signal(SIGINT, SIG_DFL) }

    /// Whether Ctrl-C was pressed.
    var isAsked: Bool { Presses.count.load(ordering: .relaxed) > 0 }
}
