import ArgumentParser
import Foundation

/// `road-bench`: how fast roads are read, built and searched, and whether the answers are right.
///
/// Every figure stands beside its limit. A figure beyond its limit is reported and is no failure,
/// since a busy machine is no fault of the code; a wrong distance ends the run with status 1.
@main
struct RoadBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "road-bench",
        abstract: "Times roads from file to table on a city and on a country of tiles.")

    @Option(help: "The folder with `data/osm` and `routing`.")
    var data = "../shared"

    @Option(help: "Threads of the parallel steps.")
    var workers = 2

    @Option(help: "Copies of the city that make the country; 0 leaves the country out.")
    var tiles = 74

    @Option(help: "Schools of the country.")
    var countrySchools = 30_000

    @Option(help: "Pairs that are checked against plain searches, for city and country each.")
    var sample = 300

    @Option(help: "A Python with the package `osrm-bindings`, for the comparison in the same run.")
    var osrmPython: String?

    @Option(help: "Where OSRM's prepared files are kept between runs; otherwise made anew.")
    var osrmFolder: String?

    @Option(help: "Roads of a district that is measured too.")
    var sampleRoads: String?

    @Option(help: "Its schools, a table with columns lon and lat.")
    var sampleSchools: String?

    @Option(help: "Its homes, a table with columns lon and lat.")
    var sampleHomes: String?

    @Flag(help: "Prints JSON instead of a table.")
    var json = false

    func validate() throws {
        guard workers > 0, tiles >= 0, countrySchools > 0, sample > 0 else {
            throw ValidationError("numbers must be above zero")
        }
    }

    func run() throws {
        var report = BenchReport()
        let input = BenchInput(folder: data)
        var city = try CityBenchmark(input: input, workers: workers, sample: sample)
        try city.run(&report)
        try CacheBenchmark(input: input).run(&report)
        try input.district(workers: workers).run(&report)
        if let sampleRoads, let sampleSchools, let sampleHomes {
            try DistrictBenchmark(
                name: "district", roadPath: sampleRoads, schoolPath: sampleSchools,
                homePath: sampleHomes, workers: workers
            ).run(&report)
        }
        if let osrmPython {
            let comparison = OSRMComparison(
                python: osrmPython, input: input, folder: osrmFolder, workers: workers)
            try comparison.run(ours: city.tableSeconds, &report)
        } else {
            report.note(OSRMComparison.publishedTable)
        }
        if tiles > 0 {
            let country = CountryBenchmark(
                input: input, tiles: tiles, schoolCount: countrySchools, workers: workers,
                sample: sample)
            try country.run(&report)
        }
        print(json ? try report.json() : report.table())
        if !report.isRight { throw ExitCode(1) }
    }
}
