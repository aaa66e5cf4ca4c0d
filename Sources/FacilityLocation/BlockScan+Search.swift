extension BlockScan {
    /// Starts from known prices.
    mutating func take(_ known: Prices) {
        for (number, mover) in movers.enumerated() {
            for block in 0..<blockCount {
                prices[number * blockCount + block] = known.blocks[mover * blockCount + block]
            }
        }
        roomPrice = known.room
        loadPrice = known.load
        missingPrice = known.missing
    }

    /// Hands on the prices reached.
    func give(_ known: inout Prices) {
        for (number, mover) in movers.enumerated() {
            for block in 0..<blockCount {
                known.blocks[mover * blockCount + block] = prices[number * blockCount + block]
            }
        }
        known.room = roomPrice
        known.load = loadPrice
        known.missing = missingPrice
    }

    /// Searches for the best pattern of value at most `cutoff`; ``found`` ends with it.
    ///
    /// - Parameter tolerance: by how much the best may be missed.
    mutating func findBest(
        below cutoff: Double, tolerance: Double, nodeLimit: Int, change: Double
    ) {
        findsAll = false
        self.tolerance = tolerance
        run(cutoff, nodeLimit, change)
    }

    /// Searches for all patterns of value at most `cutoff`, giving up beyond `most`.
    mutating func findAll(upTo cutoff: Double, most: Int, nodeLimit: Int, change: Double) {
        findsAll = true
        self.most = most
        run(cutoff, nodeLimit, change)
    }

    private mutating func run(_ cutoff: Double, _ nodeLimit: Int, _ change: Double) {
        self.cutoff = cutoff
        self.nodeLimit = nodeLimit
        nodes = 0
        abandoned = .infinity
        found.removeAll(keepingCapacity: true)
        guard raisePrices(change) <= cutoff else { return }
        for block in 0..<blockCount {
            let least = least + 2 * block * setCount
            for position in stride(from: movers.count - 1, through: 0, by: -1) {
                let count = 1 << position
                for set in 0..<count {
                    least[count + set] = min(
                        least[2 * count + set], least[3 * count + set])
                }
            }
            sets[block] = 0
        }
        toCome[movers.count] = 0
        for mover in movers.indices.reversed() {
            var range = UnsafeMutableBufferPointer(rebasing: buffer[optionRanges[mover]])
            for index in range.indices { range[index].value = value(range[index]) }
            range.sort { ($0.value, $0.local) < ($1.value, $1.local) }
            toCome[mover] = toCome[mover + 1] + min(0, range.first?.value ?? 0)
        }
        chosen = fixed
        descend(0, load: base[costs.total], change: change, priced: change + atNothing)
    }

    private var atNothing: Double { constant + missingPrice * missingConstant }

    private var buffer: UnsafeMutableBufferPointer<Option> {
        UnsafeMutableBufferPointer(start: options, count: optionRanges.last?.upperBound ?? 0)
    }

    /// An option's change at the prices of its blocks.
    private func value(_ option: Option) -> Double {
        var value = changes[option.local] - missingPrice * option.supply
        for block in 0..<blockCount where option.blocks >> block & 1 == 1 {
            value -= prices[option.mover * blockCount + block]
        }
        return value
    }

    /// Raises the bound at the root, and returns it.
    private mutating func raisePrices(_ change: Double) -> Double {
        var best = (
            bound: -Double.infinity, prices: prices, room: roomPrice, load: loadPrice,
            missing: missingPrice
        )
        let target = cutoff
        for step in 0..<Self.priceSteps {
            var gradient = [Double](repeating: 0, count: prices.count)
            let (atRoot, room, load) = stepCost(
                modules: baseModules, load: base[costs.total], loadToCome: loadToCome[0])
            var bound = change + atNothing + atRoot
            var moreMissing = missingConstant
            for (mover, range) in optionRanges.enumerated() {
                var least = (value: 0.0, blocks: 0, supply: 0.0)
                for index in range {
                    let value = value(options[index])
                    if value < least.value {
                        least = (value, options[index].blocks, options[index].supply)
                    }
                }
                bound += least.value
                moreMissing -= least.supply
                for block in 0..<blockCount where least.blocks >> block & 1 == 1 {
                    gradient[mover * blockCount + block] -= 1
                }
            }
            // How much more the sets take than the steps account for.
            var moreRoom = -room
            var moreLoad = -load
            for block in 0..<blockCount {
                let (value, set) = leastSet(block)
                bound += value
                moreRoom += modules[block * setCount + set]
                moreLoad += loads[block * setCount + set]
                moreMissing += units[block * setCount + set]
                for mover in movers.indices where set >> mover & 1 == 1 {
                    gradient[mover * blockCount + block] += 1
                }
            }
            if bound > best.bound { best = (bound, prices, roomPrice, loadPrice, missingPrice) }
            if bound > cutoff { return bound }
            if costs.limit == .infinity || roomPrice == 0 && moreRoom < 0 { moreRoom = 0 }
            if plainSteps.isEmpty || loadPrice == 0 && moreLoad < 0 { moreLoad = 0 }
            if missingPrice == 0 && moreMissing < 0
                || missingPrice == mostMissingPrice && moreMissing > 0
            {
                moreMissing = 0
            }
            moreLoad /= loadUnit
            let norm =
                gradient.reduce(0) { $0 + $1 * $1 } + moreRoom * moreRoom + moreLoad * moreLoad
                + moreMissing * moreMissing
            guard norm > 0 else { break }
            let aim = target < .infinity ? target : bound + 1e-3 * abs(bound)
            let length = 1.2 * (aim - bound) / norm
            guard step < Self.priceSteps - 1, length > 0 else { break }
            for index in prices.indices { prices[index] += length * gradient[index] }
            roomPrice = max(0, roomPrice + length * moreRoom)
            loadPrice = max(0, loadPrice + length * moreLoad / loadUnit)
            missingPrice = min(mostMissingPrice, max(0, missingPrice + length * moreMissing))
        }
        if best.prices != prices || best.room != roomPrice || best.load != loadPrice
            || best.missing != missingPrice
        {
            prices = best.prices
            roomPrice = best.room
            loadPrice = best.load
            missingPrice = best.missing
            for block in 0..<blockCount { _ = leastSet(block) }
        }
        return best.bound
    }

    private var baseModules: Double {
        (0..<blockCount).reduce(0) { $0 + modules[$1 * setCount] }
    }

    /// The least that extra modules and plain needs cost beyond what the prices of room and load
    /// count in the tables, from some modules and load on; and where that least is.
    private func stepCost(
        modules: Double, load: Double, loadToCome: Double
    ) -> (cost: Double, modules: Double, load: Double) {
        var cost = 0.0
        var atModules = modules
        if costs.limit < .infinity {
            let most = costs.limit + costs.extraMaximum
            if modules > most { return (.infinity, modules, load) }
            atModules = roomPrice > costs.extraCost ? most : max(modules, costs.limit)
            cost = max(0, atModules - costs.limit) * costs.extraCost - roomPrice * atModules
        }
        var atLoad = load
        for (number, steps) in plainSteps.enumerated() {
            let price = number == 0 ? loadPrice : 0
            let most = load + loadToCome
            var least = load == 0 ? 0 : Double.infinity
            var start = 0.0
            for step in steps {
                if start > most + 1e-9 { break }
                if SiteRequirement.reaches(step.upTo, load) {
                    let end = min(step.upTo, most)
                    if step.cost - price * end < least {
                        least = step.cost - price * end
                        if number == 0 { atLoad = end }
                    }
                }
                start = step.upTo
            }
            cost += least
        }
        return (cost, atModules, atLoad)
    }

    /// Prices all sets of a block and finds the least.
    private func leastSet(_ block: Int) -> (value: Double, set: Int) {
        let row = least + 2 * block * setCount + setCount
        let table = tables + block * setCount
        row[0] = 0
        for mover in movers.indices {
            let count = 1 << mover
            let price = prices[mover * blockCount + block]
            for set in 0..<count { row[count + set] = row[set] + price }
        }
        let counts = modules + block * setCount
        let sums = loads + block * setCount
        let needed = units + block * setCount
        let (roomPrice, loadPrice, missingPrice) = (roomPrice, loadPrice, missingPrice)
        for set in 0..<setCount {
            row[set] +=
                table[set] + roomPrice * counts[set] + loadPrice * sums[set]
                + missingPrice * needed[set]
        }
        var best = (value: row[0], set: 0)
        for set in 0..<setCount where row[set] < best.value { best = (row[set], set) }
        return best
    }

    private mutating func descend(
        _ mover: Int, load: Double, change: Double, priced: Double
    ) {
        nodes += 1
        guard SiteRequirement.reaches(range.upTo, load),
            !SiteRequirement.reaches(range.after, load + loadToCome[mover])
        else { return }
        guard mover < optionRanges.count else { return finish(change) }
        let sets = sets + mover * blockCount
        let next = sets + blockCount
        let bit = 1 << mover
        let least = least + 2 * bit
        var count = 0.0
        for block in 0..<blockCount { count += modules[block * setCount + sets[block]] }
        let steps = stepCost(modules: count, load: load, loadToCome: loadToCome[mover]).cost
        guard steps < .infinity else { return }
        let rest = priced + toCome[mover + 1] + steps
        var isSkipped = false
        for index in optionRanges[mover] {
            let option = options[index]
            if !isSkipped && option.value >= 0 {
                isSkipped = true
                skip(mover, load, change, priced, rest)
            }
            var bound = rest + option.value
            for block in 0..<blockCount {
                let set = sets[block] + (option.blocks >> block & 1) << mover
                next[block] = set
                bound += least[2 * block * setCount + set]
            }
            guard goesOn(bound) else { continue }
            chosen.append(option.local)
            descend(
                mover + 1, load: load + option.load, change: change + changes[option.local],
                priced: priced + option.value)
            chosen.removeLast()
        }
        if !isSkipped { skip(mover, load, change, priced, rest) }
    }

    /// Goes on without a mover.
    private mutating func skip(
        _ mover: Int, _ load: Double, _ change: Double, _ priced: Double, _ rest: Double
    ) {
        let sets = sets + mover * blockCount
        let next = sets + blockCount
        var bound = rest
        for block in 0..<blockCount {
            next[block] = sets[block]
            bound += least[2 * block * setCount + 2 << mover + sets[block]]
        }
        if goesOn(bound) { descend(mover + 1, load: load, change: change, priced: priced) }
    }

    @inline(__always)
    private mutating func goesOn(_ bound: Double) -> Bool {
        guard bound <= cutoff else { return false }
        guard nodes <= nodeLimit else {
            abandoned = min(abandoned, bound)
            return false
        }
        return true
    }

    private mutating func finish(_ change: Double) {
        let value = change + costs.cost(of: chosen)
        guard value <= cutoff, value < .infinity else { return }
        found.append(chosen)
        foundValue = value
        if findsAll {
            if found.count > most { cutoff = -.infinity }
        } else {
            cutoff = PatternScan.below(value) - tolerance
        }
    }
}
