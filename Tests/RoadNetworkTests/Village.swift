import Foundation
import RoadNetwork
import SpatialTypes
import Testing

/// A drawn map with ways along its letters, after valhalla's gurka.
///
/// One character is `cell` metres wide and one line `cell` metres high, near 15° N 100° E, so that
/// a reader can add up distances from the drawing.
struct Village {
    /// A way through the letters of its path.
    struct Way: ExpressibleByStringLiteral {
        var path: String
        var roadClass = "residential"
        var oneway = Oneway.no
        var access: [String: String] = [:]
        var surface: String?
        var layer = 0
        var crossingTime: Seconds?

        init(stringLiteral path: String) { self.path = path }
        init(
            _ path: String, _ roadClass: String = "residential", oneway: Oneway = .no,
            access: [String: String] = [:], surface: String? = nil, layer: Int = 0,
            crossingTime: Seconds? = nil
        ) {
            self.path = path
            self.roadClass = roadClass
            self.oneway = oneway
            self.access = access
            self.surface = surface
            self.layer = layer
            self.crossingTime = crossingTime
        }
    }

    private var places: [Character: Coordinate] = [:]
    private let paths: [String]
    var segments: [RoadSegment] = []
    var barriers: [RoadBarrier] = []
    var restrictions: [TurnRestriction] = []
    var obstacles: [ObstacleLine] = []

    init(
        _ drawing: String, cell: Double = 100,
        origin: Coordinate = .init(longitude: 100, latitude: 15),
        ways: [Way], barriers: [Character: String] = [:]
    ) {
        for (row, line) in drawing.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            for (column, letter) in line.enumerated() where letter.isLetter || letter.isNumber {
                places[letter] = origin.offset(
                    east: Double(column) * cell, north: -Double(row) * cell)
            }
        }
        paths = ways.map(\.path)
        segments = ways.enumerated().map { index, way in
            RoadSegment(
                id: Int64(index), coordinates: way.path.map { self[$0] },
                nodeIDs: way.path.map { Int64($0.unicodeScalars.first?.value ?? 0) },
                roadClass: way.roadClass, oneway: way.oneway, access: way.access,
                surface: way.surface, layer: way.layer, crossingTime: way.crossingTime)
        }
        self.barriers = barriers.sorted { $0.key < $1.key }.map { letter, kind in
            RoadBarrier(
                coordinate: self[letter],
                nodeID: Int64(letter.unicodeScalars.first?.value ?? 0), kind: kind)
        }
    }

    /// Forbids a turn, or commands it, between ways given by their paths.
    ///
    /// - Parameter via: A letter, or the paths of the ways between.
    mutating func restrict(
        from: String, via: String..., to: String, _ rule: TurnRestriction.Rule = .forbidden,
        modes: Set<String> = [], except: Set<String> = []
    ) {
        func id(_ path: String) -> Int64 { paths.firstIndex(of: path).map { Int64($0) } ?? -1 }
        let isNode = via.count == 1 && via[0].count == 1
        restrictions.append(
            TurnRestriction(
                id: Int64(restrictions.count), from: [id(from)],
                via: isNode
                    ? .node(Int64(via[0].unicodeScalars.first?.value ?? 0)) : .ways(via.map(id)),
                to: [id(to)], rule: rule, modes: modes, exceptions: except))
    }

    /// Where a letter stands.
    subscript(letter: Character) -> Coordinate {
        guard let place = places[letter] else { preconditionFailure("no \(letter) on the map") }
        return place
    }

    /// The same roads without node identifiers, to be joined by coordinates.
    var withoutNodeIDs: Village {
        var copy = self
        for index in copy.segments.indices { copy.segments[index].nodeIDs = nil }
        for index in copy.barriers.indices { copy.barriers[index].nodeID = nil }
        return copy
    }

    func graph(_ profile: TravelProfile = .walk, contracting: Bool = true) throws -> RoadGraph {
        try RoadGraph(
            segments: segments, barriers: barriers, restrictions: restrictions,
            obstacles: obstacles, profile: profile, contracting: contracting)
    }

    /// Metres from letter to letter; `nil` where there is no way within the limit.
    func metres(
        _ from: Character, _ to: Character, _ profile: TravelProfile = .walk,
        rule: SnapRule = SnapRule(), within limit: Metres = .unreachable
    ) throws -> Double? {
        let graph = try graph(profile)
        let matrix = graph.distances(
            from: [graph.snap(self[from], rule: rule)], to: [graph.snap(self[to], rule: rule)],
            within: limit)
        return matrix.distance(from: 0, to: 0)?.value
    }

    /// Seconds from letter to letter on the quickest way.
    func seconds(
        _ from: Character, _ to: Character, _ profile: TravelProfile = .walk
    ) throws -> Double? {
        let graph = try graph(profile)
        return graph.durations(from: [graph.snap(self[from])], to: [graph.snap(self[to])])
            .duration(from: 0, to: 0)?.value
    }
}

extension Coordinate {
    /// The place so many metres away, by the textbook series for the length of a degree.
    func offset(east: Double, north: Double) -> Coordinate {
        let angle = latitude * .pi / 180
        let metresPerDegreeNorth = 111_132.954 - 559.822 * cos(2 * angle) + 1.175 * cos(4 * angle)
        let metresPerDegreeEast =
            111_412.84 * cos(angle) - 93.5 * cos(3 * angle) + 0.118 * cos(5 * angle)
        var longitude = longitude + east / metresPerDegreeEast
        if longitude > 180 { longitude -= 360 }
        return Coordinate(longitude: longitude, latitude: latitude + north / metresPerDegreeNorth)
    }
}

/// Whether a distance is the expected one to 0.1 % and 5 cm; the drawing is flat, the earth is not.
func isAbout(_ value: Double?, _ expected: Double) -> Bool {
    guard let value else { return false }
    return abs(value - expected) <= 0.05 + expected * 0.001
}

/// Metres between two places a few kilometres apart, by the series at their middle latitude.
func flatDistance(_ a: Coordinate, _ b: Coordinate) -> Double {
    let middle = Coordinate(longitude: 0, latitude: (a.latitude + b.latitude) / 2)
    let step = middle.offset(east: 1_000, north: 1_000)
    let east = (b.longitude - a.longitude) / step.longitude * 1_000
    let north = (b.latitude - a.latitude) / (step.latitude - middle.latitude) * 1_000
    return (east * east + north * north).squareRoot()
}
