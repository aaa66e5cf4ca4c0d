/// Teachers under the plan: transfers, rotating teachers, and the majors of each cluster.
public struct StaffingPlan: Sendable {
    /// Nothing planned.
    public init() {}
}
