import ArgumentParser
import FacilityLocation
import Foundation
import MixedIntegerProgramming

extension TableSet: ExpressibleByArgument {}

/// Solves the instances of the target table with the own engine and with HiGHS alone.
struct TableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table",
        abstract: "Solve the target table, own engine beside HiGHS alone; print it as Markdown.",
        discussion: """
            Every solve is a process of its own: memory is its peak, reading included. HiGHS gets
            ten times what the own engine took, at least a second and at most --highs-limit.
            """)

    @Option(help: "The folder of the published instances.")
    var instances = "../shared/instances"
    @Option(help: "Only this set; may be given several times.")
    var set: [TableSet] = []
    @Flag(help: "A few instances of each set, 10 s at most for HiGHS.")
    var quick = false
    @Flag(help: "Print one JSON object a line in place of Markdown.")
    var json = false
    @Option(help: "Threads used; the results do not depend on them.")
    var threads = 2
    @Option(help: "Wall seconds that HiGHS alone may use at most; 0 leaves it out.")
    var highsLimit = 60.0

    func validate() throws {
        guard threads >= 1, highsLimit >= 0 else {
            throw ValidationError("--threads must be 1 or more, --highs-limit 0 or more")
        }
    }

    func run() throws {
        let catalogue = TableCatalogue(folder: URL(filePath: instances), isQuick: quick)
        let limit = quick ? min(10, highsLimit) : highsLimit
        do {
            if !json { print(heading(limit)) }
            var sums: [TableSum] = []
            for set in set.isEmpty ? TableSet.allCases : set {
                var sum = TableSum(set: set, target: catalogue.target(of: set))
                for item in try catalogue.cases(of: set) {
                    let line = try solve(item, in: set, highsLimit: limit)
                    sum.add(line)
                    print(json ? try line.json() : line.markdown)
                    fflush(nil)
                }
                sums.append(sum)
            }
            print(try json ? sums.map { try $0.json() }.joined(separator: "\n") : summary(sums))
        } catch let error as InstanceError {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            throw ExitCode(65)
        }
    }

    private func solve(
        _ item: TableCase, in set: TableSet, highsLimit: Double
    ) throws -> TableLine {
        let child = ChildRun(threads: threads)
        let own = try child.solve(
            item.arguments, engine: .own, timeLimitSeconds: item.timeLimitSeconds)
        var misses =
            own.map {
                item.target.misses($0, best: item.best, isBestProven: item.isBestProven)
            } ?? ["no answer"]
        if let early = item.target.early, let best = item.best, own?.seconds ?? 0 > early.seconds {
            let answer = try child.solve(
                item.arguments, engine: .own, timeLimitSeconds: early.seconds)
            let reached = answer?.objective ?? .infinity
            if reached > best * (1 + early.aboveBest) {
                misses.append("\(early.seconds.formatted()) s")
            }
        }
        let allowed = min(highsLimit, max(1, 10 * (own?.seconds ?? item.timeLimitSeconds)))
        let alone =
            highsLimit > 0
            ? try child.solve(item.arguments, engine: .highs, timeLimitSeconds: allowed) : nil
        return TableLine(
            set: set, name: item.name, best: item.best, own: own, highs: alone,
            highsLimitSeconds: highsLimit > 0 ? allowed : nil, misses: misses)
    }

    private func heading(_ highsLimit: Double) -> String {
        [
            "Machine: \(Machine.line); \(threads) threads an engine, a process a solve.",
            highsLimit > 0
                ? "HiGHS \(HiGHSSolver.version) alone: the textbook model, ten times our seconds, 1 to "
                    + "\(highsLimit.formatted()) s."
                : "HiGHS alone: left out.", "", TableLine.heading,
        ].joined(separator: "\n")
    }

    private func summary(_ sums: [TableSum]) -> String {
        (["", TableSum.heading] + sums.map(\.markdown)).joined(separator: "\n")
    }
}
