import Containers
import SpatialTypes

extension RoadGraph {
    /// The few destinations nearest to each origin, off-road legs included.
    ///
    /// Each row is exactly the full table's, cut to its smallest costs; of equal ones the
    /// destinations given first are kept. The search of an origin begins with 2 km or 2,000 s and
    /// goes on only while too few are found, so that it costs what lies round the origin.
    ///
    /// - Parameters:
    ///   - count: The number of destinations wanted for each origin.
    ///   - destinations: The columns; unsnapped ones are never found.
    ///   - origins: The rows; unsnapped ones stay empty.
    ///   - limit: The largest cost in metres or seconds that still counts.
    ///   - workers: The number of threads; the answer does not depend on it.
    public func nearest(
        _ count: Int, of destinations: [SnappedPoint?], from origins: [SnappedPoint?],
        metric: TravelMetric = .distance, within limit: Double = .infinity, workers: Int = 2
    ) -> TravelMatrix {
        precondition(count > 0, "at least one destination is wanted")
        let limit = Self.integerLimit(limit)
        let prototype = OneToManySearch(graph: self, targets: destinations, metric: metric)
        let rows = RowBlocks.rows(
            count: origins.count, columnCount: destinations.count, workers: workers
        ) {
            var search = prototype
            return { index, rows in
                var found: [SparseRows<UInt32>.Entry] = []
                for reach in [2_000_000, 8_000_000, 32_000_000, limit] {
                    found = search.costs(from: origins[index], limit: min(reach, limit))
                    if found.count >= count || reach >= limit { break }
                }
                let kept = found.sorted { ($0.value, $0.column) < ($1.value, $1.column) }
                    .prefix(count).sorted { $0.column < $1.column }
                rows.appendRow(kept)
            }
        }
        return TravelMatrix(metric: metric, costs: rows)
    }
}
