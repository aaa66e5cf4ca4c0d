import FacilityLocation
import MixedIntegerProgramming
import TestSupport
import Testing

struct MedianSolverTests {
    /// Five villages on a line at 0, 1, 2, 10 and 11 km: with two sites open the best are at 1 and
    /// at 10 or 11, for 1 + 0 + 1 + 1 = 3 km.
    @Test func twoMediansOnALine() throws {
        let places = [0.0, 1, 2, 10, 11]
        let solution = try MedianSolver().solve(Self.line(places, count: .exactly(2)))
        #expect(solution.status == .optimal)
        #expect(solution.value == 3)
        #expect(solution.bound == 3)
        #expect(solution.openSites.contains(1))
    }

    /// The same villages with a site fixed open at 0: the villages at 1 and 2 walk there (3 km), and
    /// one of the last two walks 1 km.
    @Test func aFixedSiteStaysOpen() throws {
        var problem = Self.line([0.0, 1, 2, 10, 11], count: .exactly(2))
        problem.states[0] = .fixedOpen
        let solution = try MedianSolver().solve(problem)
        #expect(solution.value == 4)
        #expect(solution.openSites.first == 0)
    }

    /// Opening costs 5 a site: one group saves 3 · 9 km by a second site, more sites save less.
    @Test func fixedChargesDecideTheNumber() throws {
        var problem = Self.line([0.0, 1, 2, 10, 11], count: .any)
        problem.openingCosts = [5, 5, 5, 5, 5]
        let solution = try MedianSolver().solve(problem)
        #expect(solution.value == 13)
        #expect(solution.openSites.count == 2)
    }

    /// A village that no site lists, or more sites than there are: nothing feasible, and said so.
    @Test func infeasibleProblemsHaveNoSolution() throws {
        let problem = Self.line([0.0, 1, 2], count: .exactly(4))
        #expect(try MedianSolver().solve(problem).status == .infeasible)
        let lonely = MedianProblem(
            costs: SparseCosts(rows: [[(0, 1)], []], siteCount: 1), openCount: .exactly(1))
        #expect(try MedianSolver().solve(lonely).isFeasible == false)
    }

