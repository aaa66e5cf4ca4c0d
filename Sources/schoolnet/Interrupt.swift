import Dispatch
import Foundation
import Synchronization

/// Ctrl-C as a request to finish early: the first one is remembered, the second one ends the program.
final class Interrupt {
    private final class Request: Sendable {
        let isMade = Atomic(false)
    }

    private let request = Request()
    private let source: any DispatchSourceSignal

    /// Takes SIGINT over for as long as this lives.
    init() {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(
            signal: SIGINT, queue: DispatchQueue(label: "schoolnet.interrupt"))
        source.setEventHandler { [request] in
            guard request.isMade.exchange(true, ordering: .relaxed) else { return }
            signal(SIGINT, SIG_DFL)
            raise(SIGINT)
        }
        source.activate()
    }

    deinit {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }

    /// Whether Ctrl-C was pressed.
    var isAsked: Bool { request.isMade.load(ordering: .relaxed) }
}
