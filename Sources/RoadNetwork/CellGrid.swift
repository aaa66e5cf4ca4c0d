import Containers
import Foundation
import SpatialTypes

/// A rectangle divided into cells of equal size in degrees.
struct CellGrid: Codable, Sendable {
    private let frame: LocalFrame
    private let west: Double
    private let south: Double
    private let columnWidth: Double
    private let rowHeight: Double
    private let columnCount: Int
    private let rowCount: Int

    /// A grid with about one cell for every two coordinates, at least 50 m wide.
    init(around coordinates: FrozenArray<Coordinate>) {
        frame = LocalFrame(around: coordinates)
        let box = PlaneBox(around: coordinates.lazy.map(frame.relative))
        (west, south) = (box.low.x, box.low.y)
        let scale = MetresPerDegree(atLatitude: (box.low.y + box.high.y) / 2)
        let width = (box.high.x - box.low.x) * scale.longitude
        let height = (box.high.y - box.low.y) * scale.latitude
        let shared = (width * height / Double(coordinates.count) * 2).squareRoot()
        // A long and thin network must not make more cells than it has corners either.
        let side = max(50, shared, max(width, height) / Double(coordinates.count + 1_000))
        columnWidth = side / scale.longitude
        rowHeight = side / scale.latitude
        columnCount = Int((box.high.x - box.low.x) / columnWidth) + 1
        rowCount = Int((box.high.y - box.low.y) / rowHeight) + 1
    }

    var cellCount: Int { columnCount * rowCount }

    /// The shorter side of a cell in metres.
    func smallestSide(_ scale: MetresPerDegree) -> Double {
        min(columnWidth * scale.longitude, rowHeight * scale.latitude)
    }

    /// The cell a place lies in, which may be outside the grid.
    func cell(of coordinate: Coordinate) -> (column: Int, row: Int) {
        let place = frame.relative(coordinate)
        return (
            Int(((place.x - west) / columnWidth).rounded(.down)),
            Int(((place.y - south) / rowHeight).rounded(.down))
        )
    }

    /// The rings round a cell that have cells of the grid.
    func rings(around column: Int, _ row: Int) -> ClosedRange<Int> {
        let nearest = max(0, -column, column - columnCount + 1, -row, row - rowCount + 1)
        let furthest = max(column, columnCount - 1 - column, row, rowCount - 1 - row)
        return nearest...max(nearest, furthest)
    }

    /// Calls `body` with the cells whose larger distance from the given one is `ring`.
    func visitRing(_ ring: Int, around column: Int, _ row: Int, _ body: (Int) -> Void) {
        for y in max(row - ring, 0)..<max(min(row + ring + 1, rowCount), max(row - ring, 0)) {
            if abs(y - row) == ring {
                let first = max(column - ring, 0)
                for x in first..<max(min(column + ring + 1, columnCount), first) {
                    body(y * columnCount + x)
                }
            } else {
                if column - ring >= 0, column - ring < columnCount {
                    body(y * columnCount + column - ring)
                }
                if column + ring >= 0, column + ring < columnCount {
                    body(y * columnCount + column + ring)
                }
            }
        }
    }

    /// Calls `body` with every cell that a straight line touches.
    func visitCells(from start: Coordinate, to end: Coordinate, _ body: (Int) -> Void) {
        let first = frame.relative(start)
        var second = frame.relative(end)
        second.x = first.x + LocalFrame.wrapped(second.x - first.x)
        let (low, high) = first.y <= second.y ? (first, second) : (second, first)
        let rows = self.row(of: low.y)...self.row(of: high.y)
        for row in rows {
            // The part of the line inside this row of cells.
            let bottom = max(low.y, south + Double(row) * rowHeight)
            let top = min(high.y, south + Double(row + 1) * rowHeight)
            let slope = high.y > low.y ? (high.x - low.x) / (high.y - low.y) : 0
            let atBottom = rows.count == 1 ? low.x : low.x + (bottom - low.y) * slope
            let atTop = rows.count == 1 ? high.x : low.x + (top - low.y) * slope
            for column in self.column(
                of: min(atBottom, atTop))...self.column(of: max(atBottom, atTop))
            {
                body(row * columnCount + column)
            }
        }
    }

    private func column(of x: Double) -> Int {
        min(max(Int((x - west) / columnWidth), 0), columnCount - 1)
    }

    private func row(of y: Double) -> Int {
        min(max(Int((y - south) / rowHeight), 0), rowCount - 1)
    }
}

/// A box on a plane.
struct PlaneBox {
    var low: PlanePoint
    var high: PlanePoint

    init(around points: some Collection<PlanePoint>) {
        low = points.first ?? PlanePoint(x: 0, y: 0)
        high = low
        for point in points {
            low = PlanePoint(x: min(low.x, point.x), y: min(low.y, point.y))
            high = PlanePoint(x: max(high.x, point.x), y: max(high.y, point.y))
        }
    }
}

/// The length of one degree on the WGS 84 ellipsoid at a latitude, from its radii of curvature.
struct MetresPerDegree {
    let longitude: Double
    let latitude: Double

    init(atLatitude degrees: Double) {
        let semiMajorAxis = 6_378_137.0
        let squaredEccentricity = 0.006_694_379_990_141_316
        // Not quite to the pole, where a degree of longitude has no length.
        let radians = min(max(degrees, -89.9), 89.9) * .pi / 180
        let sine = sin(radians)
        let root = (1 - squaredEccentricity * sine * sine).squareRoot()
        let primeVertical = semiMajorAxis / root
        let meridian = semiMajorAxis * (1 - squaredEccentricity) / (root * root * root)
        longitude = primeVertical * (1 - sine * sine).squareRoot() * .pi / 180
        latitude = meridian * .pi / 180
    }

    /// Metres east (x) and north (y) from one place to another close by.
    func offset(from origin: Coordinate, to place: Coordinate) -> PlanePoint {
        PlanePoint(
            x: LocalFrame.wrapped(place.longitude - origin.longitude) * longitude,
            y: (place.latitude - origin.latitude) * latitude)
    }
}
