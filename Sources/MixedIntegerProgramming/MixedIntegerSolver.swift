/// Something that solves a ``MixedIntegerModel``.
public protocol MixedIntegerSolver: Sendable {
    /// Solves a model, or stops at a limit with the best point found.
    ///
    /// - Parameters:
    ///   - model: what to solve; infeasible and unbounded models are results, not errors.
    ///   - options: limits and tolerances.
    ///   - progress: called now and then while solving, one call at a time; answer `false` to stop
    ///     early.
    /// - Throws: ``MixedIntegerError`` when the solver refuses the model or breaks down.
    func solve(
        _ model: MixedIntegerModel, options: SolverOptions,
        progress: ((SolverProgress) -> Bool)?
    ) throws -> MixedIntegerSolution
}

extension MixedIntegerSolver {
    /// Solves a model without watching it.
    public func solve(
        _ model: MixedIntegerModel, options: SolverOptions = SolverOptions()
    ) throws -> MixedIntegerSolution {
        try solve(model, options: options, progress: nil)
    }
}

/// When a solver may stop, and what it starts from.
///
/// A run that ends on its gap is reproducible: same model, options and solver version, same
/// result. A run that ends on its time limit is not.
public struct SolverOptions: Hashable, Sendable {
    /// The wall time allowed, in seconds; `.infinity` for no limit.
    public var timeLimitSeconds: Double
    /// Stop once `|objective − bound| ≤ relativeGap · |objective|`.
    public var relativeGap: Double
    /// Stop once `|objective − bound| ≤ absoluteGap`.
    public var absoluteGap: Double
    /// The seed of the solver's tie-breaking, from 0.
    public var seed: Int
    /// The number of threads; one keeps results reproducible.
    public var threads: Int
    /// A known point, one value per variable; an infeasible one is ignored.
    public var warmStart: [Double]?

    /// Options; by default no time limit, gap 0.01 %, one thread.
    public init(
        timeLimitSeconds: Double = .infinity, relativeGap: Double = 1e-4,
        absoluteGap: Double = 1e-6, seed: Int = 0, threads: Int = 1, warmStart: [Double]? = nil
    ) {
        self.timeLimitSeconds = timeLimitSeconds
        self.relativeGap = relativeGap
        self.absoluteGap = absoluteGap
        self.seed = seed
        self.threads = threads
        self.warmStart = warmStart
    }
}

/// How far a running solver has come.
public struct SolverProgress: Hashable, Sendable {
    /// Wall time since the solve began, in seconds.
    public var seconds: Double
    /// The objective of the best point so far, `nil` before the first.
    public var incumbent: Double?
    /// What no point can beat; infinite while nothing is proven.
    public var bound: Double
    /// Branch-and-bound nodes finished.
    public var nodes: Int

    /// A progress report.
    public init(seconds: Double, incumbent: Double?, bound: Double, nodes: Int) {
        self.seconds = seconds
        self.incumbent = incumbent
        self.bound = bound
        self.nodes = nodes
    }

    /// `|incumbent − bound| / |incumbent|`, infinite without an incumbent.
    public var relativeGap: Double {
        incumbent.map { MixedIntegerSolution.relativeGap(objective: $0, bound: bound) }
            ?? .infinity
    }
}

/// What a solver found and what it proved.
public struct MixedIntegerSolution: Hashable, Sendable {
    /// How the solve ended.
    public enum Status: String, Hashable, Sendable {
        /// Proven optimal within the gap asked for.
        case optimal
        /// A limit was reached; `values` is the best point found.
        case feasible
        /// Proven to have no feasible point.
        case infeasible
        /// The objective can be improved for ever.
        case unbounded
        /// A limit was reached before any feasible point was found.
        case noIncumbent
        /// The progress callback asked to stop; `values` is the best point found, if any.
        case interrupted
    }

    /// How the solve ended.
    public var status: Status
    /// The objective of `values`, `nil` without a feasible point.
    public var objective: Double?
    /// What no point can beat: a lower bound when minimising, an upper bound when maximising.
    public var bound: Double
    /// `|objective − bound| / |objective|`; infinite without a feasible point.
    public var relativeGap: Double
    /// One value per variable, integers rounded exactly; empty without a feasible point.
    public var values: [Double]
    /// Branch-and-bound nodes, 0 for a linear programme.
    public var nodes: Int
    /// Simplex and interior-point iterations.
    public var iterations: Int

    /// A solution.
    public init(
        status: Status, objective: Double? = nil, bound: Double, values: [Double] = [],
        nodes: Int = 0, iterations: Int = 0
    ) {
        self.status = status
        self.objective = objective
        self.bound = bound
        self.relativeGap =
            objective.map { Self.relativeGap(objective: $0, bound: bound) } ?? .infinity
        self.values = values
        self.nodes = nodes
        self.iterations = iterations
    }

    /// Whether there is a feasible point in `values`.
    public var hasIncumbent: Bool { objective != nil }

    /// The value of a variable.
    ///
    /// - Precondition: ``hasIncumbent``.
    public subscript(variable: Variable) -> Double { values[variable.index] }

    /// `|objective − bound| / |objective|`, with 0 for equal numbers whatever their size.
    public static func relativeGap(objective: Double, bound: Double) -> Double {
        let difference = abs(objective - bound)
        if difference <= 1e-9 { return 0 }
        return objective == 0 ? .infinity : difference / abs(objective)
    }
}
