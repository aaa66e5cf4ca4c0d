import CZlib
import Foundation
import SpatialTypes

/// Reads OpenStreetMap's text format, `.osm`, plain or compressed by gzip.
public enum OpenStreetMapXMLReader {
    /// The part of a file that a selection asks for.
    ///
    /// Two passes over the text: ways first, then the positions of their nodes. The whole text is
    /// held in memory.
    ///
    /// - Parameter file: The bytes of the file; compressed ones are known by their first two.
    /// - Throws: `OpenStreetMapError` with the place of the fault in the decompressed text.
    public static func read(
        _ file: Data, selection: ExtractSelection
    ) throws(OpenStreetMapError) -> OpenStreetMapExtract {
        var bytes = [UInt8](file)
        if bytes.starts(with: [0x1F, 0x8B]) {
            do throws(BlockFault) {
                bytes = try gunzip(bytes)
            } catch {
                throw OpenStreetMapError(offset: 0, detail: error.detail)
            }
        }
        if bytes.starts(with: "BZh".utf8) {
            throw OpenStreetMapError(
                offset: 0, detail: "compressed by bzip2, which is not read; unpack it (bunzip2 -k)")
        }
        let ways = try objects(named: "way", in: bytes) { element in
            element.tags.contains { selection.wantsWay(key: $0, value: $1) }
        }.map {
            RawWay(id: $0.id, nodeIDs: $0.nodeIDs, tags: kept($0.tags, selection))
        }
        let relations =
            selection.relationTags.isEmpty
            ? []
            : try objects(named: "relation", in: bytes) { element in
                element.tags.contains { selection.wantsRelation(key: $0, value: $1) }
            }.map {
                Relation(id: $0.id, members: $0.members, tags: kept($0.tags, selection))
            }
        let wanted = NodeIndex(of: ways.flatMap(\.nodeIDs))
        var cursor = wanted.cursor
        var part = NodePart()
        _ = try objects(named: "node", in: bytes) { element in
            guard let place = element.coordinate else { return false }
            if let index = cursor.index(of: element.id) {
                part.indices.append(index)
                part.coordinates.append(place)
            }
            if element.tags.keys.contains(where: selection.nodeKeys.contains) {
                part.tagged.append(
                    OpenStreetMapExtract.Node(
                        id: element.id, coordinate: place, tags: kept(element.tags, selection)))
            }
            return false
        }
        return OpenStreetMapExtract(
            ways: ways, wanted: wanted, parts: [part], relations: relations)
    }

    private typealias Relation = OpenStreetMapExtract.Relation

    /// A node, a way or a relation as it is written.
    private struct Element {
        var id: Int64
        var coordinate: Coordinate?
        var nodeIDs: [Int64] = []
        var members: [Relation.Member] = []
        var tags: [String: String] = [:]
    }

    private static func kept(
        _ tags: [String: String], _ selection: ExtractSelection
    ) -> [String: String] {
        tags.filter { selection.keeps(key: $0.key) }
    }

    /// The elements of one name that the filter wants; it sees each once, in order.
    private static func objects(
        named name: StaticString, in bytes: [UInt8], where isWanted: (Element) -> Bool
    ) throws(OpenStreetMapError) -> [Element] {
        var scanner = XMLScanner(bytes)
        do throws(BlockFault) {
            return try scan(&scanner, name, isWanted)
        } catch {
            throw OpenStreetMapError(offset: scanner.position, detail: error.detail)
        }
    }

    private static func scan(
        _ scanner: inout XMLScanner, _ name: StaticString, _ isWanted: (Element) -> Bool
    ) throws(BlockFault) -> [Element] {
        var found: [Element] = []
        var current: Element?
        var isFirst = true
        var isOpen = true
        while let event = try scanner.next() {
            if isFirst {
                guard scanner.isNamed("osm") else { throw BlockFault("no <osm> at the beginning") }
                isFirst = false
                continue
            }
            switch event {
            case .start(let isEmpty):
                if scanner.isNamed(name) {
                    let element = try element(scanner)
                    if !isEmpty {
                        current = element
                    } else if isWanted(element) {
                        found.append(element)
                    }
                } else if current != nil {
                    try extend(&current, scanner)
                }
            case .end:
                if scanner.isNamed("osm") { isOpen = false }
                guard scanner.isNamed(name), let element = current else { continue }
                if isWanted(element) { found.append(element) }
                current = nil
            }
        }
        guard !isFirst, !isOpen else { throw BlockFault("the text ends before </osm>") }
        return found
    }

    private static func extend(
        _ element: inout Element?, _ scanner: XMLScanner
    ) throws(BlockFault) {
        if scanner.isNamed("nd") {
            element?.nodeIDs.append(try identifier("ref", scanner))
        } else if scanner.isNamed("member") {
            let kinds: [String: Relation.MemberKind] = [
                "node": .node, "way": .way, "relation": .relation,
            ]
            guard let kind = kinds[try scanner.text("type") ?? ""] else {
                throw BlockFault("a member without a known type")
            }
            element?.members.append(
                .init(
                    kind: kind, id: try identifier("ref", scanner),
                    role: try scanner.text("role") ?? ""))
        } else if scanner.isNamed("tag"), let key = try scanner.text("k") {
            element?.tags[key] = try scanner.text("v") ?? ""
        }
    }

    private static func element(_ scanner: XMLScanner) throws(BlockFault) -> Element {
        var element = Element(id: try identifier("id", scanner))
        if let latitude = try scanner.text("lat"), let longitude = try scanner.text("lon") {
            guard let y = Double(latitude), let x = Double(longitude), abs(y) <= 90, abs(x) <= 180
            else { throw BlockFault("node \(element.id) has no position on earth") }
            element.coordinate = Coordinate(longitude: x, latitude: y)
        }
        return element
    }

    private static func identifier(
        _ attribute: StaticString, _ scanner: XMLScanner
    ) throws(BlockFault) -> Int64 {
        guard let text = try scanner.text(attribute), let id = Int64(text) else {
            throw BlockFault("an identifier is missing or no number")
        }
        return id
    }

    /// The text of a gzip file of one or more members, 4 GiB at most.
    private static func gunzip(_ packed: [UInt8]) throws(BlockFault) -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else {
            throw BlockFault("zlib does not start")
        }
        defer { inflateEnd(&stream) }
        var text: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 20)
        var consumed = 0
        while consumed < packed.count {
            let (status, taken, made) = step(
                &stream, packed[consumed..<min(consumed + 1 << 20, packed.count)], &block)
            consumed += taken
            text.append(contentsOf: block[..<made])
            guard text.count < 4 << 30 else { throw BlockFault("more than 4 GiB of text") }
            switch status {
            case Z_STREAM_END: inflateReset(&stream)
            case Z_OK where taken > 0 || made > 0: continue
            default: throw BlockFault("the gzip data is damaged (code \(status))")
            }
        }
        return text
    }

    private static func step(
        _ stream: inout z_stream, _ input: ArraySlice<UInt8>, _ block: inout [UInt8]
    ) -> (status: Int32, taken: Int, made: Int) {
        input.withUnsafeBufferPointer { source in
            block.withUnsafeMutableBufferPointer { target in
                stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                stream.avail_in = uInt(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(target.count)
                let status = inflate(&stream, Z_NO_FLUSH)
                return (
                    status, source.count - Int(stream.avail_in),
                    target.count - Int(stream.avail_out)
                )
            }
        }
    }
}
