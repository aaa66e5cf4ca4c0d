import NetworkPlanning
import RoadNetwork
import SchoolDistrict
import SpatialTypes
import Testing

/// What a plan builds catchments from where the office has none; schools A and B stand 8 km apart on one line.
///
/// A place 3 km east of A tells the sources apart: it is A's by straight line.
@Suite("Where catchments come from")
struct CatchmentSourceTests {
    private static let district = SmallDistrict("A.......B")

    private func owner(of place: Coordinate, in plan: Plan) -> String? {
        plan.catchments.first { catchment in
            catchment.area.contains { polygon in
                var inside = false
                let ring = polygon.exterior.coordinates
                for (a, b) in zip(ring, ring.dropFirst())
                where (a.latitude > place.latitude) != (b.latitude > place.latitude) {
                    let crossing =
                        (b.longitude - a.longitude) * (place.latitude - a.latitude)
                        / (b.latitude - a.latitude) + a.longitude
                    if place.longitude < crossing { inside.toggle() }
                }
                return inside
            }
        }?.schoolCode
    }

    private func plan(_ district: District, roads: [RoadSegment]? = nil) throws -> Plan {
        try PlanPipeline().plan(
            district, scenario: SmallDistrict.scenario(.none, hubs: .atMost(1)),
            roads: roads.map { .init(segments: $0, barriers: []) },
            provenance: Provenance(
                plannerVersion: "test", libraries: [], inputs: [], coordinateNote: nil,
                roadNote: nil))
    }

    private let place = SmallDistrict.position(column: 3, row: 0.1)

    /// A road from B passes the place, 5 km; A's road leads away from it.
    private let roads = [
        RoadSegment(
            id: 1,
            coordinates: [
                SmallDistrict.position(column: 8, row: 0),
                SmallDistrict.position(column: 2.5, row: 0.1),
            ], roadClass: "tertiary"),
        RoadSegment(
            id: 2,
            coordinates: [
                SmallDistrict.position(column: 0, row: 0),
                SmallDistrict.position(column: -1, row: 0),
            ], roadClass: "tertiary"),
    ]

    private func village(_ school: String) -> Village {
        Village(
            code: "1", nameThai: "บ้าน", position: place,
            homes: [HomePupils(schoolCode: school, pupils: GradeCounts([.p1: 9]))])
    }

    @Test func straightLinesWithoutAnythingElse() throws {
        let plan = try plan(Self.district.district())
        #expect(owner(of: place, in: plan) == "A")
        #expect(plan.catchments.count == 2)
        #expect(plan.catchments.allSatisfy { $0.isBuilt })
    }

    @Test func roadsBeforeStraightLines() throws {
        let plan = try plan(Self.district.district(), roads: roads)
        #expect(owner(of: place, in: plan) == "B")
        #expect(plan.catchments.allSatisfy { $0.isBuilt })
    }

    @Test func homesBeforeRoads() throws {
        let plan = try plan(Self.district.district(villages: [village("A")]), roads: roads)
        #expect(owner(of: place, in: plan) == "A")
        #expect(plan.catchments.allSatisfy { $0.isBuilt })
    }

    /// B's catchment is drawn, A's is not: it is built beside B's, and ends where that begins.
    @Test func officialOnesBeforeAll() throws {
        var district = Self.district.district(villages: [village("A")])
        let corners = [(2.0, 1.0), (8.0, 1.0), (8.0, -1.0), (2.0, -1.0)].map {
            SmallDistrict.position(column: $0.0, row: $0.1)
        }
        district.catchments = [
            Catchment(
                schoolCode: "B", area: [Polygon(exterior: LinearRing(corners))], isBuilt: false)
        ]
        let plan = try plan(district)
        #expect(plan.catchments.map(\.schoolCode) == ["A", "B"])
        #expect(plan.catchments[1] == district.catchments[0])
        #expect(plan.catchments[0].isBuilt)
        // The place is nearest to A and its village goes there, but it lies in B's official catchment.
        #expect(owner(of: place, in: plan) == "B")
        #expect(owner(of: SmallDistrict.position(column: 1.9, row: 0), in: plan) == "A")
        // With both drawn nothing is built.
        district.catchments.append(
            Catchment(
                schoolCode: "A",
                area: [Polygon(exterior: LinearRing(corners))], isBuilt: false))
        #expect(try self.plan(district).catchments == district.catchments)
    }
}
