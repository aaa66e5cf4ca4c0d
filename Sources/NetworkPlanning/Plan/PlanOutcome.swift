/// How the plan was found.
public struct PlanOutcome: Sendable {
    /// What the solver can say of the plan.
    public enum Status: String, Hashable, Sendable {
        /// Proven within the asked gap.
        case optimal
        /// A plan, not proven within the gap: the limit came first.
        case feasible
        /// The rules contradict each other; the plan shown is today's situation.
        case infeasible
        /// The limit came before any plan was found; the plan shown is today's situation.
        case noPlan = "no_plan"
        /// Nothing was to be decided.
        case evaluated
    }

    /// One goal in the order of importance.
    public struct Stage: Hashable, Sendable {
        /// The goal in Thai.
        public var nameThai: String
        /// The goal in English.
        public var nameEnglish: String
        /// Unit of the objective: `pupil_km_with_penalties`, `hubs`, `pupils`, `baht_per_year`.
        public var unit: String
        /// The value reached.
        public var objective: Double
        /// No plan can be better than this.
        public var bound: Double
        /// |objective − bound| / max(1, |objective|).
        public var relativeGap: Double
    }

    /// What the solver can say of the plan.
    public var status: Status
    /// Goals in the order of importance.
    public var stages: [Stage]
    /// When infeasible: the rules that cannot hold together, in Thai and English.
    public var conflictThai: [String]
    /// The conflicting rules in English.
    public var conflictEnglish: [String]
    /// Schools or villages that no eligible hub can cover, by name.
    public var uncovered: [String]
    /// Admissible move and share pairs that the solver chose from.
    public var movePairs: Int
    /// Admissible share pairs.
    public var sharePairs: Int
    /// Schools that may be hubs.
    public var eligibleHubs: Int

    /// The largest gap of any stage; `nil` without a stage.
    public var relativeGap: Double? { stages.map(\.relativeGap).max() }
}
