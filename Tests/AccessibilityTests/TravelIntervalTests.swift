import Accessibility
import RoadNetwork
import SpatialTypes
import TestSupport
import Testing

/// What can be said of pupils whose home is unknown.
@Suite struct TravelIntervalTests {
    let limit = Metres(kilometres: 3)
    let withinLimit = Interval(0, 3_000)

    /// Homes within 3 km of the old school, which is 4 km from the new one: 1 to 7 km.
    ///
    /// 10 pupils may be over, none must.
    @Test func nearMoveMayBeOver() {
        var interval = TravelInterval()
        interval.add(pupils: 10, old: withinLimit, move: Metres(kilometres: 4), limit: limit)
        #expect(interval.overLimit == Interval(0, 10))
        #expect(interval.meanKilometres == Interval(1, 7))
        #expect(interval.isAssumed)
    }

    /// 7 km away every home is at least 4 km from the new school: all are over.
    @Test func farMoveIsCertainlyOver() {
        var interval = TravelInterval()
        interval.add(pupils: 10, old: withinLimit, move: Metres(kilometres: 7), limit: limit)
        #expect(interval.overLimit == Interval(exactly: 10))
        #expect(interval.meanKilometres == Interval(4, 10))
    }

    @Test func whoStaysIsWithinTheAssumption() {
        var interval = TravelInterval()
        interval.add(pupils: 10, old: withinLimit, move: .zero, limit: limit)
        #expect(interval.overLimit == Interval(exactly: 0))
        #expect(interval.meanKilometres == Interval(0, 3))
    }

    /// A reported 5 km and a move of 2 km: DESIGN 7's |5 − 2| to 5 + 2, and certainly not under 3 km.
    @Test func reportedDistanceNarrowsIt() {
        #expect(
            TravelInterval.way(old: Interval(exactly: 5_000), move: Metres(2_000))
                == Interval(3_000, 7_000))
    }

    @Test func knownAndUnknownAddUp() {
        var burden = TravelBurden()
        burden.add(pupils: 5, distance: Metres(kilometres: 4), limit: limit)
        burden.add(pupils: 5, distance: .unreachable, limit: limit)
        var interval = TravelInterval()
        interval.add(burden)
        #expect(!interval.isAssumed && interval.overLimit == Interval(exactly: 5))
        interval.add(pupils: 5, old: withinLimit, move: Metres(kilometres: 4), limit: limit)
        interval.add(pupils: 1, old: withinLimit, move: .unreachable, limit: limit)
        #expect(interval.overLimit == Interval(5, 10))
        // (5 × 4 + 5 × 1) / 10 to (5 × 4 + 5 × 7) / 10.
        #expect(interval.meanKilometres == Interval(2.5, 5.5))
        #expect(interval.pupilsUnreachable == 1)
    }

    /// On a plane with homes anywhere within the radius, the true count lies inside the interval.
    @Test(arguments: UInt64(1)...100)
    func truthLiesInside(seed: UInt64) throws {
        var random = SplitMix64(seed: 300 + seed)
        var interval = TravelInterval()
        var over = 0.0
        var kilometres = 0.0
        for _ in 0..<20 {
            let move = random.unit() * 8_000
            let (x, y) = (random.unit() * 6_000 - 3_000, random.unit() * 6_000 - 3_000)
            guard (x * x + y * y).squareRoot() <= 3_000 else { continue }
            let new = ((x - move) * (x - move) + y * y).squareRoot()
            interval.add(pupils: 1, old: withinLimit, move: Metres(move), limit: limit)
            if new > 3_000 { over += 1 }
            kilometres += new / 1_000
        }
        #expect(
            (interval.overLimit.lower...interval.overLimit.upper).contains(over), "seed \(seed)")
        let range = interval.pupilKilometres
        #expect((range.lower...range.upper).contains(kilometres), "seed \(seed)")
    }
}

/// Which ways call for a Seal Route.
@Suite struct RouteSafetyTests {
    func way(along: Double, crossings: Int) -> Way {
        Way(
            distance: Metres(2_000), duration: Seconds(1_800), flaggedDistance: Metres(along),
            crossings: crossings)
    }

    @Test func flagsMoreThan100MetresAlongOrACrossing() throws {
        let rule = SealRouteRule()
        var safety = RouteSafety()
        safety.add(home: 0, pupils: 4, way: way(along: 100, crossings: 0), rule: rule)
        #expect(!safety.needsSealRoute && safety.shareFlagged == 0)
        safety.add(home: 1, pupils: 1, way: way(along: 101, crossings: 0), rule: rule)
        safety.add(home: 2, pupils: 2, way: way(along: 0, crossings: 1), rule: rule)
        safety.add(home: 3, pupils: 1, way: way(along: 500, crossings: 1), rule: rule)
        safety.add(home: 4, pupils: 9, way: nil, rule: rule)
        #expect(safety.pupils == 8)
        #expect(safety.pupilsAlong == 2 && safety.pupilsCrossing == 3)
        #expect(safety.pupilsFlagged == 4 && safety.shareFlagged == 0.5)
        #expect(safety.worst?.home == 3)
        #expect(abs(safety.kilometresAlong - (0.4 + 0.101 + 0.5)) < 1e-9)
    }

    @Test func nobodyKnownIsNotSafe() {
        let safety = RouteSafety()
        #expect(safety.shareFlagged == nil && !safety.needsSealRoute)
    }
}
