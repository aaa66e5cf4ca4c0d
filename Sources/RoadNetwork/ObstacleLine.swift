import Containers
import SpatialTypes

/// A line that nobody steps over beside the roads: the far bank is not where the nearest road is.
public struct ObstacleLine: Hashable, Sendable {
    /// What it is.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A river, a canal, a fenced motorway: crossed by roads only.
        case water
        /// A wall or a fence, which often has a gate nobody mapped.
        case wall
    }

    /// The line; at least two coordinates.
    public var coordinates: [Coordinate]
    /// What it is.
    public var kind: Kind

    /// A line of a kind.
    public init(coordinates: [Coordinate], kind: Kind) {
        self.coordinates = coordinates
        self.kind = kind
    }
}

/// Finds the obstacles between a point and a road.
struct ObstacleIndex: Sendable {
    /// A straight piece of a line.
    struct Piece: Sendable {
        var start: Coordinate
        var end: Coordinate
        var kind: ObstacleLine.Kind
    }

    private let grid: CellGrid
    private let cells: AdjacencyArray<UInt32>
    let pieces: [Piece]

    var isEmpty: Bool { pieces.isEmpty }

    init(_ lines: [ObstacleLine]) {
        var pieces: [Piece] = []
        for line in lines {
            for (start, end) in zip(line.coordinates, line.coordinates.dropFirst()) {
                pieces.append(Piece(start: start, end: end, kind: line.kind))
            }
        }
        self.init(pieces: pieces)
    }

    init(pieces: [Piece]) {
        let grid = CellGrid(around: FrozenArray(pieces.flatMap { [$0.start, $0.end] }))
        var owners: [UInt32] = []
        var elements: [UInt32] = []
        for (index, piece) in pieces.enumerated() {
            grid.visitCells(from: piece.start, to: piece.end) { cell in
                owners.append(UInt32(cell))
                elements.append(UInt32(index))
            }
        }
        cells = AdjacencyArray(
            ownerCount: pieces.isEmpty ? 0 : grid.cellCount, owners: owners, elements: elements)
        self.grid = grid
        self.pieces = pieces
    }

    /// What a straight leg crosses; a leg that only touches a line crosses nothing.
    func kinds(between start: Coordinate, and end: Coordinate) -> Set<ObstacleLine.Kind> {
        guard !isEmpty else { return [] }
        let scale = MetresPerDegree(atLatitude: start.latitude)
        let leg = scale.offset(from: start, to: end)
        var found: Set<ObstacleLine.Kind> = []
        grid.visitCells(from: start, to: end) { cell in
            for index in cells[cell] {
                let piece = pieces[Int(index)]
                guard !found.contains(piece.kind) else { continue }
                let (a, b) = (
                    scale.offset(from: start, to: piece.start),
                    scale.offset(from: start, to: piece.end)
                )
                if Self.crosses(leg, a, b) { found.insert(piece.kind) }
            }
        }
        return found
    }

    /// Whether the leg from the origin to `leg` has the ends of a piece on either side, and the
    /// piece those of the leg; a piece may end on the leg, so that a bend is no gap.
    private static func crosses(_ leg: PlanePoint, _ a: PlanePoint, _ b: PlanePoint) -> Bool {
        func side(_ p: PlanePoint, _ q: PlanePoint, _ r: PlanePoint) -> Double {
            (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
        }
        let origin = PlanePoint(x: 0, y: 0)
        let (one, other) = (side(origin, leg, a), side(origin, leg, b))
        let (before, after) = (side(a, b, origin), side(a, b, leg))
        return one * other <= 0 && before * after < 0
    }
}
