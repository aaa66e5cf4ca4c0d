import NetworkPlanning
import Synchronization

/// Wall time of each step, and the progress line of the one under way.
final class StepClock: Sendable {
    private struct State {
        var rows: [(name: String, seconds: Double)] = []
        var current: (name: String, began: ContinuousClock.Instant)?
        var lastShown: ContinuousClock.Instant?
    }

    private let clock = ContinuousClock()
    private let started = ContinuousClock().now
    private let isQuiet: Bool
    private let state = Mutex(State())

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    /// Ends the step under way and begins another.
    func begin(_ name: String) {
        let now = clock.now
        state.withLock { state in
            Self.finish(&state, at: now)
            state.current = (name, now)
        }
        if !isQuiet { Terminal.progress("\(name) …") }
    }

    /// Ends the last step and clears the progress line.
    func end() {
        let now = clock.now
        state.withLock { Self.finish(&$0, at: now) }
        if !isQuiet { Terminal.progress("") }
    }

    /// Takes an event of the pipeline; never asks it to stop.
    func take(_ event: PlanPipeline.Event) -> Bool {
        switch event {
        case .began(let step): begin(step.rawValue)
        case .solving(let stage, let incumbent, let bound): showSolving(stage, incumbent, bound)
        }
        return true
    }

    /// Seconds since the clock was made.
    var total: Double { Self.seconds(clock.now - started) }

    /// Seconds of all steps of a name that have ended.
    func seconds(of name: String) -> Double {
        state.withLock { $0.rows }.filter { $0.name == name }.reduce(0) { $0 + $1.seconds }
    }

    /// Steps with their seconds, and the total.
    var table: [String] {
        let rows = state.withLock { $0.rows }
        return (rows + [("total", total)]).map { row in
            row.name.padding(to: 16) + Self.text(row.seconds) + " s"
        }
    }

    /// Seconds with two decimals.
    static func text(_ seconds: Double) -> String {
        let hundredths = Int((seconds * 100).rounded())
        let fraction = String(hundredths % 100)
        return "\(hundredths / 100)." + (fraction.count < 2 ? "0" : "") + fraction
    }

    private func showSolving(_ stage: Int, _ incumbent: Double?, _ bound: Double) {
        guard !isQuiet, Terminal.showsProgress else { return }
        let now = clock.now
        let isDue = state.withLock { state in
            if let last = state.lastShown, now - last < .milliseconds(200) { return false }
            state.lastShown = now
            return true
        }
        guard isDue else { return }
        let best = incumbent.map { "\(Int($0.rounded()))" } ?? "-"
        let limit = bound.isFinite ? "\(Int(bound.rounded()))" : "-"
        Terminal.progress(
            "solve … goal \(stage + 1), best \(best), bound \(limit), \(Self.text(total)) s")
    }

    private static func finish(_ state: inout State, at now: ContinuousClock.Instant) {
        guard let current = state.current else { return }
        state.rows.append((current.name, seconds(now - current.began)))
        state.current = nil
    }

    private static func seconds(_ duration: Duration) -> Double {
        let parts = duration.components
        return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
