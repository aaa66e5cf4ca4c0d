import PlanarGeometry
import SchoolDistrict
import SpatialTypes

/// Catchments where the office has none: the ground nearest to each school, flagged as built.
public enum CatchmentBuilder {
    /// The official catchments where there are any; else straight-line Voronoi cells inside the administrative areas
    /// that hold a school, or round the schools where no areas are known.
    ///
    /// - Parameters:
    ///   - schools: code and position of every school, in the order wanted.
    ///   - official: catchments as read; returned as they are when not empty.
    ///   - areas: administrative areas.
    /// - Returns: one catchment per school that has ground of its own, sorted by code.
    /// - Throws: `GeometryError` when an area is so damaged that GEOS refuses it.
    public static func catchments(
        of schools: [(code: String, position: Coordinate)], official: [Catchment],
        within areas: [[Polygon]]
    ) throws -> [Catchment] {
        guard official.isEmpty else { return official }
        guard !schools.isEmpty else { return [] }
        let engine = try GeometryEngine()
        let positions = schools.map(\.position)
        let ground = try ground(for: positions, within: areas, engine: engine)
        let cells = try engine.voronoi(of: positions, clippedTo: ground)
        return zip(schools, cells)
            .filter { !$1.isEmpty }
            .map { Catchment(schoolCode: $0.code, area: $1, isBuilt: true) }
            .sorted { $0.schoolCode < $1.schoolCode }
    }

    /// The Voronoi cells of points, those of each school joined into one catchment.
    ///
    /// - Parameter labels: the place in `schools` that each point belongs to.
    static func joinedCells(
        of points: [Coordinate], labels: [Int], schools: [(code: String, position: Coordinate)],
        within areas: [[Polygon]]
    ) throws -> [Catchment] {
        let engine = try GeometryEngine()
        let ground = try ground(for: schools.map(\.position), within: areas, engine: engine)
        var parts = [[Polygon]](repeating: [], count: schools.count)
        for (cell, label) in zip(try engine.voronoi(of: points, clippedTo: ground), labels) {
            parts[label] += cell
        }
        return try zip(schools, parts).compactMap { school, parts in
            let area = try engine.union(of: parts)
            return area.isEmpty
                ? nil : Catchment(schoolCode: school.code, area: area, isBuilt: true)
        }
    }

    /// The ground to divide: the areas that hold a school, and 2 km round any school outside all areas.
    static func ground(
        for positions: [Coordinate], within areas: [[Polygon]], engine: GeometryEngine
    ) throws -> [Polygon] {
        let margin = Metres(kilometres: 2)
        guard !areas.isEmpty else {
            guard let hull = try engine.convexHull(of: positions) else { return [] }
            return try engine.buffer(of: hull, radius: margin)
        }
        let index = try PolygonIndex(areas)
        var held = Set<Int>()
        var outside: [Coordinate] = []
        for position in positions {
            let found = try index.polygons(containing: position)
            if found.isEmpty { outside.append(position) }
            held.formUnion(found)
        }
        var parts = try held.sorted().flatMap { area -> [Polygon] in
            try areas[area].flatMap { polygon in
                try engine.makeValid(.polygon(polygon)).geometry?.polygons ?? []
            }
        }
        if !outside.isEmpty {
            parts += try engine.buffer(of: .multiPoint(outside), radius: margin)
        }
        return try engine.union(of: parts)
    }
}
