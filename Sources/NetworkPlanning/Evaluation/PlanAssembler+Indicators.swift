import Accessibility
import SchoolDistrict
import Staffing

/// Totals of the office.
extension PlanAssembler {
    func indicators(
        _ schools: [SchoolPlan], clusters: [Cluster], isAfter: Bool
    ) -> Indicators {
        let pupils = schools.map { isAfter ? $0.pupilsAfter.total : $0.pupilsBefore.total }
        func sums(_ part: (StaffBalance) -> Int?) -> [String: Int] {
            Dictionary(
                uniqueKeysWithValues: norms.compactMap { norm in
                    let values = schools.compactMap { school in
                        (isAfter ? school.staffAfter : school.staffBefore)[norm.id].flatMap(part)
                    }
                    return values.isEmpty ? nil : (norm.id, values.reduce(0, +))
                })
        }
        let shortage = sums(\.shortage)
        return Indicators(
            roles: Dictionary(
                grouping: schools, by: { isAfter ? $0.role : Role.undecided }
            ).mapValues(\.count),
            pupils: pupils.reduce(0, +),
            classes: schools.reduce(0) {
                $0 + (isAfter ? $1.classesAfter.total : $1.classesBefore.total)
            },
            schoolsTeaching: pupils.filter { $0 > 0 }.count,
            smallSchools: pupils.filter { (1...120).contains($0) }.count,
            travel: schools.reduce(TravelBurden()) {
                $0 + (isAfter ? $1.travelAfter : $1.travelBefore)
            },
            shortage: shortage, surplus: sums(\.surplus),
            schoolsWithoutStaffData: schools.filter { $0.school.staff == nil }.count,
            shortageWithinClusters: isAfter
                ? shortageWithinClusters(schools, clusters: clusters) : shortage)
    }

    /// Shortage left when the teachers of a cluster are counted together; schools in no cluster count for themselves.
    func shortageWithinClusters(
        _ schools: [SchoolPlan], clusters: [Cluster]
    ) -> [String: Int] {
        let clustered = Set(clusters.flatMap { [$0.hubCode] + $0.memberCodes })
        return Dictionary(
            uniqueKeysWithValues: norms.compactMap { norm in
                let known =
                    clusters.compactMap { $0.staffAfter[norm.id]?.shortage }
                    + schools.filter { !clustered.contains($0.school.code) }
                    .compactMap { $0.staffAfter[norm.id]?.shortage }
                return known.isEmpty ? nil : (norm.id, known.reduce(0, +))
            })
    }
}
