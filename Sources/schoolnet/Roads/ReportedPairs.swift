import Accessibility
import DistrictData
import RoadNetwork

/// Reported distances or times between the points of a matrix.
struct ReportedPairs {
    /// A cell of a row.
    struct Cell {
        var column: Int
        /// Metres or seconds.
        var value: Double
        var source: DistanceSource
    }

    /// Metres or seconds by row, then column.
    private var values: [Int: [Int: Double]] = [:]

    /// The reported pairs of a table whose codes are ids of the matrix; rows of other places are left out.
    ///
    /// A row holds in both directions unless the other one is reported too. For times only rows with minutes count.
    ///
    /// - Throws: `DistrictDataError` when the table cannot be used.
    init(
        _ path: String, from origins: [String], to destinations: [String], profile: String,
        metric: TravelMetric
    ) throws {
        let rows = Dictionary(uniqueKeysWithValues: origins.enumerated().map { ($1, $0) })
        let columns = Dictionary(uniqueKeysWithValues: destinations.enumerated().map { ($1, $0) })
        let fitting = try ReportedDistanceReader.read(path).compactMap { reported in
            reported.fit(profile: profile).map { (fit: $0, reported: reported) }
        }
        let ordered = fitting.enumerated().sorted {
            ($0.element.fit, $0.offset) < ($1.element.fit, $1.offset)
        }.map(\.element.reported)
        // The directions as written come last, so that they win over those turned round.
        for isTurned in [true, false] {
            for reported in ordered {
                let value =
                    metric == .distance ? reported.distance.value : reported.duration?.value
                let (start, end) = (reported.origin.code, reported.schoolCode)
                guard let value, let row = rows[isTurned ? end : start],
                    let column = columns[isTurned ? start : end]
                else { continue }
                values[row, default: [:]][column] = value
            }
        }
    }

    /// A row of the matrix with reported values in the place of those by road, columns ascending.
    ///
    /// - Parameters:
    ///   - roads: the columns with a way by road and their values.
    ///   - limit: larger values are left out; none when `nil`.
    ///   - nearest: how many of the smallest values are kept; all when `nil`.
    func cells(
        ofRow row: Int, roads: [(column: Int, value: Double)], limit: Double?, nearest: Int?
    ) -> [Cell] {
        let reported = values[row] ?? [:]
        var cells = roads.filter { reported[$0.column] == nil }.map {
            Cell(column: $0.column, value: $0.value, source: .road)
        }
        cells += reported.filter { $0.value <= limit ?? .infinity }.map {
            Cell(column: $0.key, value: $0.value, source: .reported)
        }
        if let nearest {
            cells = Array(
                cells.sorted { ($0.value, $0.column) < ($1.value, $1.column) }.prefix(nearest))
        }
        return cells.sorted { $0.column < $1.column }
    }
}
