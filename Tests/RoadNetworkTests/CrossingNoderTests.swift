import RoadNetwork
import SpatialTypes
import TestSupport
import Testing

/// Lines without identifiers that cross; one cell is 100 m.
@Suite struct CrossingNoderTests {
    /// A road A–B from west to east and a road C–D from north to south cross in the middle.
    private func village(_ change: (inout RoadSegment) -> Void = { _ in }) -> Village {
        var village = Village(
            """
              C
            A   B
              D
            """, ways: ["AB", "CD"]
        ).withoutNodeIDs
        change(&village.segments[1])
        return village
    }

    private func noded(_ village: Village) -> Village {
        var copy = village
        copy.segments = CrossingNoder(village.segments).segments
        return copy
    }

    private let every = SnapRule(smallestComponent: .zero)

    /// From A to C 200 + 100 m, once the crossing is a junction.
    @Test func roadsMeetWhereTheyCross() throws {
        #expect(try village().metres("A", "C", rule: every) == nil)
        #expect(isAbout(try noded(village()).metres("A", "C", rule: every), 300))
        #expect(CrossingNoder(village().segments).addedCorners == 2)
    }

    @Test func bridgesAndTunnelsDoNotMeetTheGround() throws {
        for change in [
            { $0.isBridge = true }, { $0.isTunnel = true }, { $0.layer = 1 },
            { $0.roadClass = "ferry" },
        ] as [(inout RoadSegment) -> Void] {
            #expect(CrossingNoder(village(change).segments).addedCorners == 0)
        }
    }

    @Test func bridgesOfOneHeightMeet() throws {
        var both = village { $0.isBridge = true }
        both.segments[0].layer = 1
        #expect(isAbout(try noded(both).metres("A", "C", rule: every), 300))
    }

    /// C ends 0.3 m before the main road: a junction; 2 m before it: none.
    @Test func aRoadThatEndsOnAnotherMeetsIt() throws {
        for (gap, meets) in [(0.0, true), (0.3, true), (-0.3, true), (2, false)] {
            var village = Village("  C\nA   B", ways: ["AB", "CA"]).withoutNodeIDs
            let foot = village["A"].offset(east: 200, north: gap)
            village.segments[1].coordinates = [village["C"], foot]
            let metres = try noded(village).metres("A", "C", rule: every)
            #expect(meets ? isAbout(metres, 300) || isAbout(metres, 299.7) : metres == nil)
        }
    }

    /// Identifiers say where roads meet; lines that have them are left as they are.
    @Test func roadsWithIdentifiersAreBelieved() {
        let village = Village("  C\nA   B\n  D", ways: ["AB", "CD"])
        #expect(CrossingNoder(village.segments).segments == village.segments)
    }

    /// Random lines: every proper crossing of two of them becomes one shared corner.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func everyCrossingIsShared(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let origin = Coordinate(longitude: 100, latitude: 15)
        func place() -> (x: Double, y: Double) {
            (
                Double.random(in: 0...2_000, using: &random),
                Double.random(in: 0...2_000, using: &random)
            )
        }
        let lines = (0..<12).map { _ in [place(), place()] }
        let segments = lines.enumerated().map { index, line in
            RoadSegment(
                id: Int64(index), coordinates: line.map { origin.offset(east: $0.x, north: $0.y) },
                roadClass: "residential")
        }
        let result = CrossingNoder(segments).segments.map { Set($0.coordinates) }
        func side(_ p: (x: Double, y: Double), _ line: [(x: Double, y: Double)]) -> Double {
            (line[1].x - line[0].x) * (p.y - line[0].y) - (line[1].y - line[0].y)
                * (p.x - line[0].x)
        }
        func length(_ line: [(x: Double, y: Double)]) -> Double {
            let (x, y) = (line[1].x - line[0].x, line[1].y - line[0].y)
            return (x * x + y * y).squareRoot()
        }
        for i in lines.indices {
            for j in lines.indices where j > i {
                let (a, b) = (lines[i], lines[j])
                // An end within a metre of the other line may or may not be meant to meet it.
                let isClear =
                    a.allSatisfy { abs(side($0, b)) > length(b) }
                    && b.allSatisfy { abs(side($0, a)) > length(a) }
                guard isClear else { continue }
                let doesCross =
                    side(a[0], b) * side(a[1], b) < 0 && side(b[0], a) * side(b[1], a) < 0
                #expect(
                    !result[i].isDisjoint(with: result[j]) == doesCross, "seed \(seed) \(i) \(j)")
            }
        }
    }
}
