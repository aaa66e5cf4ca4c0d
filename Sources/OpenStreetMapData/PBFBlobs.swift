import CZlib
import Foundation

/// Where the blobs of a PBF file lie.
///
/// A file is a row of: four bytes of length, a header of that length, a blob of the size the
/// header tells (<https://wiki.openstreetmap.org/wiki/PBF_Format>). The format's own upper limits
/// (64 KiB a header, 32 MiB a blob) bound what is ever allocated.
struct PBFBlobs: Sendable {
    struct Blob: Sendable {
        var isData: Bool
        /// The blob's bytes in the file.
        var range: Range<Int>
    }

    static let longestHeader = 64 << 10
    static let longestBlob = 32 << 20

    let file: Data
    let blobs: [Blob]

    init(_ file: Data) throws(OpenStreetMapError) {
        self.file = file
        var blobs: [Blob] = []
        var offset = 0
        while offset < file.count {
            do throws(BlockFault) {
                let (blob, next) = try Self.blob(at: offset, in: file)
                blobs.append(blob)
                offset = next
            } catch {
                throw OpenStreetMapError(blob: blobs.count, offset: offset, detail: error.detail)
            }
        }
        guard !blobs.isEmpty else {
            throw OpenStreetMapError(offset: 0, detail: "the file is empty")
        }
        self.blobs = blobs
    }

    private static func bytes(_ range: Range<Int>, of file: Data) -> [UInt8] {
        [UInt8](file[file.startIndex + range.lowerBound..<file.startIndex + range.upperBound])
    }

    private static func blob(
        at offset: Int, in file: Data
    ) throws(BlockFault) -> (blob: Blob, next: Int) {
        guard file.count - offset >= 4 else { throw BlockFault("the file ends inside a length") }
        let length = bytes(offset..<offset + 4, of: file).reduce(0) { $0 << 8 | Int($1) }
        guard length > 0, length <= longestHeader else {
            throw BlockFault("a blob header of \(length) bytes; is this a PBF file?")
        }
        let start = offset + 4
        guard file.count - start >= length else {
            throw BlockFault("the file ends inside a blob header")
        }
        var header = ProtobufCursor(bytes(start..<start + length, of: file))
        var type = ""
        var size: UInt64?
        while let (number, wire) = try header.field() {
            switch number {
            case 1:
                let text = try header.message(wire)
                type = String(decoding: text.bytes[text.range], as: UTF8.self)
            case 3: size = try header.number(wire)
            default: try header.skip(wire)
            }
        }
        guard let size, size <= UInt64(longestBlob) else {
            throw BlockFault("a blob header tells no size of at most 32 MiB")
        }
        let first = start + length
        guard file.count - first >= Int(size) else {
            throw BlockFault("the file ends inside a blob")
        }
        let range = first..<first + Int(size)
        return (Blob(isData: type == "OSMData", range: range), range.upperBound)
    }

    /// The content of a blob, decompressed.
    func content(of blob: Int) throws(BlockFault) -> [UInt8] {
        var message = ProtobufCursor(Self.bytes(blobs[blob].range, of: file))
        var size: UInt64?
        var packed: ProtobufCursor?
        while let (number, wire) = try message.field() {
            switch number {
            case 1:
                let raw = try message.message(wire)
                return [UInt8](raw.bytes[raw.range])
            case 2: size = try message.number(wire)
            case 3: packed = try message.message(wire)
            case 4, 6, 7:
                let name = [4: "LZMA", 6: "LZ4", 7: "Zstandard"][number] ?? ""
                throw BlockFault("compressed by \(name); only zlib is read (osmium cat converts)")
            default: try message.skip(wire)
            }
        }
        guard let packed, let size else { throw BlockFault("a blob without content") }
        return try inflate(packed, to: size)
    }

    private func inflate(
        _ packed: ProtobufCursor, to size: UInt64
    ) throws(BlockFault) -> [UInt8] {
        // Deflate cannot shrink by more than 1,032 to 1, so a larger claim is a lie.
        guard size <= UInt64(Self.longestBlob), size <= UInt64(packed.range.count) * 1_032 + 64
        else { throw BlockFault("a blob claims \(size) bytes") }
        var status = Z_OK
        let content = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
            var length = uLongf(size)
            status = packed.bytes.withUnsafeBufferPointer { input -> Int32 in
                guard let source = input.baseAddress, let target = buffer.baseAddress else {
                    return Z_DATA_ERROR
                }
                return uncompress(
                    target, &length, source + packed.range.lowerBound, uLong(packed.range.count))
            }
            count = status == Z_OK ? Int(length) : 0
        }
        guard status == Z_OK, content.count == Int(size) else {
            throw BlockFault("the zlib data is damaged (code \(status))")
        }
        return content
    }
}
