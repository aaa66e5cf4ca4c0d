extension LocationProblem {
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

    /// The capacitated maximal covering problem: a covered client is served within its radius by a
    /// site that has room for it.
    ///
    /// `max Σᵢ w[i]·Σ_{j ∈ N(i)} x[i, j]` subject to `Σ_{j ∈ N(i)} x[i, j] ≤ 1` and `x[i, j] ≤ y[j]`
    /// for `i ∈ I`, `Σᵢ q[i]·x[i, j] ≤ Q[j]·y[j]`, `Σⱼ y[j] = p`, `y ∈ {0, 1}`, where `N(i)` are the
    /// sites within the radius of `i`; `x ∈ {0, 1}` with a single source, `0 ≤ x ≤ 1` where demand is
    /// split. Who is not covered takes an option without a site.
    ///
    /// Source: J. R. Current and J. E. Storbeck, "Capacitated covering models", Environment and
    /// Planning B 15 (1988), 153–163; H. Pirkul and D. A. Schilling, "The maximal covering location
    /// problem with capacities on total workload", Management Science 37 (1991), 233–248.
    ///
    /// - Parameters:
    ///   - coveringSites: `N(i)`, one list of sites per client.
    ///   - weights: `w[i]`, one per client.
    ///   - demands: `q[i]`, one per client.
    ///   - capacities: `Q[j]`, one per site.
    ///   - count: `p`.
    ///   - assignment: whether demand may be split.
    public static func capacitatedMaximalCovering(
        coveringSites: [[Int]], weights: [Double], demands: [Double], capacities: [Double],
        count: Int, assignment: Assignment = .singleSource
    ) -> LocationProblem {
        precondition(weights.count == coveringSites.count, "one weight per client")
        var options: [AllocationOption] = []
        for (client, sites) in coveringSites.enumerated() {
            options += Set(sites).sorted().map {
                AllocationOption(client: client, site: $0, cost: 0)
            }
            options.append(AllocationOption(client: client, site: nil, cost: 0))
        }
        return LocationProblem(
            clientCount: coveringSites.count,
            sites: capacities.map { CandidateSite(capacity: $0) }, options: options,
            demands: demands, assignment: assignment, openCount: .exactly(count),
            coverage: Coverage(
                points: coveringSites.enumerated().map { client, sites in
                    CoveragePoint(weight: weights[client], sites: sites, client: client)
                }),
            stages: [.maximiseCoveredWeight])
    }

    /// The location set covering problem with backup (LSCP-B): the fewest sites that cover every
    /// point, and among these choices the one that covers most weight twice.
    ///
    /// First `min Σⱼ y[j]` subject to `Σ_{j ∈ N(v)} y[j] ≥ 1` for `v ∈ V`; then `max Σ_v w[v]·b[v]`
    /// subject to `Σ_{j ∈ N(v)} y[j] ≥ 1 + b[v]`, `Σⱼ y[j]` as few as before, `y, b ∈ {0, 1}`.
    ///
    /// Source: K. Hogan and C. ReVelle, "Concepts and applications of backup coverage", Management
    /// Science 32 (1986), 1434–1444.
    ///
    /// - Parameters:
    ///   - coveringSites: `N(v)`, one list of sites per point.
    ///   - weights: `w[v]`, one per point; ones if left out.
    ///   - siteCount: |J|.
    public static func setCoveringWithBackup(
        coveringSites: [[Int]], weights: [Double]? = nil, siteCount: Int
    ) -> LocationProblem {
        var problem = backupCovering(
            coveringSites: coveringSites, weights: weights, siteCount: siteCount, count: 0)
        problem.openCount = .any
        problem.stages = [.minimiseOpenSites, .maximiseBackupWeight]
        return problem
    }

    /// The backup coverage problem (BACOP1): `p` sites that cover every point, and most weight twice.
    ///
    /// `max Σ_v w[v]·b[v]` subject to `Σ_{j ∈ N(v)} y[j] ≥ 1 + b[v]` for `v ∈ V`, `Σⱼ y[j] = p`,
    /// `y, b ∈ {0, 1}`. For BACOP2, where covering itself is an objective too, set
    /// ``Coverage/coverAll`` to `false` and ask for ``LocationObjective/maximiseCoveredWeight`` and
    /// ``LocationObjective/maximiseBackupWeight`` as stages.
    ///
    /// Source: K. Hogan and C. ReVelle, "Concepts and applications of backup coverage", Management
    /// Science 32 (1986), 1434–1444.
    ///
    /// - Parameters:
    ///   - coveringSites: `N(v)`, one list of sites per point.
    ///   - weights: `w[v]`, one per point; ones if left out.
    ///   - siteCount: |J|.
    ///   - count: `p`.
    public static func backupCovering(
        coveringSites: [[Int]], weights: [Double]? = nil, siteCount: Int, count: Int
    ) -> LocationProblem {
        precondition(
            weights.map { $0.count == coveringSites.count } ?? true, "one weight per point")
        return LocationProblem(
            clientCount: 0, sites: [CandidateSite](repeating: CandidateSite(), count: siteCount),
            options: [], openCount: .exactly(count),
            coverage: Coverage(
                points: coveringSites.enumerated().map { point, sites in
                    CoveragePoint(weight: weights?[point] ?? 1, sites: sites)
                }, coverAll: true),
            stages: [.maximiseBackupWeight])
    }

    /// The multi-level set covering problem: the fewest sites that cover every point `times` times, or
    /// by all its sites where there are fewer.
    ///
    /// `min Σⱼ y[j]` subject to `Σ_{j ∈ N(v)} y[j] ≥ min(times, |N(v)|)` for `v ∈ V`, `y ∈ {0, 1}`.
    ///
    /// Source: R. L. Church and R. A. Gerrard, "The multi-level location set covering model",
    /// Geographical Analysis 35 (2003), 277–289.
    ///
    /// - Parameters:
    ///   - coveringSites: `N(v)`, one list of sites per point.
    ///   - siteCount: |J|.
    ///   - times: how many open sites must cover each point.
    public static func multiLevelSetCovering(
        coveringSites: [[Int]], siteCount: Int, times: Int
    ) -> LocationProblem {
        var problem = locationSetCovering(coveringSites: coveringSites, siteCount: siteCount)
        problem.coverage?.timesCovered = times
        return problem
    }

    /// The sites within a radius of each client, for the covering problems.
    ///
    /// - Parameters:
    ///   - radius: the largest distance at which a site covers, in the unit of the distances.
    ///   - distances: |I| × |J|, row = client.
    public static func coveringSites(within radius: Double, distances: [[Double]]) -> [[Int]] {
        distances.map { row in row.indices.filter { row[$0] <= radius } }
    }
}
