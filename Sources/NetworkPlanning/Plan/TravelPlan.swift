/// Travel in detail under the plan, and the school vans.
public struct TravelPlan: Sendable {
    /// Nothing measured.
    public init() {}
}
