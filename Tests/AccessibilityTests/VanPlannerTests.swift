import Accessibility
import SpatialTypes
import TestSupport
import Testing

/// School vans: hand-checked schedules, exhaustive search on small problems, rules kept on large ones.
@Suite struct VanPlannerTests {
    /// Places on a line, metres from the school at 0; a van drives 500 m a minute.
    static func line(_ places: [Double], demands: [Int], rules: VanRules) -> VanProblem {
        problem(places.map { ($0, 0) }, demands: demands, rules: rules)
    }

    /// Places on a plane round the school.
    static func problem(
        _ places: [(x: Double, y: Double)], demands: [Int], rules: VanRules
    ) -> VanProblem {
        let all = [(x: 0.0, y: 0.0)] + places
        var legs = VanLegs(placeCount: all.count)
        for (from, a) in all.enumerated() {
            for (to, b) in all.enumerated() where from != to {
                let metres = ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
                legs.set(
                    from: from, to: to, time: Seconds(metres / 500 * 60),
                    distance: Metres(metres))
            }
        }
        return VanProblem(demands: demands, legs: legs, rules: rules)
    }

    static func rules(
        seats: Int = 12, minutes: Double = 30, van: Double = 900, kilometre: Double = 6
    ) -> VanRules {
        VanRules(
            seats: seats, maximumRide: Seconds(minutes * 60), bahtPerVan: van,
            bahtPerKilometre: kilometre)
    }

    /// Stops at 5 and 10 km on one road, 12 pupils: one van from the far end.
    ///
    /// 20 minutes of driving and a minute at each stop: the first pupils ride 22. 10 km out empty and 10 back, twice a
    /// day: 40 km. The bound says the same: one van, and 2 × 20 km for the furthest pupil.
    @Test func oneRoadOneVan() throws {
        let schedule = VanPlanner.schedule(
            Self.line([5_000, 10_000], demands: [6, 6], rules: Self.rules()))
        let route = try #require(schedule.routes.first)
        #expect(schedule.routes.count == 1)
        #expect(route.calls.map(\.stop) == [1, 0])
        #expect(abs(route.longestRide.value - 22 * 60) < 1e-6 && !route.isOverRideLimit)
        #expect(abs(schedule.kilometresPerDay - 40) < 1e-9)
        #expect(schedule.vansAtLeast == 1)
        #expect(abs(schedule.kilometresPerDayAtLeast - 40) < 1e-9)
        #expect(abs(schedule.bahtPerDay - (900 + 40 * 6)) < 1e-9)
        #expect(schedule.relativeGap < 1e-9)
    }

    /// 21 minutes allow the far stop alone (20 + 1) but not both: two vans, and the bound sees that they never share.
    @Test func rideLimitParts() {
        let schedule = VanPlanner.schedule(
            Self.line([5_000, 10_000], demands: [6, 6], rules: Self.rules(minutes: 21)))
        #expect(schedule.routes.count == 2 && schedule.vansAtLeast == 2)
        #expect(schedule.routes.allSatisfy { !$0.isOverRideLimit })
        #expect(abs(schedule.kilometresPerDay - 60) < 1e-9)
        #expect(abs(schedule.kilometresPerDayAtLeast - 60) < 1e-9)
    }

    /// 30 pupils at one stop and 6 at another: two full vans, and the 6 left over ride with the 6.
    @Test func largeStopsAreSplit() {
        let schedule = VanPlanner.schedule(
            Self.line([5_000, 6_000], demands: [30, 6], rules: Self.rules()))
        #expect(schedule.routes.map(\.pupils).sorted() == [12, 12, 12])
        #expect(schedule.vansAtLeast == 3)
        // Tours of 12, 10 and 10 km, twice a day.
        #expect(abs(schedule.kilometresPerDay - 64) < 1e-9)
        #expect(abs(schedule.kilometresPerDayAtLeast - 64) < 1e-9)
    }

