import Accessibility
import Projections
import SpatialTypes
import Testing

/// Squares of 0.01° laid over each other.
@Suite struct CatchmentComparisonTests {
    private func square(_ west: Double, _ east: Double) -> [Polygon] {
        [
            Polygon(
                exterior: LinearRing(
                    [(west, 0.0), (east, 0), (east, 1), (west, 1)].map {
                        Coordinate(longitude: 100 + $0.0 / 100, latitude: 15 + $0.1 / 100)
                    }))
        ]
    }

    private func place(_ x: Double, _ pupils: Int) -> PupilPlace {
        PupilPlace(
            coordinate: Coordinate(longitude: 100 + x / 100, latitude: 15.005), pupils: pupils)
    }

    /// By road A has 0–2 and B 2–4; officially A has 0–1.5, B 1.5–3 and nobody 3–4; B also has
    /// 4–5, which no road reaches.
    @Test func differencesAreListedWithPupils() throws {
        let comparison = try CatchmentComparison(
            built: [("B", square(2, 4)), ("A", square(0, 2))],
            official: [("A", square(0, 1.5)), ("B", square(1.5, 3) + square(4, 5))],
            pupils: [place(1, 7), place(1.7, 5), place(2.5, 3), place(3.5, 2), place(4.5, 1)])
        #expect(comparison.parts.map(\.built) == ["A", "A", "B", "B", nil])
        #expect(comparison.parts.map(\.official) == ["A", "B", "B", nil, "B"])
        #expect(comparison.parts.map(\.pupils) == [7, 5, 3, 2, 1])
        #expect(comparison.parts.map(\.agrees) == [true, false, true, false, false])
        let unit = Geodesic.wgs84.areaSquareMetres(of: square(0, 1)[0])
        for (part, size) in zip(comparison.parts, [1.5, 0.5, 1, 1, 1]) {
            #expect(abs(part.squareMetres - size * unit) < unit * 0.001)
        }
    }

    @Test func withoutPlacesNobodyIsCounted() throws {
        let comparison = try CatchmentComparison(
            built: [("A", square(0, 2))], official: [("A", square(0, 2))])
        #expect(comparison.parts.count == 1 && comparison.parts[0].pupils == nil)
    }

    @Test func pupilsAreCountedByArea() throws {
        let counts = try PupilPlace.pupils(
            of: [place(0.5, 4), place(1.5, 6), place(9, 1)], in: [square(0, 1), square(0, 2), []])
        #expect(counts == [4, 10, 0])
    }
}
