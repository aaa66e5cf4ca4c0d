import MixedIntegerProgramming

/// The model of ``NearestRule``.
///
/// For a client and a site `j` with `n ≥ k` of its sites nearer, `w = 1` says that the client goes to
/// `j` although `k` nearer sites may be open:
///
/// - `Σ_{nearer} y ≤ k − 1 + (n − k + 1)·(1 − x + w)`; for `k = 1`, `w` is `x` itself;
/// - `Σ_{farther than j'} w + y[j'] − u ≤ 1` for every site `j'` (J. L. Wagner and L. M. Falkson,
///   Geographical Analysis 7 (1975), 69–83), `u = 1` only if `j'` is full;
/// - `load[j'] ≥ t·u`, `t` the least load at which `j'` is full for the client.
///
/// Where demand may be split, `x` stands for whole `a ≥ x`, and clients may go beyond several sites at
/// once: the second kind of rows is stated pair by pair.
extension LocationFormulation {
    /// A site as a client sees it.
    private struct Prospect {
        var site: Int
        var distance: Double
        var options: [Int]
    }

    /// The rows of the rule for every client.
    mutating func addNearest(_ rule: NearestRule) {
        let loads = siteLoads().all
        let step = CommonStep.of(
            problem.demands + problem.sites.map(\.capacity).filter { $0 < .infinity })
        var full: [[Double: Variable]] = Array(repeating: [:], count: problem.sites.count)
        for (client, prospects) in prospects().enumerated() {
            add(rule, client: client, prospects) { formulation, site in
                guard rule.allowsOverflow,
                    let threshold = formulation.fullLoad(of: site, for: client, step: step)
                else { return nil }
                if let known = full[site][threshold] { return known }
                let variable = formulation.model.addBinary("full\(site)_\(full[site].count)")
                full[site][threshold] = variable
                if threshold > 0 {
                    formulation.model.addRow(
                        "full\(site)_\(full[site].count)", loads[site] >= threshold * variable)
                }
                let stated = formulation.problem
                formulation.derivedVariables.append(
                    (variable, { stated.load(of: site, at: $0) >= threshold - 1e-9 ? 1 : 0 }))
                return variable
            }
        }
    }

    /// The sites of every client, nearest first.
    private func prospects() -> [[Prospect]] {
        var bySite = [[Int: Prospect]](repeating: [:], count: problem.clientCount)
        for (index, option) in problem.options.enumerated() {
            guard let site = option.site else { continue }
            let distance = problem.distance(of: index)
            var prospect =
                bySite[option.client][site]
                ?? Prospect(site: site, distance: distance, options: [])
            prospect.distance = min(prospect.distance, distance)
            prospect.options.append(index)
            bySite[option.client][site] = prospect
        }
        return bySite.map { $0.values.sorted { ($0.distance, $0.site) < ($1.distance, $1.site) } }
    }

    /// The load from which on a site is full for a client, `nil` if it never is.
    private func fullLoad(of site: Int, for client: Int, step: Double?) -> Double? {
        let capacity = problem.sites[site].capacity
        guard capacity < .infinity else { return nil }
        if problem.assignment == .split { return capacity }
        // Strictly less than the demand is left: one step more than what would leave just enough,
        // and without a common step more than any tolerance.
        return capacity - problem.demand(of: client) + (step ?? 4e-6 * max(1, capacity))
    }

    private mutating func add(
        _ rule: NearestRule, client: Int, _ prospects: [Prospect],
        full: (inout LocationFormulation, Int) -> Variable?
    ) {
        /// What says that the client goes beyond `k` sites, for each prospect.
        var beyond = [LinearExpression?](repeating: nil, count: prospects.count)
        let isSplit = problem.assignment == .split
        for (rank, prospect) in prospects.enumerated() {
            let nearer = prospects.filter { $0.distance < prospect.distance }.map(\.site)
            let options = prospect.options.filter { optionVariables[$0] != nil }
            guard nearer.count >= rule.count, !options.isEmpty,
                !problem.sites[prospect.site].ownClients.contains(client)
            else { continue }
            let name = "\(client)_\(prospect.site)"
            let taken =
                isSplit && (rule.allowsOverflow || rule.count > 1)
                ? LinearExpression(addUse(of: options, "goes\(name)"))
                : .sum(options.compactMap { optionVariables[$0] })
            if rule.count == 1 {
                beyond[rank] = taken
                continue
            }
            let slack = Double(nearer.count - rule.count + 1)
            var row = LinearExpression.sum(nearer.map { siteVariables[$0] }) + slack * taken
            if rule.allowsOverflow {
                let overflow = model.addBinary("beyond\(name)")
                let most = rule.count
                derivedVariables.append(
                    (
                        overflow,
                        {
                            $0.share(of: options) > 0 && $0.openCount(of: nearer) >= most ? 1 : 0
                        }
                    ))
                beyond[rank] = LinearExpression(overflow)
                row.add(-slack, overflow)
                model.addRow("only\(name)", 1 * overflow <= taken)
            }
            model.addRow(
                "near\(name)", lower: -.infinity, upper: Double(nearer.count), terms: row.terms)
        }
        for prospect in prospects {
            let farther = prospects.indices.filter {
                prospects[$0].distance > prospect.distance && beyond[$0] != nil
            }
            guard !farther.isEmpty else { continue }
            let isFull = full(&self, prospect.site)
            let open =
                LinearExpression(siteVariables[prospect.site])
                + (isFull.map { -1 * $0 } ?? LinearExpression())
            let name = "first\(client)_\(prospect.site)"
            let wanting = farther.compactMap { beyond[$0] }
            if isSplit && rule.allowsOverflow {
                for expression in wanting { model.addRow(name, expression + open <= 1) }
            } else {
                model.addRow(name, wanting.reduce(open, +) <= 1)
            }
        }
    }
}
