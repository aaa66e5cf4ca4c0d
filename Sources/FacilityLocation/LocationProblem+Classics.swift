extension LocationProblem {
    /// The p-median problem: open `p` sites so that the weighted distance is least.
    ///
    /// `min Σᵢ Σⱼ a[i]·d[i, j]·x[i, j]` subject to `Σⱼ x[i, j] = 1` for `i ∈ I`,
    /// `x[i, j] ≤ y[j]`, `Σⱼ y[j] = p`, `y ∈ {0, 1}`.
    ///
    /// Source: S. L. Hakimi, "Optimum locations of switching centers and the absolute centers and
    /// medians of a graph", Operations Research 12 (1964), 450–459; formulation of C. S. ReVelle
    /// and R. W. Swain, "Central facilities location", Geographical Analysis 2 (1970), 30–42.
    ///
    /// - Parameters:
    ///   - distances: |I| × |J|, row = client; `.infinity` where a pair is not admissible.
    ///   - weights: `a[i]`, one per client; ones if left out.
    ///   - count: `p`.
    public static func pMedian(
        distances: [[Double]], weights: [Double]? = nil, count: Int
    ) -> LocationProblem {
        LocationProblem(
            clientCount: distances.count,
            sites: [CandidateSite](
                repeating: CandidateSite(), count: distances.first?.count ?? 0),
            options: denseOptions(distances, weights: weights), openCount: .exactly(count))
    }

    /// The uncapacitated fixed-charge problem: opening costs against distances.
    ///
    /// `min Σⱼ f[j]·y[j] + Σᵢ Σⱼ a[i]·d[i, j]·x[i, j]` subject to `Σⱼ x[i, j] = 1` for `i ∈ I`,
    /// `x[i, j] ≤ y[j]`, `y ∈ {0, 1}`.
    ///
    /// Source: M. L. Balinski, "Integer programming: methods, uses, computation", Management
    /// Science 12 (1965), 253–313.
    ///
    /// - Parameters:
    ///   - distances: |I| × |J|, row = client; `.infinity` where a pair is not admissible.
    ///   - weights: `a[i]`, one per client; ones if left out.
    ///   - openingCosts: `f[j]`, one per site.
    public static func fixedCharge(
        distances: [[Double]], weights: [Double]? = nil, openingCosts: [Double]
    ) -> LocationProblem {
        LocationProblem(
            clientCount: distances.count,
            sites: openingCosts.map { CandidateSite(openingCost: $0) },
            options: denseOptions(distances, weights: weights))
    }

    /// The capacitated p-median problem: `p` sites of limited capacity serve everyone.
    ///
    /// `min Σᵢ Σⱼ a[i]·d[i, j]·x[i, j]` subject to `Σⱼ x[i, j] = 1` and `x[i, j] ≤ y[j]` for
    /// `i ∈ I`, `Σᵢ q[i]·x[i, j] ≤ Q[j]·y[j]`, `Σⱼ y[j] = p`, `y ∈ {0, 1}`; `x ∈ {0, 1}` with a
    /// single source, `0 ≤ x ≤ 1` where demand is split.
    ///
    /// Source: J. M. Mulvey and M. P. Beck, "Solving capacitated clustering problems", European
    /// Journal of Operational Research 18 (1984), 339–348; I. H. Osman and N. Christofides,
    /// "Capacitated clustering problems by hybrid simulated annealing and tabu search",
    /// International Transactions in Operational Research 1 (1994), 317–336.
    ///
    /// - Parameters:
    ///   - distances: |I| × |J|, row = client; `.infinity` where a pair is not admissible.
    ///   - weights: `a[i]`, one per client; ones if left out.
    ///   - demands: `q[i]`, one per client.
    ///   - capacities: `Q[j]`, one per site.
    ///   - count: `p`.
    ///   - assignment: whether demand may be split.
    public static func capacitatedPMedian(
        distances: [[Double]], weights: [Double]? = nil, demands: [Double],
        capacities: [Double], count: Int, assignment: Assignment = .singleSource
    ) -> LocationProblem {
        LocationProblem(
            clientCount: distances.count, sites: capacities.map { CandidateSite(capacity: $0) },
            options: denseOptions(distances, weights: weights), demands: demands,
            assignment: assignment, openCount: .exactly(count))
    }

    /// The capacitated fixed-charge problem: opening costs and capacities against distances.
    ///
    /// `min Σⱼ f[j]·y[j] + Σᵢ Σⱼ a[i]·d[i, j]·x[i, j]` subject to `Σⱼ x[i, j] = 1` and
    /// `x[i, j] ≤ y[j]` for `i ∈ I`, `Σᵢ q[i]·x[i, j] ≤ Q[j]·y[j]`, `y ∈ {0, 1}`; `x ∈ {0, 1}` with a
    /// single source, `0 ≤ x ≤ 1` where demand is split.
    ///
    /// Source: split, P. S. Davis and T. L. Ray, "A branch-bound algorithm for the capacitated
    /// facilities location problem", Naval Research Logistics Quarterly 16 (1969), 331–344; single
    /// source, A. W. Neebe and M. R. Rao, "An algorithm for the fixed-charge assigning users to
    /// sources problem", Journal of the Operational Research Society 34 (1983), 1107–1113.
    ///
    /// - Parameters:
    ///   - distances: |I| × |J|, row = client; `.infinity` where a pair is not admissible.
    ///   - weights: `a[i]`, one per client; ones if left out.
    ///   - demands: `q[i]`, one per client.
    ///   - openingCosts: `f[j]`, one per site.
    ///   - capacities: `Q[j]`, one per site.
    ///   - assignment: whether demand may be split.
    public static func capacitatedFixedCharge(
        distances: [[Double]], weights: [Double]? = nil, demands: [Double],
        openingCosts: [Double], capacities: [Double], assignment: Assignment = .singleSource
    ) -> LocationProblem {
        precondition(openingCosts.count == capacities.count, "one capacity per site")
        return LocationProblem(
            clientCount: distances.count,
            sites: zip(openingCosts, capacities).map {
                CandidateSite(openingCost: $0, capacity: $1)
            },
            options: denseOptions(distances, weights: weights), demands: demands,
            assignment: assignment)
    }

    /// The p-center problem: `p` sites so that the farthest client is as near as can be.
    ///
    /// `min R` subject to `Σⱼ x[i, j] = 1` and `Σⱼ d[i, j]·x[i, j] ≤ R` for `i ∈ I`,
    /// `x[i, j] ≤ y[j]`, `Σⱼ y[j] = p`, `x, y ∈ {0, 1}`. Solved by bisection on the distinct
    /// distances with a covering problem for each (see ``LocationObjective/minimiseWorstDistance``).
    ///
    /// Source: S. L. Hakimi, "Optimum locations of switching centers and the absolute centers and
    /// medians of a graph", Operations Research 12 (1964), 450–459; E. Minieka, "The m-center
    /// problem", SIAM Review 12 (1970), 138–139.
    ///
    /// - Parameters:
    ///   - distances: |I| × |J|, row = client; `.infinity` where a pair is not admissible.
    ///   - count: `p`.
    public static func pCenter(distances: [[Double]], count: Int) -> LocationProblem {
        LocationProblem(
            clientCount: distances.count,
            sites: [CandidateSite](
                repeating: CandidateSite(), count: distances.first?.count ?? 0),
            options: denseOptions(distances, weights: nil), openCount: .exactly(count),
            stages: [.minimiseWorstDistance])
    }

    /// An option for every admissible pair, costing its weighted distance.
    static func denseOptions(
        _ distances: [[Double]], weights: [Double]?
    ) -> [AllocationOption] {
        precondition(weights.map { $0.count == distances.count } ?? true, "one weight per client")
        var options: [AllocationOption] = []
        for (client, row) in distances.enumerated() {
            for (site, distance) in row.enumerated() where distance < .infinity {
                let cost = (weights?[client] ?? 1) * distance
                options.append(
                    AllocationOption(
                        client: client, site: site, cost: cost,
                        distance: weights == nil ? nil : distance))
            }
        }
        return options
    }
}
