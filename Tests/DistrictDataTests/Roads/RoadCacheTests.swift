import DistrictData
import Foundation
import RoadNetwork
import SpatialTypes
import Testing

/// A graph from the cache is the graph itself, or is made anew.
@Suite struct RoadCacheTests {
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("road-cache-\(UUID().uuidString)")
    private let roads = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fuzz/Corpus/roads.osm").standardized.path
    private var cache: RoadCache { RoadCache(folder: folder.path) }

    private func load(
        _ cache: RoadCache, profile: TravelProfile = .walk
    ) throws -> RoadCache.Roads {
        try cache.roads(path: roads, profile: profile) {
            let read = try RoadReader.read(path: roads)
            let graph = try RoadGraph(
                segments: read.segments, barriers: read.barriers,
                restrictions: read.restrictions, profile: profile)
            return (graph, read.warnings)
        }
    }

    /// Everything a graph answers, as text.
    private func answers(_ graph: RoadGraph, _ hierarchy: ContractionHierarchy?) -> String {
        let places = [
            Coordinate(longitude: 100, latitude: 15.0001),
            Coordinate(longitude: 100.001, latitude: 15.001),
            Coordinate(longitude: 100.0019, latitude: 15.002),
        ]
        let points = graph.snap(places)
        let tables = [
            graph.distances(from: points, to: points).dense(),
            graph.durations(from: points, to: points).dense(),
            hierarchy?.matrix(from: points, to: points).dense(),
        ]
        let route = points[0].flatMap { from in
            points[1].flatMap { graph.route(from: from, to: $0) }
        }
        return "\(graph.statistics.usedSegments) \(graph.edgeCount) \(points) \(tables) "
            + "\(String(describing: route)) \(graph.profile == .walk)"
    }

    private func files() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }
    }

    /// With, without and again with the cache: the same answers and warnings, and equal files.
    @Test(arguments: [TravelProfile.walk, .schoolVan])
    func answersAreTheSame(profile: TravelProfile) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let without = try load(RoadCache(folder: nil), profile: profile)
        let first = try load(cache, profile: profile)
        let hierarchy = cache.hierarchy(of: first, metric: .distance, isWorthMaking: true)
        let written = try files().map { try Data(contentsOf: $0) }
        let second = try load(cache, profile: profile)
        let found = cache.hierarchy(of: second, metric: .distance, isWorthMaking: false)
        #expect(!without.isFromCache && !first.isFromCache && second.isFromCache)
        #expect(without.warnings == second.warnings)
        let expected = answers(
            without.graph, ContractionHierarchy(graph: without.graph, metric: .distance))
        #expect(answers(first.graph, hierarchy) == expected)
        #expect(found != nil && answers(second.graph, found) == expected)
        #expect(written.count == 2)
        try FileManager.default.removeItem(at: folder)
        let again = try load(cache, profile: profile)
        _ = cache.hierarchy(of: again, metric: .distance, isWorthMaking: true)
        #expect(try files().map { try Data(contentsOf: $0) } == written)
    }

    @Test func anotherProfileOrNoFolderFindsNothing() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try load(cache)
        #expect(try !load(cache, profile: .schoolVan).isFromCache)
        #expect(try load(cache).isFromCache)
        // A file stands where the folder should be: nothing is kept and nothing fails.
        let blocked = RoadCache(folder: roads)
        #expect(try !load(blocked).isFromCache)
    }

    /// A bit turned anywhere, the end cut off, or another version: ignored and written anew.
    @Test func damageIsNoticed() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let expected = answers(try load(cache).graph, nil)
        let file = try #require(try files().first)
        let whole = try [UInt8](Data(contentsOf: file))
        func check(_ bytes: [UInt8], _ what: String) throws {
            // Replaced, not changed in place: other graphs may still lie in the old bytes.
            try FileManager.default.removeItem(at: file)
            try Data(bytes).write(to: file)
            let loaded = try load(cache)
            #expect(answers(loaded.graph, nil) == expected, "\(what)")
            if bytes.count < whole.count - 64 || what == "version" {
                #expect(!loaded.isFromCache, "\(what)")
            }
        }
        for place in stride(from: 0, to: whole.count, by: 37) {
            var bytes = whole
            bytes[place] ^= 1 << UInt8(place % 8)
            try check(bytes, "byte \(place)")
        }
        for length in [0, 1, 15, 16, 47, 48, whole.count / 2, whole.count - 1] {
            try check(Array(whole.prefix(length)), "length \(length)")
        }
        var version = whole
        version[8] = version[8] &+ 1
        try check(version, "version")
        try check(whole, "whole")
        #expect(try load(cache).isFromCache)
    }

    @Test func theUsualFolder() {
        let home = ["HOME": "/home/a"]
        #expect(RoadCache.standardFolder(environment: home) == "/home/a/.cache/schoolnet")
        #expect(
            RoadCache.standardFolder(environment: ["XDG_CACHE_HOME": "/c", "HOME": "/home/a"])
                == "/c/schoolnet")
        // A relative XDG_CACHE_HOME is to be ignored (XDG base directory specification).
        #expect(
            RoadCache.standardFolder(environment: ["XDG_CACHE_HOME": "c", "HOME": "/home/a"])
                == "/home/a/.cache/schoolnet")
        #expect(RoadCache.standardFolder(environment: [:]) == nil)
    }
}
