import NetworkPlanning
import PlanarGeometry
import SpatialTypes

/// The area of each cluster and pool: its schools' catchments together, or ground round its schools for want of them.
enum ClusterAreas {
    /// Ground shown round the schools of a cluster that has no catchments, metres.
    static let margin = 700.0

    /// The key of a pool's area.
    static func key(of pool: Pool) -> String { "pool-" + (pool.memberCodes.first ?? "") }

    /// Areas by hub code, and of pools by `key(of:)`.
    static func areas(of plan: Plan) throws -> [String: [Polygon]] {
        let catchments = Dictionary(
            grouping: plan.catchments, by: \.schoolCode
        ).mapValues { $0.flatMap(\.area) }
        let positions = Dictionary(
            uniqueKeysWithValues: plan.schools.map { ($0.school.code, $0.school.position) })
        var areas: [String: [Polygon]] = [:]
        let groups =
            plan.clusters.map { ($0.hubCode, [$0.hubCode] + $0.memberCodes) }
            + plan.pools.map { (key(of: $0), $0.memberCodes) }
        for (key, codes) in groups {
            let parts = codes.compactMap { catchments[$0] }.filter { !$0.isEmpty }
            if parts.count == codes.count {
                areas[key] = try union(parts.flatMap { $0 })
            } else if let centre = codes.first.flatMap({ positions[$0] }) {
                let area = LocalPlane(origin: centre)
                    .convexArea(round: codes.compactMap { positions[$0] }, margin: margin)
                areas[key] = area.map { [$0] } ?? []
            }
        }
        return areas
    }

    /// The outline of each district: its subdistricts together; without names, none.
    static func districts(of plan: Plan) throws -> [(name: String, area: [Polygon])] {
        let boundaries = Dictionary(grouping: plan.district.boundaries) { $0.districtThai ?? "" }
        return try ThaiOrder.sorted(boundaries.keys.filter { !$0.isEmpty }).map { name in
            (name, try union((boundaries[name] ?? []).flatMap(\.area)))
        }
    }

    /// The ground of all polygons together; a polygon that crosses itself is repaired first.
    ///
    /// Corners are brought to the seven decimals in which layers are written: neighbours whose common corners
    /// differ in the last bit would otherwise stay apart.
    private static func union(_ polygons: [Polygon]) throws -> [Polygon] {
        do {
            let engine = try GeometryEngine()
            let valid = try polygons.flatMap { polygon in
                try engine.makeValid(.polygon(rounded(polygon))).geometry?.polygons ?? []
            }
            return try engine.union(of: valid)
        } catch {
            throw PublishingError(code: .geometry, detail: "\(error)")
        }
    }

    private static func rounded(_ polygon: Polygon) -> Polygon {
        func rounded(_ ring: LinearRing) -> LinearRing {
            LinearRing(
                ring.coordinates.map { corner in
                    Coordinate(
                        longitude: (corner.longitude * 1e7).rounded() / 1e7,
                        latitude: (corner.latitude * 1e7).rounded() / 1e7)
                })
        }
        return Polygon(exterior: rounded(polygon.exterior), holes: polygon.holes.map(rounded))
    }
}
