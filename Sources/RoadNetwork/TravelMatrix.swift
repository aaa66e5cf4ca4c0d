import Containers
import SpatialTypes

/// The shortest ways between many origins and many destinations, within a limit.
///
/// Rows are origins, columns destinations, in the order they were given. A pair beyond the limit,
/// without a way, or with an unsnapped end is absent.
public struct TravelMatrix: Hashable, Sendable {
    /// What was made small.
    public let metric: TravelMetric
    /// Whole millimetres or milliseconds of the pairs within the limit.
    public let costs: SparseRows<UInt32>

    /// The number of origins.
    public var originCount: Int { costs.rowCount }
    /// The number of destinations.
    public var destinationCount: Int { costs.columnCount }

    /// The distance of a pair; `nil` where absent.
    ///
    /// Asks for a matrix of distances.
    public func distance(from origin: Int, to destination: Int) -> Metres? {
        precondition(metric == .distance, "the matrix holds durations")
        return costs[origin, destination].map { Metres(Double($0) / 1_000) }
    }

    /// The duration of a pair; `nil` where absent.
    ///
    /// Asks for a matrix of durations.
    public func duration(from origin: Int, to destination: Int) -> Seconds? {
        precondition(metric == .duration, "the matrix holds distances")
        return costs[origin, destination].map { Seconds(Double($0) / 1_000) }
    }

    /// The destinations within the limit of an origin with their distances, by ascending index.
    public func distances(from origin: Int) -> [(destination: Int, distance: Metres)] {
        precondition(metric == .distance, "the matrix holds durations")
        return costs.row(origin).map { ($0.column, Metres(Double($0.value) / 1_000)) }
    }

    /// Every pair in metres or seconds; `.infinity` where absent.
    public func dense() -> DenseMatrix<Double> {
        var result = DenseMatrix(
            rowCount: originCount, columnCount: destinationCount, repeating: Double.infinity)
        for origin in 0..<originCount {
            for entry in costs.row(origin) {
                result[origin, entry.column] = Double(entry.value) / 1_000
            }
        }
        return result
    }
}

extension RoadGraph {
    /// The shortest distances from every origin to every destination, off-road legs included.
    ///
    /// - Parameters:
    ///   - origins: The rows; unsnapped ones stay empty.
    ///   - destinations: The columns; unsnapped ones stay empty.
    ///   - limit: The largest distance that still counts; at most 4,294 km do.
    ///   - workers: The number of threads; the answer does not depend on it.
    public func distances(
        from origins: [SnappedPoint?], to destinations: [SnappedPoint?],
        within limit: Metres = .unreachable, workers: Int = 2
    ) -> TravelMatrix {
        matrix(
            from: origins, to: destinations, metric: .distance,
            limit: Self.integerLimit(limit.value), workers: workers)
    }

    /// The shortest durations from every origin to every destination, off-road legs included.
    ///
    /// - Parameters:
    ///   - origins: The rows; unsnapped ones stay empty.
    ///   - destinations: The columns; unsnapped ones stay empty.
    ///   - limit: The longest duration that still counts; at most 1,193 hours do.
    ///   - workers: The number of threads; the answer does not depend on it.
    public func durations(
        from origins: [SnappedPoint?], to destinations: [SnappedPoint?],
        within limit: Seconds = Seconds(.infinity), workers: Int = 2
    ) -> TravelMatrix {
        matrix(
            from: origins, to: destinations, metric: .duration,
            limit: Self.integerLimit(limit.value), workers: workers)
    }

    /// Folds the rows of a table too large to keep: one search per origin, one row at a time.
    ///
    /// Rows come in the order of the origins, whatever the number of threads; each holds the
    /// destinations within the limit in ascending order, whole millimetres or milliseconds.
    ///
    /// - Parameters:
    ///   - origins: The points searched from, one row each; unsnapped ones have an empty row.
    ///   - destinations: The columns; unsnapped ones are never reached.
    ///   - metric: What is made small.
    ///   - limit: The largest cost in metres or seconds that still counts.
    ///   - direction: `.towardsDestination` gives the cost of coming from the destinations.
    ///   - workers: The number of threads that search.
    ///   - initial: The result before the first row.
    ///   - update: Takes one row into the result.
    public func reduceRows<Result: Sendable>(
        from origins: [SnappedPoint?], to destinations: [SnappedPoint?],
        metric: TravelMetric = .distance, within limit: Double = .infinity,
        direction: SearchDirection = .fromOrigin, workers: Int = 2, into initial: Result,
        _ update: @Sendable (inout Result, _ origin: Int, _ row: SparseRows<UInt32>.Row) -> Void
    ) -> Result {
        let limit = Self.integerLimit(limit)
        let prototype = OneToManySearch(
            graph: self, targets: destinations, metric: metric, direction: direction)
        return RowBlocks.reduce(
            count: origins.count, columnCount: destinations.count, workers: workers, into: initial
        ) {
            var search = prototype
            return { index, rows in
                rows.appendRow(search.costs(from: origins[index], limit: limit))
            }
        } update: {
            update(&$0, $1, $2)
        }
    }

    /// Thousandths, rounded; one below the mark that stands for "not reached".
    static func integerLimit(_ limit: Double) -> UInt32 {
        precondition(limit >= 0, "a limit is not negative")
        return UInt32(min((limit * 1_000).rounded(), Double(UInt32.max - 1)))
    }

    private func matrix(
        from origins: [SnappedPoint?], to destinations: [SnappedPoint?], metric: TravelMetric,
        limit: UInt32, workers: Int
    ) -> TravelMatrix {
        // One search per point of the shorter side; costs are the same seen from either end.
        if destinations.count < origins.count {
            let rows = searchRows(
                from: destinations, to: origins, metric: metric, direction: .towardsDestination,
                limit: limit, workers: workers)
            return TravelMatrix(metric: metric, costs: rows.transposed())
        }
        return TravelMatrix(
            metric: metric,
            costs: searchRows(
                from: origins, to: destinations, metric: metric, direction: .fromOrigin,
                limit: limit, workers: workers))
    }

    private func searchRows(
        from seeds: [SnappedPoint?], to targets: [SnappedPoint?], metric: TravelMetric,
        direction: SearchDirection, limit: UInt32, workers: Int
    ) -> SparseRows<UInt32> {
        let prototype = OneToManySearch(
            graph: self, targets: targets, metric: metric, direction: direction)
        return RowBlocks.rows(count: seeds.count, columnCount: targets.count, workers: workers) {
            var search = prototype
            return { index, rows in
                rows.appendRow(search.costs(from: seeds[index], limit: limit))
            }
        }
    }
}
