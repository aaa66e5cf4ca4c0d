import MixedIntegerProgramming
import Synchronization

/// Solves so many models and then answers that its time ran out before it found anything.
final class TiringSolver: MixedIntegerSolver {
    private let most: Int
    private let solves = Atomic(0)

    init(after most: Int) { self.most = most }

    /// Whether a model came after it was tired.
    var wasTired: Bool { solves.load(ordering: .relaxed) > most }

    func solve(
        _ model: MixedIntegerModel, options: SolverOptions,
        progress: ((SolverProgress) -> Bool)?
    ) throws -> MixedIntegerSolution {
        let (_, count) = solves.add(1, ordering: .relaxed)
        guard count <= most else {
            return MixedIntegerSolution(
                status: .noIncumbent, objective: nil, bound: -.infinity, values: [])
        }
        return try HiGHSSolver().solve(model, options: options, progress: progress)
    }
}
