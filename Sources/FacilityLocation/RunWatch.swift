import Synchronization

/// The clock of a solve and its line to whoever watches, safe to use from several threads.
final class RunWatch: Sendable {
    private struct State {
        var wasInterrupted = false
        var lastReport: ContinuousClock.Instant?
        var lastProgress: LocationProgress?
    }

    /// Between solves of mixed-integer models nobody is asked more often than this.
    private static let reportInterval = Duration.milliseconds(20)

    private let start = ContinuousClock.now
    private let timeLimit: Double
    private let state = Mutex(State())
    /// Only ever called while the state is locked.
    nonisolated(unsafe) private let progress: ((LocationProgress) -> Bool)?

    init(timeLimit: Double, progress: ((LocationProgress) -> Bool)?) {
        self.timeLimit = timeLimit
        self.progress = progress
    }

    /// Whether anyone watches.
    var isWatched: Bool { progress != nil }
    /// Whether the watcher said stop.
    var wasInterrupted: Bool { state.withLock { $0.wasInterrupted } }
    /// Wall time since the solve began, in seconds.
    var elapsedSeconds: Double { (ContinuousClock.now - start) / .seconds(1) }
    /// What is left of the time limit, in seconds.
    var remainingSeconds: Double { max(0, timeLimit - elapsedSeconds) }

    /// Passes a report on; `false` if the solve should stop.
    ///
    /// - Parameter isThrottled: whether reports that come too soon may be dropped.
    func report(
        isThrottled: Bool, _ report: (_ seconds: Double) -> LocationProgress
    ) -> Bool {
        guard let progress else { return true }
        return state.withLock { state in
            if state.wasInterrupted { return false }
            let now = ContinuousClock.now
            if isThrottled, let last = state.lastReport, now - last < Self.reportInterval {
                return true
            }
            state.lastReport = now
            let report = report((now - start) / .seconds(1))
            state.lastProgress = report
            if !progress(report) { state.wasInterrupted = true }
            return !state.wasInterrupted
        }
    }

    /// Repeats the last report if it is time for one; `false` if the solve should stop.
    func poll() -> Bool {
        guard let progress else { return true }
        return state.withLock { state in
            if state.wasInterrupted { return false }
            let now = ContinuousClock.now
            guard var report = state.lastProgress, let last = state.lastReport,
                now - last >= Self.reportInterval
            else { return true }
            state.lastReport = now
            report.seconds = (now - start) / .seconds(1)
            if !progress(report) { state.wasInterrupted = true }
            return !state.wasInterrupted
        }
    }
}
