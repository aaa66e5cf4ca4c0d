import MixedIntegerProgramming

/// Finds a set of rules that cannot hold together although any fewer of them can.
///
/// QuickXplain: halves of the rules are dropped together, which needs about *k* log(*n*/*k*)
/// re-solves for a conflict of *k* among *n* rules where dropping one by one needs *n*. Rules a
/// planner sets come first and are therefore preferred in the conflict to those of the data.
///
/// Where there are few rules, a conflict of fewer rules is looked for after that; see
/// `ConflictFinder+Smallest.swift`.
///
/// Source: U. Junker, "QUICKXPLAIN: preferred explanations and relaxations for over-constrained
/// problems", AAAI 2004, 167–172.
struct ConflictFinder {
    let problem: LocationProblem
    let solver: any MixedIntegerSolver
    let options: SolverOptions
    let progress: ((SolverProgress) -> Bool)?

    /// The conflict of an infeasible problem.
    func diagnosis() throws -> LocationDiagnosis {
        var hasOption = [Bool](repeating: false, count: problem.clientCount)
        for option in problem.options { hasOption[option.client] = true }
        if let stranded = hasOption.firstIndex(of: false) {
            return LocationDiagnosis(conflictingRules: [.client(stranded)], isSmallest: true)
        }
        let rules = rules()
        guard options.timeLimitSeconds > 0 else {
            return LocationDiagnosis(conflictingRules: rules, isMinimal: false)
        }
        var isMinimal = true
        let conflict = try explain([], isNew: false, rules, among: Set(rules), &isMinimal)
        guard isMinimal else {
            return LocationDiagnosis(conflictingRules: conflict, isMinimal: false)
        }
        let smaller = try smaller(than: conflict, among: rules)
        return LocationDiagnosis(
            conflictingRules: smaller.conflict, isSmallest: smaller.isSmallest)
    }

    /// All rules of the problem, those of the planner first.
    private func rules() -> [LocationRule] {
        var rules: [LocationRule] = problem.openCount == .any ? [] : [.openCount]
        rules += problem.groupRules.enumerated().map { .group(index: $0, name: $1.name) }
        if problem.coverage?.coverAll ?? false { rules.append(.coverAll) }
        if problem.nearestRule != nil { rules.append(.nearest) }
        rules += problem.sites.indices.filter { problem.sites[$0].state == .fixedOpen }
            .map { .fixedOpen(site: $0) }
        rules += (0..<problem.clientCount).map { .client($0) }
        rules += problem.sites.indices.filter { problem.sites[$0].state == .fixedClosed }
            .map { .fixedClosed(site: $0) }
        let limits = problem.modules?.limits ?? []
        rules += limits.indices.filter { limits[$0].modules != nil }
            .map { .moduleLimit(site: $0) }
        rules += problem.sites.indices.filter { problem.sites[$0].minimumLoad > 0 }
            .map { .minimumLoad(site: $0) }
        rules += problem.sites.indices.filter { problem.sites[$0].capacity < .infinity }
            .map { .capacity(site: $0) }
        return rules
    }

    /// The answer to whether all rules but some can hold.
    func solution(omitting rules: Set<LocationRule>) throws -> MixedIntegerSolution {
        var feasibility = problem
        feasibility.stages = []
        let formulation = LocationFormulation(feasibility, omitting: rules)
        return try solver.solve(formulation.model, options: options, progress: progress)
    }

    /// The rules of `candidates` that conflict, given those in `background`.
    private func explain(
        _ background: [LocationRule], isNew: Bool, _ candidates: [LocationRule],
        among all: Set<LocationRule>, _ isMinimal: inout Bool
    ) throws -> [LocationRule] {
        if isNew, try isInfeasible(background, among: all, &isMinimal) { return [] }
        if candidates.count <= 1 { return candidates }
        let half = candidates.count / 2
        let (first, second) = (Array(candidates[..<half]), Array(candidates[half...]))
        let fromSecond = try explain(
            background + first, isNew: true, second, among: all, &isMinimal)
        let fromFirst = try explain(
            background + fromSecond, isNew: !fromSecond.isEmpty, first, among: all, &isMinimal)
        return fromFirst + fromSecond
    }

    /// Whether some rules alone are already too much; unproven counts as no.
    private func isInfeasible(
        _ rules: [LocationRule], among all: Set<LocationRule>, _ isMinimal: inout Bool
    ) throws -> Bool {
        let answer = try solution(omitting: all.subtracting(rules))
        if answer.status == .infeasible { return true }
        if !answer.hasIncumbent { isMinimal = false }
        return false
    }
}
