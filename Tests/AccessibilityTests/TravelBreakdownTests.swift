import Accessibility
import SchoolDistrict
import SpatialTypes
import TestSupport
import Testing

/// Percentiles, groups and minutes on a handful of pupils, worked out by hand.
@Suite struct TravelBreakdownTests {
    func tally() -> TravelTally {
        TravelTally(
            limit: Metres(kilometres: 3), distancesAreEstimated: false,
            vanTimesAreEstimated: false)
    }

    /// Ten pupils: 4 at 1 km, 4 at 2 km, 1 at 3 km, 1 at 5 km.
    ///
    /// The 5th of ten walks 2 km (median), the 9th 3 km (P90). Mean (4 + 8 + 3 + 5) / 10 = 2 km: on foot 30 min, worst 75
    /// min; by bicycle 12 min; by motorcycle 4 min. 3 km is not over 3 km.
    @Test func percentilesAreExactOverPupils() throws {
        var tally = tally()
        for (pupils, kilometres) in [(1, 5.0), (4, 1), (1, 3), (4, 2)] {
            tally.add(
                TravelSample(
                    pupils: GradeCounts([.p1: pupils]), distance: Metres(kilometres: kilometres),
                    vanTime: Seconds(kilometres * 120)))
        }
        let all = tally.breakdown.all
        #expect(all.median == Metres(kilometres: 2))
        #expect(all.p90 == Metres(kilometres: 3))
        #expect(all.worst == Metres(kilometres: 5))
        #expect(all.burden.overLimit == 1)
        #expect(all.shareOverLimit == 0.1)
        let walk = try #require(all.minutes[.walk])
        #expect(abs(walk.mean - 30) < 1e-9 && abs(walk.p90 - 45) < 1e-9)
        #expect(abs(walk.worst - 75) < 1e-9 && !walk.isEstimated)
        #expect(abs((all.minutes[.bicycle]?.mean ?? 0) - 12) < 1e-9)
        #expect(abs((all.minutes[.motorcycle]?.mean ?? 0) - 4) < 1e-9)
        let van = try #require(all.minutes[.schoolVan])
        #expect(abs(van.mean - 4) < 1e-9 && abs(van.worst - 10) < 1e-9)
    }

    @Test func gradesAreSplitIntoTheirGroups() {
        var tally = tally()
        tally.add(
            TravelSample(
                pupils: GradeCounts([.k2: 2, .p3: 1, .p4: 3]), distance: Metres(kilometres: 4),
                vanTime: nil))
        tally.add(
            TravelSample(
                pupils: GradeCounts([.p1: 5]), distance: Metres(kilometres: 1), vanTime: nil))
        tally.addWithoutHome(GradeCounts([.p6: 7]))
        let breakdown = tally.breakdown
        #expect(breakdown.all.burden.pupilsMeasured == 11)
        #expect(breakdown.all.burden.pupilsWithoutHome == 7)
        #expect(breakdown.byGradeGroup[.prePrimary]?.burden.overLimit == 2)
        #expect(breakdown.byGradeGroup[.lowerPrimary]?.burden.pupilsMeasured == 6)
        #expect(breakdown.byGradeGroup[.lowerPrimary]?.burden.overLimit == 1)
        #expect(breakdown.byGradeGroup[.upperPrimary]?.burden.pupilsWithoutHome == 7)
        #expect(breakdown.byGradeGroup[.lowerSecondary] == nil)
        #expect(breakdown.all.minutes[.schoolVan] == nil)
    }

    /// Nobody recorded the disabled; the poor are recorded at one home of two.
    @Test func notRecordedIsNotZero() throws {
        var tally = tally()
        tally.add(
            TravelSample(
                pupils: GradeCounts([.p1: 4]), vulnerable: [.poor: GradeCounts([.p1: 3])],
                distance: Metres(kilometres: 4), vanTime: nil))
        tally.add(
            TravelSample(
                pupils: GradeCounts([.p1: 6]), distance: Metres(kilometres: 1), vanTime: nil))
        tally.addWithoutHome(GradeCounts([.p1: 2]))
        let groups = tally.breakdown.byVulnerableGroup
        #expect(groups[.disabled] == nil)
        let poor = try #require(groups[.poor])
        #expect(poor.spread.burden.pupilsMeasured == 3)
        #expect(poor.spread.shareOverLimit == 1)
        #expect(poor.pupilsNotRecorded == 8)
    }

    /// A home that records nobody of a group makes the group known, with nobody in it.
    @Test func recordedNobodyIsZero() throws {
        var tally = tally()
        tally.add(
            TravelSample(
                pupils: GradeCounts([.p1: 4]), vulnerable: [.poor: GradeCounts()],
                distance: Metres(kilometres: 4), vanTime: nil))
        let poor = try #require(tally.breakdown.byVulnerableGroup[.poor])
        #expect(poor.spread.burden.pupilsMeasured == 0 && poor.pupilsNotRecorded == 0)
        #expect(poor.spread.median == nil && poor.spread.shareOverLimit == nil)
    }

    /// 5 of 10 pupils, 3 + 3 + 4 by grade: shares 1.5, 1.5 and 2; the pupil left over goes to the lower grade.
    @Test func membersAreSpreadByLargestRemainder() {
        let pupils = GradeCounts([.p1: 3, .p2: 3, .p3: 4])
        #expect(pupils.spreading(5) == GradeCounts([.p1: 2, .p2: 1, .p3: 2]))
        #expect(pupils.spreading(0).isEmpty)
        #expect(pupils.spreading(12) == pupils)
    }

    @Test(arguments: UInt64(1)...50)
    func spreadingKeepsTheNumber(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var pupils = GradeCounts()
        for grade in Grade.allCases { pupils[grade] = Int(random.next() % 6) }
        let number = Int(random.next() % 40)
        let spread = pupils.spreading(number)
        #expect(spread.total == min(number, pupils.total), "seed \(seed)")
        for grade in Grade.allCases {
            #expect((0...pupils[grade]).contains(spread[grade]), "seed \(seed)")
        }
    }

    /// Percentiles against sorting every single pupil, and no dependence on the order of adding.
    @Test(arguments: UInt64(1)...50)
    func agreesWithOnePupilAtATime(seed: UInt64) {
        var random = SplitMix64(seed: 70 + seed)
        let samples = (0..<Int(1 + random.next() % 30)).map { _ in
            TravelSample(
                pupils: GradeCounts([
                    .p1: Int(random.next() % 4), .m1: Int(random.next() % 4),
                ]),
                distance: random.chance(0.1)
                    ? .unreachable : Metres(Double(random.next() % 6_000)), vanTime: nil)
        }
        var forwards = tally()
        samples.forEach { forwards.add($0) }
        var first = tally()
        var second = tally()
        for (index, sample) in samples.reversed().enumerated() {
            if index % 2 == 0 { first.add(sample) } else { second.add(sample) }
        }
        first.add(second)
        #expect(forwards.breakdown == first.breakdown, "seed \(seed)")
        let single = samples.filter(\.distance.isReachable)
            .flatMap { Array(repeating: $0.distance, count: $0.pupils.total) }.sorted()
        let all = forwards.breakdown.all
        #expect(all.burden.pupilsMeasured == single.count, "seed \(seed)")
        guard !single.isEmpty else { return }
        #expect(all.median == single[(single.count + 1) / 2 - 1], "seed \(seed)")
        #expect(all.p90 == single[(single.count * 9 + 9) / 10 - 1], "seed \(seed)")
    }
}
