import MixedIntegerProgramming

/// The model of covering.
///
/// Points covered by the same sites `N` are one, with the sum of their weights. Where covered weight
/// counts, `z ≤ Σ_{j ∈ N} y[j]`; where backup counts, `b ≤ z` and `z + b ≤ Σ_{j ∈ N} y[j]`, which is
/// backup coverage as K. Hogan and C. ReVelle state it ("Concepts and applications of backup
/// coverage", Management Science 32 (1986), 1434–1444).
extension LocationFormulation {
    /// Adds what covering asks for: the requirement, and `z` and `b` where weights are objectives.
    mutating func addCoverage() {
        guard let coverage = problem.coverage else { return }
        var weights: [[Int]: Double] = [:]
        for point in coverage.points where point.client == nil {
            weights[Set(point.sites).sorted(), default: 0] += point.weight
        }
        let isRequired = coverage.coverAll && !omitted.contains(.coverAll)
        let distinct = weights.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        for (position, (sites, weight)) in distinct.enumerated() where !sites.isEmpty {
            let fixedOpen = sites.count(where: isFixedOpen)
            let need = min(coverage.timesCovered, sites.count)
            let open = sites.map { LinearTerm(1, siteVariables[$0]) }
            if isRequired && fixedOpen < need {
                model.addRow("cover\(position)", lower: Double(need), terms: open)
            }
            if weight > 0 { addWeight(weight, sites, fixedOpen: fixedOpen, position) }
        }
        for (index, point) in coverage.points.enumerated() {
            if let client = point.client {
                addAllocated(point, client: client, isRequired: isRequired, "served\(index)")
            }
        }
    }

    private mutating func addWeight(
        _ weight: Double, _ sites: [Int], fixedOpen: Int, _ position: Int
    ) {
        let isCounted = problem.stages.contains(.maximiseCoveredWeight)
        let countsBackup = problem.stages.contains(.maximiseBackupWeight) && sites.count > 1
        guard isCounted || countsBackup else { return }
        let open = LinearExpression.sum(sites.map { siteVariables[$0] })
        var covered = LinearExpression(constant: 1)
        if fixedOpen == 0 {
            let variable = model.addBinary("z\(position)")
            coverVariables.append(CoverVariable(sites: sites, variable: variable))
            covered = LinearExpression(variable)
            model.addRow("covered\(position)", covered <= open)
        }
        if isCounted { coveredWeight += weight * covered }
        guard countsBackup else { return }
        if fixedOpen > 1 {
            backupWeight.constant += weight
            return
        }
        let backup = model.addBinary("b\(position)")
        derivedVariables.append((backup, { Double(min(1, max(0, $0.openCount(of: sites) - 1))) }))
        backupWeight.add(weight, backup)
        if fixedOpen == 0 { model.addRow("first\(position)", 1 * backup <= covered) }
        model.addRow("backup\(position)", 1 * backup + covered <= open)
    }

    /// Adds a point that is covered by the allocation of a client.
    private mutating func addAllocated(
        _ point: CoveragePoint, client: Int, isRequired: Bool, _ name: String
    ) {
        let sites = Set(point.sites)
        let serving = problem.options.indices.filter {
            problem.options[$0].client == client
                && problem.options[$0].site.map(sites.contains) ?? false
        }.compactMap { optionVariables[$0] }
        if point.weight > 0 { coveredWeight += point.weight * LinearExpression.sum(serving) }
        if isRequired && !sites.isEmpty {
            model.addRow(name, lower: 1, terms: serving.map { LinearTerm(1, $0) })
        }
    }
}
