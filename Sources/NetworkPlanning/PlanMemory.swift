/// What the plan of a district leaves behind for the next plan of the same district: roads, distances and the solver's
/// memory.
public struct PlanMemory: Sendable {
    /// Nothing remembered.
    public init() {}
}
