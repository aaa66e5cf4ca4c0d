import SpatialTypes

/// What one part of a file knows of the wanted nodes.
struct NodePart: Sendable {
    var indices: [Int] = []
    var coordinates: [Coordinate] = []
    var tagged: [OpenStreetMapExtract.Node] = []
}

/// A way whose nodes have no positions yet.
struct RawWay: Sendable {
    var id: Int64
    var nodeIDs: [Int64]
    var tags: [String: String]
}

extension OpenStreetMapExtract {
    /// Puts ways and the positions of their nodes together; ways are cut at missing nodes.
    init(ways: [RawWay], wanted: NodeIndex, parts: [NodePart], relations: [Relation]) {
        var coordinates = [Coordinate](repeating: .unknown, count: wanted.count)
        for part in parts {
            for (index, place) in zip(part.indices, part.coordinates) { coordinates[index] = place }
        }
        nodes = parts.flatMap(\.tagged).sorted { $0.id < $1.id }
        self.relations = relations.sorted { $0.id < $1.id }
        missingNodeCount = coordinates.count { $0.longitude.isNaN }
        self.ways.reserveCapacity(ways.count)
        for way in ways.indices.sorted(by: { (ways[$0].id, $0) < (ways[$1].id, $1) }) {
            let way = ways[way]
            let places = way.nodeIDs.map { node in
                wanted.index(of: node).map { coordinates[$0] } ?? .unknown
            }
            var start = 0
            // One part between each two missing nodes; nearly always the whole way.
            while start < places.count {
                let end = places[start...].firstIndex { $0.longitude.isNaN } ?? places.count
                if end - start >= 2 {
                    self.ways.append(
                        Way(
                            id: way.id, nodeIDs: Array(way.nodeIDs[start..<end]),
                            coordinates: Array(places[start..<end]), tags: way.tags))
                }
                start = end + 1
            }
        }
    }
}

extension Coordinate {
    /// No position yet; never leaves this target.
    fileprivate static let unknown = Coordinate(longitude: .nan, latitude: .nan)
}

/// Different node identifiers in ascending order, to be found again.
struct NodeIndex: Sendable {
    private let ids: [Int64]

    init(of ids: [Int64]) {
        var sorted = ids
        sorted.sort()
        var unique: [Int64] = []
        for id in sorted where unique.last != id { unique.append(id) }
        self.ids = unique
    }

    var count: Int { ids.count }
    var cursor: Cursor { Cursor(ids: ids) }

    func index(of id: Int64) -> Int? {
        let place = Self.lowerBound(of: id, in: ids, from: 0)
        return place < ids.count && ids[place] == id ? place : nil
    }

    fileprivate static func lowerBound(of id: Int64, in ids: [Int64], from start: Int) -> Int {
        var (low, high) = (start, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Finds identifiers quickly when they are asked for in ascending order, as files have them.
    struct Cursor {
        fileprivate let ids: [Int64]
        private var place = 0

        fileprivate init(ids: [Int64]) { self.ids = ids }

        mutating func index(of id: Int64) -> Int? {
            if place > 0, ids[place - 1] >= id { place = 0 }
            var steps = 0
            while place < ids.count, ids[place] < id {
                place += 1
                steps += 1
                if steps == 8 { place = NodeIndex.lowerBound(of: id, in: ids, from: place) }
            }
            return place < ids.count && ids[place] == id ? place : nil
        }
    }
}
