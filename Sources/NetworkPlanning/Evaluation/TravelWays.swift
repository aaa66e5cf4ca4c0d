import Accessibility
import RoadNetwork
import SpatialTypes

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
