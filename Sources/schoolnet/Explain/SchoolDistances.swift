import Accessibility
import NetworkPlanning
import RoadNetwork
import SchoolDistrict
import SpatialTypes

/// The distances that one school's explanation shows, measured as the plan measured them.
struct SchoolDistances {
    /// Pupils of the school from one village who are taught at one school under the plan.
    struct Trip {
        var village: Village
        var pupils: GradeCounts
        var taughtAt: String
        var before: Metres
        var after: Metres
    }

    /// Pupils with a known home, by village and by where they are taught, in the order of the villages.
    private(set) var trips: [Trip] = []
    /// Hubs of the plan other than the school itself, nearest first.
    private(set) var hubs: [(code: String, distance: Metres)] = []

    /// - Throws: `RoadNetworkError` when no road is usable.
    init(of school: SchoolPlan, in plan: Plan, roads: PlanPipeline.Roads?) throws {
        let code = school.school.code
        let entries = Baseline(district: plan.district, scenario: plan.scenario).entries
        let homes = entries.first { $0.school.code == code }?.homes ?? []
        let receivers = Set(school.pupilsBefore.grades.grades.map(school.teachingSchool))
        let others = receivers.union(plan.clusters.map(\.hubCode)).subtracting([code]).sorted()
        let byCode = Dictionary(
            plan.schools.map { ($0.school.code, $0.school) },
            uniquingKeysWith: { first, _ in first })
        let places = ([code] + others).compactMap { byCode[$0] }
        let table = try Self.table(
            schools: places.map(\.position),
            homes: homes.map { plan.district.villages[$0.village].position },
            roads: roads, travel: plan.scenario.travel)
        let index = Dictionary(
            places.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        for (number, home) in homes.enumerated() {
            for receiver in receivers.sorted() {
                let grades = home.pupils.grades.grades.filter {
                    school.teachingSchool($0) == receiver
                }
                guard !grades.isEmpty, let place = index[receiver] else { continue }
                trips.append(
                    Trip(
                        village: plan.district.villages[home.village],
                        pupils: home.pupils.only(GradeSet(grades)), taughtAt: receiver,
                        before: table.homeDistance(from: number, to: 0),
                        after: table.homeDistance(from: number, to: place)))
            }
        }
        hubs = plan.clusters.map(\.hubCode).filter { $0 != code }.compactMap { hub in
            index[hub].map { (hub, table.schoolDistance(from: 0, to: $0)) }
        }.sorted { ($0.distance, $0.code) < ($1.distance, $1.code) }
    }

    private static func table(
        schools: [Coordinate], homes: [Coordinate], roads: PlanPipeline.Roads?,
        travel: TravelRules
    ) throws -> TravelTable {
        guard let roads,
            let profile = TravelProfile.builtIn.first(where: { $0.name == travel.profile })
        else {
            return TravelTable(schools: schools, homes: homes, detourFactor: travel.detourFactor)
        }
        let graph = try RoadGraph(
            segments: roads.segments, barriers: roads.barriers, profile: profile)
        return TravelTable(
            schools: schools, homes: homes, graph: graph, maximumSnap: travel.maximumSnap)
    }
}

extension SchoolPlan {
    /// The school that teaches the pupils of a grade under the plan.
    func teachingSchool(_ grade: Grade) -> String {
        if let receiver = receivers[grade] { return receiver }
        return movedGrades.contains(grade) ? hubCode ?? school.code : school.code
    }
}
