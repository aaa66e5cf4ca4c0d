import DistrictData
import Foundation
import SpatialTypes
import Testing
import VectorData

/// Damaged files must give findings or errors: no crash, no hang, no memory beyond a gigabyte.
///
/// By default each reader gets two seconds of processor time. `SCHOOLNET_FUZZ_SECONDS=600` is the long run, which ends
/// after that much processor time or a million inputs for each reader. `SCHOOLNET_FUZZ_SEED` changes the seed. The
/// input at work lies in the temporary folder `schoolnet-fuzz-…` when a reader crashes.
@Suite("Fuzzing", .serialized)
struct FuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seconds = Double(environment["SCHOOLNET_FUZZ_SECONDS"] ?? "") ?? 2
    private static let seed = UInt64(environment["SCHOOLNET_FUZZ_SEED"] ?? "") ?? 3304
    private static let inputs = 1_000_000
    private static let corpusFolder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("Corpus")

    /// The scenarios of the repository are seeds too, so that a new key is reached at once.
    private static let scenarioFolder = corpusFolder.deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Scenarios")

    private func corpus(_ suffix: String, in folder: URL = corpusFolder) throws -> [[UInt8]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try names.filter { $0.hasSuffix(suffix) }.sorted().map {
            [UInt8](try Data(contentsOf: folder.appendingPathComponent($0)))
        }
    }

    /// Gives a folder the tables that the manifests of the corpus name, so that reading goes on past the manifest.
    private func addTables(to folder: URL) throws {
        let tables = Self.corpusFolder.appendingPathComponent("tables")
        for name in try FileManager.default.contentsOfDirectory(atPath: tables.path) {
            try FileManager.default.copyItem(
                at: tables.appendingPathComponent(name), to: folder.appendingPathComponent(name))
        }
    }

    private func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The largest memory the process ever held, megabytes.
    private func peakMegabytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) / 1_024
    }

    /// Hands damaged inputs to a reader until time or count is up.
    func fuzz(
        _ name: String, words: [String], seeds: [[UInt8]] = [], isText: Bool = false,
        prepare: (URL) throws -> Void = { _ in }, _ read: (URL, [UInt8]) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("schoolnet-fuzz-\(name)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try prepare(folder)
        var mutator = Mutator(
            seed: Self.seed, corpus: try corpus("." + name) + seeds, words: words,
            isText: isText)
        let start = processorSeconds()
        var (count, refused, slowest) = (0, 0, 0.0)
        var last = start
        while count < Self.inputs, last - start < Self.seconds {
            let bytes = mutator.next()
            do { try read(folder, bytes) } catch { refused += 1 }
            count += 1
            let now = processorSeconds()
            slowest = max(slowest, now - last)
            last = now
        }
        let spent = String(format: "%.1f", last - start)
        print(
            "fuzz \(name): seed \(Self.seed), \(count) inputs, \(refused) refused, \(spent) CPU s, slowest "
                + String(format: "%.3f", slowest) + " s, peak \(peakMegabytes()) MB")
        #expect(slowest < 5)
        #expect(peakMegabytes() < 1_024)
        #expect(count > 10)
    }

    @Test func csv() throws {
        try fuzz("csv", words: [",", ";", "\t", "\"", "\"\"", "\r\n", "\r", "\n", "รวม"]) {
            _, bytes in
            let encodings = TextEncoding.allCases
            let table = try CSVReader.read(
                bytes, file: "f.csv", encoding: encodings[bytes.count % encodings.count])
            for row in 0..<table.rowCount {
                for column in table.header.indices { _ = table.text(row: row, column: column) }
            }
        }
    }

    private static let yamlWords = [
        ":", "- ", "{", "}", "[", "]", "&a ", "*a", "|", ">", "\n  ", "!!", "? ", "---\n",
    ]

    private static let tableWords = [
        "file: ", "columns: ", "where: ", "layer: ", "sheet: ", "osm: ", "classes: ", "crs: ",
    ]

    /// A manifest whose tables are there: mapping, filters, systems and tables are read behind it.
    @Test func yaml() throws {
        try fuzz(
            "yaml",
            words: Self.yamlWords + Self.tableWords + [
                "schools.csv", "roads.osm", "tambons.geojson", "register.tsv", "EPSG:32648",
            ],
            isText: true, prepare: addTables
        ) { folder, bytes in
            try Data(bytes).write(to: folder.appendingPathComponent("district.yaml"))
            _ = try DistrictReader.read(folder.path)
        }
    }

    /// The seeds are sound, or else the fuzzing would stop where they are refused.
    @Test(arguments: ["district", "mapped", "map"]) func seedsAreRead(name: String) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("schoolnet-seed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try addTables(to: folder)
        try FileManager.default.copyItem(
            at: Self.corpusFolder.appendingPathComponent(name + ".yaml"),
            to: folder.appendingPathComponent("district.yaml"))
        let loaded = try DistrictReader.read(folder.path)
        #expect(loaded.roads?.segments.isEmpty == false)
    }

    @Test func scenario() throws {
        try fuzz(
            "scenario",
            words: Self.yamlWords + ["true", "K1-P3", "locks", "hubs.exactly", "{value: 1}"],
            seeds: corpus(".yaml", in: Self.scenarioFolder), isText: true
        ) { folder, bytes in
            let url = folder.appendingPathComponent("scenario.yaml")
            try Data(bytes).write(to: url)
            _ = try ScenarioReader.read(url.path, overrides: ["hubs.exactly=2"])
        }
    }

    @Test func geojson() throws {
        try fuzz(
            "geojson",
            words: ["[", "]", "{", "}", ",", ":", "null", "\"coordinates\"", "\"type\"", "Polygon"]
        ) { folder, bytes in
            let url = folder.appendingPathComponent("layer.geojson")
            try Data(bytes).write(to: url)
            _ = try VectorReader.read(path: url.path)
        }
    }

    @Test func dbf() throws {
        try fuzz("dbf", words: ["\r", "\u{1A}", "N", "F", "D", "L", "M"]) { folder, bytes in
            let url = folder.appendingPathComponent("table.dbf")
            try Data(bytes).write(to: url)
            _ = try VectorReader.read(path: url.path)
        }
    }
}
