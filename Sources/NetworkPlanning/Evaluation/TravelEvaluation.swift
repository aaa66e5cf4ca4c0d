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
    /// - Throws: `RoadNetworkError` when the roads on foot cannot be made into a graph.
    func plan() throws -> TravelPlan {
        let schools = baseline.entries.indices.map(movement)
        let isMoving = schools.contains { $0.parts.contains { !$0.stays } }
        let van = isMoving ? try vanTravel() : nil
        let ways = TravelWays(
            requests(of: schools), walking: try walkingWays(), van: van)
        var tally = TravelMeasures(evaluation: self, ways: ways)
        for school in schools { tally.add(school) }
        var plan = tally.plan
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

    /// Ways on foot, highways included; `nil` without roads.
    private func walkingWays() throws -> WayFinder? {
        if graph?.profile.name == TravelProfile.walk.name {
            return travel.wayFinder(flagging: sealRoute.classes)
        }
        guard let roads else { return nil }
        return WayFinder(
            schools: schoolPositions, homes: homePositions,
            graph: try RoadGraph(
                segments: roads.segments, barriers: roads.barriers, profile: .walk),
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
                segments: roads.segments, barriers: roads.barriers, profile: .schoolVan)
        } catch {
            guard error.code == .noUsableRoads else { throw error }
            return nil
        }
    }
}

/// The ways from homes to the schools their pupils go to, found once.
struct TravelWays {
    /// By school, then village; `nil` without roads.
    private let walking: [[Int: Way]]?
    /// By school, then village; `nil` when no van travel was asked for.
    private let driving: [[Int: Seconds]]?
    /// Whether driving times rest on a constant speed.
    let drivingIsEstimated: Bool

    /// Finds the ways of every request; one for every school, in order.
    init(_ requests: [(homes: [Int], school: Int)], walking: WayFinder?, van: VanTravel?) {
        func byVillage<Value>(_ found: [[Value?]]) -> [[Int: Value]] {
            zip(requests, found).map { request, values in
                var result: [Int: Value] = [:]
                for (home, value) in zip(request.homes, values) { result[home] = value }
                return result
            }
        }
        self.walking = walking.map { finder in
            byVillage(
                finder.ways(
                    requests.map {
                        ($0.homes.map(TravelPlace.home), TravelPlace.school($0.school))
                    }))
        }
        driving = van.map { byVillage($0.times(requests)) }
        drivingIsEstimated = van?.source != .road
    }

    /// Whether ways on foot are known.
    var hasWalkingWays: Bool { walking != nil }

    /// The way on foot; `nil` where there is none.
    func walk(from village: Int, to school: Int) -> Way? { walking?[school][village] }

    /// The time in a van; from the distance where no van travel was asked for.
    func drive(from village: Int, to school: Int, distance: Metres) -> Seconds? {
        if let driving { return driving[school][village] }
        return distance.isReachable ? TravelMode.schoolVan.time(for: distance) : nil
    }
}
