import CGDAL

/// Files inside a zip archive, read in place.
public enum ArchiveReader {
    /// Whether a path is an archive, or a file in one (`data.zip/schools.csv`).
    public static func parts(of path: String) -> (archive: String, member: String?)? {
        let folders = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let index = folders.firstIndex(where: { $0.lowercased().hasSuffix(".zip") }) else {
            return nil
        }
        let member = folders[(index + 1)...].joined(separator: "/")
        return (folders[...index].joined(separator: "/"), member.isEmpty ? nil : member)
    }

    /// The names of the files in an archive, sorted; names in the Thai code page are understood.
    ///
    /// - Throws: `VectorDataError` when the archive is missing or no archive.
    public static func names(in archive: String) throws(VectorDataError) -> [String] {
        try MessageLog.capturing { log throws(VectorDataError) in
            DatasetHandle.prepare()
            let list = VSIReadDirRecursive("/vsizip/" + archive)
            defer { CSLDestroy(list) }
            guard let list else {
                throw VectorDataError(
                    .unreadable, path: archive, detail: "this is no zip archive: \(log.reason)")
            }
            var names: [String] = []
            var index = 0
            while let name = list[index] {
                names.append(String(cString: name))
                index += 1
            }
            return names.filter { !$0.hasSuffix("/") }.sorted()
        }
    }

    /// The bytes of a file in an archive.
    ///
    /// - Throws: `VectorDataError` when it is not there or larger than a gigabyte.
    public static func bytes(
        of member: String, in archive: String
    ) throws(VectorDataError) -> [UInt8] {
        try MessageLog.capturing { log throws(VectorDataError) in
            DatasetHandle.prepare()
            guard let file = VSIFOpenL("/vsizip/\(archive)/\(member)", "rb") else {
                throw VectorDataError(
                    .fileMissing, path: "\(archive)/\(member)",
                    detail: "the archive has no such file")
            }
            defer { VSIFCloseL(file) }
            var result: [UInt8] = []
            var chunk = [UInt8](repeating: 0, count: 1 << 20)
            while true {
                let count = VSIFReadL(&chunk, 1, chunk.count, file)
                if count == 0 { return result }
                result.append(contentsOf: chunk[..<Int(count)])
                guard result.count <= 1 << 30 else {
                    throw VectorDataError(
                        .unreadable, path: "\(archive)/\(member)",
                        detail: "the file is larger than 1 GB")
                }
            }
        }
    }
}
