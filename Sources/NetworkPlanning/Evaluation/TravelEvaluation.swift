import Accessibility
import RoadNetwork
import SchoolDistrict
import SpatialTypes

/// Measures travel in detail, today and under an assignment of every school's grades to the schools that teach them.
struct TravelEvaluation {
    let district: District
    let scenario: Scenario
    let baseline: Baseline
    let travel: TravelTable
    /// The graph behind `travel`; `nil` without roads.
    let graph: RoadGraph?
    /// The roads, for the graphs of other profiles.
    let roads: PlanPipeline.Roads?
    /// The school where the pupils of a school's grade are taught under the plan, by index; itself where they stay.
    let taughtAt: (_ school: Int, _ grade: Grade) -> Int
    /// When a way on foot is flagged.
    var sealRoute = SealRouteRule()

    /// Everything measured.
    ///
    /// - Parameter memory: roads prepared for an earlier plan of the same district; brought up to date.
    /// - Throws: `RoadNetworkError` when the roads on foot cannot be made into a graph.
    func plan(remembering memory: inout TravelMemory) throws -> TravelPlan {
        let schools = baseline.entries.indices.map(movement)
        let isMoving = schools.contains { $0.parts.contains { !$0.stays } }
        try remember(&memory, vans: isMoving)
        let van = isMoving ? memory.van : nil
        let ways = TravelWays(requests(of: schools), walking: memory.walking, van: van)
        var measures = TravelMeasures(evaluation: self, ways: ways)
        for school in schools { measures.add(school) }
        var plan = measures.plan
        if let van {
            plan.vans = VanEvaluation(evaluation: self, van: van).plans(of: schools)
        }
        return plan
    }

    /// Whether moved pupils with such a way ride a van; the others walk.
    func rides(_ distance: Metres) -> Bool { distance > scenario.travel.indicatorLimit }

    // MARK: Pupils and where they go

    /// Pupils of one school in one village.
    struct Home {
        var village: Int
        var pupils: GradeCounts
        /// Members of vulnerable groups by grade; groups not listed are not recorded.
        var vulnerable: [VulnerableGroup: GradeCounts]
    }

    /// The pupils of one school and the schools that teach them under the plan.
    struct Movement {
        /// Grades taught at one school under the plan.
        struct Part {
            var grades: GradeSet
            var school: Int
            /// Whether that is the pupils' own school.
            var stays: Bool
        }

        var school: Int
        /// By the teaching school, ascending.
        var parts: [Part]
        /// By village, ascending.
        var homes: [Home]
        /// Pupils whose home is unknown.
        var withoutHome: GradeCounts
    }

    private func movement(of school: Int) -> Movement {
        let entry = baseline.entries[school]
        var grades: [Int: GradeSet] = [:]
        for grade in entry.pupils.grades.grades {
            grades[taughtAt(school, grade), default: []].formUnion(GradeSet([grade]))
        }
        var pupils: [Int: GradeCounts] = [:]
        var withoutHome = entry.pupils
        for home in entry.homes {
            pupils[home.village, default: GradeCounts()] += home.pupils
            withoutHome = withoutHome - home.pupils
        }
        return Movement(
            school: school,
            parts: grades.sorted { $0.key < $1.key }.map {
                Movement.Part(grades: $0.value, school: $0.key, stays: $0.key == school)
            },
            homes: pupils.sorted { $0.key < $1.key }.map { village, pupils in
                Home(
                    village: village, pupils: pupils,
                    vulnerable: vulnerable(
                        in: village, of: entry.school.code, among: pupils))
            },
            withoutHome: withoutHome)
    }

