import Dispatch
import RoadNetwork
import SpatialTypes
import Synchronization

/// A school or a home, by its index.
public enum TravelPlace: Hashable, Sendable {
    case school(Int)
    case home(Int)
}

/// Schools and homes joined to the roads of one profile.
struct PlacesOnRoads: Sendable {
    let graph: RoadGraph
    let schools: [SnappedPoint?]
    let homes: [SnappedPoint?]

    subscript(place: TravelPlace) -> SnappedPoint? {
        switch place {
        case .school(let index): schools[index]
        case .home(let index): homes[index]
        }
    }
}

/// Finds ways along the roads and what they meet, one place after another; one finder per thread.
public struct WayFinder: Sendable {
    private let places: PlacesOnRoads
    private var search: WaySearch

    init(_ places: PlacesOnRoads, metric: TravelMetric, flags: RoadFlags?) {
        self.places = places
        search = WaySearch(graph: places.graph, metric: metric, flags: flags)
    }

    /// A finder of walking ways.
    ///
    /// - Parameters:
    ///   - graph: the roads on foot.
    ///   - maximumSnap: a place further than this from a usable road is off the network.
    ///   - classes: road classes to look out for.
    public init(
        schools: [Coordinate], homes: [Coordinate], graph: RoadGraph, maximumSnap: Metres,
        flagging classes: [String]
    ) {
        let rule = SnapRule(maximumDistance: maximumSnap)
        self.init(
            PlacesOnRoads(
                graph: graph, schools: graph.snap(schools, rule: rule),
                homes: graph.snap(homes, rule: rule)),
            metric: .distance, flags: RoadFlags(graph: graph, classes: classes))
    }

    /// The way from each place to another; `nil` where there is none.
    public mutating func ways(from origins: [TravelPlace], to place: TravelPlace) -> [Way?] {
        search.ways(from: origins.map { places[$0] }, to: places[place])
    }

    /// The ways of many requests, each from some places to one, in the order asked.
    ///
    /// - Parameter workers: the number of threads; the answer does not depend on it.
    public func ways(
        _ requests: [(origins: [TravelPlace], destination: TravelPlace)], workers: Int = 2
    ) -> [[Way?]] {
        let done = Mutex([[Way?]](repeating: [], count: requests.count))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(workers, requests.count))) { _ in
            var finder = self
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < requests.count else { return }
                let (origins, destination) = requests[index]
                let ways = finder.ways(from: origins, to: destination)
                done.withLock { $0[index] = ways }
            }
        }
        return done.withLock { $0 }
    }
}
