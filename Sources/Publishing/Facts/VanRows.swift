import Accessibility
import NetworkPlanning

/// The vans of one receiving school as they may be shown.
struct VanRow {
    let plan: VanPlan
    /// Pupils who ride.
    let pupils: ShownCount
    /// Baht a year of travel support for them; `nil` where it would tell how few they are.
    let subsidyPerYear: Double?

    /// The longest ride in minutes; `nil` without a van.
    var longestRideMinutes: Double? { plan.longestRide.map { $0.value / 60 } }

    /// The rows of a plan, sorted by school code.
    static func all(_ travel: TravelPlan) -> [VanRow] {
        let shown = SmallCounts.shown(travel.vans.map(\.pupils))
        return zip(travel.vans, shown).map { plan, pupils in
            VanRow(
                plan: plan, pupils: pupils,
                subsidyPerYear: pupils.isHidden ? nil : plan.subsidyPerYear)
        }
    }
}

/// What the vans cost beside the travel support of the same pupils, in one sentence.
struct VanSentence {
    let thai: String
    let english: String

    /// `nil` when nobody rides.
    init?(_ plan: Plan) {
        let travel = plan.travel
        guard travel.vanCount > 0 else { return nil }
        let mark = plan.hasEstimatedPupils || plan.hasEstimatedDistances ? "≈ " : ""
        let (cost, subsidy) = (travel.vanBahtPerYear, travel.vanPupilSubsidyPerYear)
        let vans = mark + DecimalText.grouped(travel.vanCount)
        let pupils = DecimalText.grouped(travel.vanPupils)
        var thai =
            "รถรับส่ง \(vans) คันสำหรับนักเรียน \(mark)\(pupils) คนใช้เงินปีละ "
            + "\(mark)\(DecimalText.grouped(cost)) บาท ขณะที่ค่าพาหนะของนักเรียนกลุ่มเดียวกันปีละ "
            + "\(mark)\(DecimalText.grouped(subsidy)) บาท"
        var english =
            "\(vans) van\(travel.vanCount == 1 ? "" : "s") for \(mark)\(pupils) pupils cost "
            + "\(mark)\(DecimalText.grouped(cost)) baht a year, while travel support for the same "
            + "pupils is \(mark)\(DecimalText.grouped(subsidy)) baht a year"
        if subsidy > 0 {
            let times = DecimalText.grouped(cost / subsidy, decimals: 1)
            thai += " (\(times) เท่า)"
            english += " (\(times) times as much)"
        }
        self.thai = thai
        self.english = english
    }
}
