/// Writes one file whole or not at all.
public enum SingleFile {
    /// Writes the text beside the target and renames it, so that an earlier file stays whole until
    /// the new one is.
    ///
    /// - Throws: `PublishingError` when the place cannot be written to.
    public static func write(_ text: String, to path: String) throws {
        try write(to: path) { append in try append(text) }
    }

    /// Writes a text piece by piece beside the target and renames it at the end, so that an earlier file stays whole
    /// when the work stops half-way.
    ///
    /// - Parameter work: makes the text and hands every piece of it to the function that it is given.
    /// - Throws: `PublishingError` when the place cannot be written to, and what `work` throws.
    public static func write(
        to path: String, _ work: (_ append: (String) throws -> Void) throws -> Void
    ) throws {
        let (parent, name) = FileSystem.split(FileSystem.resolved(path))
        guard FileSystem.kind(of: parent) == .folder else {
            throw PublishingError(code: .cannotCreate, detail: "\(path): no folder \(parent)")
        }
        guard FileSystem.kind(of: path) != .folder else {
            throw PublishingError(code: .cannotCreate, detail: "\(path): a folder is in the way")
        }
        let temporary = "\(parent)/.\(name).partial"
        do {
            try FileSystem.write(to: temporary) { file in
                var waiting: [UInt8] = []
                try work { text in
                    waiting.append(contentsOf: text.utf8)
                    guard waiting.count >= pieceSize else { return }
                    try file.write(waiting)
                    waiting.removeAll(keepingCapacity: true)
                }
                try file.write(waiting)
            }
            try FileSystem.rename(temporary, "\(parent)/\(name)")
        } catch {
            try? FileSystem.remove(temporary)
            throw error
        }
    }

    /// How many bytes are gathered before they are written.
    private static let pieceSize = 1 << 18
}
