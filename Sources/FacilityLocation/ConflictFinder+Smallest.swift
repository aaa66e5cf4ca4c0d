import MixedIntegerProgramming

/// The search for a conflict of the fewest rules.
///
/// Every conflict meets every set of rules without which the rest can hold. So a smallest set that
/// meets all such sets found so far is either a conflict, then a smallest one, or can hold, and what
/// has to be left out beside it is one more set to meet.
///
/// Source: A. Ignatiev, A. Previti, M. Liffiton and J. Marques-Silva, "Smallest MUS extraction with
/// minimal hitting set dualization", CP 2015, LNCS 9255, 173–182.
extension ConflictFinder {
    /// With more rules than this nothing smaller is looked for.
    private static let mostRules = 60
    /// So many re-solves later the search is given up.
    private static let mostSolves = 400

    /// A conflict with fewer rules than one known, or that one, and whether none has fewer.
    func smaller(
        than known: [LocationRule], among rules: [LocationRule]
    ) throws -> (conflict: [LocationRule], isSmallest: Bool) {
        guard known.count > 1 else { return (known, true) }
        guard rules.count <= Self.mostRules else { return (known, false) }
        let start = ContinuousClock.now
        var toMeet: [[Int]] = []
        var solves = 0
        /// Whether some rules can hold; `nil` if that stays open.
        func canHold(_ chosen: Set<Int>) throws -> Bool? {
            solves += 1
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            guard solves <= Self.mostSolves, seconds < options.timeLimitSeconds else { return nil }
            let omitted = rules.indices.filter { !chosen.contains($0) }.map { rules[$0] }
            let answer = try solution(omitting: Set(omitted))
            if answer.status == .infeasible { return false }
            return answer.hasIncumbent ? true : nil
        }
        while true {
            guard let meeting = try smallestMeeting(toMeet, ruleCount: rules.count) else {
                return (known, false)
            }
            if meeting.count >= known.count { return (known, true) }
            guard let holds = try canHold(Set(meeting)) else { return (known, false) }
            if !holds { return (meeting.map { rules[$0] }, true) }
            // As many rules as can hold with them; the others are met by every conflict.
            var holding = Set(meeting)
            for rule in rules.indices where !holding.contains(rule) {
                guard let holds = try canHold(holding.union([rule])) else { return (known, false) }
                if holds { holding.insert(rule) }
            }
            toMeet.append(rules.indices.filter { !holding.contains($0) })
        }
    }

    /// The fewest rules that meet every set, ascending: a set covering problem.
    private func smallestMeeting(_ sets: [[Int]], ruleCount: Int) throws -> [Int]? {
        guard !sets.isEmpty else { return [] }
        let covering = LocationProblem.locationSetCovering(
            coveringSites: sets, siteCount: ruleCount)
        var formulation = LocationFormulation(covering)
        formulation.select(stage: 0, keeping: [])
        var exact = options
        exact.relativeGap = 0
        let answer = try solver.solve(formulation.model, options: exact, progress: nil)
        guard answer.status == .optimal else { return nil }
        return formulation.siteVariables.indices.filter {
            answer.values[formulation.siteVariables[$0].index] > 0.5
        }
    }
}