    /// Random small problems of every kind against all subsets of sites.
    @Test(arguments: 0..<BuildScale.size(8, debug: 5)) func agreesWithExhaustiveSearch(
        block: UInt64
    ) throws {
        for seed in (block * 100)..<(block * 100 + 100) {
            let problem = Self.randomProblem(seed: seed)
            let best = Self.exhaustive(problem)
            let solution = try MedianSolver().solve(problem)
            guard let best else {
                #expect(!solution.isFeasible, "seed \(seed)")
                continue
            }
            #expect(solution.status == .optimal, "seed \(seed)")
            #expect(abs(solution.value - best) <= 1e-6, "seed \(seed)")
            #expect(solution.bound <= best + 1e-6, "seed \(seed)")
            #expect(
                abs(Self.lagrangian(problem, solution.prices) - solution.relaxationBound)
                    <= 1e-6 * max(1, abs(best)), "seed \(seed)")
            #expect(solution.relaxationBound <= best + 1e-6, "seed \(seed)")
        }
    }

    /// Rows cut to the nearest sites: the bound holds for the whole problem, the value too.
    @Test(arguments: BuildScale.seeds(60, debug: 30)) func omittedPairsKeepTheBound(seed: UInt64)
        throws
    {
        var random = SplitMix64(seed: seed)
        let points = (0..<14).map { _ in (random.unit() * 100, random.unit() * 100) }
        let rows = points.map { from in
            points.enumerated().map { index, to in
                (
                    site: index,
                    cost: ((from.0 - to.0) * (from.0 - to.0) + (from.1 - to.1) * (from.1 - to.1))
                        .squareRoot().rounded(.down)
                )
            }.sorted { ($0.cost, $0.site) < ($1.cost, $1.site) }
        }
        let count = 2 + Int(random.next() % 4)
        let whole = MedianProblem(
            costs: SparseCosts(rows: rows, siteCount: 14), openCount: .exactly(count))
        let cut = MedianProblem(
            costs: SparseCosts(
                rows: rows.map { Array($0.prefix(6)) }, siteCount: 14,
                omittedCosts: rows.map { $0[6].cost }), openCount: .exactly(count))
        let best = try #require(Self.exhaustive(whole))
        let solution = try MedianSolver().solve(cut)
        #expect(solution.bound <= best, "seed \(seed)")
        if solution.isFeasible { #expect(solution.value >= best, "seed \(seed)") }
        #expect(
            abs(Self.lagrangian(cut, solution.prices) - solution.relaxationBound) <= 1e-6,
            "seed \(seed)")
        for (price, omitted) in zip(solution.prices, cut.costs.omittedCosts) {
            #expect(price <= omitted, "seed \(seed)")
        }
    }

    /// The prices alone prove the root bound on the whole problem, whatever was fixed and left out
    /// on the way; solving again from them never claims less.
    @Test(arguments: BuildScale.seeds(12, debug: 5)) func pricesProveTheBound(seed: UInt64) throws {
        let whole = Self.plane(count: 70, open: 4 + Int(seed % 9), seed: seed &+ 500)
        let best = try MedianSolver().solve(whole)
        #expect(best.status == .optimal, "seed \(seed)")
        for problem in [whole, Self.cut(whole, to: 30)] {
            let solution = try MedianSolver().solve(problem)
            let checked = Self.lagrangian(problem, solution.prices)
            #expect(checked >= solution.relaxationBound - 1e-6, "seed \(seed)")
            // A Lagrangian bound of the original problem: near its optimum and never above.
            #expect(checked <= best.value + 1e-6, "seed \(seed)")
            #expect(checked >= 0.9 * best.value, "seed \(seed)")
            let again = try MedianSolver().solve(
                problem, start: MedianStart(prices: solution.prices))
            #expect(again.relaxationBound >= checked - 1e-6, "seed \(seed)")
        }
    }

    /// Threads change nothing, nor does the order of clients change the value.
    @Test(arguments: BuildScale.seeds(6, debug: 2)) func threadsChangeNothing(seed: UInt64) throws {
        let problem = Self.plane(count: 150, open: 12, seed: seed)
        let one = try MedianSolver().solve(problem, options: MedianOptions(threads: 1))
        let two = try MedianSolver().solve(problem, options: MedianOptions(threads: 2))
        #expect(one == two)
        #expect(one.status == .optimal)
    }

    /// More sites never cost more; a warm start keeps the value.
    @Test func moreSitesNeverCostMore() throws {
        var last = Double.infinity
        for open in 3...12 {
            let problem = Self.plane(count: BuildScale.size(120, debug: 50), open: open, seed: 7)
            let solution = try MedianSolver().solve(problem)
            let again = try MedianSolver().solve(
                problem, start: MedianStart(openSites: solution.openSites, prices: solution.prices))
            #expect(solution.status == .optimal)
            #expect(again.value == solution.value)
            #expect(solution.value <= last)
            last = solution.value
        }
    }

    /// Saying stop ends the solve with what there is; reported values never worsen.
    @Test func stopsWhenToldTo() throws {
        let problem = Self.plane(count: 900, open: 40, seed: 3)
        var reports = 0
        var (incumbent, bound) = (Double.infinity, -Double.infinity)
        let solution = try MedianSolver().solve(
            problem,
            progress: { report in
                reports += 1
                #expect(report.incumbent ?? .infinity <= incumbent)
                #expect(report.bound >= bound)
                (incumbent, bound) = (report.incumbent ?? .infinity, report.bound)
                return report.incumbent == nil
            })
        #expect(solution.wasInterrupted)
        #expect(reports > 0)
        #expect(solution.isFeasible)
    }

    /// The verifier finds what a wrong solution gets wrong.
    @Test func theVerifierSeesWrongSolutions() throws {
        let problem = Self.line([0.0, 1, 2, 10, 11], count: .exactly(2))
        let right = try MedianSolver().solve(problem)
        let verifier = MedianVerifier(problem: problem)
        #expect(verifier.violations(of: right).isEmpty)
        var wrong = right
        wrong.value -= 1
        #expect(!verifier.violations(of: wrong).isEmpty)
        wrong = right
        wrong.openSites = [1]
        #expect(!verifier.violations(of: wrong).isEmpty)
        wrong = right
        wrong.bound = right.value + 1
        #expect(!verifier.violations(of: wrong).isEmpty)
    }
}
