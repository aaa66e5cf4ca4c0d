import Foundation

/// Writes the few protocol-buffers messages a test extract needs.
public struct MessageWriter {
    /// What was written.
    public private(set) var bytes: [UInt8] = []

    /// An empty message.
    public init() {}

    /// A number in groups of seven bits.
    public mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// A field that is a number.
    public mutating func number(_ field: UInt64, _ value: UInt64) {
        varint(field << 3)
        varint(value)
    }

    /// A field of bytes.
    public mutating func message(_ field: UInt64, _ content: [UInt8]) {
        varint(field << 3 | 2)
        varint(UInt64(content.count))
        bytes += content
    }

    /// A field that is a message.
    public mutating func message(_ field: UInt64, _ build: (inout MessageWriter) -> Void) {
        var inner = MessageWriter()
        build(&inner)
        message(field, inner.bytes)
    }

    /// Zigzag differences, as OpenStreetMap packs identifiers and positions.
    public static func deltas(_ values: [Int64]) -> [UInt8] {
        var writer = MessageWriter()
        var last: Int64 = 0
        for value in values {
            let delta = value - last
            writer.varint(UInt64(bitPattern: delta << 1 ^ delta >> 63))
            last = value
        }
        return writer.bytes
    }

    /// Numbers side by side.
    public static func packed(_ values: [UInt64]) -> [UInt8] {
        var writer = MessageWriter()
        for value in values { writer.varint(value) }
        return writer.bytes
    }
}

/// A PBF file of uncompressed blobs.
public enum PBFText {
    /// A blob with its header.
    public static func blob(_ type: String, _ content: [UInt8]) -> [UInt8] {
        var blob = MessageWriter()
        blob.message(1, content)
        var header = MessageWriter()
        header.message(1, Array(type.utf8))
        header.number(3, UInt64(blob.bytes.count))
        let length = UInt32(header.bytes.count)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + header.bytes
            + blob.bytes
    }

    /// The first blob of an extract that needs `feature` of its reader.
    public static func header(feature: String = "DenseNodes") -> [UInt8] {
        var block = MessageWriter()
        block.message(4, Array("OsmSchema-V0.6".utf8))
        block.message(4, Array(feature.utf8))
        return blob("OSMHeader", block.bytes)
    }

    /// Nodes 1–4 on a square of 0.001°, node 3 a bollard; way 7 round it, closed and an area; way 8
    /// a building; way 9 from node 1 over the missing node 99 to nodes 2 and 3;
    /// relation 11 forbids the turn from way 7 over node 3 to way 9; relation 12 is a site.
    public static var square: Data {
        let strings = [
            "", "highway", "pedestrian", "area", "yes", "barrier", "bollard", "building", "path",
            "type", "restriction", "no_left_turn", "from", "via", "to", "site",
        ]
        var block = MessageWriter()
        block.message(1) { table in
            for string in strings { table.message(1, Array(string.utf8)) }
        }
        block.message(2) { group in
            group.message(2) { dense in
                dense.message(1, MessageWriter.deltas([1, 2, 3, 4]))
                dense.message(
                    8, MessageWriter.deltas([15_0000000, 15_0000000, 15_0010000, 15_0010000]))
                dense.message(
                    9, MessageWriter.deltas([100_0000000, 100_0010000, 100_0010000, 100_0000000]))
                dense.message(10, MessageWriter.packed([0, 0, 5, 6, 0, 0]))
            }
        }
        block.message(2) { group in
            for (id, keys, values, nodes) in [
                (9, [1], [8], [1, 99, 2, 3]), (7, [1, 3], [2, 4], [1, 2, 3, 4, 1]),
                (8, [7], [4], [1, 2, 3, 1]),
            ] as [(UInt64, [UInt64], [UInt64], [Int64])] {
                group.message(3) { way in
                    way.number(1, id)
                    way.message(2, MessageWriter.packed(keys))
                    way.message(3, MessageWriter.packed(values))
                    way.message(8, MessageWriter.deltas(nodes))
                }
            }
        }
        block.message(2) { group in
            for (id, value) in [(12, 15), (11, 10)] as [(UInt64, UInt64)] {
                group.message(4) { relation in
                    relation.number(1, id)
                    relation.message(2, MessageWriter.packed([9, 10]))
                    relation.message(3, MessageWriter.packed([value, 11]))
                    relation.message(8, MessageWriter.packed([12, 13, 14]))
                    relation.message(9, MessageWriter.deltas([7, 3, 9]))
                    relation.message(10, MessageWriter.packed([1, 0, 1]))
                }
            }
        }
        return Data(header() + blob("OSMData", block.bytes))
    }

    /// Two schools as nodes, บ้านเหนือ (node 1) and one without a name (node 2), 0.05° apart in เขต 3304,
    /// and a residential road between them (way 5).
    public static var schools: Data {
        let strings = ["", "amenity", "school", "name", "บ้านเหนือ", "highway", "residential"]
        var block = MessageWriter()
        block.message(1) { table in
            for string in strings { table.message(1, Array(string.utf8)) }
        }
        block.message(2) { group in
            group.message(2) { dense in
                dense.message(1, MessageWriter.deltas([1, 2]))
                dense.message(8, MessageWriter.deltas([14_6000000, 14_6000000]))
                dense.message(9, MessageWriter.deltas([104_6000000, 104_6500000]))
                dense.message(10, MessageWriter.packed([1, 2, 3, 4, 0, 1, 2, 0]))
            }
        }
        block.message(2) { group in
            group.message(3) { way in
                way.number(1, 5)
                way.message(2, MessageWriter.packed([5]))
                way.message(3, MessageWriter.packed([6]))
                way.message(8, MessageWriter.deltas([1, 2]))
            }
        }
        return Data(header() + blob("OSMData", block.bytes))
    }
}
