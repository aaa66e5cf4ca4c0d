import SpatialTypes

/// Plans the vans of one school: savings, then local search, beside a bound that holds for every schedule.
///
/// Clarke & Wright, "Scheduling of Vehicles from a Central Depot to a Number of Delivery Points", *Operations Research*
/// 12 (1964), on the cost of the closed tours with several weights of the savings, then relocation, exchange, exchange
/// of tails and reversal until none of them helps. Deterministic. A stop with more pupils than seats gets full vans of
/// its own, the rest travels with others; a stop too far for the ride limit is driven straight to school and reported.
public enum VanPlanner {
    /// The best schedule found.
    ///
    /// - Complexity: about O(*n*³) in the number of stops.
    public static func schedule(_ problem: VanProblem) -> VanSchedule {
        let seats = problem.rules.seats
        var fixed: [[VanRoute.Call]] = []
        var shared: [VanLoad] = []
        var unserved: [VanRoute.Call] = []
        for (stop, pupils) in problem.demands.enumerated() where pupils > 0 {
            guard problem.isServable(stop) else {
                unserved.append(VanRoute.Call(stop: stop, pupils: pupils))
                continue
            }
            for _ in 0..<(pupils / seats) {
                fixed.append([VanRoute.Call(stop: stop, pupils: seats)])
            }
            let rest = pupils % seats
            guard rest > 0 else { continue }
            if problem.isTooFar(stop) {
                fixed.append([VanRoute.Call(stop: stop, pupils: rest)])
            } else {
                shared.append(VanLoad(stop: stop, pupils: rest))
            }
        }
        let search = VanSearch(problem, loads: shared)
        let tours = search.best().map { tour in
            tour.map { VanRoute.Call(stop: shared[$0].stop, pupils: shared[$0].pupils) }
        }
        let routes = (fixed + tours).map { route($0, problem) }.sorted {
            ($1.longestRide, $0.calls[0].stop, $0.pupils)
                < ($0.longestRide, $1.calls[0].stop, $1.pupils)
        }
        let bound = VanBound(problem)
        let kilometres = routes.reduce(0) { $0 + $1.kilometresPerDay }
        return VanSchedule(
            routes: routes, unserved: unserved, vansAtLeast: bound.vans,
            kilometresPerDayAtLeast: 2 * bound.tourKilometres,
            bahtPerDay: Double(routes.count) * problem.rules.bahtPerVan
                + kilometres * problem.rules.bahtPerKilometre,
            bahtPerDayAtLeast: Double(bound.vans) * problem.rules.bahtPerVan
                + 2 * bound.tourKilometres * problem.rules.bahtPerKilometre)
    }

    private static func route(_ calls: [VanRoute.Call], _ problem: VanProblem) -> VanRoute {
        let stops = calls.map(\.stop)
        let (seconds, kilometres) = problem.measure(stops)
        let empty = Metres(problem.legs.metres[0, stops[0] + 1])
        return VanRoute(
            calls: calls, distance: Metres(kilometres: kilometres) - empty, emptyDistance: empty,
            longestRide: Seconds(seconds),
            isOverRideLimit: seconds > problem.rules.maximumRide.value)
    }
}

/// Pupils of a stop who travel in one van.
struct VanLoad: Hashable {
    var stop: Int
    var pupils: Int
}
