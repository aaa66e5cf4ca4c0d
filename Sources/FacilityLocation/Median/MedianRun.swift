import MixedIntegerProgramming

/// One median solve: bound and solutions side by side, then fixing, then branching.
struct MedianRun {
    let problem: MedianProblem
    let options: MedianOptions
    let watch: RunWatch
    let solver: any MixedIntegerSolver
    let isIntegral: Bool
    /// The best solution's sites and value.
    private(set) var incumbent: (sites: [Int], value: Double)?
    private(set) var bound = -Double.infinity
    private(set) var relaxationBound = -Double.infinity
    /// The prices of the best bound, which may be that of a reduced problem.
    private(set) var prices: [Double] = []
    /// The prices whose bound on the whole problem is the best, and that bound: what anyone can
    /// check without knowing the reductions.
    private(set) var certificate: (prices: [Double], bound: Double) = ([], -Double.infinity)
    private var whole: MedianRelaxation
    var nodes = 0
    /// What a step of the ascent costs, in pairs looked at.
    var stepWork: Int
    var search: MedianSearch
    var random: SeededGenerator
    private let start: MedianStart?

    init(
        _ problem: MedianProblem, options: MedianOptions, start: MedianStart?,
        solver: any MixedIntegerSolver, watch: RunWatch
    ) {
        self.problem = problem
        self.options = options
        self.start = start
        self.watch = watch
        self.solver = solver
        isIntegral = problem.isIntegral
        search = MedianSearch(problem.searched)
        whole = MedianRelaxation(problem)
        stepWork = problem.costs.pairCount / 10
        random = SeededGenerator(seed: options.seed)
    }

    /// Whether time is up or the watcher said stop.
    var isStopped: Bool { watch.remainingSeconds <= 0 || !watch.poll() }

    /// Solutions whose bound lies above this are not worth looking for.
    var cutoff: Double {
        guard let value = incumbent?.value else { return .infinity }
        return MedianRun.cutoff(value, isIntegral: isIntegral, relativeGap: options.relativeGap)
    }

    static func cutoff(_ value: Double, isIntegral: Bool, relativeGap: Double) -> Double {
        let smallest = isIntegral ? 1 - 1e-6 - 1e-12 * abs(value) : 1e-8 * max(1, abs(value))
        return value - max(relativeGap * abs(value), smallest)
    }

    /// Whether nothing is left to prove.
    var isProven: Bool { bound >= cutoff && incumbent != nil }

    /// Solves as far as the limits allow.
    mutating func run() throws {
        _ = watch.report(isThrottled: false, progress)
        let first = firstAscent()
        var reduction = MedianReduction(
            problem, states: problem.states, prices: first.prices, slack: .infinity)
        var ascent = MedianAscent(reduction.problem, from: first.prices)
        climb(&ascent, &reduction)
        guard !isProven, !isStopped else { return }
        if incumbent != nil {
            let left = finalReduction(ascent, reduction)
            branch(left, prices: prices, limit: Self.firstNodes(of: left))
            guard !isProven, !isStopped else { return }
        }
        try searchCore(ascent, reduction)
        guard !isProven, !isStopped else { return }
        reduction = finalReduction(ascent, reduction)
        if reduction.problem.costs.pairCount <= Self.modelPairs,
            try finish(reduction, timeLimit: 0.7 * watch.remainingSeconds)
        {
            return
        }
        branch(reduction, prices: prices)
    }

    /// How many nodes are tried before the mixed-integer solver: it is slow where many pairs are
    /// left and the tree is small, and the other way round.
    private static func firstNodes(of reduction: MedianReduction) -> Int {
        min(max(reduction.problem.costs.pairCount / 20, 50), 4000)
    }

    /// Up to so many pairs a model is handed to the mixed-integer solver.
    static let modelPairs = 60_000

    /// A first solution, and an ascent that starts from what it says about prices.
    private mutating func firstAscent() -> MedianAscent {
        if let start, !start.openSites.isEmpty {
            search.restart(start.openSites.filter { (0..<problem.siteCount).contains($0) })
        } else if countIsGiven {
            var crude = MedianAscent(problem, from: crudePrices())
            crude.climb(30, target: 1.5 * abs(crude.bound) + 1) { _ in watch.remainingSeconds <= 0 }
            noteBound(crude.bound, crude.prices)
            let chosen = crude.relaxation.isChosen
            search.restart(chosen.indices.filter { chosen[$0] == 1 })
        } else {
            search.restart([])
        }
        descend()
        if let start, start.prices.count == problem.clientCount {
            let ascent = MedianAscent(problem, from: start.prices)
            if ascent.bound > bound { noteBound(ascent.bound, ascent.prices) }
        }
        let between = (0..<problem.clientCount).map { client in
            search.second[client] < 0
                ? search.firstCost[client]
                : 0.5 * (search.firstCost[client] + search.secondCost[client])
        }
        let ascent = MedianAscent(problem, from: between)
        if ascent.bound > bound || prices.isEmpty {
            noteBound(ascent.bound, ascent.prices)
            return ascent
        }
        return MedianAscent(problem, from: prices)
    }

    private var countIsGiven: Bool {
        problem.openCount.bounds.lowerBound > 0 && problem.openCount.bounds.upperBound < .max
    }

    /// What a client pays where a few more sites than its share lie nearer.
    private func crudePrices() -> [Double] {
        let depth = Int(
            1.5 * Double(problem.siteCount) / Double(max(1, search.countBounds.upperBound)))
        return (0..<problem.clientCount).map { client in
            let row = problem.costs.pairs(of: client)
            guard !row.isEmpty else { return 0 }
            return problem.costs.costs[min(row.lowerBound + depth, row.upperBound - 1)]
        }
    }

    /// Descends and notes the solution; dearer penalties where a client is left without a site.
    private mutating func descend() {
        for _ in 0..<3 {
            let watch = watch
            search.descend { watch.remainingSeconds <= 0 || !watch.poll() }
            guard !search.isFeasible else { break }
            search.raisePenalties()
        }
        if !search.isFeasible, search.problem.costs.pairCount < problem.costs.pairCount {
            // Too few sites were in sight.
            let sites = search.openSites
            search = MedianSearch(problem)
            search.restart(sites)
            return descend()
        }
        noteSolution(search)
    }

    /// Keeps a solution if it is the best.
    mutating func noteSolution(_ search: MedianSearch) {
        guard search.isFeasible, search.countBounds.contains(search.openCount) else { return }
        noteSites(search.openSites)
    }

    /// Keeps open sites if they are the best.
    mutating func noteSites(_ sites: [Int]) {
        guard let value = problem.value(openSites: sites), value < incumbent?.value ?? .infinity
        else { return }
        incumbent = (sites, value)
        _ = watch.report(isThrottled: true, progress)
    }

    /// Keeps a bound of the relaxation if it is the best.
    mutating func noteBound(_ value: Double, _ prices: [Double]) {
        guard value > relaxationBound else { return }
        relaxationBound = value
        self.prices = prices
        let onWhole = whole.evaluate(prices)
        if onWhole > certificate.bound { certificate = (prices, onWhole) }
        noteBound(value)
    }

    /// Keeps a bound if it is the best.
    mutating func noteBound(_ value: Double) {
        guard value > bound else { return }
        bound = value
        _ = watch.report(isThrottled: true, progress)
    }

    private var progress: (Double) -> LocationProgress {
        let (value, bound) = (incumbent?.value, bound)
        return {
            LocationProgress(
                stage: 0, component: 0, componentCount: 1, seconds: $0, incumbent: value,
                bound: bound)
        }
    }
}
