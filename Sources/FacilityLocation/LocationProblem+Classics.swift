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

    /// The location set covering problem (LSCP): the fewest sites that cover every point.
    ///
    /// `min Σⱼ y[j]` subject to `Σ_{j ∈ N(v)} y[j] ≥ 1` for `v ∈ V`, `y ∈ {0, 1}`, where `N(v)`
    /// are the sites that cover `v`. Points with empty `N(v)` are reported and left out.
    ///
    /// Source: C. Toregas, R. Swain, C. ReVelle and L. Bergman, "The location of emergency service
    /// facilities", Operations Research 19 (1971), 1363–1373.
    ///
    /// - Parameters:
    ///   - coveringSites: `N(v)`, one list of sites per point.
    ///   - siteCount: |J|.
    public static func locationSetCovering(
        coveringSites: [[Int]], siteCount: Int
    ) -> LocationProblem {
        LocationProblem(
            clientCount: 0, sites: [CandidateSite](repeating: CandidateSite(), count: siteCount),
            options: [],
            coverage: Coverage(
                points: coveringSites.map { CoveragePoint(weight: 1, sites: $0) }, coverAll: true),
            stages: [.minimiseOpenSites])
    }

    /// The maximal covering location problem (MCLP): `p` sites that cover the most weight.
    ///
    /// `max Σ_v w[v]·z[v]` subject to `z[v] ≤ Σ_{j ∈ N(v)} y[j]` for `v ∈ V`, `Σⱼ y[j] = p`,
    /// `y, z ∈ {0, 1}`.
    ///
    /// Source: R. Church and C. ReVelle, "The maximal covering location problem", Papers of the
    /// Regional Science Association 32 (1974), 101–118.
    ///
    /// - Parameters:
    ///   - coveringSites: `N(v)`, one list of sites per point.
    ///   - weights: `w[v]`, one per point.
    ///   - siteCount: |J|.
    ///   - count: `p`.
    public static func maximalCovering(
        coveringSites: [[Int]], weights: [Double], siteCount: Int, count: Int
    ) -> LocationProblem {
        precondition(weights.count == coveringSites.count, "one weight per point")
        return LocationProblem(
            clientCount: 0, sites: [CandidateSite](repeating: CandidateSite(), count: siteCount),
            options: [], openCount: .exactly(count),
            coverage: Coverage(
                points: zip(weights, coveringSites).map { CoveragePoint(weight: $0, sites: $1) }),
            stages: [.maximiseCoveredWeight])
    }

    private static func denseOptions(
        _ distances: [[Double]], weights: [Double]?
    ) -> [AllocationOption] {
        precondition(weights.map { $0.count == distances.count } ?? true, "one weight per client")
        var options: [AllocationOption] = []
        for (client, row) in distances.enumerated() {
            for (site, distance) in row.enumerated() where distance < .infinity {
                let cost = (weights?[client] ?? 1) * distance
                options.append(AllocationOption(client: client, site: site, cost: cost))
            }
        }
        return options
    }
}
