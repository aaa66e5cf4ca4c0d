extension MedianSearch {
    /// Improves by many small local kicks: a few random swaps among neighbours, a descent over
    /// what they touched, and back again if that made it worse.
    ///
    /// Source: iterated local search, H. R. Lourenço, O. C. Martin and T. Stützle, "Iterated local
    /// search", in Handbook of Metaheuristics (Springer, 2003), 320–353.
    ///
    /// - Parameters:
    ///   - budget: how many pairs to look at, in the measure of ``work``.
    ///   - isStopped: asked now and then.
    /// - Returns: whether the value fell.
    @discardableResult
    mutating func kick(
        _ budget: Int, using random: inout SeededGenerator, isStopped: () -> Bool
    ) -> Bool {
        let start = value
        let end = work + budget
        while work < end, !isStopped() {
            work += 64
            let before = value
            beginLog()
            disturb(strength: 1 + random.below(3), using: &random)
            descend(isStopped: isStopped)
            if value > before + 1e-9 * abs(before) { undo() }
        }
        endLog()
        return value < start - tolerance
    }

    /// Swaps sites near a random client.
    private mutating func disturb(strength: Int, using random: inout SeededGenerator) {
        var client = random.below(problem.clientCount)
        for _ in 0..<strength {
            let row = problem.costs.pairs(of: client)
            // About as far as the third open site.
            let reach = min(row.count, 4 + 3 * problem.siteCount / max(1, openCount))
            guard reach > 0 else { return }
            func pick(open wanted: Bool, not other: Int? = nil) -> Int? {
                let offset = random.below(reach)
                for step in 0..<reach {
                    let site = Int(
                        problem.costs.sites[row.lowerBound + (offset + step) % reach])
                    if isOpen[site] == wanted, problem.states[site] == .free, site != other {
                        return site
                    }
                }
                return nil
            }
            guard let opened = pick(open: false) else { return }
            guard let closed = pick(open: true, not: opened) else { return }
            open(opened)
            close(closed)
            let column = columns.pairs(of: opened)
            if !column.isEmpty {
                client = Int(columns.clients[column.lowerBound + random.below(column.count)])
            }
        }
    }
}
