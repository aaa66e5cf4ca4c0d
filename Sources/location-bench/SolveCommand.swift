import ArgumentParser
import FacilityLocation
import Foundation

/// Solves one instance.
struct SolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve", abstract: "Solve one instance.")

    @Argument(help: "The instance file.")
    var file: String?
    @Option(help: "The file's layout.")
    var format: InstanceFormat?
    @Option(
        help: "A made-up instance, such as sites=30000,cutoff=10km,seed=1[,capacity=1.25][,p=N].")
    var synthetic: String?
    @Option(
        help: "Capacities of a made-up instance: what p average sites hold, over all demand.")
    var capacityFactor: Double?
    @Option(help: "What to solve.")
    var problem: BenchProblem
    @Option(help: "Who solves.")
    var engine: BenchEngine = .own
    @Option(help: "How many sites open; the instance's own number if left out.")
    var p: Int?
    @Option(help: "The covering radius of lscp, lscp-b and mclp.")
    var radius: Double?
    @Option(help: "Wall seconds allowed.")
    var timeLimit = 60.0
    @Option(help: "The relative gap that counts as proven.")
    var gap = 0.0
    @Option(help: "Threads used; the result does not depend on it.")
    var threads = 2
    @Flag(help: "Print incumbent and bound on standard error as they change.")
    var progress = false
    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (file == nil) != (synthetic == nil) else {
            throw ValidationError("give a FILE with --format, or --synthetic")
        }
        guard file == nil || format != nil else { throw ValidationError("FILE needs --format") }
        guard capacityFactor == nil || (synthetic != nil && capacityFactor ?? 0 > 0) else {
            throw ValidationError("--capacity-factor needs --synthetic and a number above 0")
        }
        guard threads >= 1 else { throw ValidationError("--threads must be 1 or more") }
        guard timeLimit >= 0, gap >= 0 else {
            throw ValidationError("--time-limit and --gap must be 0 or more")
        }
        guard p.map({ $0 >= 1 }) ?? true else { throw ValidationError("--p must be 1 or more") }
    }

    func run() throws {
        do {
            let instance = try read()
            var limits = BenchLimits(
                count: p, timeLimitSeconds: timeLimit, relativeGap: gap, threads: threads,
                radius: radius)
            if progress { limits.progress = Self.printProgress }
            let before = ResourceUse.now
            let result = try engine.solve(instance, problem, limits: limits)
            let after = ResourceUse.now
            print(
                BenchReport(
                    instance: instance, problem: problem, engine: engine, limits: limits,
                    result: result, cpuSeconds: after.cpuSeconds - before.cpuSeconds,
                    peakMegabytes: after.peakMegabytes
                ).text(json: json))
        } catch let error as InstanceError {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            throw ExitCode(65)
        } catch let error as BenchUsageError {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            throw ExitCode(64)
        }
    }

    private static func printProgress(_ progress: LocationProgress) -> Bool {
        let line = String(
            format: "%8.2f s  incumbent %.4f  bound %.4f\n", progress.seconds,
            progress.incumbent ?? .infinity, progress.bound)
        FileHandle.standardError.write(Data(line.utf8))
        return true
    }

    private func read() throws -> BenchInstance {
        if let synthetic {
            var country = try SyntheticCountry(synthetic)
            country.capacity = capacityFactor ?? country.capacity
            country.count = p ?? country.count
            return country.instance()
        }
        guard let file, let format else { throw BenchUsageError("FILE needs --format") }
        return try format.read(URL(filePath: file), count: p)
    }
}
