import Foundation
import SpatialTypes

/// The cells of a Voronoi diagram, each cut to a circle about its site.
///
/// Where two pieces share an edge of a cell, they share its corners and every point at which
/// either circle cuts it, to the last bit. Such pieces are a coverage, and
/// `GeometryEngine.coverageUnion(of:)` joins them at a fraction of the time of a general union.
public struct CellDiscs {
    /// An edge of one or two cells, from the corner with the lower number.
    private struct Edge: Hashable {
        var low: Int
        var high: Int
    }

    /// A corner of a piece.
    private struct Stop {
        var place: Coordinate
        /// The edge of the cell on which the piece follows the circle from here on.
        var leaves: Int?
        /// The edge of the cell on which the piece comes back from the circle.
        var enters: Int?
    }

    /// A convex cell and the circle it is cut to.
    private struct Cell {
        var corners: [Int]
        var plane: LocalPlane
        var radius: Double
    }

    /// Cuts of one edge closer to each other than this are one, in metres.
    private static let tolerance = 0.01
    /// Edges per quarter circle; 8 falls 2 % short of the radius at most.
    private static let quadrantSegments = 8

    /// The piece of each cell; empty where the cell or the circle is.
    public private(set) var pieces: [[Polygon]] = []

    private var places = PlaceRegister()
    /// Where circles cut an edge, as shares of its length from the lower corner.
    private var cuts: [Edge: [Double]] = [:]

    /// Cuts cells.
    ///
    /// - Parameters:
    ///   - cells: A convex polygon without holes round each site, or nothing.
    ///   - sites: One inside each cell.
    ///   - radii: The radius of each circle; nothing is left of cells with less than a centimetre.
    public init(cells: [[Polygon]], sites: [Coordinate], radii: [Metres]) {
        precondition(
            cells.count == sites.count && cells.count == radii.count, "one of each for each cell")
        let prepared = cells.indices.map { index -> Cell? in
            guard let ring = cells[index].first?.woundForGeoJSON.exterior.coordinates,
                radii[index].value > Self.tolerance
            else { return nil }
            var corners: [Int] = []
            for corner in ring.dropLast().map({ places.number(of: $0) })
            where corners.last != corner { corners.append(corner) }
            if corners.count > 1, corners.first == corners.last { corners.removeLast() }
            guard corners.count >= 3 else { return nil }
            return Cell(
                corners: corners, plane: LocalPlane(origin: sites[index]),
                radius: radii[index].value)
        }
        for case let cell? in prepared { collectCuts(of: cell) }
        pieces = prepared.map { cell in cell.flatMap(piece).map { [$0] } ?? [] }
    }

    // MARK: Cuts

    private static func edge(_ cell: Cell, _ index: Int) -> (edge: Edge, isReversed: Bool) {
        let start = cell.corners[index]
        let end = cell.corners[(index + 1) % cell.corners.count]
        return (Edge(low: min(start, end), high: max(start, end)), end < start)
    }

    /// The part of an edge's line inside the circle, and the edge's length.
    private func chord(
        _ edge: Edge, in cell: Cell
    ) -> (range: ClosedRange<Double>, length: Double)? {
        let start = cell.plane.onPlane(places[edge.low])
        let end = cell.plane.onPlane(places[edge.high])
        let (dx, dy) = (end.longitude - start.longitude, end.latitude - start.latitude)
        let squared = dx * dx + dy * dy
        let along = start.longitude * dx + start.latitude * dy
        let beyond =
            start.longitude * start.longitude + start.latitude * start.latitude
            - cell.radius * cell.radius
        let discriminant = along * along - squared * beyond
        guard discriminant > 0, squared > 0 else { return nil }
        let root = discriminant.squareRoot()
        let (low, high) = ((-along - root) / squared, (-along + root) / squared)
        return low < 1 && high > 0 ? (low...high, squared.squareRoot()) : nil
    }

    private mutating func collectCuts(of cell: Cell) {
        for index in cell.corners.indices {
            let edge = Self.edge(cell, index).edge
            guard let (range, length) = chord(edge, in: cell) else { continue }
            for share in [range.lowerBound, range.upperBound] where share > 0 && share < 1 {
                let known = cuts[edge, default: []]
                if !known.contains(where: { abs($0 - share) * length < Self.tolerance }) {
                    cuts[edge, default: []].append(share)
                }
            }
        }
    }

    // MARK: Pieces

