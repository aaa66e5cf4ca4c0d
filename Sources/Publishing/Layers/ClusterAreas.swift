import NetworkPlanning
import SpatialTypes

/// The area of each cluster: its schools' catchments together, or ground round its schools for want of them.
enum ClusterAreas {
    /// Ground shown round the schools of a cluster that has no catchments, metres.
    static let margin = 700.0

    /// Areas by hub code.
    static func areas(of plan: Plan) throws -> [String: [Polygon]] {
        let catchments = Dictionary(
            grouping: plan.catchments, by: \.schoolCode
        ).mapValues { $0.flatMap(\.area) }
        let positions = Dictionary(
            uniqueKeysWithValues: plan.schools.map { ($0.school.code, $0.school.position) })
        var areas: [String: [Polygon]] = [:]
        for cluster in plan.clusters {
            let codes = [cluster.hubCode] + cluster.memberCodes
            let parts = codes.compactMap { catchments[$0] }.filter { !$0.isEmpty }
            if parts.count == codes.count {
                areas[cluster.hubCode] = try union(parts.flatMap { $0 })
            } else if let hub = positions[cluster.hubCode] {
                let area = LocalPlane(origin: hub)
                    .convexArea(round: codes.compactMap { positions[$0] }, margin: margin)
                areas[cluster.hubCode] = area.map { [$0] } ?? []
            }
        }
        return areas
    }

    private static func union(_ polygons: [Polygon]) throws -> [Polygon] { polygons }
}
