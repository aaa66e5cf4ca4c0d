import Foundation
import RoadNetwork
import SpatialTypes

/// How much road lies round a place: a village has streets, the fields beside it have none.
struct RoadsAround {
    /// The circles looked at, metres.
    static let radii = [100.0, 200.0, 400.0]
    /// The distance between the points that stand for a road, metres.
    private static let spacing = 10.0
    private static let cellDegrees = 0.004

    private struct Cell: Hashable {
        var column: Int
        var row: Int

        init(_ place: Coordinate) {
            column = Int((place.longitude / RoadsAround.cellDegrees).rounded(.down))
            row = Int((place.latitude / RoadsAround.cellDegrees).rounded(.down))
        }

        /// The cell and the eight round it, which hold all within 400 m.
        var neighbourhood: [Cell] {
            (-1...1).flatMap { dx in
                (-1...1).map { dy in
                    var cell = self
                    cell.column += dx
                    cell.row += dy
                    return cell
                }
            }
        }
    }

    private var points: [Cell: [Coordinate]] = [:]

    /// The roads near some places; others are not kept.
    init(_ graph: RoadGraph, near places: [Coordinate]) {
        let wanted = Set(places.flatMap { Cell($0).neighbourhood })
        for edge in 0..<graph.edgeCount {
            let line = graph.coordinates(ofEdge: edge)
            for (a, b) in zip(line, line.dropFirst())
            where wanted.contains(Cell(a)) || wanted.contains(Cell(b)) {
                let (dx, dy) = FlatEarth(at: a).metres(b)
                let steps = max(1, Int((dx * dx + dy * dy).squareRoot() / Self.spacing))
                for step in 0..<steps {
                    let share = Double(step) / Double(steps)
                    let point = Coordinate(
                        longitude: a.longitude + (b.longitude - a.longitude) * share,
                        latitude: a.latitude + (b.latitude - a.latitude) * share)
                    points[Cell(point), default: []].append(point)
                }
            }
        }
    }

    /// Kilometres of road within each of the circles.
    func kilometres(round place: Coordinate) -> [Double] {
        let plane = FlatEarth(at: place)
        var counts = Self.radii.map { _ in 0 }
        for cell in Cell(place).neighbourhood {
            for point in points[cell] ?? [] {
                let (x, y) = plane.metres(point)
                let square = x * x + y * y
                for (index, radius) in Self.radii.enumerated() where square <= radius * radius {
                    counts[index] += 1
                }
            }
        }
        return counts.map { Double($0) * Self.spacing / 1_000 }
    }
}
