import Foundation

/// Reference data beside this repository, in `../shared`; none of it is committed.
public enum SharedFolder {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared")

    /// The place of a file or folder, such as `data/osm`.
    public static func url(_ path: String) -> URL { root.appending(path: path) }

    /// Present, or required: under continuous integration its absence is a failure, not a skip.
    public static let isExpected =
        FileManager.default.fileExists(atPath: root.path)
        || ProcessInfo.processInfo.environment["CI"] == "true"
}
