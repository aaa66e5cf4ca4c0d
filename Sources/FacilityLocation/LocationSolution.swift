/// Sites opened, options taken, and what is proven about them.
public struct LocationSolution: Hashable, Sendable {
    /// How the solve ended.
    public enum Status: String, Hashable, Sendable {
        /// Every stage is proven within the gap asked for.
        case optimal
        /// Feasible; a limit or an interruption left a larger gap, stated stage by stage.
        case feasible
        /// Proven infeasible; the diagnosis names the conflicting rules.
        case infeasible
        /// A limit or an interruption came before any feasible solution.
        case noIncumbent
    }

    /// How the solve ended.
    public var status: Status
    /// What each stage reached, in the order of ``LocationProblem/stages``.
    public var stages: [StageResult]
    /// The open sites, ascending.
    public var openSites: [Int]
    /// The option each client takes, an index into ``LocationProblem/options``.
    ///
    /// Where demand is split, the option with the largest share, the first of equals.
    public var chosenOption: [Int]
    /// The share of its client that each option takes, one entry per option, where demand may be
    /// split (``Assignment/split``); empty otherwise.
    public var shares: [Double]
    /// The modules opened, by site and class; empty without ``LocationProblem/modules``.
    public var modulesOpened: [[Int]]
    /// The modules bought beyond each site's limit; empty without ``LocationProblem/modules``.
    public var extraModules: [Int]
    /// The points covered, ascending; of points covered in part only those covered whole.
    public var coveredPoints: [Int]
    /// What stands in the way, for infeasible problems, and points no site can cover.
    public var diagnosis: LocationDiagnosis
    /// Whether the progress callback stopped the solve.
    public var wasInterrupted: Bool
    /// How many independent parts the problem was solved in.
    public var componentCount: Int

    /// A solution.
    public init(
        status: Status, stages: [StageResult] = [], openSites: [Int] = [],
        chosenOption: [Int] = [], shares: [Double] = [], modulesOpened: [[Int]] = [],
        extraModules: [Int] = [], coveredPoints: [Int] = [],
        diagnosis: LocationDiagnosis = LocationDiagnosis(), wasInterrupted: Bool = false,
        componentCount: Int = 1
    ) {
        self.status = status
        self.stages = stages
        self.openSites = openSites
        self.chosenOption = chosenOption
        self.shares = shares
        self.modulesOpened = modulesOpened
        self.extraModules = extraModules
        self.coveredPoints = coveredPoints
        self.diagnosis = diagnosis
        self.wasInterrupted = wasInterrupted
        self.componentCount = componentCount
    }

    /// Whether there is a feasible solution to read.
    public var isFeasible: Bool { status == .optimal || status == .feasible }

    /// The largest relative gap of any stage; 0 without stages.
    public var relativeGap: Double { stages.map(\.relativeGap).max() ?? 0 }
}

/// What one stage of a lexicographic solve reached.
public struct StageResult: Hashable, Sendable {
    /// What was optimised.
    public var objective: LocationObjective
    /// The value in the solution returned, recomputed from sites and options.
    public var value: Double
    /// What no solution that keeps the earlier stages can beat.
    public var bound: Double
    /// `|value − bound| / |value|`, 0 when they agree.
    public var relativeGap: Double
    /// Branch-and-bound nodes.
    public var nodes: Int

    /// A result.
    public init(
        objective: LocationObjective, value: Double, bound: Double, relativeGap: Double, nodes: Int
    ) {
        self.objective = objective
        self.value = value
        self.bound = bound
        self.relativeGap = relativeGap
        self.nodes = nodes
    }
}

/// How far a running solve has come.
public struct LocationProgress: Hashable, Sendable {
    /// The stage being solved, from 0.
    public var stage: Int
    /// The part being solved, from 0.
    public var component: Int
    /// How many parts there are.
    public var componentCount: Int
    /// Wall time since the solve began, in seconds.
    public var seconds: Double
    /// The best value of this stage in this part so far.
    public var incumbent: Double?
    /// What this stage cannot beat in this part.
    public var bound: Double

    /// A progress report.
    public init(
        stage: Int, component: Int, componentCount: Int, seconds: Double, incumbent: Double?,
        bound: Double
    ) {
        self.stage = stage
        self.component = component
        self.componentCount = componentCount
        self.seconds = seconds
        self.incumbent = incumbent
        self.bound = bound
    }
}
