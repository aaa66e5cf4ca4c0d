import FacilityLocation
import TestSupport

/// Every kind of problem, each with small random instances of whole numbers that differ in all the
/// rules the kind allows: counts, groups, fixed and existing sites, minimum loads, missing pairs,
/// further stages.
enum ProblemType: String, CaseIterable {
    case pMedian, capacitatedPMedian, splitPMedian
    case fixedCharge, capacitatedFixedCharge, splitFixedCharge
    case pCenter, capacitatedPCenter, splitPCenter
    case setCovering, maximalCovering, capacitatedMaximalCovering, splitMaximalCovering
    case setCoveringWithBackup, backupCovering, multiLevelSetCovering
    case nearest, splitNearest

    /// Whether clients take options.
    var hasClients: Bool {
        switch self {
        case .setCovering, .maximalCovering, .setCoveringWithBackup, .backupCovering,
            .multiLevelSetCovering:
            false
        default: true
        }
    }

    /// Whether clients are bound to near sites.
    var isNearest: Bool { self == .nearest || self == .splitNearest }

    /// A small instance; every seed gives another.
    func problem(seed: UInt64) -> LocationProblem {
        let number = UInt64(Self.allCases.firstIndex(of: self) ?? 0)
        var random = SplitMix64(seed: seed &* 64 &+ number &+ 77_000_000)
        var instance = TinyInstance(random: random)
        var problem = hasClients ? instance.allocation(self) : instance.covering(self)
        random = instance.random
        RandomRules(type: self).add(to: &problem, using: &random)
        return problem
    }
}

/// The numbers of a small instance.
private struct TinyInstance {
    var random: SplitMix64

    private mutating func whole(_ range: ClosedRange<Int>) -> Double {
        Double(Int.random(in: range, using: &random))
    }

    mutating func covering(_ type: ProblemType) -> LocationProblem {
        let siteCount = Int.random(in: 2...5, using: &random)
        let points = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            (0..<siteCount).filter { _ in random.chance(0.45) }
        }
        let weights = points.map { _ in whole(0...9) }
        let count = Int.random(in: 0...siteCount, using: &random)
        switch type {
        case .maximalCovering:
            return .maximalCovering(
                coveringSites: points, weights: weights, siteCount: siteCount, count: count)
        case .setCoveringWithBackup:
            return .setCoveringWithBackup(
                coveringSites: points, weights: weights, siteCount: siteCount)
        case .backupCovering:
            return .backupCovering(
                coveringSites: points, weights: weights, siteCount: siteCount, count: count)
        case .multiLevelSetCovering:
            return .multiLevelSetCovering(
                coveringSites: points, siteCount: siteCount,
                times: Int.random(in: 1...3, using: &random))
        default:
            return .locationSetCovering(coveringSites: points, siteCount: siteCount)
        }
    }

    mutating func allocation(_ type: ProblemType) -> LocationProblem {
        let isSplit = type.rawValue.hasPrefix("split")
        let clients = Int.random(in: 1...3, using: &random)
        let siteCount = Int.random(in: 2...(isSplit ? 3 : 4), using: &random)
        let distances = (0..<clients).map { _ in
            (0..<siteCount).map { _ in random.chance(0.85) ? whole(0...20) : .infinity }
        }
        let weights = (0..<clients).map { _ in whole(1...5) }
        let demands = (0..<clients).map { _ in whole(1...(isSplit ? 3 : 6)) }
        let capacities = (0..<siteCount).map { _ in
            random.chance(0.15) ? .infinity : whole(1...(isSplit ? 6 : 12))
        }
        let count = Int.random(in: 1...siteCount, using: &random)
        let assignment: Assignment = isSplit ? .split : .singleSource
        switch type {
        case .pMedian:
            return .pMedian(distances: distances, weights: weights, count: count)
        case .fixedCharge:
            return .fixedCharge(
                distances: distances, weights: weights,
                openingCosts: capacities.map { _ in whole(-2...40) })
        case .capacitatedFixedCharge, .splitFixedCharge:
            return .capacitatedFixedCharge(
                distances: distances, weights: weights, demands: demands,
                openingCosts: capacities.map { _ in whole(-2...40) }, capacities: capacities,
                assignment: assignment)
        case .pCenter:
            return .pCenter(distances: distances, count: count)
        case .capacitatedMaximalCovering, .splitMaximalCovering:
            return .capacitatedMaximalCovering(
                coveringSites: LocationProblem.coveringSites(within: 12, distances: distances),
                weights: weights, demands: demands, capacities: capacities, count: count,
                assignment: assignment)
        default:
            var problem = LocationProblem.capacitatedPMedian(
                distances: distances, weights: weights, demands: demands,
                capacities: capacities, count: count, assignment: assignment)
            if type == .capacitatedPCenter || type == .splitPCenter {
                problem.stages = [.minimiseWorstDistance]
            }
            if type.isNearest {
                problem.nearestRule = NearestRule(
                    count: Int.random(in: 1...3, using: &random),
                    allowsOverflow: random.chance(0.8))
            }
            return problem
        }
    }
}

/// The rules that any problem may have besides those of its kind.
private struct RandomRules {
    let type: ProblemType

    func add(to problem: inout LocationProblem, using random: inout SplitMix64) {
        let sites = problem.sites.indices
        func number(upTo most: Int) -> Int { Int.random(in: 0...most, using: &random) }
        for site in sites {
            if random.chance(0.12) {
                problem.sites[site].state = random.chance(0.5) ? .fixedOpen : .fixedClosed
            }
            if random.chance(0.2) { problem.sites[site].closingCost = Double(number(upTo: 15)) }
            if type.hasClients && random.chance(0.15) {
                let most = min(4, problem.sites[site].capacity)
                problem.sites[site].minimumLoad = Double(number(upTo: Int(most)))
            }
            if random.chance(0.05) { problem.sites[site].isCounted = false }
        }
        if case .exactly(let count) = problem.openCount, random.chance(0.3) {
            let other = number(upTo: sites.count)
            problem.openCount = .range(min(count, other)...max(count, other))
        } else if random.chance(0.15) {
            problem.openCount = random.chance(0.5) ? .atMost(number(upTo: 3)) : .atLeast(1)
        }
        if random.chance(0.2) {
            let members = sites.filter { _ in random.chance(0.6) }
            problem.groupRules = [
                GroupRule(
                    name: "group", sites: members,
                    count: random.chance(0.5) ? .atMost(number(upTo: 2)) : .exactly(1))
            ]
        }
        for client in 0..<problem.clientCount {
            if random.chance(0.1) {
                problem.options.append(
                    AllocationOption(
                        client: client, site: nil, cost: Double(number(upTo: 60)),
                        distance: Double(number(upTo: 25))))
            }
            if client < sites.count && random.chance(0.08) {
                problem.sites[client].ownClients = [client]
            }
        }
        let further: [LocationObjective] = [
            .minimiseCost, .minimiseOpenSites, .minimiseWorstDistance,
        ]
        guard random.chance(0.35) else { return }
        let possible = further.filter { !problem.stages.contains($0) }
        guard let extra = possible.randomElement(using: &random) else { return }
        problem.stages.append(extra)
        if random.chance(0.3) { problem.stages.reverse() }
    }
}
