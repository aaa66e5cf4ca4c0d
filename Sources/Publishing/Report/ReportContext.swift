import Accessibility
import NetworkPlanning
import SchoolDistrict
import SpatialTypes
import Staffing

/// The plan with the look-ups that several parts of the report share.
struct ReportContext {
    let plan: Plan
    /// The area of each cluster by hub code.
    let areas: [String: [Polygon]]
    /// Districts with their outlines, in dictionary order.
    let districts: [(name: String, area: [Polygon])]
    /// Schools by code.
    let schools: [String: SchoolPlan]
    /// Clusters numbered from 1 in the order of their hub codes: the numbers on the map.
    let hubNumbers: [String: Int]
    /// Whether any pupil figure, or any distance, is an assumption.
    let hasEstimatedPupils: Bool
    let hasEstimatedDistances: Bool

    /// The look-ups of a plan.
    init(
        _ plan: Plan, areas: [String: [Polygon]], districts: [(name: String, area: [Polygon])]
    ) {
        self.plan = plan
        self.areas = areas
        self.districts = districts
        schools = Dictionary(uniqueKeysWithValues: plan.schools.map { ($0.school.code, $0) })
        hubNumbers = Dictionary(
            uniqueKeysWithValues: plan.clusters.enumerated().map { ($1.hubCode, $0 + 1) })
        hasEstimatedPupils = plan.hasEstimatedPupils
        hasEstimatedDistances = plan.hasEstimatedDistances
    }

    /// The name of a school as the register has it; the code where it is not planned.
    func name(_ code: String) -> String {
        schools[code]?.school.nameThai
            ?? plan.district.schools.first { $0.code == code }?.nameThai ?? code
    }

    /// The travel indicator's limit as text: `3`.
    var limit: String {
        DecimalText.plain(plan.scenario.travel.indicatorLimit.kilometres, decimals: 2)
    }

    /// The norm that tables lead with.
    var leadingNorm: StaffingNorm? { plan.norms.first }

    /// Norm names as column heads, unconfirmed ones marked.
    func title(of norm: StaffingNorm) -> Markup {
        let title = Markup.both(text: norm.titleThai, norm.titleEnglish)
        return norm.confirmed ? title : "\(title)<sup>?</sup>"
    }

    /// Whether the office or its source says that the data is made up.
    var isSynthetic: Bool {
        let text = plan.district.office.nameThai + " " + (plan.district.source ?? "")
        return text.contains("สังเคราะห์") || text.lowercased().contains("synthetic")
    }

    /// A role's symbol, as on the map: shape as well as colour tells roles apart.
    func symbol(_ role: Role) -> Markup {
        """
        <svg class="sym" viewBox="-8 -8 16 16" aria-hidden="true">\
        \(MapSymbols.shape(role, x: 0, y: 0, radius: 6))</svg>
        """
    }

    /// Symbol and name of a role.
    func label(_ role: Role) -> Markup {
        "\(symbol(role))\(Markup.both(text: role.thaiLabel, role.englishLabel))"
    }

    /// Pools numbered from 1, by the code of their first member.
    var poolNumbers: [String: Int] {
        Dictionary(
            uniqueKeysWithValues: plan.pools.enumerated().compactMap { index, pool in
                pool.memberCodes.first.map { ($0, index + 1) }
            })
    }

    /// Where the moved grades of a school are taught: `ป.1–ป.3 → บ้านหนองแสง`; nothing when none moves.
    func destinations(of entry: SchoolPlan) -> Markup {
        .joined(
            entry.destinations.map { place in
                "\(grades(place.grades)) <span class=\"to\">→</span> \(name(place.code))"
            }, by: "<br/>")
    }

    /// Grades in both languages, neighbours joined.
    func grades(_ grades: GradeSet) -> Markup {
        .both(text: grades.thaiLabel, grades.englishLabel)
    }

    /// Kilometres from a school to its hub; a dash without one.
    func hubDistance(of entry: SchoolPlan) -> Markup {
        guard let distance = entry.hubDistance else { return "–" }
        return Figures.kilometres(
            distance, source: plan.hubDistanceSource(of: entry))
    }

    /// Why a school has its role, and what the best choice that it did not get would have cost.
    func why(_ entry: SchoolPlan) -> Markup {
        guard let text = AlternativeText(entry, limit: limit) else { return reasons(entry.reasons) }
        return reasons(entry.reasons)
            + "<p class=\"next\">\(Markup.both(text: "ทางเลือกถัดไป: " + text.thai, "Next best: " + text.english))</p>"
    }

    /// Reasons in both languages, schools by their names rather than their codes.
    func reasons(_ reasons: [Reason]) -> Markup {
        Markup.both(
            text: reasons.map { named($0, $0.thai) }.joined(separator: " · "),
            reasons.map { named($0, $0.english) }.joined(separator: " · "))
    }

    private func named(_ reason: Reason, _ text: String) -> String {
        guard case .notNearestHub(let code, _, _) = reason else { return text }
        return text.replacing(code, with: name(code))
    }
}
