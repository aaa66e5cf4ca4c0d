/// Writes one file whole or not at all.
public enum SingleFile {
    /// Writes the text beside the target and renames it, so that an earlier file stays whole until
    /// the new one is.
    ///
    /// - Throws: `PublishingError` when the place cannot be written to.
    public static func write(_ text: String, to path: String) throws {
        let (parent, name) = FileSystem.split(FileSystem.resolved(path))
        guard FileSystem.kind(of: parent) == .folder else {
            throw PublishingError(code: .cannotCreate, detail: "\(path): no folder \(parent)")
        }
        guard FileSystem.kind(of: path) != .folder else {
            throw PublishingError(code: .cannotCreate, detail: "\(path): a folder is in the way")
        }
        let temporary = "\(parent)/.\(name).partial"
        do {
            try FileSystem.write(Array(text.utf8), to: temporary)
            try FileSystem.rename(temporary, "\(parent)/\(name)")
        } catch {
            try? FileSystem.remove(temporary)
            throw error
        }
    }
}
