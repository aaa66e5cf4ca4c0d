import MixedIntegerProgramming
import Synchronization

/// The clock of a capacitated solve and its line to whoever watches; safe to use from threads.
final class CapacitatedWatch: Sendable {
    private struct State {
        var incumbent: Double?
        var bound = -Double.infinity
        var wasStopped = false
        var lastReport: ContinuousClock.Instant?
    }

    private static let reportInterval = Duration.milliseconds(20)

    private let start = ContinuousClock.now
    private let timeLimit: Double
    private let state = Mutex(State())
    /// Only ever called while the state is locked.
    nonisolated(unsafe) private let progress: ((SolverProgress) -> Bool)?

    init(timeLimit: Double, progress: ((SolverProgress) -> Bool)?) {
        self.timeLimit = timeLimit
        self.progress = progress
    }

    /// Wall time since the solve began, in seconds.
    var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }
    /// What is left of the time limit, in seconds.
    var remaining: Double { max(0, timeLimit - elapsed) }
    /// Whether the watcher said stop.
    var wasStopped: Bool { state.withLock { $0.wasStopped } }
    /// The best bound so far.
    var bound: Double { state.withLock { $0.bound } }

    /// Notes a better solution or bound.
    func note(incumbent: Double? = nil, bound: Double? = nil) {
        state.withLock { state in
            if let incumbent { state.incumbent = min(incumbent, state.incumbent ?? .infinity) }
            if let bound { state.bound = max(bound, state.bound) }
        }
    }

    /// Whether the solve may go on; tells the watcher how it stands if it is time.
    func mayGoOn() -> Bool {
        guard elapsed < timeLimit else { return false }
        guard let progress else { return true }
        return state.withLock { state in
            if state.wasStopped { return false }
            let now = ContinuousClock.now
            if let last = state.lastReport, now - last < Self.reportInterval { return true }
            state.lastReport = now
            let report = SolverProgress(
                seconds: (now - start) / .seconds(1), incumbent: state.incumbent,
                bound: min(state.bound, state.incumbent ?? .infinity), nodes: 0)
            state.wasStopped = !progress(report)
            return !state.wasStopped
        }
    }
}
