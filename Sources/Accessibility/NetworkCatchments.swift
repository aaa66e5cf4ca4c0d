import PlanarGeometry
import RoadNetwork
import SchoolDistrict
import SpatialTypes

/// Catchments where the office has none and the roads are known: the ground from which a school is nearest by road.
///
/// Points are laid along the roads and each is given to the school nearest by road distance (a network Voronoi diagram;
/// Okabe and Sugihara 2012, *Spatial Analysis along Networks*, chapter 4). Ground beside the roads goes with
/// its nearest point, so that the cells cover the ground without overlap. All are flagged as built.
public enum NetworkCatchments {
    /// One catchment for each school that has ground of its own, sorted by code.
    ///
    /// - Parameters:
    ///   - schools: code and position of every school.
    ///   - graph: the roads, for the profile that pupils travel by; taken the same both ways.
    ///   - areas: administrative areas; the ground is those that hold a school (see `CatchmentBuilder`).
    ///   - spacing: the distance of the points along a road; the accuracy of the cells.
    /// - Returns: straight-line catchments where no road point can be reached from any school.
    /// - Throws: `GeometryError` when an area is so damaged that GEOS refuses it.
    /// - Complexity: one search a school, then O(*n* log *n*) in the points.
    public static func catchments(
        of schools: [(code: String, position: Coordinate)], along graph: RoadGraph,
        within areas: [[Polygon]], spacing: Metres = Metres(150), workers: Int = 2
    ) throws -> [Catchment] {
        let unique = schools.sorted { $0.code < $1.code }
        let points = roadPoints(of: graph, spacing: spacing)
        let owners = nearestSchools(to: points, unique.map(\.position), graph, workers)
        var sites: [Coordinate] = []
        var labels: [Int] = []
        // A school's own ground is its own, even where another school is nearer to the road in front of it.
        for (school, place) in unique.enumerated() {
            sites.append(place.position)
            labels.append(school)
        }
        for (point, owner) in zip(points, owners) {
            guard let owner else { continue }
            sites.append(point)
            labels.append(owner)
        }
        guard !sites.isEmpty else { return [] }
        return try CatchmentBuilder.joinedCells(
            of: sites, labels: labels, schools: unique, within: areas)
    }

    /// Points along every road, at most one in each square of the spacing, in the order of the edges.
    private static func roadPoints(of graph: RoadGraph, spacing: Metres) -> [Coordinate] {
        let size = spacing.value / 111_320
        var taken: Set<GridCell> = []
        var points: [Coordinate] = []
        func add(_ point: Coordinate) {
            let cell = GridCell(
                column: Int((point.longitude / size).rounded(.down)),
                row: Int((point.latitude / size).rounded(.down)))
            if taken.insert(cell).inserted { points.append(point) }
        }
        for edge in 0..<graph.edgeCount {
            let line = graph.coordinates(ofEdge: edge)
            for (a, b) in zip(line, line.dropFirst()) {
                let span = max(abs(a.longitude - b.longitude), abs(a.latitude - b.latitude))
                let steps = max(1, Int((span / size).rounded(.up)))
                for step in 0...steps {
                    let share = Double(step) / Double(steps)
                    add(
                        Coordinate(
                            longitude: a.longitude + (b.longitude - a.longitude) * share,
                            latitude: a.latitude + (b.latitude - a.latitude) * share))
                }
            }
        }
        return points
    }

    private struct GridCell: Hashable {
        var column: Int
        var row: Int
    }

    /// The school nearest to each point by road; ties go to the smaller code, `nil` where none is reached.
    private static func nearestSchools(
        to points: [Coordinate], _ schools: [Coordinate], _ graph: RoadGraph, _ workers: Int
    ) -> [Int?] {
        let rule = SnapRule(smallestComponent: Metres(500))
        let destinations = graph.snap(points, rule: rule, workers: workers)
        let matrix = graph.distances(
            from: graph.snap(schools, rule: rule, workers: workers), to: destinations,
            workers: workers)
        var best = [Double](repeating: .infinity, count: points.count)
        var owners = [Int?](repeating: nil, count: points.count)
        for school in schools.indices {
            for (point, distance) in matrix.distances(from: school)
            where distance.value < best[point] {
                best[point] = distance.value
                owners[point] = school
            }
        }
        return owners
    }
}
