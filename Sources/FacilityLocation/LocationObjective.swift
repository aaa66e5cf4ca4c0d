/// What is optimised.
public enum LocationObjective: String, Hashable, Sendable {
    /// The least sum of option, opening, closing, module and extra-module costs.
    ///
    /// Shares of options cost their share.
    case minimiseCost
    /// The largest sum of weights of covered points.
    case maximiseCoveredWeight
    /// The largest sum of weights of points covered by at least two open sites.
    case maximiseBackupWeight
    /// The fewest open sites.
    case minimiseOpenSites
    /// The least distance of the farthest option taken, 0 without clients.
    case minimiseWorstDistance

    /// By how much a later stage may worsen a value an earlier stage found: 10⁻⁶ of it, at least
    /// 10⁻⁶; for a count of sites, nothing.
    public func keepingTolerance(for value: Double) -> Double {
        self == .minimiseOpenSites ? 0 : 1e-6 * max(1, abs(value))
    }

    /// Whether larger values are better.
    public var isMaximised: Bool {
        self == .maximiseCoveredWeight || self == .maximiseBackupWeight
    }
}
