/// Local search over sets of open sites: open, close, and above all swap.
///
/// For every client the nearest and second nearest open site are kept, for every open site what
/// closing it would lose; a candidate is tried against the best site to close in one pass over
/// its own clients. Losses stand in a tree, so that a try never looks at sites far away.
///
/// Sources: R. A. Whitaker, "A fast algorithm for the greedy interchange for large-scale clustering
/// and median location problems", INFOR 21 (1983), 95–108; M. G. C. Resende and R. F. Werneck, "A
/// fast swap-based local search procedure for location problems", Annals of Operations Research 150
/// (2007), 205–230.
struct MedianSearch {
    let problem: MedianProblem
    let columns: SparseColumns
    let countBounds: ClosedRange<Int>
    /// Below this an improvement is rounding; it grows with the penalties.
    private(set) var tolerance: Double
    /// What a client without an open site counts, one per client.
    var penalties: [Double]

    private(set) var isOpen: [Bool]
    private(set) var openCount = 0
    /// Opening and service costs and the penalties of clients without an open site.
    private(set) var value: Double
    /// The nearest open site of each client, −1 for none, and the second nearest.
    private(set) var first: [Int32]
    private(set) var second: [Int32]
    private(set) var firstCost: [Double]
    private(set) var secondCost: [Double]
    /// The pairs looked at so far: a measure of work that does not depend on the machine.
    var work = 0
    var losses: LossTree
    /// Candidates whose worth may have changed, in the order of change.
    var queue: [Int32] = []
    var isQueued: [Bool]
    var relief: [Double]
    var relieved: [Int32] = []
    private let touchesAll: Bool
    var isAllTouched = false
    /// The openings (as they are) and closings (as their complement) since the log began.
    private var log: [Int] = []
    private var isLogging = false

    /// A search with nothing open but what is fixed so.
    init(_ problem: MedianProblem, columns: SparseColumns? = nil) {
        self.problem = problem
        self.columns = columns ?? SparseColumns(problem.costs)
        countBounds = problem.countBounds
        let dearest = problem.costs.costs.max() ?? 0
        let penalty = 4 * dearest + (problem.openingCosts.map(abs).max() ?? 0) + 1
        penalties = [Double](repeating: penalty, count: problem.clientCount)
        tolerance = max(
            problem.isIntegral ? 0.5 : 1e-9 * max(1, dearest),
            1e-12 * penalty * Double(problem.clientCount))
        isOpen = [Bool](repeating: false, count: problem.siteCount)
        first = [Int32](repeating: -1, count: problem.clientCount)
        second = first
        firstCost = penalties
        secondCost = penalties
        value = penalty * Double(problem.clientCount)
        losses = LossTree(count: problem.siteCount)
        isQueued = [Bool](repeating: false, count: problem.siteCount)
        relief = [Double](repeating: 0, count: problem.siteCount)
        // Few open sites touch everything with every move: listing what they touch costs more.
        let most = Double(countBounds.upperBound)
        touchesAll = most * most < 4 * Double(problem.clientCount)
        for site in problem.states.indices where problem.states[site] == .fixedOpen { open(site) }
    }

    /// The open sites, ascending.
    var openSites: [Int] { isOpen.indices.filter { isOpen[$0] } }
    /// Whether every client has an open site.
    var isFeasible: Bool { !first.contains(-1) }

    /// Makes clients without a site dearer and queues every candidate.
    mutating func raisePenalties() {
        let open = openSites
        for site in open { close(site) }
        for client in penalties.indices {
            penalties[client] *= 100
            firstCost[client] = penalties[client]
            secondCost[client] = penalties[client]
        }
        value = penalties.reduce(0, +)
        tolerance = max(tolerance, 1e-12 * value)
        for site in open { self.open(site) }
        queueAll()
    }

    /// Begins to note every opening and closing, for ``undo()``.
    mutating func beginLog() {
        log.removeAll(keepingCapacity: true)
        isLogging = true
    }

