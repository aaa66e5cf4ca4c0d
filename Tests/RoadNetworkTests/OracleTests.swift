import Foundation
import RoadNetwork
import SpatialTypes
import TestSupport
import Testing

/// The graph and the distances that OSRM confirmed; see SOURCE.md beside the files.
enum Oracle {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/routing").standardized
    static var isAvailable: Bool {
        FileManager.default.fileExists(atPath: folder.path)
            || ProcessInfo.processInfo.environment["CI"] == "true"
    }

    struct Pair {
        var from: Coordinate
        var to: Coordinate
        var metres: Double
    }

    static func rows(_ name: String) throws -> [[Substring]] {
        let file = folder.appending(path: name)
        var data: Data
        if name.hasSuffix(".gz") {
            data = try ChildProcess.output(of: "gzip", ["-dc", file.path]).output
        } else {
            data = try Data(contentsOf: file)
        }
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    static func number(_ text: Substring) throws -> Double { try #require(Double(text)) }

    static func pairs() throws -> [Pair] {
        try rows("liechtenstein-nodepairs.csv").map { row in
            try Pair(
                from: Coordinate(longitude: number(row[1]), latitude: number(row[2])),
                to: Coordinate(longitude: number(row[4]), latitude: number(row[5])),
                metres: number(row[8]))
        }
    }

    static func segments() throws -> [RoadSegment] {
        var places: [Int64: Coordinate] = [:]
        for row in try rows("liechtenstein-osrmfootgraph-nodes.csv.gz") {
            let node = try #require(Int64(row[0]))
            places[node] = try Coordinate(longitude: number(row[1]), latitude: number(row[2]))
        }
        return try rows("liechtenstein-osrmfootgraph-edges.csv.gz").enumerated().map { index, row in
            let nodes = try [#require(Int64(row[0])), #require(Int64(row[1]))]
            return RoadSegment(
                id: Int64(index), coordinates: try nodes.map { try #require(places[$0]) },
                nodeIDs: nodes, roadClass: "path")
        }
    }
}

@Suite(.enabled(if: Oracle.isAvailable))
struct OracleTests {
    /// Every one of the 1,000 distances within 0.01 % and 1 m.
    @Test func reproducesExactDijkstra() throws {
        let graph = try RoadGraph(segments: Oracle.segments(), profile: .osrmFoot)
        let pairs = try Oracle.pairs()
        #expect(pairs.count == 1_000)
        var worst = 0.0
        for pair in pairs {
            let snapped = graph.snap([pair.from, pair.to])
            let matrix = graph.distances(from: [snapped[0]], to: [snapped[1]])
            let found = try #require(matrix.distance(from: 0, to: 0)).value
            worst = max(worst, abs(found - pair.metres) - pair.metres * 0.000_1)
        }
        #expect(worst <= 1)
    }
}
