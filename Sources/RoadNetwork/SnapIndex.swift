import Containers
import SpatialTypes

/// A grid over the straight pieces of road that points may be joined to.
///
/// Cells are made in degrees; distances are measured in metres on a plane that touches the
/// ellipsoid at the point asked for, which is exact to a millimetre within a few kilometres.
struct SnapIndex: Sendable {
    /// The nearest place on a piece of road.
    struct Hit {
        var edge: Int
        /// The corner of the graph's shape at which the piece begins.
        var corner: Int
        /// How far along the piece, 0…1.
        var fraction: Double
        /// Metres on the plane.
        var metres: Double
    }

    let grid: CellGrid
    /// Corners at which pieces begin, by cell.
    let cellStarts: FrozenArray<UInt32>
    let corners: FrozenArray<UInt32>
    let edgeOfCorner: FrozenArray<UInt32>

    init(
        grid: CellGrid, cellStarts: FrozenArray<UInt32>, corners: FrozenArray<UInt32>,
        edgeOfCorner: FrozenArray<UInt32>
    ) {
        self.grid = grid
        self.cellStarts = cellStarts
        self.corners = corners
        self.edgeOfCorner = edgeOfCorner
    }

    init(edges: FrozenArray<RoadEdge>, shape: RoadShape) {
        let grid = CellGrid(around: shape.coordinates)
        edgeOfCorner = FrozenArray(capacity: shape.coordinates.count) { column in
            for (index, edge) in edges.enumerated() {
                for _ in edge.firstCorner...edge.lastCorner { column.append(UInt32(index)) }
            }
        }
        let cells = AdjacencyArray<UInt32>(ownerCount: grid.cellCount) { take in
            for edge in edges where edge.isSnappable {
                for corner in edge.firstCorner..<edge.lastCorner {
                    grid.visitCells(
                        from: shape.coordinates[Int(corner)],
                        to: shape.coordinates[Int(corner) + 1]
                    ) { cell in take(UInt32(cell), corner) }
                }
            }
        }
        cellStarts = FrozenArray(cells.starts)
        corners = FrozenArray(cells.elements)
        self.grid = grid
    }

    /// The nearest piece whose edge is wanted, and the distance to the nearest of any.
    ///
    /// - Parameters:
    ///   - maximum: Metres; nothing further away is found.
    ///   - isWanted: Whether a place may be joined.
    /// - Returns: The nearest wanted place; equally near ones by the lowest edge and corner.
    func nearest(
        to point: Coordinate, within maximum: Double, shape: RoadShape, isWanted: (Hit) -> Bool
    ) -> (hit: Hit, nearestOfAny: Double)? {
        let scale = MetresPerDegree(atLatitude: point.latitude)
        let (column, row) = grid.cell(of: point)
        let cell = grid.smallestSide(scale)
        var best: Hit?
        var nearestOfAny = Double.infinity
        // Rings of cells round the point's own; after ring r everything within r cells is seen.
        let rings = grid.rings(around: column, row)
        var ring = rings.lowerBound
        while ring <= rings.upperBound,
            Double(ring - 1) * cell <= min(maximum, best?.metres ?? .infinity)
        {
            grid.visitRing(ring, around: column, row) { cell in
                for place in Int(cellStarts[cell])..<Int(cellStarts[cell + 1]) {
                    let corner = corners[place]
                    let edge = Int(edgeOfCorner[Int(corner)])
                    let hit = distance(from: point, toPieceAt: Int(corner), of: edge, shape, scale)
                    nearestOfAny = min(nearestOfAny, hit.metres)
                    if hit.metres <= maximum, isCloser(hit, than: best), isWanted(hit) {
                        best = hit
                    }
                }
            }
            ring += 1
        }
        return best.map { ($0, nearestOfAny) }
    }

    private func isCloser(_ hit: Hit, than best: Hit?) -> Bool {
        guard let best else { return true }
        return (hit.metres, hit.edge, hit.corner) < (best.metres, best.edge, best.corner)
    }

    private func distance(
        from point: Coordinate, toPieceAt corner: Int, of edge: Int, _ shape: RoadShape,
        _ scale: MetresPerDegree
    ) -> Hit {
        let start = scale.offset(from: point, to: shape.coordinates[corner])
        let end = scale.offset(from: point, to: shape.coordinates[corner + 1])
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let squared = dx * dx + dy * dy
        let along = squared > 0 ? -(start.x * dx + start.y * dy) / squared : 0
        let fraction = min(max(along, 0), 1)
        let (x, y) = (start.x + fraction * dx, start.y + fraction * dy)
        return Hit(
            edge: edge, corner: corner, fraction: fraction, metres: (x * x + y * y).squareRoot())
    }
}