    /// Takes back what was noted, last first.
    mutating func undo() {
        isLogging = false
        for entry in log.reversed() {
            if entry >= 0 { close(entry) } else { open(~entry) }
        }
        clearQueue()
    }

    /// Stops noting.
    mutating func endLog() { isLogging = false }

    /// Forgets the candidates queued.
    mutating func clearQueue() {
        for site in queue { isQueued[Int(site)] = false }
        queue.removeAll(keepingCapacity: true)
        isAllTouched = false
    }

    /// Queues every candidate.
    mutating func queueAll() {
        for site in isOpen.indices where problem.states[site] == .free && !isQueued[site] {
            isQueued[site] = true
            queue.append(Int32(site))
        }
    }

    /// Opens a site.
    mutating func open(_ site: Int) {
        if isLogging { log.append(site) }
        isOpen[site] = true
        openCount += 1
        value += problem.openingCosts[site]
        var loss = -problem.openingCosts[site]
        work += 2 * columns.pairs(of: site).count
        for pair in columns.pairs(of: site) {
            let client = Int(columns.clients[pair])
            let cost = columns.costs[pair]
            guard cost < secondCost[client] else { continue }
            let served = Int(first[client])
            touch(client)
            if cost < firstCost[client] {
                if served >= 0 { addLoss(served, firstCost[client] - secondCost[client]) }
                loss += firstCost[client] - cost
                value += cost - firstCost[client]
                second[client] = first[client]
                secondCost[client] = firstCost[client]
                first[client] = Int32(site)
                firstCost[client] = cost
            } else {
                if served >= 0 { addLoss(served, cost - secondCost[client]) }
                second[client] = Int32(site)
                secondCost[client] = cost
            }
        }
        // A site fixed open is never closed.
        losses.set(site, problem.states[site] == .free ? loss : .infinity)
    }

    /// Closes a site.
    mutating func close(_ site: Int) {
        if isLogging { log.append(~site) }
        isOpen[site] = false
        openCount -= 1
        value -= problem.openingCosts[site]
        losses.set(site, .infinity)
        work += 2 * columns.pairs(of: site).count
        for pair in columns.pairs(of: site) {
            let client = Int(columns.clients[pair])
            if Int(first[client]) == site {
                value += secondCost[client] - firstCost[client]
                first[client] = second[client]
                firstCost[client] = secondCost[client]
                findSecond(client)
                if first[client] >= 0 {
                    addLoss(Int(first[client]), secondCost[client] - firstCost[client])
                }
                touch(client)
            } else if Int(second[client]) == site {
                let before = secondCost[client]
                findSecond(client)
                addLoss(Int(first[client]), secondCost[client] - before)
                touch(client)
            }
        }
        queueIfFree(site)
    }

    private mutating func findSecond(_ client: Int) {
        let nearest = first[client]
        second[client] = -1
        secondCost[client] = penalties[client]
        for pair in problem.costs.pairs(of: client) {
            let site = problem.costs.sites[pair]
            if site != nearest, isOpen[Int(site)] {
                second[client] = site
                secondCost[client] = problem.costs.costs[pair]
                return
            }
        }
    }

    private mutating func addLoss(_ site: Int, _ change: Double) {
        guard change != 0, problem.states[site] == .free else { return }
        losses.set(site, losses.values[site] + change)
    }

    private mutating func queueIfFree(_ site: Int) {
        guard !isQueued[site], !isOpen[site], problem.states[site] == .free else { return }
        isQueued[site] = true
        queue.append(Int32(site))
    }

    /// Queues the candidates that a change at a client may make better.
    private mutating func touch(_ client: Int) {
        guard !touchesAll else {
            isAllTouched = true
            return
        }
        let reach = secondCost[client]
        for pair in problem.costs.pairs(of: client) {
            guard problem.costs.costs[pair] < reach else { return }
            queueIfFree(Int(problem.costs.sites[pair]))
        }
    }
}
