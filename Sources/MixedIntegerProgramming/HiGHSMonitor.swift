import CHiGHS
import Synchronization

/// Carries progress out of a running HiGHS and the wish to stop back in.
///
/// HiGHS may call back from its worker threads when it runs several; calls are serialised here.
final class HiGHSMonitor {
    private struct State {
        var lastReport: ContinuousClock.Instant?
        var stopRequested = false
        var incumbent: Double?
        var bound: Double
        var nodes = 0
    }

    private static let reportInterval = Duration.milliseconds(20)

    private let progress: ((SolverProgress) -> Bool)?
    private let state: Mutex<State>
    private let start = ContinuousClock.now

    init(model: MixedIntegerModel, progress: ((SolverProgress) -> Bool)?) {
        self.progress = progress
        state = Mutex(State(bound: model.sense == .minimise ? -.infinity : .infinity))
    }

    /// Registers the callbacks; the monitor must outlive the run.
    func attach(to highs: borrowing HiGHSHandle) throws {
        let data = Unmanaged.passUnretained(self).toOpaque()
        try highs.check(
            Highs_setCallback(
                highs.pointer,
                { kind, _, output, input, data in
                    guard let data, let output, let input else { return }
                    let monitor = Unmanaged<HiGHSMonitor>.fromOpaque(data).takeUnretainedValue()
                    if !monitor.report(kind: kind, output.pointee) {
                        input.pointee.user_interrupt = 1
                    }
                }, data),
            "Highs_setCallback")
        for kind in [
            kHighsCallbackMipInterrupt, kHighsCallbackSimplexInterrupt, kHighsCallbackIpmInterrupt,
        ] {
            try highs.check(
                Highs_startCallback(highs.pointer, kind), "Highs_startCallback", "\(kind)")
        }
    }

    /// Passes progress on, at most every ``reportInterval``; `false` once a stop was asked for.
    private func report(kind: Int32, _ output: HighsCallbackDataOut) -> Bool {
        state.withLock { state in
            if state.stopRequested { return false }
            if kind == kHighsCallbackMipInterrupt {
                if abs(output.mip_primal_bound) < 1e30 { state.incumbent = output.mip_primal_bound }
                if abs(output.mip_dual_bound) < 1e30 { state.bound = output.mip_dual_bound }
                state.nodes = max(state.nodes, Int(output.mip_node_count))
            }
            let now = ContinuousClock.now
            if let last = state.lastReport, now - last < Self.reportInterval { return true }
            state.lastReport = now
            let report = SolverProgress(
                seconds: (now - start) / .seconds(1), incumbent: state.incumbent,
                bound: state.bound, nodes: state.nodes)
            state.stopRequested = !(progress?(report) ?? true)
            return !state.stopRequested
        }
    }
}
