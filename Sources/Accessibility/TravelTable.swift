import Containers
import Projections
import RoadNetwork
import SpatialTypes

/// Distances from school to school and from home to school, by road or estimated.
///
/// Places are named by their index in the arrays the table was made from. What cannot be reached by the roads given
/// is `.unreachable`; it is never replaced by an estimate.
public struct TravelTable: Sendable {
    /// How every distance of the table was obtained that nobody reported.
    public let source: DistanceSource
    /// Schools too far from any usable road of the main network.
    public let schoolsOffRoads: [Int]
    /// Homes too far from any usable road of the main network.
    public let homesOffRoads: [Int]
    /// The longest straight way from a school to the road it was joined to; `nil` without roads.
    public let longestSchoolSnap: Metres?

    /// The straight way from each school to the road it was joined to.
    private let schoolSnaps: [Metres?]
    private let schoolPositions: [Coordinate]
    /// Metres, row = from, column = to.
    private var schoolToSchool: DenseMatrix<Double>
    /// Metres, row = home, column = school.
    private var homeToSchool: DenseMatrix<Double>
    private let roads: PlacesOnRoads?
    /// What the table itself measured for the pairs that a reported distance replaced.
    private var replaced: [Pair: Metres] = [:]

    /// A way to a school.
    private struct Pair: Hashable {
        var origin: TravelPlace
        var school: Int
    }

    /// Distances along the roads.
    ///
    /// - Parameters:
    ///   - graph: the roads as the travel profile may use them.
    ///   - maximumSnap: a place further than this from a usable road is off the network.
    ///   - limit: distances beyond it are not searched and count as unreachable.
    public init(
        schools: [Coordinate], homes: [Coordinate], graph: RoadGraph, maximumSnap: Metres,
        within limit: Metres = .unreachable
    ) {
        let rule = SnapRule(maximumDistance: maximumSnap)
        let schoolSnaps = graph.snap(schools, rule: rule)
        let homeSnaps = graph.snap(homes, rule: rule)
        // One search from every school finds the homes and the other schools at once.
        let all = graph.distances(from: schoolSnaps + homeSnaps, to: schoolSnaps, within: limit)
            .dense()
        var between = DenseMatrix(
            rowCount: schools.count, columnCount: schools.count, repeating: 0.0)
        var fromHomes = DenseMatrix(
            rowCount: homes.count, columnCount: schools.count, repeating: 0.0)
        for school in schools.indices {
            for origin in schools.indices where origin != school {
                between[origin, school] = all[origin, school]
            }
            for home in homes.indices {
                fromHomes[home, school] = all[schools.count + home, school]
            }
        }
        source = .road
        schoolsOffRoads = schoolSnaps.indices.filter { schoolSnaps[$0] == nil }
        homesOffRoads = homeSnaps.indices.filter { homeSnaps[$0] == nil }
        longestSchoolSnap = schoolSnaps.compactMap { $0?.offRoad }.max()
        self.schoolSnaps = schoolSnaps.map { $0?.offRoad }
        schoolPositions = schools
        schoolToSchool = between
        homeToSchool = fromHomes
        roads = PlacesOnRoads(graph: graph, schools: schoolSnaps, homes: homeSnaps)
    }

    /// Geodesic distances on WGS 84 × `detourFactor`, for want of roads.
    public init(schools: [Coordinate], homes: [Coordinate], detourFactor: Double) {
        func estimate(_ from: Coordinate, _ to: Coordinate) -> Double {
            Geodesic.wgs84.distance(from: from, to: to).value * detourFactor
        }
        source = .estimated
        schoolsOffRoads = []
        homesOffRoads = []
        longestSchoolSnap = nil
        schoolSnaps = Array(repeating: nil, count: schools.count)
        schoolPositions = schools
        schoolToSchool = DenseMatrix(
            columnCount: schools.count,
            elements: schools.flatMap { from in schools.map { estimate(from, $0) } })
        homeToSchool = DenseMatrix(
            columnCount: schools.count,
            elements: homes.flatMap { from in schools.map { estimate(from, $0) } })
        roads = nil
    }

    /// The straight way from a school to the road it was joined to; `nil` without roads or far from any.
    public func schoolOffRoad(_ school: Int) -> Metres? { schoolSnaps[school] }

    /// The way from one school to another.
    public func schoolDistance(from origin: Int, to destination: Int) -> Metres {
        Metres(schoolToSchool[origin, destination])
    }

    /// The way from a home to a school.
    public func homeDistance(from home: Int, to school: Int) -> Metres {
        Metres(homeToSchool[home, school])
    }

    /// How the way from one school to another was obtained.
    public func schoolSource(from origin: Int, to destination: Int) -> DistanceSource {
        measured(from: .school(origin), to: destination) == nil ? source : .reported
    }

    /// How the way from a home to a school was obtained.
    public func homeSource(from home: Int, to school: Int) -> DistanceSource {
        measured(from: .home(home), to: school) == nil ? source : .reported
    }

    /// What the table measured, or estimated, before a reported distance took its place; `nil` where none did.
    public func measured(from origin: TravelPlace, to school: Int) -> Metres? {
        replaced.isEmpty ? nil : replaced[Pair(origin: origin, school: school)]
    }

    /// Whether any way from or to a school is a reported one.
    public func hasReportedWay(ofSchool school: Int) -> Bool {
        replaced.keys.contains { $0.school == school || $0.origin == .school(school) }
    }

    /// Whether any way from a home is a reported one.
    public func hasReportedWay(fromHome home: Int) -> Bool {
        replaced.keys.contains { $0.origin == .home(home) }
    }

    /// The table with reported distances in the place of its own.
    ///
    /// A way between two schools holds in both directions, unless the other direction is reported too. Of two distances
    /// for the same pair the last one stays.
    public func replacing(_ reported: [ReportedWay]) -> TravelTable {
        var table = self
        let directions = Set(reported.map { Pair(origin: $0.origin, school: $0.school) })
        for way in reported {
            table.replace(Pair(origin: way.origin, school: way.school), with: way.distance)
            guard case .school(let origin) = way.origin else { continue }
            let back = Pair(origin: .school(way.school), school: origin)
            if !directions.contains(back) { table.replace(back, with: way.distance) }
        }
        return table
    }

    private mutating func replace(_ pair: Pair, with distance: Metres) {
        switch pair.origin {
        case .school(let origin):
            replaced[pair] = replaced[pair] ?? schoolDistance(from: origin, to: pair.school)
            schoolToSchool[origin, pair.school] = distance.value
        case .home(let home):
            replaced[pair] = replaced[pair] ?? homeDistance(from: home, to: pair.school)
            homeToSchool[home, pair.school] = distance.value
        }
    }

    /// A finder of the ways behind the distances; `nil` without roads.
    ///
    /// - Parameter classes: road classes to look out for on the ways.
    public func wayFinder(flagging classes: [String]) -> WayFinder? {
        roads.map { roads in
            WayFinder(
                roads, metric: .distance, flags: RoadFlags(graph: roads.graph, classes: classes))
        }
    }

    /// The way from one school to another as a line: along the roads, or straight where there are none.
    public func path(from origin: Int, to destination: Int) -> [Coordinate] {
        let ends = [schoolPositions[origin], schoolPositions[destination]]
        guard let roads, let start = roads.schools[origin], let end = roads.schools[destination],
            let route = roads.graph.route(from: start, to: end)
        else { return ends }
        var line = route.coordinates
        if line.first != ends[0] { line.insert(ends[0], at: 0) }
        if line.last != ends[1] { line.append(ends[1]) }
        return line
    }
}
