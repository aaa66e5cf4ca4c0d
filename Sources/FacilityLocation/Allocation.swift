/// A choice in the making, while clients come and go.
///
/// It knows who takes what and what every site costs for it; every cost is exact at every moment.
final class Allocation {
    let relaxation: LagrangianRelaxation
    private(set) var isOpen: [Bool]
    /// The option of each client, −1 for none.
    private(set) var chosen: [Int]
    /// The open site each client is at home at, −1 for none.
    private(set) var home: [Int]
    /// Whether ``obeysRules()`` lets any number of sites open, group rules aside.
    var ignoresCount = false
    /// Option, opening and site costs so far.
    private(set) var cost = 0.0

    /// The positions of the loaded options taken at each site, and what they cost there.
    private var members: [[Int]]
    private var siteCosts: [Double]
    private let tallies: SiteCosts.Tally
    private let tallyStarts: [Int]
    private let scratch: SiteCosts.Tally
    /// What changed since the last mark: clients with the option they had, sites as `~site`.
    private var journal: [(entry: Int, option: Int)] = []

    private var problem: LocationProblem { relaxation.problem }
    private var offers: [SiteOffer] { relaxation.offers }

    init(_ relaxation: LagrangianRelaxation) {
        self.relaxation = relaxation
        let problem = relaxation.problem
        isOpen = [Bool](repeating: false, count: problem.sites.count)
        chosen = [Int](repeating: -1, count: problem.clientCount)
        home = chosen
        members = [[Int]](repeating: [], count: problem.sites.count)
        siteCosts = [Double](repeating: 0, count: problem.sites.count)
        var starts = [0]
        var size = 0
        for offer in relaxation.offers {
            size += offer.costs.tallySize
            starts.append(size)
        }
        tallyStarts = starts
        tallies = .allocate(capacity: max(1, size))
        scratch = .allocate(
            capacity: max(1, relaxation.offers.map(\.costs.tallySize).max() ?? 1))
        for offer in relaxation.offers { offer.costs.clear(tallies + starts[offer.site]) }
    }

    deinit {
        tallies.deallocate()
        scratch.deallocate()
    }

    /// The choice as it stands.
    var choice: LocationChoice { LocationChoice(isOpen: isOpen, option: chosen) }

    // MARK: Changes

    /// Forgets how to go back; what stands now is where ``rollBack()`` returns to.
    func mark() { journal.removeAll(keepingCapacity: true) }

    /// Returns to the last mark.
    func rollBack() {
        let steps = journal
        for step in steps.reversed() {
            if step.entry >= 0 {
                set(step.entry, step.option)
            } else {
                flip(~step.entry)
            }
        }
        journal.removeAll(keepingCapacity: true)
    }

    /// Gives a client an option, −1 for none.
    func assign(_ client: Int, _ option: Int) {
        guard chosen[client] != option else { return }
        journal.append((client, chosen[client]))
        set(client, option)
    }

    private func set(_ client: Int, _ option: Int) {
        let old = chosen[client]
        if old >= 0 {
            cost -= problem.options[old].cost
            if let site = problem.options[old].site, relaxation.localOption[old] >= 0 {
                let local = relaxation.localOption[old]
                members[site].removeAll { $0 == local }
                rebuild(site)
            }
        }
        chosen[client] = option
        guard option >= 0 else { return }
        cost += problem.options[option].cost
        if let site = problem.options[option].site, relaxation.localOption[option] >= 0 {
            members[site].append(relaxation.localOption[option])
            offers[site].costs.add(relaxation.localOption[option], to: tallies + tallyStarts[site])
            update(site)
        }
    }

    private func rebuild(_ site: Int) {
        let tally = tallies + tallyStarts[site]
        offers[site].costs.clear(tally)
        for local in members[site] { offers[site].costs.add(local, to: tally) }
        update(site)
    }

    private func update(_ site: Int) {
        let now = offers[site].costs.cost(tallies + tallyStarts[site])
        cost += now - siteCosts[site]
        siteCosts[site] = now
    }

    private func flip(_ site: Int) {
        isOpen[site].toggle()
        cost += isOpen[site] ? offers[site].openingCost : -offers[site].openingCost
        for own in offers[site].owns { home[own.client] = isOpen[site] ? site : -1 }
    }

    /// Opens a site and lets its own clients in; closes first what they are at home at.
    ///
    /// - Parameter preferred: options that own clients take if they are at this site.
    /// - Returns: `false` if the site cannot open or the own clients do not fit.
    func open(_ site: Int, preferred: [Int] = []) -> Bool {
        guard !isOpen[site], offers[site].canOpen else { return isOpen[site] }
        for own in offers[site].owns where home[own.client] >= 0 {
            guard close(home[own.client]) else { return false }
        }
        journal.append((~site, 0))
        flip(site)
        for own in offers[site].owns {
            let range = offers[site].options[own.options]
            let wanted = preferred.isEmpty ? -1 : preferred[own.client]
            assign(own.client, -1)
            if range.contains(where: { $0.index == wanted }), fits(wanted) {
                assign(own.client, wanted)
            } else if !place(own.client) {
                return false
            }
        }
        return true
    }

