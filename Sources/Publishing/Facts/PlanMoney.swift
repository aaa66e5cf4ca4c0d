import NetworkPlanning
import SchoolDistrict
import Staffing

extension Plan {
    /// The yearly lines that somebody pays or saves.
    var yearlyLines: [CostLine] { costs.filter { !$0.isWeight } }

    /// The yearly lines that only steer the goal; nobody pays them.
    var weightLines: [CostLine] { costs.filter(\.isWeight) }

    /// Baht a year under the plan minus today, without weights; negative is saved.
    var yearlyChange: Double { yearlyLines.reduce(0) { $0 + $1.bahtPerYear } }

    /// Baht once.
    var oneOffTotal: Double { oneOffCosts.reduce(0) { $0 + $1.bahtPerYear } }

    /// Whether every rate behind the money is confirmed.
    var hasConfirmedRates: Bool {
        yearlyLines.allSatisfy(\.isConfirmed) && oneOffCosts.allSatisfy(\.isConfirmed)
    }

    /// Yearly and one-off baht by who pays, in the order of the sources; sources without any line are left out.
    var funding: [(source: FundingSource, perYear: Double, once: Double)] {
        FundingSource.allCases.compactMap { source in
            let yearly = yearlyLines.filter { $0.funding == source }
            let once = oneOffCosts.filter { $0.funding == source }
            guard !yearly.isEmpty || !once.isEmpty else { return nil }
            return (
                source, yearly.reduce(0) { $0 + $1.bahtPerYear },
                once.reduce(0) { $0 + $1.bahtPerYear }
            )
        }
    }

    /// Norms with a row that nobody has confirmed.
    var unconfirmedNorms: [StaffingNorm] { norms.filter { !$0.confirmed } }
}
