/// Limits and tolerances of a median solve.
public struct MedianOptions: Hashable, Sendable {
    /// The relative gap at which the solution counts as proven; 0 asks for an optimum.
    public var relativeGap: Double
    /// The wall time, in seconds; `.infinity` for no limit.
    public var timeLimitSeconds: Double
    /// The seed of the local search.
    public var seed: UInt64
    /// The threads used; the result does not depend on it unless the time limit ends the solve.
    public var threads: Int

    /// Options; by default an optimum is asked for, without a time limit, on two threads.
    public init(
        relativeGap: Double = 0, timeLimitSeconds: Double = .infinity, seed: UInt64 = 0,
        threads: Int = 2
    ) {
        self.relativeGap = relativeGap
        self.timeLimitSeconds = timeLimitSeconds
        self.seed = seed
        self.threads = threads
    }
}

/// Sites opened, clients allocated, and what is proven about them.
public struct MedianSolution: Hashable, Sendable {
    /// How the solve ended.
    public var status: LocationSolution.Status
    /// Opening and service costs, recomputed from sites and allocation.
    public var value: Double
    /// What no solution can beat.
    public var bound: Double
    /// The open sites, ascending.
    public var openSites: [Int]
    /// The site that serves each client.
    public var allocation: [Int]
    /// The client prices of the best Lagrangian bound on the whole problem, `u[i]`; none above its
    /// client's omitted cost.
    ///
    /// `Σᵢ u[i] + min { Σⱼ ρ[j]·y[j] }` over the sites allowed gives ``relaxationBound`` again.
    public var prices: [Double]
    /// The Lagrangian bound at ``prices``; ``bound`` may be better by fixing and branching.
    public var relaxationBound: Double
    /// Branch-and-bound nodes, 0 if the relaxation sufficed.
    public var nodes: Int
    /// Whether the progress callback stopped the solve.
    public var wasInterrupted: Bool

    /// A solution.
    public init(
        status: LocationSolution.Status, value: Double = .infinity, bound: Double = -.infinity,
        openSites: [Int] = [], allocation: [Int] = [], prices: [Double] = [],
        relaxationBound: Double = -.infinity, nodes: Int = 0, wasInterrupted: Bool = false
    ) {
        self.status = status
        self.value = value
        self.bound = bound
        self.openSites = openSites
        self.allocation = allocation
        self.prices = prices
        self.relaxationBound = relaxationBound
        self.nodes = nodes
        self.wasInterrupted = wasInterrupted
    }

    /// Whether there is a solution to read.
    public var isFeasible: Bool { status == .optimal || status == .feasible }

    /// `|value − bound| / |value|`, 0 when they agree.
    public var relativeGap: Double {
        abs(value - bound) <= 1e-9 ? 0 : value == 0 ? .infinity : abs(value - bound) / abs(value)
    }
}

/// What is known of a problem from an earlier solve of one like it.
public struct MedianStart: Hashable, Sendable {
    /// The sites open then; those no longer allowed are left out.
    public var openSites: [Int]
    /// The client prices then, one per client; empty if unknown.
    public var prices: [Double]

    /// A start.
    public init(openSites: [Int] = [], prices: [Double] = []) {
        self.openSites = openSites
        self.prices = prices
    }
}
