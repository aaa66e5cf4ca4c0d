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
        vans = Self.vans(stops, problem, closure)
        tourKilometres =
            max(
                Self.radial(stops, problem, closure),
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

    /// Seats: ⌈pupils / seats⌉ vans, and as many again for every stop that can share a van with no other.
    ///
    /// Stops of which no two can share a van need ⌈pupils / seats⌉ vans each; they are picked greedily, the furthest
    /// first, and any such pick is a valid bound. So is the larger of the two for the stops that are not too far,
    /// beside the vans of the stops that are.
    private static func vans(_ stops: [Int], _ problem: VanProblem, _ closure: Closure) -> Int {
        let seats = problem.rules.seats
        func own(_ stop: Int) -> Int { (problem.demands[stop] + seats - 1) / seats }
        let far = stops.filter(problem.isTooFar)
        let near = stops.filter { !problem.isTooFar($0) }
        let pupils = near.reduce(0) { $0 + problem.demands[$1] }
        var apart: [Int] = []
        for stop in near.sorted(by: {
            (closure.seconds[$1 + 1, 0], $0) < (closure.seconds[$0 + 1, 0], $1)
        })
        where apart.allSatisfy({
            !mayFollow(stop, $0, problem, closure) && !mayFollow($0, stop, problem, closure)
        }) {
            apart.append(stop)
        }
        return far.reduce(0) { $0 + own($1) }
            + max((pupils + seats - 1) / seats, apart.reduce(0) { $0 + own($1) })
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
