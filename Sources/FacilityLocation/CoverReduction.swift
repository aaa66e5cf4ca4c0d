/// Makes covering problems smaller without changing their optimum.
///
/// A point is dropped if another is covered by only some of its sites, and a site closed if another
/// covers all it covers, over and over until nothing changes. Applies to problems of sites alone where
/// one open site covers a point, and every site is as good to have as any other.
///
/// Source: C. Toregas and C. ReVelle, "Binary logic solutions to a class of location problem",
/// Geographical Analysis 5 (1973), 145–155.
struct CoverReduction {
    /// Larger problems are left to the solver: a round compares all pairs.
    private static let mostSites = 5_000

    private var columns: [BitSet]
    private var rows: [BitSet]
    private var hasRow: [Bool]
    private var hasColumn: [Bool]

    /// The problem made smaller, or as it is where the reductions do not apply.
    static func reduced(_ problem: LocationProblem) -> LocationProblem {
        guard let coverage = problem.coverage, coverage.coverAll, coverage.timesCovered == 1,
            problem.clientCount == 0, problem.groupRules.isEmpty,
            problem.stages.allSatisfy({ $0 == .minimiseOpenSites }),
            problem.openCount.bounds.lowerBound <= 0, problem.sites.count <= mostSites,
            problem.sites.allSatisfy({
                $0.ownClients.isEmpty && $0.isCounted && $0.minimumLoad == 0
            })
        else { return problem }
        let open = problem.sites.map { $0.state == .fixedOpen }
        let distinct = Set(
            coverage.points.map { Set($0.sites).sorted() }.filter { sites in
                !sites.isEmpty && !sites.contains { open[$0] }
            }
        ).sorted { $0.lexicographicallyPrecedes($1) }
        guard distinct.count <= mostSites else { return problem }
        let canOpen = problem.sites.map { $0.state == .free }
        var reduction = CoverReduction(distinct, canOpen: canOpen)
        reduction.run()
        var smaller = problem
        for site in problem.sites.indices where canOpen[site] && !reduction.hasColumn[site] {
            smaller.sites[site].state = .fixedClosed
        }
        smaller.coverage?.points = distinct.indices.filter { reduction.hasRow[$0] }.map {
            CoveragePoint(weight: 1, sites: distinct[$0])
        }
        return smaller
    }

    private init(_ points: [[Int]], canOpen: [Bool]) {
        columns = [BitSet](repeating: BitSet(points.count), count: canOpen.count)
        rows = [BitSet](repeating: BitSet(canOpen.count), count: points.count)
        hasRow = [Bool](repeating: true, count: points.count)
        hasColumn = canOpen
        for (row, sites) in points.enumerated() {
            for site in sites where canOpen[site] {
                rows[row].insert(site)
                columns[site].insert(row)
            }
        }
    }

    private mutating func run() {
        while true {
            let droppedRows = Self.dominated(rows, among: hasRow, dropsSupersets: true)
            for row in droppedRows {
                hasRow[row] = false
                for column in columns.indices { columns[column].remove(row) }
            }
            let droppedColumns = Self.dominated(columns, among: hasColumn, dropsSupersets: false)
            for column in droppedColumns {
                hasColumn[column] = false
                for row in rows.indices { rows[row].remove(column) }
            }
            if droppedRows.isEmpty && droppedColumns.isEmpty { return }
        }
    }

    /// The sets that contain another one, or are contained in it; of equals all but the first.
    private static func dominated(
        _ sets: [BitSet], among isIn: [Bool], dropsSupersets: Bool
    ) -> [Int] {
        // Of two sets the one kept comes first here, so each has to look at those kept only.
        let order = sets.indices.filter { isIn[$0] }.sorted {
            let (first, second) = (sets[$0].count, sets[$1].count)
            if first != second { return dropsSupersets ? first < second : first > second }
            return $0 < $1
        }
        var kept: [Int] = []
        var dropped: [Int] = []
        for index in order {
            let isDominated = kept.contains {
                dropsSupersets
                    ? sets[$0].isSubset(of: sets[index]) : sets[index].isSubset(of: sets[$0])
            }
            if isDominated { dropped.append(index) } else { kept.append(index) }
        }
        return dropped
    }
}

/// A set of small whole numbers.
private struct BitSet {
    private var words: [UInt64]

    init(_ capacity: Int) { words = [UInt64](repeating: 0, count: (capacity + 63) / 64) }

    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    mutating func insert(_ member: Int) { words[member >> 6] |= 1 << UInt64(member & 63) }

    mutating func remove(_ member: Int) { words[member >> 6] &= ~(1 << UInt64(member & 63)) }

    func isSubset(of other: BitSet) -> Bool {
        for (own, others) in zip(words, other.words) where own & ~others != 0 { return false }
        return true
    }
}
