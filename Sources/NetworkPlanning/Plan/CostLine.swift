import SchoolDistrict

/// One heading of the yearly costs.
public struct CostLine: Hashable, Sendable {
    /// A stable key such as `transport`.
    public var key: String
    /// The Thai label.
    public var thaiLabel: String
    /// The English label.
    public var englishLabel: String
    /// Baht a year under the plan minus today; negative is saved.
    public var bahtPerYear: Double
    /// How the figure comes about, in Thai, with the rate.
    public var basisThai: String
    /// How the figure comes about, in English, with the rate.
    public var basisEnglish = ""
    /// How many posts, pupils or kilometres.
    public var quantity = 0.0
    /// Whether every rate in it is confirmed.
    public var isConfirmed: Bool
    /// Who pays it.
    public var funding: FundingSource = .state
    /// Whether it is a weight that steers the goal, not money that anybody pays.
    public var isWeight = false
}
