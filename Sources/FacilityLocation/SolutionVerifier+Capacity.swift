/// The checks of shares, capacities, minimum loads, nearest sites and covering.
extension SolutionVerifier {
    /// What is taken, option by option.
    func taken(in solution: LocationSolution) -> [(option: Int, share: Double)] {
        if problem.assignment == .split {
            return solution.shares.enumerated().compactMap { $1 == 0 ? nil : ($0, $1) }
        }
        return solution.chosenOption.map { ($0, 1) }
    }

    /// How much of a point is covered, from 0 to 1.
    func cover(of point: CoveragePoint, in solution: LocationSolution) -> Double {
        guard let client = point.client else {
            return Set(solution.openSites).isDisjoint(with: point.sites) ? 0 : 1
        }
        var covered = 0.0
        for taken in taken(in: solution) {
            let option = problem.options[taken.option]
            guard option.client == client, let site = option.site else { continue }
            if point.sites.contains(site) { covered += taken.share }
        }
        return covered
    }

    private func loads(in solution: LocationSolution) -> [Double] {
        var loads = [Double](repeating: 0, count: problem.sites.count)
        for taken in taken(in: solution) {
            let option = problem.options[taken.option]
            guard let site = option.site else { continue }
            let demand = problem.demands.isEmpty ? 1 : problem.demands[option.client]
            loads[site] += taken.share * demand
        }
        return loads
    }

    func capacityViolations(of solution: LocationSolution) -> [String] {
        var found = problem.assignment == .split ? shareViolations(of: solution) : []
        let open = Set(solution.openSites)
        for (site, load) in loads(in: solution).enumerated() {
            let (least, most) = (problem.sites[site].minimumLoad, problem.sites[site].capacity)
            if load > most + Self.tolerance(most) {
                found.append("site \(site) serves \(load), over its capacity \(most)")
            }
            if open.contains(site) && load < least - Self.tolerance(least) {
                found.append("site \(site) serves \(load), under its minimum \(least)")
            }
        }
        return found
    }

    private func shareViolations(of solution: LocationSolution) -> [String] {
        var found: [String] = []
        let open = Set(solution.openSites)
        var sums = [Double](repeating: 0, count: problem.clientCount)
        var largest = sums
        for (index, share) in solution.shares.enumerated() {
            let option = problem.options[index]
            if share < 0 || share > 1 + 1e-9 || share.isNaN {
                found.append("option \(index) takes the share \(share)")
            }
            sums[option.client] += share
            largest[option.client] = max(largest[option.client], share)
            guard share > 0 else { continue }
            if let site = option.site, !open.contains(site) {
                found.append("option \(index) has a share at site \(site), which is closed")
            }
            for (site, properties) in problem.sites.enumerated()
            where site != option.site && open.contains(site) {
                if properties.ownClients.contains(option.client) {
                    found.append("client \(option.client) leaves its open site \(site) in part")
                }
            }
        }
        for (client, sum) in sums.enumerated() {
            if abs(sum - 1) > 1e-6 {
                found.append("the shares of client \(client) add up to \(sum)")
            }
            if solution.shares[solution.chosenOption[client]] < largest[client] - 1e-6 {
                found.append("client \(client) has a larger share than the one named")
            }
        }
        return found
    }

    /// What may be over or missing of an amount.
    private static func tolerance(_ amount: Double) -> Double {
        amount.isFinite ? 2e-6 * max(1, amount) : 0
    }

    func nearestViolations(of solution: LocationSolution) -> [String] {
        guard let rule = problem.nearestRule else { return [] }
        let open = Set(solution.openSites)
        let loads = loads(in: solution)
        var distances = [[Int: Double]](repeating: [:], count: problem.clientCount)
        for option in problem.options {
            guard let site = option.site else { continue }
            distances[option.client][site] = min(
                distances[option.client][site] ?? .infinity, option.distance ?? option.cost)
        }
        var found: [String] = []
        for taken in taken(in: solution) where taken.share > 0 {
            let client = problem.options[taken.option].client
            guard let site = problem.options[taken.option].site,
                !problem.sites[site].ownClients.contains(client),
                let distance = distances[client][site]
            else { continue }
            let nearer = distances[client].filter { $1 < distance && open.contains($0) }.keys
            if nearer.count < rule.count { continue }
            let demand = problem.demands.isEmpty ? 1 : problem.demands[client]
            let notFull = nearer.sorted().first { other in
                let capacity = problem.sites[other].capacity
                let room = capacity - loads[other]
                return problem.assignment == .split
                    ? room > Self.tolerance(capacity) : demand <= room
            }
            if !rule.allowsOverflow {
                found.append("client \(client) passes by \(nearer.count) nearer open sites")
            } else if let notFull {
                found.append("client \(client) passes by site \(notFull), which has room")
            }
        }
        return found
    }

    func coverageViolations(of solution: LocationSolution) -> [String] {
        guard let coverage = problem.coverage else { return [] }
        var found: [String] = []
        let open = Set(solution.openSites)
        let claimed = Set(solution.coveredPoints)
        for (index, point) in coverage.points.enumerated() {
            let cover = cover(of: point, in: solution)
            // Sums of shares may be a rounding error short of whole.
            let isCovered = cover > 1 - (claimed.contains(index) ? 1e-4 : 1e-6)
            if isCovered != claimed.contains(index) {
                found.append("point \(index) is wrongly reported \(isCovered ? "un" : "")covered")
            }
            if coverage.coverAll && !isCovered && !point.sites.isEmpty {
                found.append("point \(index) must be covered but is not")
            }
            let sites = Set(point.sites)
            let times = sites.intersection(open).count
            if coverage.coverAll && point.client == nil
                && times < min(coverage.timesCovered, sites.count)
            {
                found.append("point \(index) is covered only \(times) times")
            }
        }
        return found
    }
}
