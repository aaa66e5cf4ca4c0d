import ArgumentParser

/// Measures the location engines on published and synthetic instances.
@main
struct LocationBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "location-bench",
        abstract: "Solve published location instances; print objective, bound, gap and cost.",
        discussion: """
            Examples:
              location-bench pmed30.txt --format orlib-pmed --problem p-median
              location-bench rl1304.tsp --format tsplib --problem p-median --p 100
              location-bench --synthetic sites=3000,cutoff=10km,seed=1 --problem p-median
              location-bench table --instances ../shared/instances --set pmed
            """,
        subcommands: [SolveCommand.self, TableCommand.self], defaultSubcommand: SolveCommand.self)
}

extension InstanceFormat: ExpressibleByArgument {}
extension BenchProblem: ExpressibleByArgument {}
extension BenchEngine: ExpressibleByArgument {}
