/// What one rule of the scenario costs: the goal with the rule against the goal without it, both by solving.
public struct RulePrice: Hashable, Sendable {
    /// The scenario key that was changed, such as `travel.merge_radius_km`, or `locks[2]`.
    public var key: String
    /// The change in Thai.
    public var thai: String
    /// The change in English.
    public var english: String
    /// What became of the changed scenario.
    public var status: PlanOutcome.Status
    /// The last goal of the plan and of the changed plan; `nil` where a plan has none.
    public var goalBefore: PlanOutcome.Stage?
    /// The last goal of the changed plan.
    public var goalAfter: PlanOutcome.Stage?
    /// Hubs of the plan and of the changed plan.
    public var hubsBefore: Int
    /// Hubs of the changed plan.
    public var hubsAfter: Int
    /// Pupils over the indicator limit, changed plan less plan; `nil` where homes are unknown.
    public var overLimitChange: Int?

    /// By how much the goal changes without the rule, both plans as found; below zero is better, `nil` without a plan.
    ///
    /// Only what lies outside both gaps is proven: see ``isProven``.
    public var change: Double? {
        guard let goalBefore, let goalAfter else { return nil }
        return goalAfter.objective - goalBefore.objective
    }

    /// Whether the bounds tell the two goals apart: one plan is proven better than anything under the other rules.
    public var isProven: Bool {
        guard let goalBefore, let goalAfter else { return false }
        return goalAfter.objective < goalBefore.bound || goalBefore.objective < goalAfter.bound
    }
}
