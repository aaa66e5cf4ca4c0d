import RoadNetwork
import SpatialTypes

/// Pairs drawn from a table, the same in every run.
struct SamplePairs {
    /// Row and column of each pair.
    let pairs: [(row: Int, column: Int)]

    init(rows: Int, columns: Int, count: Int) {
        // Weyl's sequence of the golden ratio spreads the pairs evenly over the table.
        let cells = Double(rows) * Double(columns)
        pairs = (1...count).map { index in
            let fraction = (Double(index) * 0.618_033_988_749_895)
                .truncatingRemainder(dividingBy: 1)
            let cell = Int(fraction * cells)
            return (cell / columns, cell % columns)
        }
    }
}

/// Whether two ways of computing distances agree.
enum TableComparison {
    /// Both absent, or equal to the millimetre.
    static func agree(_ first: Metres?, _ second: Metres?) -> Bool {
        guard let first, let second else { return first == nil && second == nil }
        return abs(first.value - second.value) < 0.000_5
    }

    /// The cells of a table up to a limit against a table computed within it.
    static func cut(
        _ whole: TravelMatrix, at limit: UInt32, against bounded: TravelMatrix
    ) -> (compared: Int, wrong: Int) {
        var (compared, wrong) = (0, 0)
        for row in 0..<whole.originCount {
            let expected = whole.costs.row(row).filter { $0.value <= limit }
            let found = Array(bounded.costs.row(row))
            compared += max(expected.count, found.count)
            if expected != found {
                wrong += abs(expected.count - found.count) + zip(expected, found).count(where: !=)
            }
        }
        return (compared, wrong)
    }
}
