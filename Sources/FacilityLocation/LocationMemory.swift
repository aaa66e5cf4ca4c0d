/// What earlier solves found, for solving a changed problem again at once.
///
/// Parts of the problem that did not change are not solved again: their solution and bound still
/// hold. A part that did change starts from the earlier choices and prices of its clients, and from
/// what is known of its unchanged sites at these prices. Clients keep their numbers between the
/// problems; sites are recognised by their own clients.
public struct LocationMemory: Sendable {
    /// A part solved before.
    struct Part: Sendable {
        var outcome: PartOutcome
        /// The gap it was solved to.
        var relativeGap: Double
        /// The solve that last needed it.
        var solve: Int
    }

    /// What a client took, and what serving it was worth.
    struct Client: Sendable {
        /// The own clients of the site it was at, `nil` if at none.
        var owners: [Int]?
        var loads: [ModuleLoad]
        var cost: Double
        var price: Double?
    }

    /// A part's start.
    struct Start {
        /// The remembered option of each client, −1 for none.
        var options: [Int]
        var prices: [Double?]
        /// What is known of each site.
        var sites: [SiteRecord?] = []
        /// A bound on the first stage, where the part itself is known but not proven to the gap.
        var bound: Double?
    }

    /// So many solves later a part is forgotten.
    private static let solvesRemembered = 8

    private var parts: [LocationProblem: Part] = [:]
    private var clients: [Int: Client] = [:]
    private var sites: [SiteKey: (record: SiteRecord, solve: Int)] = [:]
    private var frame: SiteFrame?
    private var solve = 0

    /// Nothing remembered.
    public init() {}

    /// Begins a solve.
    mutating func begin(_ problem: LocationProblem) {
        solve += 1
        let frame = SiteFrame(problem)
        if frame != self.frame { sites = [:] }
        self.frame = frame
        sites = sites.filter { solve - $0.value.solve <= Self.solvesRemembered }
        parts = parts.filter { solve - $0.value.solve <= Self.solvesRemembered }
    }

    /// The outcome of a part known to at most a gap.
    mutating func outcome(of problem: LocationProblem, relativeGap: Double) -> PartOutcome? {
        guard let index = parts.index(forKey: problem) else { return nil }
        let part = parts.values[index]
        guard part.outcome.status == .optimal, part.relativeGap <= relativeGap else { return nil }
        parts.values[index].solve = solve
        return part.outcome
    }

    /// Where to start with a part that changed, in its own numbers; `nil` if nothing is known.
    func start(for part: LocationComponent, in whole: LocationProblem) -> Start? {
        guard part.clients.contains(where: { clients[$0] != nil }) else { return nil }
        var start = Start(
            options: [Int](repeating: -1, count: part.clients.count),
            prices: part.clients.map { clients[$0]?.price })
        for index in part.options {
            let option = whole.options[index]
            guard let known = clients[option.client], known.cost == option.cost,
                known.owners == option.site.map({ whole.sites[$0].ownClients }),
                known.loads == option.loads
            else { continue }
            start.take(index, of: part, client: option.client)
        }
        start.bound = parts[part.problem]?.outcome.stages.first.flatMap {
            $0.objective == .minimiseCost ? $0.bound : nil
        }
        if !sites.isEmpty { start.sites = SiteKey.keys(of: part).map { sites[$0]?.record } }
        return start
    }

    /// Remembers how a part came out.
    mutating func keep(
        _ outcome: PartOutcome, of part: LocationComponent, in whole: LocationProblem,
        relativeGap: Double
    ) {
        guard let choice = outcome.choice else { return }
        var bare = outcome
        bare.sites = []
        parts[part.problem] = Part(outcome: bare, relativeGap: relativeGap, solve: solve)
        if !outcome.sites.isEmpty {
            for (key, record) in zip(SiteKey.keys(of: part), outcome.sites) {
                if let record { sites[key] = (record, solve) }
            }
        }
        for (local, client) in part.clients.enumerated() {
            let option = part.problem.options[choice.option[local]]
            clients[client] = Client(
                owners: option.site.map { whole.sites[part.sites[$0]].ownClients },
                loads: option.loads, cost: option.cost,
                price: outcome.prices.isEmpty ? clients[client]?.price : outcome.prices[local])
        }
    }
}

extension LocationMemory.Start {
    /// Notes an option of the whole problem for a client, the first of equals.
    fileprivate mutating func take(_ index: Int, of part: LocationComponent, client: Int) {
        guard let local = part.localClient(client), options[local] < 0,
            let option = part.localOption(index)
        else { return }
        options[local] = option
    }
}

extension LocationComponent {
    /// Clients and options of a part are listed in ascending order.
    fileprivate func localClient(_ client: Int) -> Int? { Self.position(of: client, in: clients) }

    fileprivate func localOption(_ option: Int) -> Int? { Self.position(of: option, in: options) }

    private static func position(of value: Int, in sorted: [Int]) -> Int? {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == value ? low : nil
    }
}
