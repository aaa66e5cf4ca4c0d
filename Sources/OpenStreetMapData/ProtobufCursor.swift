/// A place in a protocol-buffers message; every length is checked against the message's end.
///
/// Wire format: <https://protobuf.dev/programming-guides/encoding/>.
struct ProtobufCursor {
    /// How the value after a field's number is written.
    enum Wire: UInt64 {
        case varint = 0
        case fixed64 = 1
        case bytes = 2
        case fixed32 = 5
    }

    let bytes: [UInt8]
    private(set) var position: Int
    let end: Int

    init(_ bytes: [UInt8]) {
        self.init(bytes, in: 0..<bytes.count)
    }

    private init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    var isAtEnd: Bool { position >= end }
    var range: Range<Int> { position..<end }

    /// The next field's number and wire type; `nil` at the end of the message.
    mutating func field() throws(BlockFault) -> (number: UInt64, wire: Wire)? {
        guard position < end else { return nil }
        let key = try varint()
        guard let wire = Wire(rawValue: key & 7), key >> 3 > 0 else {
            throw BlockFault("no field begins with the number \(key)")
        }
        return (key >> 3, wire)
    }

    @inline(__always)
    mutating func varint() throws(BlockFault) -> UInt64 {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while position < end {
            let byte = bytes[position]
            position += 1
            result |= UInt64(byte & 0x7F) &<< shift
            if byte < 0x80 { return result }
            shift += 7
            if shift > 63 { throw BlockFault("a number is longer than ten bytes") }
        }
        throw .truncated
    }

    /// A zigzag-coded number.
    @inline(__always)
    mutating func signed() throws(BlockFault) -> Int64 {
        let value = try varint()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// The bytes of a field as a message of their own.
    mutating func message(_ wire: Wire) throws(BlockFault) -> ProtobufCursor {
        guard wire == .bytes else { throw BlockFault("a number stands where a message belongs") }
        let length = try varint()
        guard length <= UInt64(end - position) else { throw .truncated }
        let start = position
        position += Int(length)
        return ProtobufCursor(bytes, in: start..<position)
    }

    mutating func number(_ wire: Wire) throws(BlockFault) -> UInt64 {
        guard wire == .varint else { throw BlockFault("a message stands where a number belongs") }
        return try varint()
    }

    mutating func skip(_ wire: Wire) throws(BlockFault) {
        switch wire {
        case .varint: _ = try varint()
        case .bytes: _ = try message(wire)
        case .fixed64: try advance(8)
        case .fixed32: try advance(4)
        }
    }

    private mutating func advance(_ count: Int) throws(BlockFault) {
        guard count <= end - position else { throw .truncated }
        position += count
    }
}
