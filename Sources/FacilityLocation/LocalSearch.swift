/// Improves a choice by opening, closing and exchanging sites, everyone touched placed anew.
///
/// Source of the moves: A. A. Kuehn and M. J. Hamburger, "A heuristic program for locating
/// warehouses", Management Science 9 (1963), 643–666 (add, drop and shift).
struct LocalSearch {
    let allocation: Allocation
    private let relaxation: LagrangianRelaxation

    init(_ allocation: Allocation) {
        self.allocation = allocation
        relaxation = allocation.relaxation
    }

    /// Improves until no move helps, at most `rounds` times round, or until `mayGoOn` says no.
    func improve(rounds: Int, mayGoOn: () -> Bool) {
        for _ in 0..<rounds {
            let before = allocation.cost
            allocation.mark()
            if !allocation.settle(allocation.chosen.indices, rounds: 2) { allocation.rollBack() }
            for site in relaxation.offers.indices {
                guard mayGoOn() else { return }
                if allocation.isOpen[site] {
                    _ = attempt { allocation.close(site) }
                } else if relaxation.offers[site].canOpen {
                    if attempt({ allocation.open(site) }) { continue }
                    for other in hosts(of: site) {
                        if attempt({ allocation.close(other) && allocation.open(site) }) { break }
                    }
                }
            }
            if allocation.cost >= before - 1e-9 * max(1, abs(before)) { return }
        }
    }

    /// Where the own clients of a closed site are now.
    private func hosts(of site: Int) -> [Int] {
        let problem = relaxation.problem
        var hosts: [Int] = []
        for own in relaxation.offers[site].owns {
            let option = allocation.chosen[own.client]
            guard option >= 0, let host = problem.options[option].site else { continue }
            if !hosts.contains(host) { hosts.append(host) }
        }
        return hosts.isEmpty && relaxation.offers[site].owns.isEmpty
            ? relaxation.neighbours[site].filter { allocation.isOpen[$0] } : hosts
    }

    /// Makes a change, places everyone near it, and undoes all of it if that does not pay.
    private func attempt(_ change: () -> Bool) -> Bool {
        let before = allocation.cost
        let wasOpen = allocation.isOpen
        allocation.mark()
        if change(), allocation.obeysRules() {
            var near = Set<Int>()
            for site in wasOpen.indices where wasOpen[site] != allocation.isOpen[site] {
                near.formUnion(relaxation.clientsOfSite[site])
            }
            let clients = near.sorted()
            let homeless = clients.filter { allocation.chosen[$0] < 0 }
            if allocation.settle(homeless, rounds: 1), allocation.settle(clients, rounds: 2),
                allocation.cost < before - 1e-9 * max(1, abs(before))
            {
                allocation.mark()
                return true
            }
        }
        allocation.rollBack()
        return false
    }
}
