import Dispatch
import Foundation
import Synchronization

/// Reads OpenStreetMap's binary format, `.osm.pbf`.
///
/// Two passes over the blobs, each blob by itself on one of the workers: the first finds the wanted
/// ways, the second the positions of their nodes and the wanted nodes. Memory holds what is wanted
/// and one decompressed blob per worker. Whatever the bytes, the reader ends with an extract or an
/// error: every length is checked and no loop runs without consuming a byte.
public enum PBFReader {
    /// The part of a file that a selection asks for.
    ///
    /// - Parameters:
    ///   - file: The bytes of the file.
    ///   - workers: The number of threads; the answer does not depend on it.
    /// - Throws: `OpenStreetMapError` that names the damaged blob; the first one of several.
    public static func read(
        _ file: Data, selection: ExtractSelection, workers: Int = 2
    ) throws(OpenStreetMapError) -> OpenStreetMapExtract {
        let blobs = try PBFBlobs(file)
        try checkHeader(of: blobs)
        let data = blobs.blobs.indices.filter { blobs.blobs[$0].isData }

        let found = try each(of: data, in: blobs, workers: workers) { content throws(BlockFault) in
            try PrimitiveBlock(content).content(selection)
        }
        let withNodes = zip(data, found).filter(\.1.hasNodes).map(\.0)
        let ways = found.flatMap(\.ways)
        let wanted = NodeIndex(of: ways.flatMap(\.nodeIDs))

        let places = try each(
            of: withNodes, in: blobs, workers: workers
        ) { content throws(BlockFault) in
            var part = NodePart()
            var cursor = wanted.cursor
            try PrimitiveBlock(content).nodes(selection) { id, place in
                if let index = cursor.index(of: id) {
                    part.indices.append(index)
                    part.coordinates.append(place)
                }
            } tagged: {
                part.tagged.append($0)
            }
            return part
        }
        return OpenStreetMapExtract(
            ways: ways, wanted: wanted, parts: places, relations: found.flatMap(\.relations))
    }

    /// The answers for many blobs, in their order.
    private static func each<Answer: Sendable>(
        of numbers: [Int], in blobs: PBFBlobs, workers: Int,
        _ body: @Sendable ([UInt8]) throws(BlockFault) -> Answer
    ) throws(OpenStreetMapError) -> [Answer] {
        let done = Mutex([Result<Answer, BlockFault>?](repeating: nil, count: numbers.count))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(workers, numbers.count))) { _ in
            while true {
                let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard place < numbers.count else { return }
                let result = Result { () throws(BlockFault) in
                    try body(blobs.content(of: numbers[place]))
                }
                done.withLock { $0[place] = result }
            }
        }
        var answers: [Answer] = []
        answers.reserveCapacity(numbers.count)
        for (number, result) in zip(numbers, done.withLock { $0 }) {
            do throws(BlockFault) {
                if let answer = try result?.get() { answers.append(answer) }
            } catch {
                throw OpenStreetMapError(
                    blob: number, offset: blobs.blobs[number].range.lowerBound,
                    detail: error.detail)
            }
        }
        return answers
    }

    /// Refuses files that need more than this reader knows, such as histories of objects.
    private static func checkHeader(of blobs: PBFBlobs) throws(OpenStreetMapError) {
        for (number, blob) in blobs.blobs.enumerated() where !blob.isData {
            do throws(BlockFault) {
                var message = ProtobufCursor(try blobs.content(of: number))
                while let (field, wire) = try message.field() {
                    guard field == 4 else {
                        try message.skip(wire)
                        continue
                    }
                    let text = try message.message(wire)
                    let feature = String(decoding: text.bytes[text.range], as: UTF8.self)
                    guard ["OsmSchema-V0.6", "DenseNodes"].contains(feature) else {
                        throw BlockFault("the file needs the feature \(feature)")
                    }
                }
            } catch {
                throw OpenStreetMapError(
                    blob: number, offset: blob.range.lowerBound, detail: error.detail)
            }
        }
    }
}
