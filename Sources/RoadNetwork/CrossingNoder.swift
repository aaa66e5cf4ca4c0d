import Containers
import SpatialTypes

/// Makes junctions where lines without node identifiers cross.
///
/// Two roads meet where they cross, or where one ends on the other or within half a metre of it,
/// when both are at the same height: equal `layer`, or without one both on the ground, both on
/// bridges or both in tunnels. Ferries meet roads at shared ends only.
public struct CrossingNoder {
    /// The segments in the order given, with further corners at the junctions.
    public private(set) var segments: [RoadSegment]
    /// The corners added.
    public private(set) var addedCorners = 0

    /// A road that ends this near to another was meant to meet it.
    private static let tolerance = 0.5

    private struct Piece {
        var segment: Int
        var corner: Int
        var start: Coordinate
        var end: Coordinate
        var level: Int
        var endsHere: (atStart: Bool, atEnd: Bool)
    }

    private struct Cut {
        var fraction: Double
        var coordinate: Coordinate
    }

    /// Nodes the crossings of lines.
    ///
    /// - Complexity: O(*n*) in the corners of lines that are spread as roads are.
    public init(_ segments: [RoadSegment]) {
        self.segments = segments
        let pieces = Self.pieces(of: segments)
        guard !pieces.isEmpty else { return }
        let grid = CellGrid(around: FrozenArray(pieces.flatMap { [$0.start, $0.end] }))
        var owners: [UInt32] = []
        var elements: [UInt32] = []
        for (index, piece) in pieces.enumerated() {
            grid.visitCells(from: piece.start, to: piece.end) { cell in
                owners.append(UInt32(cell))
                elements.append(UInt32(index))
            }
        }
        let cells = AdjacencyArray(ownerCount: grid.cellCount, owners: owners, elements: elements)
        var cuts = [[Cut]](repeating: [], count: pieces.count)
        for cell in 0..<grid.cellCount {
            let here = cells[cell]
            for (place, first) in here.enumerated() {
                for second in here.dropFirst(place + 1) {
                    let (low, high) = (Int(min(first, second)), Int(max(first, second)))
                    guard pieces[low].level == pieces[high].level, low != high else { continue }
                    let found = Self.meeting(of: pieces[low], and: pieces[high])
                    cuts[low] += found.first
                    cuts[high] += found.second
                }
            }
        }
        insert(cuts, into: pieces)
    }

    private static func pieces(of segments: [RoadSegment]) -> [Piece] {
        var pieces: [Piece] = []
        for (index, segment) in segments.enumerated()
        where segment.nodeIDs == nil && segment.roadClass != "ferry" {
            let ground = segment.isBridge ? 1 : segment.isTunnel ? -1 : 0
            let line = segment.coordinates
            for corner in line.indices.dropLast() {
                pieces.append(
                    Piece(
                        segment: index, corner: corner, start: line[corner],
                        end: line[corner + 1], level: segment.layer != 0 ? segment.layer : ground,
                        endsHere: (corner == 0, corner == line.count - 2)))
            }
        }
        return pieces
    }

    /// Where two pieces are to be cut so that they share a corner.
    private static func meeting(of a: Piece, and b: Piece) -> (first: [Cut], second: [Cut]) {
        let onFirst = ends(of: b, on: a)
        let onSecond = ends(of: a, on: b)
        if !onFirst.isEmpty || !onSecond.isEmpty { return (onFirst, onSecond) }
        let scale = MetresPerDegree(atLatitude: a.start.latitude)
        let u = scale.offset(from: a.start, to: a.end)
        let v = scale.offset(from: b.start, to: b.end)
        let between = scale.offset(from: a.start, to: b.start)
        let determinant = u.x * v.y - u.y * v.x
        guard determinant != 0 else { return ([], []) }
        let along = (between.x * v.y - between.y * v.x) / determinant
        let across = (between.x * u.y - between.y * u.x) / determinant
        guard along > 0, along < 1, across > 0, across < 1 else { return ([], []) }
        let place = Coordinate(
            longitude: LocalFrame.wrapped(
                a.start.longitude + LocalFrame.wrapped(a.end.longitude - a.start.longitude) * along),
            latitude: a.start.latitude + (a.end.latitude - a.start.latitude) * along)
        return (
            [Cut(fraction: along, coordinate: place)], [Cut(fraction: across, coordinate: place)]
        )
    }

    /// The corners of one piece that lie on another: ends of lines within the tolerance, other
    /// corners to a centimetre.
    private static func ends(of other: Piece, on piece: Piece) -> [Cut] {
        [(other.start, other.endsHere.atStart), (other.end, other.endsHere.atEnd)].compactMap {
            corner, isEnd in
            guard corner != piece.start, corner != piece.end else { return nil }
            let scale = MetresPerDegree(atLatitude: corner.latitude)
            let start = scale.offset(from: corner, to: piece.start)
            let end = scale.offset(from: corner, to: piece.end)
            let (dx, dy) = (end.x - start.x, end.y - start.y)
            let squared = dx * dx + dy * dy
            guard squared > 0 else { return nil }
            let fraction = min(max(-(start.x * dx + start.y * dy) / squared, 0), 1)
            let (x, y) = (start.x + fraction * dx, start.y + fraction * dy)
            let distance = (x * x + y * y).squareRoot()
            guard distance <= (isEnd ? tolerance : 0.01) else { return nil }
            // Between the ends of two lines the nearer end of this one is where they meet.
            return Cut(fraction: fraction, coordinate: corner)
        }
    }

    private mutating func insert(_ cuts: [[Cut]], into pieces: [Piece]) {
        var lines: [Int: [Coordinate]] = [:]
        for (index, piece) in pieces.enumerated() {
            var line = lines[piece.segment] ?? [piece.start]
            let sorted = cuts[index].sorted {
                ($0.fraction, $0.coordinate.longitude, $0.coordinate.latitude)
                    < ($1.fraction, $1.coordinate.longitude, $1.coordinate.latitude)
            }
            for cut in sorted {
                // At the very beginning of a line the other road's end comes first.
                if cut.fraction == 0, piece.corner == 0, line.count == 1 {
                    line.insert(cut.coordinate, at: 0)
                    addedCorners += 1
                } else if cut.fraction < 1, line.last != cut.coordinate {
                    line.append(cut.coordinate)
                    addedCorners += 1
                }
            }
            line.append(piece.end)
            for cut in sorted where cut.fraction == 1 && line.last != cut.coordinate {
                line.append(cut.coordinate)
                addedCorners += 1
            }
            lines[piece.segment] = line
        }
        for (segment, line) in lines { segments[segment].coordinates = line }
    }
}
