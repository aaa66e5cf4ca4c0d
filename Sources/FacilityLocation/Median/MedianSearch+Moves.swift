extension MedianSearch {
    /// Makes the open sites those of a set, as far as fixed sites and their number allow.
    mutating func restart(_ sites: [Int]) {
        var isWanted = [Bool](repeating: false, count: problem.siteCount)
        var left = countBounds.upperBound - problem.states.count { $0 == .fixedOpen }
        for site in sites where problem.states[site] == .free && left > 0 {
            isWanted[site] = true
            left -= 1
        }
        for site in isOpen.indices where isWanted[site] && !isOpen[site] { open(site) }
        for site in isOpen.indices
        where isOpen[site] && !isWanted[site] && problem.states[site] == .free {
            close(site)
        }
        queueAll()
        fill()
    }

    /// Opens sites, best first, until there are enough.
    private mutating func fill() {
        while openCount < countBounds.lowerBound {
            var best: (site: Int, gain: Double)?
            for site in isOpen.indices where !isOpen[site] && problem.states[site] == .free {
                let gain = self.gain(of: site)
                if gain > best?.gain ?? -.infinity { best = (site, gain) }
            }
            guard let best else { return }
            open(best.site)
        }
    }

    private func gain(of site: Int) -> Double {
        var gain = -problem.openingCosts[site]
        for pair in columns.pairs(of: site) {
            let client = Int(columns.clients[pair])
            gain += max(0, firstCost[client] - columns.costs[pair])
        }
        return gain
    }

    /// Applies improving moves until none is left among the candidates queued, or `isStopped`.
    mutating func descend(isStopped: () -> Bool = { false }) {
        var head = 0
        var tries = 0
        closeSuperfluous()
        while head < queue.count || isAllTouched {
            if head == queue.count {
                clearQueue()
                head = 0
                isAllTouched = false
                queueAll()
                guard !queue.isEmpty else { break }
            }
            let site = Int(queue[head])
            head += 1
            isQueued[site] = false
            if !isOpen[site] {
                apply(bestMove(opening: site))
                closeSuperfluous()
            }
            tries += 1
            if tries & 63 == 0, isStopped() { break }
            if head > 4096, head * 2 > queue.count {
                queue.removeFirst(head)
                head = 0
            }
        }
        clearQueue()
    }

    /// Opening a site, closing another or none, and how the value changes.
    struct Move {
        var opened: Int
        var closed: Int?
        var change: Double
    }

    private mutating func apply(_ move: Move) {
        guard move.change < -tolerance else { return }
        open(move.opened)
        if let closed = move.closed { close(closed) }
    }

    private mutating func closeSuperfluous() {
        while openCount > countBounds.lowerBound {
            let site = losses.least
            guard losses.values[site] < -tolerance else { return }
            close(site)
        }
    }

    /// The best move that opens a site.
    mutating func bestMove(opening site: Int) -> Move {
        var gain = -problem.openingCosts[site]
        relieved.removeAll(keepingCapacity: true)
        work += columns.pairs(of: site).count + 8
        for pair in columns.pairs(of: site) {
            let client = Int(columns.clients[pair])
            let cost = columns.costs[pair]
            let beyond = secondCost[client]
            guard cost < beyond else { continue }
            let nearest = firstCost[client]
            if cost < nearest { gain += nearest - cost }
            let served = Int(first[client])
            if served >= 0 {
                // Closing the nearest site costs this client only the way to the new one.
                if relief[served] == 0 { relieved.append(Int32(served)) }
                relief[served] += beyond - max(cost, nearest)
            }
        }
        var best = Move(opened: site, closed: nil, change: .infinity)
        if openCount < countBounds.upperBound { best.change = -gain }
        let least = losses.least
        if losses.values[least] - gain < best.change {
            best.closed = least
            best.change = losses.values[least] - gain
        }
        for served in relieved {
            let closed = Int(served)
            let change = losses.values[closed] - relief[closed] - gain
            relief[closed] = 0
            if change < best.change {
                best.closed = closed
                best.change = change
            }
        }
        return best
    }
}
