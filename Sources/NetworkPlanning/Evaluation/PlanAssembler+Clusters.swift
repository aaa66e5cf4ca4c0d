import Accessibility
import SchoolDistrict
import SpatialTypes
import Staffing

/// Clusters, links, pools and villages of the plan.
extension PlanAssembler {
    func clusters(_ schools: [SchoolPlan]) -> [Cluster] {
        assignment.hubs.map { hub in
            let members = schools.indices.filter { $0 != hub && assignment.hub(of: $0) == hub }
            let all = [hub] + members
            func sum(_ key: KeyPath<SchoolPlan, [String: StaffBalance]>) -> [String: StaffBalance] {
                Dictionary(
                    uniqueKeysWithValues: norms.map { norm in
                        let balances = all.compactMap { schools[$0][keyPath: key][norm.id] }
                        let inPost = balances.compactMap(\.inPost)
                        return (
                            norm.id,
                            StaffBalance(
                                needed: balances.map(\.needed).reduce(0, +),
                                inPost: inPost.count == all.count ? inPost.reduce(0, +) : nil)
                        )
                    })
            }
            func burden(_ key: KeyPath<SchoolPlan, TravelBurden>) -> TravelBurden {
                all.reduce(TravelBurden()) { $0 + schools[$1][keyPath: key] }
            }
            return Cluster(
                hubCode: schools[hub].school.code,
                memberCodes: members.map { schools[$0].school.code },
                pupils: all.reduce(0) { $0 + schools[$1].pupilsBefore.total },
                pupilsMoved: members.reduce(0) {
                    $0 + schools[$1].pupilsBefore.total(of: schools[$1].movedGrades)
                },
                hubRooms: schools[hub].school.rooms,
                hubClassesAfter: schools[hub].classesAfter.total, staffBefore: sum(\.staffBefore),
                staffAfter: sum(\.staffAfter), travelBefore: burden(\.travelBefore),
                travelAfter: burden(\.travelAfter),
                furthestLink: members.compactMap { schools[$0].hubDistance }.max() ?? .zero,
                distanceSource: DistanceSource.leastCertain(
                    of: all.map { schools[$0].distanceSource }) ?? travel.source)
        }
    }

    func links() -> [PlanLink] {
        baseline.entries.indices.flatMap { i -> [PlanLink] in
            if let pair = assignment.pair(of: i) {
                return [link(from: i, to: pair.hub, distance: pair.distance)]
            }
            guard assignment.pool(of: i) != nil else { return [] }
            let partners = Set(
                assignment.movedGrades(of: i, baseline).grades.map { assignment.teaching(i, $0) })
            return partners.sorted().map {
                link(from: i, to: $0, distance: travel.schoolDistance(from: i, to: $0))
            }
        }
    }

    func link(from i: Int, to j: Int, distance: Metres) -> PlanLink {
        let grades = assignment.movedGrades(of: i, baseline).grades
            .filter { assignment.teaching(i, $0) == j }
        return PlanLink(
            schoolCode: code(i), hubCode: code(j), link: link(of: i), distance: distance,
            distanceSource: travel.schoolSource(from: i, to: j),
            pupilsMoved: baseline.entries[i].pupils.total(of: GradeSet(grades)),
            path: travel.path(from: i, to: j))
    }

    func pool(_ candidate: PoolCandidates.Candidate) -> Pool {
        Pool(
            memberCodes: candidate.members.map(code),
            teachingSchool: candidate.teaching.mapValues(code),
            pupils: candidate.members.reduce(0) { $0 + baseline.entries[$1].pupils.total },
            pupilsMoved: candidate.members.reduce(0) {
                $0
                    + baseline.entries[$1].pupils.total(
                        of: assignment.movedGrades(of: $1, baseline))
            },
            furthest: candidate.furthest)
    }

    func villages() -> [VillagePlan] {
        var plans = district.villages.map {
            VillagePlan(
                village: $0, travelBefore: TravelBurden(), travelAfter: TravelBurden(),
                schoolsAfter: [], distanceSource: travel.source)
        }
        var sources = plans.map { _ in Set<DistanceSource>() }
        let limit = scenario.travel.indicatorLimit
        for (i, entry) in baseline.entries.enumerated() {
            for home in entry.homes {
                plans[home.village].travelBefore.add(
                    pupils: home.pupils.total,
                    distance: travel.homeDistance(from: home.village, to: i), limit: limit)
                sources[home.village].insert(travel.homeSource(from: home.village, to: i))
                for (j, pupils) in home.pupils.grouped(by: { assignment.teaching(i, $0) }) {
                    plans[home.village].travelAfter.add(
                        pupils: pupils, distance: travel.homeDistance(from: home.village, to: j),
                        limit: limit)
                    plans[home.village].schoolsAfter.append(code(j))
                    sources[home.village].insert(travel.homeSource(from: home.village, to: j))
                }
            }
        }
        for index in plans.indices {
            plans[index].schoolsAfter = Set(plans[index].schoolsAfter).sorted()
            plans[index].distanceSource =
                DistanceSource.leastCertain(of: sources[index]) ?? travel.source
        }
        return plans
    }
}
