import SpatialTypes

/// The squares of 100 m round which some road is within the limit and another is not, or is
/// reached in a very different way.
struct ReachBorder {
    private struct Square: Hashable {
        var column: Int
        var row: Int
    }

    private let scale: MetresPerDegree
    private var squares: Set<Square> = []

    var isEmpty: Bool { squares.isEmpty }

    init(_ samples: [RoadReach.Sample], above cost: Double) {
        scale = MetresPerDegree(atLatitude: samples.first?.coordinate.latitude ?? 0)
        var costs: [Square: (low: Double, high: Double)] = [:]
        for sample in samples {
            let square = square(of: sample.coordinate)
            let known = costs[square] ?? (sample.cost, sample.cost)
            costs[square] = (min(known.low, sample.cost), max(known.high, sample.cost))
        }
        for square in costs.keys {
            var (low, high) = (Double.infinity, -Double.infinity)
            for column in square.column - 1...square.column + 1 {
                for row in square.row - 1...square.row + 1 {
                    guard let other = costs[Square(column: column, row: row)] else { continue }
                    (low, high) = (min(low, other.low), max(high, other.high))
                }
            }
            // Along one road the costs of three squares differ by their width at the most.
            if low.isFinite, high > cost, high - low > 350 { squares.insert(square) }
        }
    }

    func holds(_ place: Coordinate) -> Bool { squares.contains(square(of: place)) }

    private func square(of place: Coordinate) -> Square {
        Square(
            column: Int((place.longitude * scale.longitude / 100).rounded(.down)),
            row: Int((place.latitude * scale.latitude / 100).rounded(.down)))
    }
}