    /// 16 km are 32 minutes: driven straight to school and reported; the stop without a road is not served.
    @Test func tooFarAndOutOfReach() throws {
        var problem = Self.line([16_000, 2_000, 1_000], demands: [3, 3, 2], rules: Self.rules())
        problem.legs.set(from: 3, to: 0, time: Seconds(.infinity), distance: .unreachable)
        let schedule = VanPlanner.schedule(problem)
        #expect(schedule.routes.map(\.isOverRideLimit) == [true, false])
        #expect(schedule.routes[0].calls.map(\.stop) == [0])
        #expect(schedule.unserved.map(\.stop) == [2] && schedule.unserved.map(\.pupils) == [2])
        #expect(schedule.vansAtLeast == 2)
    }

    @Test func nobodyNeedsNoVan() {
        let schedule = VanPlanner.schedule(Self.line([1_000], demands: [0], rules: Self.rules()))
        #expect(schedule.routes.isEmpty && schedule.vansAtLeast == 0 && schedule.bahtPerDay == 0)
    }

    // MARK: Random problems

    static func random(_ random: inout SplitMix64, stops: Int) -> VanProblem {
        let places = (0..<stops).map { _ in
            (x: random.unit() * 16_000 - 8_000, y: random.unit() * 16_000 - 8_000)
        }
        let demands = (0..<stops).map { _ in Int(1 + random.next() % 7) }
        return problem(
            places, demands: demands,
            rules: rules(
                seats: Int(6 + random.next() % 8), minutes: 18 + random.unit() * 20,
                van: random.chance(0.5) ? 900 : 50))
    }

    /// Times that differ by direction, and kilometres that are those of the quickest ways, not of the shortest.
    static func lopsided(_ random: inout SplitMix64, stops: Int) -> VanProblem {
        var problem = Self.random(&random, stops: stops)
        func each(_ body: (Int, Int) -> Void) {
            for from in 0...stops { for to in 0...stops where from != to { body(from, to) } }
        }
        each { from, to in
            problem.legs.set(
                from: from, to: to,
                time: Seconds(problem.legs.seconds[from, to] * (1 + random.unit())),
                distance: Metres(problem.legs.metres[from, to] * (1 + random.unit())))
        }
        for via in 0...stops {
            each { from, to in
                let legs = problem.legs
                let seconds = legs.seconds[from, via] + legs.seconds[via, to]
                guard seconds < legs.seconds[from, to] else { return }
                problem.legs.set(
                    from: from, to: to, time: Seconds(seconds),
                    distance: Metres(legs.metres[from, via] + legs.metres[via, to]))
            }
        }
        return problem
    }

    /// The least cost of any schedule by trying every order of every part of the stops.
    static func optimum(_ problem: VanProblem) -> (baht: Double, vans: Int, kilometres: Double) {
        let stops = problem.demands.count
        let full = (1 << stops) - 1
        var tour = [Double](repeating: .infinity, count: full + 1)
        func extend(_ set: Int, last: Int, seconds: Double, metres: Double, pupils: Int) {
            let rules = problem.rules
            let home = seconds + problem.legs.seconds[last + 1, 0]
            let isAlone = set & (set - 1) == 0
            guard pupils <= rules.seats, isAlone || home <= rules.maximumRide.value else { return }
            tour[set] = min(tour[set], (metres + problem.legs.metres[last + 1, 0]) / 1_000)
            for next in 0..<stops where set & 1 << next == 0 {
                extend(
                    set | 1 << next, last: next,
                    seconds: seconds + problem.legs.seconds[last + 1, next + 1]
                        + rules.boarding.value,
                    metres: metres + problem.legs.metres[last + 1, next + 1],
                    pupils: pupils + problem.demands[next])
            }
        }
        for first in 0..<stops {
            extend(
                1 << first, last: first, seconds: problem.rules.boarding.value,
                metres: problem.legs.metres[0, first + 1], pupils: problem.demands[first])
        }
        func best(_ weigh: (Double) -> Double) -> Double {
            var least = [Double](repeating: .infinity, count: full + 1)
            least[0] = 0
            for set in 1...full {
                var part = set
                while part > 0 {
                    if tour[part].isFinite {
                        least[set] = min(least[set], least[set ^ part] + weigh(tour[part]))
                    }
                    part = (part - 1) & set
                }
            }
            return least[full]
        }
        return (
            best { problem.rules.bahtPerVan + 2 * $0 * problem.rules.bahtPerKilometre },
            Int(best { _ in 1 }), best { 2 * $0 }
        )
    }

