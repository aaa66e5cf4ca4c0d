import Accessibility
import PlanarGeometry
import Projections
import SchoolDistrict
import SpatialTypes
import TestSupport
import Testing

/// An office that has drawn some catchments only.
@Suite("Catchments beside official ones")
struct CatchmentCompletionTests {
    private func box(_ west: Double, _ east: Double, _ south: Double = 14.6) -> [Polygon] {
        let corners = [(west, south), (east, south), (east, 14.7), (west, 14.7)].map {
            Coordinate(longitude: $0.0, latitude: $0.1)
        }
        return [Polygon(exterior: LinearRing(corners))]
    }

    private func area(_ polygons: [Polygon]) -> Double {
        polygons.reduce(0) { $0 + abs(Geodesic.wgs84.areaSquareMetres(of: $1)) }
    }

    /// Cells meet at 104.65 and A's drawn catchment reaches to 104.67, so that B's begins there and C has none.
    @Test func whatIsLeftOfTheCell() throws {
        let official = [Catchment(schoolCode: "A", area: box(104.60, 104.67), isBuilt: false)]
        let cells = [
            Catchment(schoolCode: "A", area: box(104.60, 104.65), isBuilt: true),
            Catchment(schoolCode: "B", area: box(104.65, 104.70), isBuilt: true),
            Catchment(schoolCode: "C", area: box(104.61, 104.62, 14.65), isBuilt: true),
        ]
        let all = try CatchmentCompletion.completed(official, with: cells)
        #expect(all.map(\.schoolCode) == ["A", "B"])
        #expect(all[0] == official[0])
        #expect(all[1].isBuilt)
        #expect(abs(area(all[1].area) - area(box(104.67, 104.70))) < 1)
        #expect(try CatchmentCompletion.completed([], with: cells) == cells)
    }

    /// Whatever is drawn, no built catchment overlaps another or a drawn one (1 m² is rounding).
    @Test func nothingOverlaps() throws {
        for seed in UInt64(1)...20 {
            var generator = SplitMix64(seed: seed)
            let schools = (0..<9).map { number in
                (
                    code: "\(number)",
                    position: Coordinate(
                        longitude: 104.6 + Double.random(in: 0..<0.1, using: &generator),
                        latitude: 14.6 + Double.random(in: 0..<0.1, using: &generator))
                )
            }
            let cells = try CatchmentBuilder.catchments(
                of: schools, official: [], within: [box(104.6, 104.7)])
            // Three drawn ones, a little larger or smaller than their cells.
            let official = try cells.prefix(3).map { cell in
                Catchment(
                    schoolCode: cell.schoolCode,
                    area: try GeometryEngine().buffer(
                        of: .multiPolygon(cell.area),
                        radius: Metres(Double.random(in: 10..<400, using: &generator))),
                    isBuilt: false)
            }
            let all = try CatchmentCompletion.completed(official, with: cells)
            let engine = try GeometryEngine()
            for pair in try engine.overlaps(among: all.map(\.area))
            where all[pair.first].isBuilt || all[pair.second].isBuilt {
                let shared = try engine.intersection(
                    of: all[pair.first].area, and: all[pair.second].area)
                #expect(area(shared) < 1, "seed \(seed)")
            }
            #expect(all.count { !$0.isBuilt } == 3, "seed \(seed)")
        }
    }
}