    /// Closes a site; whoever is there has nothing until placed again.
    func close(_ site: Int) -> Bool {
        guard isOpen[site] else { return true }
        guard !offers[site].isFixedOpen else { return false }
        for client in relaxation.clientsOfSite[site]
        where chosen[client] >= 0 && problem.options[chosen[client]].site == site {
            assign(client, -1)
        }
        journal.append((~site, 0))
        flip(site)
        return true
    }

    /// Moves a client to where it now adds least.
    ///
    /// - Returns: `false` if it fits nowhere.
    func place(_ client: Int) -> Bool {
        let old = chosen[client]
        var stay = 0.0
        if old >= 0 {
            stay = cost
            assign(client, -1)
            stay -= cost
        }
        var best = (cost: old >= 0 ? stay - 1e-9 * max(1, abs(stay)) : Double.infinity, option: old)
        if home[client] >= 0 {
            for index in relaxation.optionsOfClient[client]
            where problem.options[index].site == home[client] {
                consider(index, &best)
            }
        } else {
            for index in relaxation.optionsOfClient[client]
            where problem.options[index].site.map({ isOpen[$0] }) ?? true {
                consider(index, &best)
            }
        }
        guard best.option >= 0 else { return false }
        assign(client, best.option)
        return true
    }

    private func fits(_ index: Int) -> Bool {
        var best = (cost: Double.infinity, option: -1)
        consider(index, &best)
        return best.option >= 0
    }

    private func consider(_ index: Int, _ best: inout (cost: Double, option: Int)) {
        var added = problem.options[index].cost
        let local = relaxation.localOption[index]
        if local >= 0, let site = problem.options[index].site {
            let costs = offers[site].costs
            scratch.update(from: tallies + tallyStarts[site], count: costs.tallySize)
            costs.add(local, to: scratch)
            added += costs.cost(scratch) - siteCosts[site]
        }
        if added < best.cost { best = (added, index) }
    }

    /// What is saved when a client leaves where it is.
    func saving(_ client: Int) -> Double {
        let old = chosen[client]
        guard old >= 0 else { return 0 }
        let before = cost
        assign(client, -1)
        let saved = before - cost
        assign(client, old)
        return saved
    }

    /// What placing a client that has nothing adds at least, one site left aside; infinite if it fits
    /// nowhere else.
    func cheapestPlace(_ client: Int, besides site: Int) -> Double {
        var best = (cost: Double.infinity, option: -1)
        for index in relaxation.optionsOfClient[client] {
            if let other = problem.options[index].site, other == site || !isOpen[other] { continue }
            consider(index, &best)
        }
        return best.cost
    }

    /// Moves a client to one site if that costs less than where it is.
    func attract(_ client: Int, to site: Int) {
        let old = chosen[client]
        guard home[client] < 0, old >= 0, problem.options[old].site != site else { return }
        var best = (cost: Double.infinity, option: -1)
        for index in relaxation.optionsOfClient[client] where problem.options[index].site == site {
            consider(index, &best)
        }
        guard best.option >= 0 else { return }
        let before = cost
        assign(client, -1)
        if best.cost < (before - cost) - 1e-9 * max(1, abs(before)) {
            assign(client, best.option)
        } else {
            assign(client, old)
        }
    }

    /// Places clients until nobody wants to move, at most `rounds` times round.
    ///
    /// - Returns: `false` if someone fits nowhere.
    func settle(_ clients: some Collection<Int>, rounds: Int = 3) -> Bool {
        for _ in 0..<rounds {
            var moved = false
            for client in clients {
                let old = chosen[client]
                guard place(client) else { return false }
                if chosen[client] != old { moved = true }
            }
            if !moved { break }
        }
        return true
    }

    /// How many sites are open that count.
    var openCount: Int {
        problem.sites.indices.count { isOpen[$0] && problem.sites[$0].isCounted }
    }

    /// Whether the rules on sites hold.
    func obeysRules() -> Bool {
        for (offer, isOpen) in zip(offers, isOpen) {
            if isOpen && !offer.canOpen || !isOpen && offer.isFixedOpen { return false }
        }
        guard ignoresCount || problem.openCount.bounds.contains(openCount) else { return false }
        for rule in problem.groupRules
        where !rule.count.bounds.contains(rule.sites.count { isOpen[$0] }) {
            return false
        }
        guard let coverage = problem.coverage, coverage.coverAll else { return true }
        return coverage.points.allSatisfy { point in
            point.sites.isEmpty || point.sites.contains { isOpen[$0] }
        }
    }

    /// Opens sites and allocates everyone, first as given, then each where it costs least more.
    ///
    /// - Parameters:
    ///   - sites: which to open; the allocation must be empty before.
    ///   - wanted: options to try first, −1 for none, one per client.
    /// - Returns: `false` if a rule on sites is broken or a client fits nowhere.
    func fill(open sites: [Bool], wanted: [Int]) -> Bool {
        for site in sites.indices where sites[site] {
            for own in offers[site].owns where home[own.client] >= 0 { return false }
            guard open(site, preferred: wanted) else { return false }
        }
        guard obeysRules() else { return false }
        for client in chosen.indices where chosen[client] < 0 && wanted[client] >= 0 {
            let option = problem.options[wanted[client]]
            guard option.site.map({ isOpen[$0] }) ?? true else { continue }
            if fits(wanted[client]) { assign(client, wanted[client]) }
        }
        return settle(chosen.indices)
    }
}
