import Containers
import Foundation

/// A description and columns of plain values, laid out so that the file can be used where it lies.
///
/// Sixteen bytes of name, then the checksum of the head, its length, the length of the description
/// and the number of columns; for each column place, length in bytes and checksum; the
/// description as JSON; the columns, each at a multiple of 64 bytes. Numbers are in the machine's
/// order, which the name tells too: a file from another machine is foreign.
enum ColumnFile {
    /// Raised with every change of what is stored or how.
    static let version = 2
    private static let alignment = 64
    private static let wordsBeforeColumns = 6

    /// One column, whatever its elements are.
    struct Column {
        fileprivate let visit: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
        fileprivate let byteCount: Int

        init<Element>(_ elements: FrozenArray<Element>) {
            byteCount = elements.count * MemoryLayout<Element>.stride
            visit = { body in
                try elements.withUnsafeBytes { bytes in Result { try body(bytes) } }.get()
            }
        }
    }

    private static var name: (UInt64, UInt64) {
        // "roads" and the version; read in another order of bytes it is something else.
        (0x7363_686E_6574_2D72, 0x6F61_6473_0000_0000 | UInt64(version))
    }

    /// Hands over the bytes of a file, piece by piece.
    static func write(
        description: [UInt8], columns: [Column], to write: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let headLength = (wordsBeforeColumns + 3 * columns.count) * 8 + description.count
        var words: [UInt64] = [
            UInt64(headLength), UInt64(description.count), UInt64(columns.count),
        ]
        var place = aligned(headLength)
        for column in columns {
            var checksum: UInt64 = 0
            try column.visit { checksum = Checksum.of($0) }
            words += [UInt64(place), UInt64(column.byteCount), checksum]
            place = aligned(place + column.byteCount)
        }
        let head = words.withUnsafeBytes { [UInt8]($0) } + description
        let start = [name.0, name.1, head.withUnsafeBytes(Checksum.of)]
        try start.withUnsafeBytes(write)
        try head.withUnsafeBytes(write)
        try pad(headLength, write)
        for column in columns {
            try column.visit(write)
            try pad(column.byteCount, write)
        }
    }

    private static func aligned(_ place: Int) -> Int {
        (place + alignment - 1) / alignment * alignment
    }

    private static func pad(_ place: Int, _ write: (UnsafeRawBufferPointer) throws -> Void) throws {
        let padding = [UInt8](repeating: 0, count: aligned(place) - place)
        try padding.withUnsafeBytes(write)
    }

    /// Takes columns from a file in the order they were written.
    struct Reader {
        /// The description.
        let description: [UInt8]
        private let bytes: SharedBytes
        private var columns: ArraySlice<(place: Int, byteCount: Int)>

        /// `nil` unless the file is whole, undamaged and of this version.
        init?(_ shared: SharedBytes) {
            let bytes = shared.bytes
            let start = wordsBeforeColumns * 8
            guard bytes.count >= start else { return nil }
            func word(_ index: Int) -> UInt64 {
                bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
            }
            guard word(0) == name.0, word(1) == name.1,
                let headLength = Int(exactly: word(3)), headLength >= start,
                headLength <= bytes.count,
                Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[24..<headLength])) == word(2),
                let length = Int(exactly: word(4)), let count = Int(exactly: word(5)),
                count < 1_000, start + 24 * count + length == headLength
            else { return nil }
            var columns: [(place: Int, byteCount: Int)] = []
            for column in 0..<count {
                let index = wordsBeforeColumns + 3 * column
                guard let place = Int(exactly: word(index)),
                    let byteCount = Int(exactly: word(index + 1)), byteCount <= bytes.count,
                    place <= bytes.count - byteCount,
                    Checksum.of(
                        UnsafeRawBufferPointer(rebasing: bytes[place..<place + byteCount]))
                        == word(index + 2)
                else { return nil }
                columns.append((place, byteCount))
            }
            description = [UInt8](bytes[(headLength - length)..<headLength])
            self.bytes = shared
            self.columns = columns[...]
        }

        /// The next column; `nil` when there is none or its length does not fit.
        mutating func next<Element>(_: Element.Type = Element.self) -> FrozenArray<Element>? {
            guard let (place, byteCount) = columns.popFirst(),
                byteCount % MemoryLayout<Element>.stride == 0
            else { return nil }
            return FrozenArray(
                in: bytes, at: place, count: byteCount / MemoryLayout<Element>.stride)
        }
    }
}