    /// Bound ≤ optimum ≤ schedule on 400 problems of up to 6 stops.
    ///
    /// On average the schedule is within 0.5 % of the optimum.
    @Test func exhaustiveSearchAgrees() {
        var excess = 0.0
        var slack = 0.0
        for seed in UInt64(1)...400 {
            var random = SplitMix64(seed: 4_000 + seed)
            let stops = Int(1 + random.next() % 6)
            let problem =
                seed % 2 == 0
                ? Self.random(&random, stops: stops) : Self.lopsided(&random, stops: stops)
            guard problem.demands.allSatisfy({ $0 <= problem.rules.seats }) else { continue }
            let schedule = VanPlanner.schedule(problem)
            let optimum = Self.optimum(problem)
            #expect(schedule.bahtPerDay >= optimum.baht - 1e-6, "seed \(seed)")
            #expect(schedule.bahtPerDayAtLeast <= optimum.baht + 1e-6, "seed \(seed)")
            #expect(schedule.vansAtLeast <= optimum.vans, "seed \(seed)")
            #expect(
                schedule.kilometresPerDayAtLeast <= optimum.kilometres + 1e-6, "seed \(seed)")
            excess += schedule.bahtPerDay / optimum.baht - 1
            slack += 1 - schedule.bahtPerDayAtLeast / optimum.baht
        }
        print("vans: \(excess / 4) % above the optimum, bound \(slack / 4) % below it")
        #expect(excess / 400 < 0.005)
        #expect(slack / 400 < 0.2)
    }

    /// Everybody is picked up once, no van is too full, and only a stop driven straight to school rides too long.
    @Test(arguments: UInt64(1)...30)
    func rulesAreKept(seed: UInt64) {
        var random = SplitMix64(seed: 8_000 + seed)
        var problem = Self.lopsided(&random, stops: Int(5 + random.next() % 25))
        problem.demands[0] = 3 * problem.rules.seats + 1
        let schedule = VanPlanner.schedule(problem)
        var served = [Int](repeating: 0, count: problem.demands.count)
        for route in schedule.routes {
            #expect(route.pupils <= problem.rules.seats && route.pupils > 0, "seed \(seed)")
            var seconds = 0.0
            var metres = 0.0
            for (index, call) in route.calls.enumerated() {
                served[call.stop] += call.pupils
                let next = index + 1 < route.calls.count ? route.calls[index + 1].stop + 1 : 0
                seconds += 60 + problem.legs.seconds[call.stop + 1, next]
                metres += problem.legs.metres[call.stop + 1, next]
            }
            #expect(abs(seconds - route.longestRide.value) < 1e-6, "seed \(seed)")
            #expect(abs(metres - route.distance.value) < 1e-6, "seed \(seed)")
            #expect(
                seconds <= problem.rules.maximumRide.value + 1e-9
                    || (route.isOverRideLimit && route.calls.count == 1), "seed \(seed)")
        }
        for call in schedule.unserved { served[call.stop] += call.pupils }
        #expect(served == problem.demands, "seed \(seed)")
        #expect(schedule.routes.count >= schedule.vansAtLeast, "seed \(seed)")
        #expect(
            schedule.kilometresPerDay >= schedule.kilometresPerDayAtLeast - 1e-6, "seed \(seed)")
        #expect(VanPlanner.schedule(problem) == schedule, "seed \(seed)")
    }
}
