import DistrictData
import Publishing
import RoadNetwork

/// The text of a matrix, made row by row so that a large one is never held whole.
struct MatrixTable {
    /// The ids of the rows.
    var origins: [String]
    /// The ids of the columns.
    var destinations: [String]
    var metric: TravelMetric
    /// One column per destination instead of one row per pair.
    var isDense = false
    var reported: ReportedPairs?
    /// Metres or seconds beyond which a reported pair is left out.
    var limit: Double?
    /// How many of the nearest destinations are kept where pairs are reported.
    var nearest: Int?

    /// The header with its line end.
    var header: String {
        if isDense {
            return "origin," + destinations.map(Self.quoted).joined(separator: ",") + "\n"
        }
        let value = metric == .distance ? "distance_m" : "duration_s"
        return "origin,destination,\(value)\(reported == nil ? "" : ",distance_source")\n"
    }

    /// The lines of one origin and the number of pairs in them.
    ///
    /// - Parameters:
    ///   - index: the origin's index among all.
    ///   - entries: its destinations with a way by road, in thousandths of a metre or second.
    func lines(
        of index: Int, _ entries: [(column: Int, value: UInt32)]
    ) -> (text: String, count: Int) {
        let origin = Self.quoted(origins[index])
        if isDense {
            var cells = [String](repeating: "", count: destinations.count)
            for entry in entries { cells[entry.column] = Self.thousandths(entry.value) }
            return (origin + "," + cells.joined(separator: ",") + "\n", entries.count)
        }
        var text = ""
        guard let reported else {
            for (column, value) in entries {
                text +=
                    "\(origin),\(Self.quoted(destinations[column])),\(Self.thousandths(value))\n"
            }
            return (text, entries.count)
        }
        let cells = reported.cells(
            ofRow: index, roads: entries.map { ($0.column, Double($0.value) / 1_000) },
            limit: limit, nearest: nearest)
        for cell in cells {
            text +=
                "\(origin),\(Self.quoted(destinations[cell.column])),"
                + "\(DecimalText.plain(cell.value, decimals: 3)),\(cell.source.rawValue)\n"
        }
        return (text, cells.count)
    }

    /// How many origins are worked on at a time: few enough that their pairs stay small, and enough that what every
    /// piece costs anew, a search from each destination, stays small beside its rows.
    var originsAtATime: Int { max(256, 4_000_000 / max(1, destinations.count)) }

    private static func thousandths(_ value: UInt32) -> String {
        DecimalText.plain(Double(value) / 1_000, decimals: 3)
    }

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
