import Containers
import Foundation
import RoadNetwork

/// Prepared road graphs in a folder, so that the next run need not read and build them.
///
/// A file is found by the checksum of its input, the profile, the format's version and the
/// program that wrote it; whatever does not fit to the last byte is made anew. Nothing fails for
/// want of a cache: a folder that cannot be written is as good as none. Answers are those of a
/// fresh graph.
public struct RoadCache: Sendable {
    /// A graph and what its reader said.
    public struct Roads: Sendable {
        /// The roads as the profile can use them.
        public var graph: RoadGraph
        /// Warnings of the reader, the same whether the graph was read or found.
        public var warnings: [String]
        /// Whether the graph was found in the cache.
        public var isFromCache: Bool
        fileprivate var place: Place?

        /// The same roads with edits, of which nothing is kept.
        public func applying(_ edits: RoadEdits) -> Roads {
            Roads(
                graph: graph.applying(edits), warnings: warnings, isFromCache: isFromCache,
                place: nil)
        }
    }

    /// Where the files of one graph lie, and what is asked of them.
    fileprivate struct Place: Sendable {
        var stem: String
        var key: String
    }

    private let folder: String?

    /// A cache in a folder; `nil` keeps nothing.
    public init(folder: String?) { self.folder = folder }

    /// The usual folder: `schoolnet` in `XDG_CACHE_HOME`, or in `.cache` at home.
    ///
    /// - Parameter environment: The variables of the process.
    /// - Returns: `nil` where neither is set.
    public static func standardFolder(environment: [String: String]) -> String? {
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
            return cache + "/schoolnet"
        }
        return environment["HOME"].map { $0 + "/.cache/schoolnet" }
    }

    /// The graph of an input, found or made.
    ///
    /// Only OpenStreetMap extracts are kept: a line layer may lie in several files and is small.
    ///
    /// - Parameters:
    ///   - path: The road file.
    ///   - inputs: Further files the graph depends on.
    ///   - profile: Who travels.
    ///   - make: Makes the graph and tells the reader's warnings.
    public func roads(
        path: String, inputs: [String] = [], profile: TravelProfile,
        make: () throws -> (graph: RoadGraph, warnings: [String])
    ) throws -> Roads {
        let place = self.place(path: path, inputs: inputs, profile: profile)
        if let place, let bytes = MappedFile.bytes(of: place.stem + ".graph"),
            let (graph, warnings) = RoadGraph.stored(in: bytes, key: place.key)
        {
            return Roads(graph: graph, warnings: warnings, isFromCache: true, place: place)
        }
        let (graph, warnings) = try make()
        if let place {
            store(place.stem + ".graph") {
                try graph.store(key: place.key, remarks: warnings, to: $0)
            }
        }
        return Roads(graph: graph, warnings: warnings, isFromCache: false, place: place)
    }

    /// The hierarchy of a graph, found or made.
    ///
    /// - Parameter isWorthMaking: Whether to make and keep it where it is not found.
    /// - Returns: `nil` where it is not found and not worth making.
    public func hierarchy(
        of roads: Roads, metric: TravelMetric, isWorthMaking: Bool
    ) -> ContractionHierarchy? {
        let file = roads.place.map { "\($0.stem).\(metric.rawValue)" }
        if let place = roads.place, let file, let bytes = MappedFile.bytes(of: file),
            let found = ContractionHierarchy.stored(
                in: bytes, key: place.key, graph: roads.graph, metric: metric)
        {
            return found
        }
        guard isWorthMaking else { return nil }
        let made = ContractionHierarchy(graph: roads.graph, metric: metric)
        if let place = roads.place, let file {
            store(file) { try made.store(key: place.key, to: $0) }
        }
        return made
    }

    // MARK: Files

    private func place(path: String, inputs: [String], profile: TravelProfile) -> Place? {
        guard let folder, RoadReader.isOpenStreetMap(path) else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let rules = try? encoder.encode(profile) else { return nil }
        var parts = [
            "\(RoadGraph.storageVersion)", Self.program, SHA256.hexDigest(of: [UInt8](rules)),
        ]
        for file in [path] + inputs {
            guard let bytes = FileManager.default.contents(atPath: file) else { return nil }
            parts.append(SHA256.hexDigest(of: [UInt8](bytes)))
        }
        let key = SHA256.hexDigest(of: Array(parts.joined(separator: " ").utf8))
        return Place(stem: "\(folder)/\(key.prefix(32))", key: key)
    }

    /// Size and time of the program: a new one may read the same file differently.
    private static let program: String = {
        let path = CommandLine.arguments.first.flatMap { name in
            FileManager.default.fileExists(atPath: "/proc/self/exe") ? "/proc/self/exe" : name
        }
        var status = stat()
        guard let path, stat(path, &status) == 0 else { return "" }
        return "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
    }()

    private func store(
        _ path: String, _ write: (_ append: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) {
        guard let folder else { return }
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try? MappedFile.replace(path, by: write)
    }
}
