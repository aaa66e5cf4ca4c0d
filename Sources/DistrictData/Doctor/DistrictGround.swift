import PlanarGeometry
import Projections
import SchoolDistrict
import SpatialTypes

/// The ground of a district: its subdistricts where they are known, else where most of its schools stand.
final class DistrictGround {
    /// How well a place suits a school, from impossible to certain.
    enum Suitability: Int, Comparable {
        /// Away from the district.
        case elsewhere
        /// In the district or just beside it.
        case district
        /// In the school's own subdistrict.
        case subdistrict

        static func < (left: Suitability, right: Suitability) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    let boundaries: [Boundary]
    private let index: PolygonIndex?
    private let box: BoundingBox?
    private let numbers: [String: [Int]]

    /// Places nearer to their own subdistrict than this count as inside: drawn borders are simplified.
    static let edgeTolerance = 300.0

    init(boundaries: [Boundary], positions: [Coordinate]) {
        self.boundaries = boundaries
        index = boundaries.isEmpty ? nil : try? PolygonIndex(boundaries.map(\.area))
        numbers = Dictionary(
            grouping: boundaries.indices, by: { ThaiName.key(boundaries[$0].nameThai) })
        let margin = 0.05
        if let box = BoundingBox(
            of: boundaries.lazy.flatMap(\.area).flatMap(\.exterior.coordinates))
        {
            self.box = Self.widened(box, by: margin)
        } else {
            self.box = Self.robustBox(positions).map { Self.widened($0, by: margin) }
        }
    }

    /// Whether any ground is known.
    var isKnown: Bool { box != nil }

    /// The subdistricts of a name, within the named district where several share it.
    func subdistricts(_ name: String?, district: String?) -> [Int] {
        guard let name else { return [] }
        let all = numbers[ThaiName.key(name)] ?? []
        guard all.count > 1, let district else { return all }
        let wanted = ThaiName.key(district)
        let same = all.filter { boundaries[$0].districtThai.map(ThaiName.key) == wanted }
        return same.isEmpty ? all : same
    }

    /// The subdistrict a place lies in.
    func subdistrict(at place: Coordinate) -> Int? {
        (try? index?.polygon(containing: place)) ?? nil
    }

    /// How well a place suits a school of a subdistrict.
    func suitability(of place: Coordinate, subdistricts: [Int]) -> Suitability {
        if !subdistricts.isEmpty {
            let held = (try? index?.polygons(containing: place)) ?? []
            if held.contains(where: subdistricts.contains) { return .subdistrict }
            if subdistricts.contains(where: {
                distance(from: place, to: $0) <= Self.edgeTolerance
            }) {
                return .subdistrict
            }
        }
        guard let box, box.contains(place) else { return .elsewhere }
        return .district
    }

    /// Whether a place lies strictly inside one of the subdistricts.
    func isInside(_ place: Coordinate, _ subdistricts: [Int]) -> Bool {
        ((try? index?.polygons(containing: place)) ?? []).contains(where: subdistricts.contains)
    }

    /// Metres from a place to the border of a subdistrict.
    func distance(from place: Coordinate, to subdistrict: Int) -> Double {
        var best = Double.infinity
        let scale = FlatEarth(at: place)
        for polygon in boundaries[subdistrict].area {
            let corners = polygon.exterior.coordinates.map(scale.metres)
            for (a, b) in zip(corners, corners.dropFirst()) {
                best = min(best, FlatEarth.distanceFromOrigin(a, b))
            }
        }
        return best
    }

    /// The box of the positions without the tenth furthest out on either side.
    private static func robustBox(_ positions: [Coordinate]) -> BoundingBox? {
        guard positions.count >= 8 else { return BoundingBox(of: positions) }
        let longitudes = positions.map(\.longitude).sorted()
        let latitudes = positions.map(\.latitude).sorted()
        let cut = positions.count / 10
        let box = BoundingBox(
            west: longitudes[cut], south: latitudes[cut],
            east: longitudes[longitudes.count - 1 - cut],
            north: latitudes[latitudes.count - 1 - cut])
        return widened(box, by: max(box.east - box.west, box.north - box.south) / 2)
    }

    private static func widened(_ box: BoundingBox, by margin: Double) -> BoundingBox {
        BoundingBox(
            west: box.west - margin, south: box.south - margin, east: box.east + margin,
            north: box.north + margin)
    }
}

/// A plane round a place, good for some kilometres: metres east and north of it.
struct FlatEarth {
    private let origin: Coordinate
    private let metresPerDegreeEast: Double
    private static let metresPerDegreeNorth = 110_600.0

    init(at origin: Coordinate) {
        self.origin = origin
        // Bhaskara's cosine: 0.2 % at most, without a library on a floor that needs none.
        let square = origin.latitude * origin.latitude
        metresPerDegreeEast = 111_320 * (32_400 - 4 * square) / (32_400 + square)
    }

    /// Metres east and north of the origin.
    func metres(_ place: Coordinate) -> (x: Double, y: Double) {
        (
            (place.longitude - origin.longitude) * metresPerDegreeEast,
            (place.latitude - origin.latitude) * Self.metresPerDegreeNorth
        )
    }

    /// The distance of the origin from the segment between two points, metres.
    static func distanceFromOrigin(
        _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)
    ) -> Double {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let square = dx * dx + dy * dy
        let along = square == 0 ? 0 : min(1, max(0, -(a.x * dx + a.y * dy) / square))
        let (x, y) = (a.x + along * dx, a.y + along * dy)
        return (x * x + y * y).squareRoot()
    }
}