    /// Members of vulnerable groups, spread over the grades of the home's records; a group that any record of the
    /// school in the village leaves out is not recorded.
    private func vulnerable(
        in village: Int, of code: String, among pupils: GradeCounts
    ) -> [VulnerableGroup: GradeCounts] {
        let records = district.villages[village].homes.filter { $0.schoolCode == code }
        var result: [VulnerableGroup: GradeCounts] = [:]
        for group in VulnerableGroup.allCases
        where !records.isEmpty && records.allSatisfy({ $0.vulnerable[group] != nil }) {
            var members = GradeCounts()
            for record in records {
                members += record.pupils.spreading(record.vulnerable[group] ?? 0)
            }
            // Homes may have been cut to the enrolment.
            for grade in Grade.allCases { members[grade] = min(members[grade], pupils[grade]) }
            result[group] = members
        }
        return result
    }

    /// For every school the villages whose pupils go there, today or under the plan.
    private func requests(of schools: [Movement]) -> [(homes: [Int], school: Int)] {
        var villages = [Set<Int>](repeating: [], count: schools.count)
        for school in schools {
            for home in school.homes {
                villages[school.school].insert(home.village)
                for part in school.parts { villages[part.school].insert(home.village) }
            }
        }
        return villages.enumerated().map { ($1.sorted(), $0) }
    }

    // MARK: Roads

    private var schoolPositions: [Coordinate] { baseline.entries.map(\.school.position) }
    private var homePositions: [Coordinate] { district.villages.map(\.position) }

    /// Prepares what the rules of the scenario ask for, unless that was done before.
    private func remember(_ memory: inout TravelMemory, vans: Bool) throws {
        let key = TravelMemory.Key(
            profile: graph?.profile.name, hasRoads: roads != nil,
            maximumSnap: scenario.travel.maximumSnap, detourFactor: scenario.travel.detourFactor,
            classes: sealRoute.classes)
        if memory.key != key {
            memory = TravelMemory()
            memory.walking = try walkingWays()
            memory.key = key
        }
        if vans, memory.van == nil { memory.van = try vanTravel() }
    }

    /// Ways on foot, highways included; `nil` without roads.
    private func walkingWays() throws -> WayFinder? {
        if graph?.profile.name == TravelProfile.walk.name {
            return travel.wayFinder(flagging: sealRoute.classes)
        }
        guard let roads else { return nil }
        return WayFinder(
            schools: schoolPositions, homes: homePositions,
            graph: try RoadGraph(
                segments: roads.segments, barriers: roads.barriers,
                obstacles: roads.obstacles, profile: .walk),
            maximumSnap: scenario.travel.maximumSnap, flagging: sealRoute.classes)
    }

    /// Driving by van; estimated without roads.
    private func vanTravel() throws -> VanTravel {
        guard let roads else {
            return VanTravel(
                schools: schoolPositions, homes: homePositions,
                detourFactor: scenario.travel.detourFactor)
        }
        guard let graph = try vanGraph(roads) else { return VanTravel() }
        return VanTravel(
            schools: schoolPositions, homes: homePositions, graph: graph,
            maximumSnap: scenario.travel.maximumSnap)
    }

    /// The roads of vans; `nil` when a van can use none.
    private func vanGraph(_ roads: PlanPipeline.Roads) throws(RoadNetworkError) -> RoadGraph? {
        if let graph, graph.profile.name == TravelProfile.schoolVan.name { return graph }
        do {
            return try RoadGraph(
                segments: roads.segments, barriers: roads.barriers,
                restrictions: roads.restrictions, obstacles: roads.obstacles,
                profile: .schoolVan)
        } catch {
            guard error.code == .noUsableRoads else { throw error }
            return nil
        }
    }
}

/// Roads prepared for walking and driving, for the next plan of the same district.
struct TravelMemory: Sendable {
    /// What the prepared roads depend on beside places and roads.
    struct Key: Hashable, Sendable {
        var profile: String?
        var hasRoads: Bool
        var maximumSnap: Metres
        var detourFactor: Double
        var classes: [String]
    }

    var key: Key?
    /// Ways on foot with their highways; `nil` without roads.
    var walking: WayFinder?
    /// Driving; `nil` until somebody moves.
    var van: VanTravel?
}
