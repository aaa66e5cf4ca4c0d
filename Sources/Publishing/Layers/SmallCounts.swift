import Accessibility
import NetworkPlanning

/// Counts of so few pupils that they could point at a child are left out of what leaves the office.
enum SmallCounts {
    /// Counts from 1 up to, but not including, this one are hidden.
    static let threshold = 5

    /// Whether a count is hidden.
    static func isSmall(_ count: Int) -> Bool { count > 0 && count < threshold }
}

/// The travel figures of a group of pupils as they may be shown.
struct ShownTravel {
    /// Pupils beyond the limit; `nil` when unknown or hidden.
    let overLimit: Int?
    /// Mean and longest way in kilometres; `nil` when unknown or hidden.
    let meanKilometres: Double?
    let worstKilometres: Double?
    /// Whether a figure is known but not shown.
    let hidesOverLimit: Bool
    /// Whether the hidden count is itself small, rather than hidden for the sake of another.
    let isSmall: Bool
    let hidesDistances: Bool

    /// The figures of a burden.
    ///
    /// - Parameter alsoHiding: hides the count beyond the limit whatever it is, where a subtraction would give a
    ///   hidden count away.
    init(_ burden: TravelBurden, alsoHiding: Bool = false) {
        isSmall = burden.isKnown && SmallCounts.isSmall(burden.overLimit)
        hidesOverLimit = isSmall || (burden.isKnown && alsoHiding)
        hidesDistances = SmallCounts.isSmall(burden.pupilsMeasured)
        overLimit = burden.isKnown && !hidesOverLimit ? burden.overLimit : nil
        let isShown = burden.pupilsMeasured > 0 && !hidesDistances
        meanKilometres = isShown ? burden.meanKilometres : nil
        worstKilometres = isShown ? burden.worst.kilometres : nil
    }
}

extension Plan {
    /// The travel figures of a cluster; a count that would give its one hidden school away is hidden with it.
    func shownTravel(of cluster: Cluster, _ burden: KeyPath<SchoolPlan, TravelBurden>)
        -> ShownTravel
    {
        shownTravel(of: cluster.memberCodes + [cluster.hubCode], burden)
    }

    /// The travel figures of a pool, with the same care.
    func shownTravel(of pool: Pool, _ burden: KeyPath<SchoolPlan, TravelBurden>) -> ShownTravel {
        shownTravel(of: pool.memberCodes, burden)
    }

    private func shownTravel(
        of schoolCodes: [String], _ burden: KeyPath<SchoolPlan, TravelBurden>
    ) -> ShownTravel {
        let codes = Set(schoolCodes)
        let burdens = schools.filter { codes.contains($0.school.code) }.map { $0[keyPath: burden] }
        let hidden = burdens.count { SmallCounts.isSmall($0.overLimit) }
        return ShownTravel(
            burdens.reduce(TravelBurden(), +), alsoHiding: hidden == 1)
    }
}
