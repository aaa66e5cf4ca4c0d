/// An extract that cannot be read, and the place in it.
public struct OpenStreetMapError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The number of the block of the file (a "blob" of PBF, counted from 0); `nil` for text.
    public var blob: Int?
    /// Where the block begins, or the fault lies, in bytes from the start.
    public var offset: Int
    /// What is wrong, in English.
    public var detail: String

    /// An error from its parts.
    public init(blob: Int? = nil, offset: Int, detail: String) {
        self.blob = blob
        self.offset = offset
        self.detail = detail
    }

    /// Place and fault in one line.
    public var description: String {
        (blob.map { "blob \($0) " } ?? "") + "at byte \(offset): \(detail)"
    }
}

/// What is wrong inside a block, before it is known which block that is.
struct BlockFault: Error {
    var detail: String

    init(_ detail: String) { self.detail = detail }

    static var truncated: BlockFault { BlockFault("a message ends before its last field") }
}
