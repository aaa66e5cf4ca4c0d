/// One subdistrict: its border, its place in the hexagonal arrangement and what it belongs to.
struct Subdistrict: Sendable {
    var row: Int
    var column: Int
    /// Corners counter-clockwise, the first not repeated.
    var border: [PlanePoint]
    var middle: PlanePoint
    var neighbours: [Int] = []
    var district = 0
    /// Far south, thinly peopled.
    var isForest = false
}

/// Subdistricts that tile the district exactly: hexagons with moved corners and wandering shared borders.
struct SubdistrictTiling: Sendable {
    private(set) var cells: [Subdistrict] = []
    let frame: Frame
    /// Metres between the middles of neighbours in a row.
    let spacing: Double
    private var index: [Int: Int] = [:]
    private let origin: Double
    private static let rowKey = 1 << 20

    init(sizes: DistrictSizes, seed: UInt64) {
        let count = sizes.subdistricts
        let areaEach = 11_500_000 * Double(sizes.schools) / Double(count)
        let spacing = (areaEach / 0.866).squareRoot()
        self.spacing = spacing
        let reach = Int((Double(count) / 3).squareRoot()) + 3
        let side = spacing * (2 * Double(reach) + 2)
        frame = Frame(side: side)
        origin = side / 2 - spacing * Double(reach)

        // The cells nearest to the middle of a slightly flattened, slightly ragged disc.
        var generator = SeededGenerator(seed: seed, stage: "outline")
        let raggedness = 0.9 / Double(count).squareRoot()
        let shift = (generator.number(in: -0.3...0.3), generator.number(in: -0.3...0.3))
        var ranked: [(score: Double, row: Int, column: Int)] = []
        let rows = Int(Double(2 * reach) / 0.866)
        for row in 0..<rows {
            for column in 0..<(2 * reach) {
                let middle = self.hexagonMiddle(row: row, column: column)
                let dx = (middle.0 - side / 2) / spacing + shift.0
                let dy = (middle.1 - side / 2) / spacing + shift.1
                let score =
                    (dx * dx * 0.8 + dy * dy * 1.25)
                    * (1 + raggedness * generator.number(in: -0.5...0.5))
                ranked.append((score, row, column))
            }
        }
        ranked.sort { $0.score < $1.score }
        let chosen = ranked.prefix(count).sorted { ($0.row, $0.column) < ($1.row, $1.column) }

        var edges: [[Int]: [PlanePoint]] = [:]
        for cell in chosen {
            let left = 2 * cell.column + (cell.row & 1)
            let corners = [
                (cell.row, left), (cell.row, left + 1), (cell.row, left + 2),
                (cell.row + 1, left + 2), (cell.row + 1, left + 1), (cell.row + 1, left),
            ]
            var border: [PlanePoint] = []
            for (from, to) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
                border += self.border(from: from, to: to, seed: seed, drawn: &edges).dropLast()
            }
            let middle = hexagonMiddle(row: cell.row, column: cell.column)
            index[cell.row * Self.rowKey + cell.column] = cells.count
            cells.append(
                Subdistrict(
                    row: cell.row, column: cell.column, border: border,
                    middle: PlanePoint(east: middle.0, north: middle.1)))
        }
        for i in cells.indices {
            let (row, column, odd) = (cells[i].row, cells[i].column, cells[i].row & 1)
            let around = [
                (row, column - 1), (row, column + 1), (row - 1, column - 1 + odd),
                (row - 1, column + odd), (row + 1, column - 1 + odd), (row + 1, column + odd),
            ]
            cells[i].neighbours = around.compactMap { index[$0.0 * Self.rowKey + $0.1] }.sorted()
        }
        assignDistricts(count: sizes.districts)
        let southward = cells.indices.sorted { cells[$0].middle.y < cells[$1].middle.y }
        for i in southward.prefix(max(1, count * 16 / 100)) { cells[i].isForest = true }
    }

    private func hexagonMiddle(row: Int, column: Int) -> (Double, Double) {
        let shift = row & 1 == 0 ? 1.0 : 1.5
        return (
            origin + (Double(column) + shift - 0.5) * spacing,
            origin + (Double(row) + 0.5) * spacing * 0.866
        )
    }

    /// The corner `k` half steps along the line below a row.
    private func corner(_ line: Int, _ k: Int, seed: UInt64) -> PlanePoint {
        var generator = SeededGenerator(
            seed: seed, stage: "corner", index: line * Self.rowKey + k)
        let zigzag = (k - line) & 1 == 1 ? -0.144 : 0.144
        let jitter = spacing * 0.12
        return PlanePoint(
            east: origin + Double(k) * spacing / 2 + generator.number(in: -jitter...jitter),
            north: origin + (Double(line) + zigzag) * spacing * 0.866
                + generator.number(in: -jitter...jitter))
    }

    /// The wandering border between two corners, the same line from both sides.
    private func border(
        from: (Int, Int), to: (Int, Int), seed: UInt64, drawn: inout [[Int]: [PlanePoint]]
    ) -> [PlanePoint] {
        let (low, high) = from < to ? (from, to) : (to, from)
        let key = [low.0, low.1, high.0, high.1]
        let line: [PlanePoint]
        if let known = drawn[key] {
            line = known
        } else {
            var generator = SeededGenerator(
                seed: seed, stage: "border",
                index: (low.0 * 31 + high.0) * Self.rowKey + low.1 * 3 + high.1)
            let (a, b) = (corner(low.0, low.1, seed: seed), corner(high.0, high.1, seed: seed))
            line = wanderingLine(
                from: a, to: b, roughness: 0.13, step: a.distance(to: b) / 7, &generator)
            drawn[key] = line
        }
        return from < to ? line : line.reversed()
    }

    /// The subdistrict that holds a point, or `nil` outside the district.
    func locate(_ p: PlanePoint) -> Int? {
        let row = Int(((p.north - origin) / (spacing * 0.866)).rounded(.down))
        for row in [row, row - 1, row + 1] {
            let left = (p.east - origin) / spacing - (row & 1 == 0 ? 0 : 0.5)
            let column = Int(left.rounded(.down))
            for column in [column, column - 1, column + 1] {
                if let i = index[row * Self.rowKey + column], ring(cells[i].border, contains: p) {
                    return i
                }
            }
        }
        return nil
    }

    /// Whether the point lies in the cell with `margin` metres to spare on four sides.
    func cell(_ i: Int, holds p: PlanePoint, margin: Double) -> Bool {
        [(margin, 0.0), (-margin, 0.0), (0.0, margin), (0.0, -margin)].allSatisfy {
            ring(cells[i].border, contains: p.moved(east: $0.0, north: $0.1))
        }
    }

    private mutating func assignDistricts(count: Int) {
        // Sizes in the proportions of the default: one large district, a few smaller ones.
        let pattern = [20.0, 12, 7, 5]
        let weights = (0..<count).map { pattern[$0 % pattern.count] }
        var shares = apportion(cells.count, byWeight: weights)
        if shares.contains(0) { shares = apportion(cells.count, byWeight: weights, minimum: 1) }
        shares.sort(by: >)
        let parts = parted(
            Array(cells.indices), weights: cells.map { _ in 1 }, shares: shares)
        for (district, part) in parts.enumerated() {
            for i in part { cells[i].district = district }
        }
    }

    /// Cuts a set of cells into compact parts whose weights stand in the ratio of the shares.
    func parted(_ members: [Int], weights: [Int], shares: [Int]) -> [[Int]] {
        guard shares.count > 1 else { return [members] }
        let total = shares.reduce(0, +)
        var head = 1
        var headShare = shares[0]
        while head < shares.count - 1, 2 * headShare + shares[head] <= total {
            headShare += shares[head]
            head += 1
        }
        let xs = members.map { cells[$0].middle.x }
        let ys = members.map { cells[$0].middle.y }
        let wide = (xs.max() ?? 0) - (xs.min() ?? 0) >= (ys.max() ?? 0) - (ys.min() ?? 0)
        let order = members.sorted {
            let (a, b) = (cells[$0].middle, cells[$1].middle)
            return wide ? (a.x, a.y, $0) < (b.x, b.y, $1) : (a.y, a.x, $0) < (b.y, b.x, $1)
        }
        let whole = members.map { weights[$0] }.reduce(0, +)
        var cut = head
        var sum = order.prefix(head).map { weights[$0] }.reduce(0, +)
        let last = members.count - (shares.count - head)
        while cut < last, (2 * sum + weights[order[cut]]) * total <= 2 * whole * headShare {
            sum += weights[order[cut]]
            cut += 1
        }
        return parted(Array(order[..<cut]), weights: weights, shares: Array(shares[..<head]))
            + parted(Array(order[cut...]), weights: weights, shares: Array(shares[head...]))
    }
}

/// A line that wanders as roads, streams and old borders do: midpoint displacement.
///
/// - Parameters:
///   - roughness: the largest sideways move of a midpoint, as a share of the piece's length.
///   - step: pieces shorter than this many metres are not divided further.
func wanderingLine(
    from a: PlanePoint, to b: PlanePoint, roughness: Double, step: Double,
    _ generator: inout SeededGenerator
) -> [PlanePoint] {
    var line = [a, b]
    var length = a.distance(to: b)
    var bend = roughness
    while length > step {
        var finer = [line[0]]
        for (p, q) in zip(line, line.dropFirst()) {
            let offset = p.distance(to: q) * generator.number(in: -bend...bend)
            let middle = p.interpolated(to: q, 0.5)
            finer.append(middle.moved(offset, along: p.direction(to: q).left))
            finer.append(q)
        }
        line = finer
        length /= 2
        bend *= 0.8
    }
    return line
}
