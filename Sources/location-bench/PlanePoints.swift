import FacilityLocation

/// Points in a plane and the distances between them.
struct PlanePoints {
    /// How distances become costs.
    enum Rounding {
        /// Real Euclidean distances.
        case none
        /// The whole number below.
        case down
        /// The nearest whole number.
        case nearest

        func callAsFunction(_ distance: Double) -> Double {
            switch self {
            case .none: distance
            case .down: distance.rounded(.down)
            case .nearest: distance.rounded()
            }
        }
    }

    private(set) var x: [Double] = []
    private(set) var y: [Double] = []

    var count: Int { x.count }

    mutating func append(x: Double, y: Double) {
        self.x.append(x)
        self.y.append(y)
    }

    /// Costs where every point is client and site, without weights.
    ///
    /// Up to 2,500 points all pairs are kept; beyond, the nearest sites of every client, so many
    /// that with `p` sites open a client needs a small part of them.
    func costs(count p: Int, rounding: Rounding) -> SparseCosts {
        let nearest = count <= 2500 ? count : min(count, 24 + 12 * ((count - 1) / max(p, 1) + 1))
        return costs(nearest: nearest, rounding: rounding)
    }

    /// Costs of every client's nearest sites; the farthest of them bounds what is omitted.
    func costs(nearest: Int, rounding: Rounding) -> SparseCosts {
        let grid = PointGrid(self)
        var builder = SparseCostsBuilder(
            siteCount: count, clientCount: count, pairCount: count * nearest)
        for client in 0..<count {
            var last = 0.0
            for neighbour in grid.nearest(nearest, to: client) {
                last = rounding(neighbour.distance)
                builder.append(site: neighbour.point, cost: last)
            }
            builder.endClient(omittedCost: nearest < count ? last : .infinity)
        }
        return builder.finish()
    }

    /// Costs of all pairs within a distance; no other pair is admissible.
    func costs(within radius: Double, rounding: Rounding) -> SparseCosts {
        let grid = PointGrid(self)
        var builder = SparseCostsBuilder(siteCount: count, clientCount: count)
        for client in 0..<count {
            for neighbour in grid.within(radius, of: client) {
                builder.append(site: neighbour.point, cost: rounding(neighbour.distance))
            }
            builder.endClient()
        }
        return builder.finish()
    }
}

/// Points sorted into square cells of about three points each, for neighbours without all pairs.
private struct PointGrid {
    private let points: PlanePoints
    private let lowX: Double
    private let lowY: Double
    private let cell: Double
    private let columns: Int
    private let rows: Int
    private let starts: [Int]
    private let members: [Int]

    init(_ points: PlanePoints) {
        self.points = points
        lowX = points.x.min() ?? 0
        lowY = points.y.min() ?? 0
        let width = max((points.x.max() ?? 0) - lowX, 1e-9)
        let height = max((points.y.max() ?? 0) - lowY, 1e-9)
        cell = max(
            (width * height * 3 / Double(points.count)).squareRoot(), max(width, height) / 2000)
        columns = Int(width / cell) + 1
        rows = Int(height / cell) + 1
        var starts = [Int](repeating: 0, count: columns * rows + 1)
        var place = [Int](repeating: 0, count: points.count)
        for point in 0..<points.count {
            place[point] =
                Int((points.y[point] - lowY) / cell) * columns
                + Int((points.x[point] - lowX) / cell)
            starts[place[point] + 1] += 1
        }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        var next = starts
        var members = [Int](repeating: 0, count: points.count)
        for point in 0..<points.count {
            members[next[place[point]]] = point
            next[place[point]] += 1
        }
        self.starts = starts
        self.members = members
    }

    typealias Neighbour = (point: Int, distance: Double)

    /// The nearest points, nearest first, ties by number.
    func nearest(_ count: Int, to point: Int) -> [Neighbour] {
        var found: [Neighbour] = []
        var ring = 0
        while ring <= max(columns, rows) {
            collect(ring: ring, around: point, into: &found)
            // What lies outside the rings seen is farther than this.
            let safe = Double(ring) * cell
            if found.count >= count, found.count(where: { $0.distance <= safe }) >= count { break }
            ring += 1
        }
        found.sort { ($0.distance, $0.point) < ($1.distance, $1.point) }
        return Array(found.prefix(count))
    }

    /// All points within a distance, nearest first, ties by number.
    func within(_ radius: Double, of point: Int) -> [Neighbour] {
        var found: [Neighbour] = []
        for ring in 0...(Int(radius / cell) + 1) {
            collect(ring: ring, around: point, into: &found)
        }
        return found.filter { $0.distance <= radius }
            .sorted { ($0.distance, $0.point) < ($1.distance, $1.point) }
    }

    /// Adds the points of the cells at a distance of `ring` cells.
    private func collect(ring: Int, around point: Int, into found: inout [Neighbour]) {
        let (x, y) = (points.x[point], points.y[point])
        let (column, row) = (Int((x - lowX) / cell), Int((y - lowY) / cell))
        for other in max(0, row - ring)...max(0, min(rows - 1, row + ring)) {
            let isEdge = abs(other - row) == ring
            let step = isEdge || ring == 0 ? 1 : 2 * ring
            for across in stride(from: column - ring, through: column + ring, by: step)
            where across >= 0 && across < columns {
                let index = other * columns + across
                for member in members[starts[index]..<starts[index + 1]] {
                    let (dx, dy) = (points.x[member] - x, points.y[member] - y)
                    found.append((member, (dx * dx + dy * dy).squareRoot()))
                }
            }
        }
    }
}
