import SchoolDistrict
import Staffing

/// The core majors that each school still lacks after transfers, as a need of its plan sheet.
struct StaffingNeeds {
    let staffing: StaffingPlan
    let majors: [CoreMajor]

    /// The schools with the need for majors put in its place among the others.
    ///
    /// A school whose majors are not recorded gets the question, one without pupils nothing.
    func adding(to schools: [SchoolPlan]) -> [SchoolPlan] {
        let missing = Dictionary(
            uniqueKeysWithValues: (staffing.leading?.schools ?? []).map {
                ($0.schoolCode, $0.missingMajors)
            })
        return schools.map { plan in
            guard !plan.pupilsAfter.isEmpty, let keys = missing[plan.school.code],
                let need = need(keys)
            else { return plan }
            var plan = plan
            let order = SchoolNeed.Kind.allCases
            let place = plan.needs.firstIndex {
                (order.firstIndex(of: $0.kind) ?? 0) > (order.firstIndex(of: .majors) ?? 0)
            }
            plan.needs.insert(need, at: place ?? plan.needs.count)
            return plan
        }
    }

    private func need(_ keys: [String]?) -> SchoolNeed? {
        guard let keys else {
            return SchoolNeed(
                kind: .majors, count: nil, thai: "ไม่มีข้อมูล", english: "no data", isUnknown: true,
                baht: nil, suitsSponsor: false)
        }
        let lacking = majors.filter { keys.contains($0.id) }
        guard !lacking.isEmpty else { return nil }
        return SchoolNeed(
            kind: .majors, count: lacking.count,
            thai: "ครูวิชาเอก" + lacking.map(\.titleThai).joined(separator: ", "),
            english: "teachers of " + lacking.map(\.titleEnglish).joined(separator: ", "),
            isUnknown: false, baht: nil, suitsSponsor: false)
    }
}