    private func piece(of cell: Cell) -> Polygon? {
        let stops = cell.corners.indices.flatMap { self.stops(on: $0, of: cell) }
        guard !stops.isEmpty else {
            // From between two directions, so that each direction comes once.
            return polygon(arc(of: cell, from: -0.01, through: 2 * .pi))
        }
        var ring: [Coordinate] = []
        for (index, stop) in stops.enumerated() {
            if ring.last != stop.place { ring.append(stop.place) }
            let next = stops[(index + 1) % stops.count]
            guard let exit = stop.leaves, let entry = next.enters else { continue }
            let (from, to) = (angle(of: stop.place, in: cell), angle(of: next.place, in: cell))
            let turn = to > from ? to - from : to - from + 2 * .pi
            // Cuts that were made one may have changed places: no arc all round the circle then.
            if exit == entry || turn < 2 * .pi - 0.02 {
                ring += arc(of: cell, from: from, through: turn)
            }
        }
        return polygon(ring)
    }

    /// The corners of a piece on one edge of its cell, the edge's end left out.
    private func stops(on index: Int, of cell: Cell) -> [Stop] {
        let (edge, isReversed) = Self.edge(cell, index)
        guard let range = chord(edge, in: cell)?.range else { return [] }
        let known = cuts[edge] ?? []
        func settled(_ share: Double) -> Double? {
            guard share > 0, share < 1 else { return nil }
            return known.min { abs($0 - share) < abs($1 - share) }
        }
        let (low, high) = (settled(range.lowerBound), settled(range.upperBound))
        let (entry, exit) = isReversed ? (high, low) : (low, high)
        var stops: [Stop] = []
        let startsInside = isReversed ? range.upperBound >= 1 : range.lowerBound <= 0
        if startsInside { stops.append(Stop(place: places[cell.corners[index]])) }
        let inside = known.filter { share in
            share == low || share == high
                || (share > (low ?? 0) && share < (high ?? 1))
        }.sorted()
        for share in isReversed ? inside.reversed() : inside {
            stops.append(
                Stop(
                    place: places.place(on: edge.low, edge.high, at: share),
                    leaves: share == exit ? index : nil, enters: share == entry ? index : nil))
        }
        return stops
    }

    private func angle(of place: Coordinate, in cell: Cell) -> Double {
        let offset = cell.plane.onPlane(place)
        return atan2(offset.latitude, offset.longitude)
    }

    /// Points of the circle strictly between two directions, at fixed directions.
    private func arc(of cell: Cell, from: Double, through turn: Double) -> [Coordinate] {
        let step = Double.pi / 2 / Double(Self.quadrantSegments)
        let first = Int((from / step + 1e-6).rounded(.up))
        let last = Int(((from + turn) / step - 1e-6).rounded(.down))
        guard first <= last else { return [] }
        return (first...last).map { direction in
            let angle = Double(direction) * step
            return cell.plane.onEarth(
                Coordinate(
                    longitude: cell.radius * cos(angle), latitude: cell.radius * sin(angle)))
        }
    }

    private func polygon(_ ring: [Coordinate]) -> Polygon? {
        guard ring.count >= 3 else { return nil }
        return Polygon(exterior: LinearRing(ring), holes: [])
    }
}

/// Gives places numbers; places that differ by rounding only are one.
private struct PlaceRegister {
    private struct Bin: Hashable {
        var x: Int
        var y: Int
    }

    /// A tenth of a millimetre, far more than rounding and far less than an edge.
    private static let size = 1e-9

    private var places: [Coordinate] = []
    private var numbers: [Bin: Int] = [:]

    subscript(number: Int) -> Coordinate { places[number] }

    mutating func number(of place: Coordinate) -> Int {
        let (x, y) = (place.longitude / Self.size, place.latitude / Self.size)
        let (west, east) = (Int((x - 0.1).rounded()), Int((x + 0.1).rounded()))
        let (south, north) = (Int((y - 0.1).rounded()), Int((y + 0.1).rounded()))
        if let known = numbers[Bin(x: west, y: south)] { return known }
        // A place near the edge of its bin may be known in the next.
        if west != east, let known = numbers[Bin(x: east, y: south)] { return known }
        if south != north {
            if let known = numbers[Bin(x: west, y: north)] { return known }
            if west != east, let known = numbers[Bin(x: east, y: north)] { return known }
        }
        numbers[Bin(x: Int(x.rounded()), y: Int(y.rounded()))] = places.count
        places.append(place)
        return places.count - 1
    }

    func place(on low: Int, _ high: Int, at share: Double) -> Coordinate {
        let (start, end) = (places[low], places[high])
        return Coordinate(
            longitude: start.longitude + (end.longitude - start.longitude) * share,
            latitude: start.latitude + (end.latitude - start.latitude) * share)
    }
}
