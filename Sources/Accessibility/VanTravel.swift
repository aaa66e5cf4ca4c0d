import Containers
import Projections
import RoadNetwork
import SpatialTypes

/// How long and how far a school van drives between schools and homes.
///
/// A van stops at the roadside: the walk from the house to the road is not part of its way. It takes the quickest way;
/// kilometres are those of that way.
public struct VanTravel: Sendable {
    /// Along the roads, or estimated.
    public let source: DistanceSource

    private enum Basis: Sendable {
        case roads(PlacesOnRoads)
        case estimate(schools: [Coordinate], homes: [Coordinate], detourFactor: Double)
        case nowhere
    }
    private let basis: Basis

    /// Driving along the roads.
    ///
    /// - Parameters:
    ///   - graph: the roads as a van may use them.
    ///   - maximumSnap: a place further than this from a usable road is out of a van's reach.
    public init(
        schools: [Coordinate], homes: [Coordinate], graph: RoadGraph, maximumSnap: Metres
    ) {
        let rule = SnapRule(maximumDistance: maximumSnap)
        func roadside(_ points: [Coordinate]) -> [SnappedPoint?] {
            // Joined once more from the roadside, so that no leg beside the road is left.
            graph.snap(points, rule: rule).map {
                $0.flatMap { graph.snap($0.coordinate, rule: rule) }
            }
        }
        source = .road
        basis = .roads(
            PlacesOnRoads(graph: graph, schools: roadside(schools), homes: roadside(homes)))
    }

    /// Driving estimated for want of roads: geodesic on WGS 84 × `detourFactor` at a van's speed on paved roads.
    public init(schools: [Coordinate], homes: [Coordinate], detourFactor: Double) {
        source = .estimated
        basis = .estimate(schools: schools, homes: homes, detourFactor: detourFactor)
    }

    /// Roads of which a van can use none: nothing is in its reach.
    public init() {
        source = .road
        basis = .nowhere
    }

    /// The legs between all pairs of places, in the order given.
    ///
    /// - Complexity: one search a place along the roads.
    public func legs(between places: [TravelPlace]) -> VanLegs {
        var legs = VanLegs(placeCount: places.count)
        switch basis {
        case .nowhere: break
        case .roads(let roads):
            let finder = WayFinder(roads, metric: .duration, flags: nil)
            for (to, ways) in finder.ways(places.map { (places, $0) }).enumerated() {
                for (from, way) in ways.enumerated() where from != to {
                    guard let way else { continue }
                    legs.set(from: from, to: to, time: way.duration, distance: way.distance)
                }
            }
        case .estimate:
            for (to, place) in places.enumerated() {
                for (from, other) in places.enumerated() where from != to {
                    let distance = estimate(from: other, to: place)
                    legs.set(
                        from: from, to: to, time: TravelMode.schoolVan.time(for: distance),
                        distance: distance)
                }
            }
        }
        return legs
    }

    /// The times of many requests, each from some homes to one school; `nil` where no van can drive.
    ///
    /// - Complexity: one search a request along the roads.
    public func times(_ requests: [(homes: [Int], school: Int)]) -> [[Seconds?]] {
        switch basis {
        case .nowhere: return requests.map { $0.homes.map { _ in nil } }
        case .roads(let roads):
            let finder = WayFinder(roads, metric: .duration, flags: nil)
            return finder.ways(
                requests.map { ($0.homes.map(TravelPlace.home), TravelPlace.school($0.school)) }
            ).map { $0.map { $0?.duration } }
        case .estimate:
            return requests.map { request in
                request.homes.map {
                    TravelMode.schoolVan.time(
                        for: estimate(from: .home($0), to: .school(request.school)))
                }
            }
        }
    }

    private func estimate(from origin: TravelPlace, to destination: TravelPlace) -> Metres {
        guard case .estimate(let schools, let homes, let factor) = basis else {
            return .unreachable
        }
        func position(_ place: TravelPlace) -> Coordinate {
            switch place {
            case .school(let index): schools[index]
            case .home(let index): homes[index]
            }
        }
        return Geodesic.wgs84.distance(from: position(origin), to: position(destination)) * factor
    }
}

/// Driving times and distances between the places of one van problem.
public struct VanLegs: Hashable, Sendable {
    /// Seconds, row = from, column = to; `.infinity` where no van can drive.
    public private(set) var seconds: DenseMatrix<Double>
    /// Metres, row = from, column = to; `.infinity` where no van can drive.
    public private(set) var metres: DenseMatrix<Double>

    /// Places without any way between them yet; every place is at itself.
    public init(placeCount: Int) {
        seconds = DenseMatrix(
            rowCount: placeCount, columnCount: placeCount, repeating: Double.infinity)
        for place in 0..<placeCount { seconds[place, place] = 0 }
        metres = seconds
    }

    /// The number of places.
    public var placeCount: Int { seconds.rowCount }

    /// Sets the way from one place to another.
    public mutating func set(from: Int, to: Int, time: Seconds, distance: Metres) {
        seconds[from, to] = time.value
        metres[from, to] = distance.value
    }

    /// Whether a van can drive from one place to another.
    public func isDrivable(from: Int, to: Int) -> Bool { seconds[from, to].isFinite }
}
