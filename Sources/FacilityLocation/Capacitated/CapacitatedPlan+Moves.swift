/// Small improvements: shifts, swaps and ejection chains.
///
/// A client moves to a cheaper site; if that is full, one of its clients is ejected to wherever it
/// fits best, the place just left included.
///
/// Source: M. Yagiura, T. Ibaraki and F. Glover, "An ejection chain approach for the generalized
/// assignment problem", INFORMS Journal on Computing 16 (2004), 133–151.
extension CapacitatedPlan {
    /// Improves until no shift, swap or chain of two helps.
    ///
    /// - Parameter clients: where to look first; all clients if left out.
    mutating func improve(
        _ clients: [Int]? = nil, rounds: Int = 20, mayGoOn: () -> Bool = { true }
    ) {
        var queue = clients ?? Array(site.indices)
        for _ in 0..<rounds {
            var changed: [Int] = []
            for (index, client) in queue.enumerated() {
                if index % 512 == 511, !mayGoOn() { return }
                improve(client, noting: &changed)
            }
            guard !changed.isEmpty else { return }
            queue = neighbours(of: changed)
        }
    }

    /// The clients at the sites of some clients, and those that are unserved.
    private func neighbours(of clients: [Int]) -> [Int] {
        var marked = Set<Int32>()
        for client in clients { marked.insert(site[client]) }
        return site.indices.filter { marked.contains(site[$0]) }
    }

    private mutating func improve(_ client: Int, noting changed: inout [Int]) {
        guard mayLeave(client) else { return }
        let rows = network.rows
        let demand = network.demands[client]
        let from = Int(site[client])
        var best = (gain: 1e-9 * (1 + abs(costs[client])), target: -1, cost: 0.0)
        var chain = (ejected: -1, to: -1, cost: 0.0)
        for pair in rows.pairs(of: client) {
            let gain = costs[client] - rows.costs[pair]
            guard gain > 1e-12 else { break }
            let target = Int(rows.sites[pair])
            guard isOpen[target], target != from else { continue }
            let room = room(target)
            if room + 1e-9 >= demand {
                if gain > best.gain {
                    best = (gain, target, rows.costs[pair])
                    chain.ejected = -1
                }
                break
            }
            for other in members[target] {
                let guest = Int(other)
                let size = network.demands[guest]
                guard size + room + 1e-9 >= demand, Int(network.homes[guest]) != target else {
                    continue
                }
                let left = loads[target] + demand - size
                guard left + 1e-9 >= network.problem.sites[target].minimumLoad else { continue }
                for exit in rows.pairs(of: guest) {
                    let rise = rows.costs[exit] - costs[guest]
                    guard gain - rise > best.gain else { break }
                    let to = Int(rows.sites[exit])
                    guard isOpen[to], to != target else { continue }
                    let space = to == from ? self.room(to) + demand : self.room(to)
                    guard space + 1e-9 >= size else { continue }
                    best = (gain - rise, target, rows.costs[pair])
                    chain = (guest, to, rows.costs[exit])
                    break
                }
            }
        }
        guard best.target >= 0 else { return }
        if chain.ejected >= 0 {
            release(client)
            move(chain.ejected, to: chain.to, cost: chain.cost)
            changed.append(chain.ejected)
        }
        move(client, to: best.target, cost: best.cost)
        changed.append(client)
    }
}
