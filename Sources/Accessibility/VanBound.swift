import Containers
import SpatialTypes

/// What no schedule of vans can beat, whether or not it splits the pupils of a stop between vans.
///
/// Stops that no van reaches are left out; a stop too far for the ride limit is served alone, as every schedule here
/// does.
struct VanBound {
    /// The fewest vans.
    let vans: Int
    /// The fewest kilometres of all closed tours, one trip.
    let tourKilometres: Double

    /// Shortest kilometres and seconds through any stops: every route is at least as long.
    private struct Closure {
        var metres: DenseMatrix<Double>
        var seconds: DenseMatrix<Double>
    }

    init(_ problem: VanProblem) {
        let stops = problem.demands.indices.filter {
            problem.demands[$0] > 0 && problem.isServable($0)
        }
        let closure = Closure(
            metres: Self.closed(problem.legs.metres), seconds: Self.closed(problem.legs.seconds))
        let apart = Self.apart(stops, problem, closure)
        vans = Self.vans(stops, apart: apart, problem)
        tourKilometres =
            max(
                Self.radial(stops, problem, closure), Self.single(apart, problem, closure),
                Self.arcs(stops, problem, closure, vans: vans)) / 1_000
    }

    /// Floyd (1962), "Algorithm 97: Shortest path".
    private static func closed(_ matrix: DenseMatrix<Double>) -> DenseMatrix<Double> {
        var result = matrix
        let places = 0..<matrix.rowCount
        for via in places {
            for from in places {
                let first = result[from, via]
                guard first.isFinite else { continue }
                for to in places where first + result[via, to] < result[from, to] {
                    result[from, to] = first + result[via, to]
                }
            }
        }
        return result
    }

    /// Whether one van may pick up at `first` and then, at once or later, at `second`.
    ///
    /// The pupils of `first` ride at least the quickest way through `second`, with boarding at both.
    private static func mayFollow(
        _ first: Int, _ second: Int, _ problem: VanProblem, _ closure: Closure
    ) -> Bool {
        !problem.isTooFar(first) && !problem.isTooFar(second)
            && closure.seconds[first + 1, second + 1] + closure.seconds[second + 1, 0]
                + 2 * problem.rules.boarding.value <= problem.rules.maximumRide.value
    }

    /// Stops of which no two can share a van, picked greedily, the furthest first; any such pick makes a valid bound.
    private static func apart(
        _ stops: [Int], _ problem: VanProblem, _ closure: Closure
    ) -> [Int] {
        let order = stops.sorted {
            (closure.seconds[$1 + 1, 0], $0) < (closure.seconds[$0 + 1, 0], $1)
        }
        var apart: [Int] = []
        for stop in order
        where apart.allSatisfy({
            !mayFollow(stop, $0, problem, closure) && !mayFollow($0, stop, problem, closure)
        }) {
            apart.append(stop)
        }
        return apart
    }

    /// Vans for the stops too far for the ride limit, and for the others the larger of two bounds: ⌈pupils / seats⌉ for
    /// all of them, and that for each stop of a set that can share no van.
    private static func vans(_ stops: [Int], apart: [Int], _ problem: VanProblem) -> Int {
        let seats = problem.rules.seats
        func own(_ stops: [Int]) -> Int {
            stops.reduce(0) { $0 + (problem.demands[$1] + seats - 1) / seats }
        }
        let pupils = stops.filter { !problem.isTooFar($0) }.reduce(0) { $0 + problem.demands[$1] }
        return own(stops.filter(problem.isTooFar))
            + max((pupils + seats - 1) / seats, own(apart.filter { !problem.isTooFar($0) }))
    }

    /// Sum of the shortest tours to the 1st, (Q + 1)th, (2Q + 1)th… pupil, furthest first, for Q seats.
    ///
    /// A tour that serves a stop is at least as long as the shortest way there and back (triangle inequality of the
    /// closure). Put the tours in descending order of the furthest pupil on board. The first *m* of them carry at most
    /// *mQ* pupils, so one of the *mQ* + 1 furthest rides in a later tour, and tour *m* + 1 is at least as long as the
    /// (*mQ* + 1)th furthest pupil asks for. Summing over *m* proves the bound. It is never below the radial bound
    /// Σ qᵢ rᵢ / Q of Haimovich & Rinnooy Kan (*Mathematics of Operations Research* 10, 1985), which averages where
    /// this takes the largest of every Q pupils.
    private static func radial(
        _ stops: [Int], _ problem: VanProblem, _ closure: Closure
    ) -> Double {
        func tour(_ stop: Int) -> Double {
            closure.metres[0, stop + 1] + closure.metres[stop + 1, 0]
        }
        var sum = 0.0
        var seatsLeft = 0
        for stop in stops.sorted(by: { (tour($1), $0) < (tour($0), $1) }) {
            var waiting = problem.demands[stop]
            while waiting > seatsLeft {
                waiting -= seatsLeft
                seatsLeft = problem.rules.seats
                sum += tour(stop)
            }
            seatsLeft -= waiting
        }
        return sum
    }

    /// Shortest tours to stops of which no two can share a van, for each as many as its pupils fill.
    private static func single(
        _ apart: [Int], _ problem: VanProblem, _ closure: Closure
    ) -> Double {
        apart.reduce(0) { $0 + radial([$1], problem, closure) }
    }

    /// Half the sum, over all places, of the shortest leg in and the shortest leg out that a van may drive.
    ///
    /// Every leg leaves one place and enters another, so all legs together are half the sum over places of the legs in
    /// and out. Every stop has at least one of each, the school one for each van, and no schedule has fewer vans than
    /// the bound above. Legs between stops that may not follow each other are not driven by anyone.
    private static func arcs(
        _ stops: [Int], _ problem: VanProblem, _ closure: Closure, vans: Int
    ) -> Double {
        let metres = problem.legs.metres
        var sum = 0.0
        var schoolOut = Double.infinity
        var schoolIn = Double.infinity
        for stop in stops {
            var (enter, leave) = (metres[0, stop + 1], metres[stop + 1, 0])
            schoolOut = min(schoolOut, enter)
            schoolIn = min(schoolIn, leave)
            for other in stops where other != stop {
                if mayFollow(other, stop, problem, closure) {
                    enter = min(enter, metres[other + 1, stop + 1])
                }
                if mayFollow(stop, other, problem, closure) {
                    leave = min(leave, metres[stop + 1, other + 1])
                }
            }
            sum += enter + leave
        }
        guard !stops.isEmpty else { return 0 }
        return (sum + Double(vans) * (schoolOut + schoolIn)) / 2
    }
}
