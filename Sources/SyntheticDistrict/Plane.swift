/// A place in the district's own plane, in whole decimetres east and north of its origin.
///
/// Arithmetic uses only operations that IEEE 754 rounds exactly, so that every machine agrees.
struct PlanePoint: Hashable, Sendable {
    var x: Int
    var y: Int

    init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }

    /// A place from metres.
    init(east: Double, north: Double) {
        x = Int((east * 10).rounded())
        y = Int((north * 10).rounded())
    }

    /// Metres east of the origin.
    var east: Double { Double(x) / 10 }
    /// Metres north of the origin.
    var north: Double { Double(y) / 10 }

    /// The straight distance in metres.
    func distance(to other: PlanePoint) -> Double {
        let (dx, dy) = (Double(other.x - x), Double(other.y - y))
        return (dx * dx + dy * dy).squareRoot() / 10
    }

    /// The place so many metres away.
    func moved(east: Double, north: Double) -> PlanePoint {
        PlanePoint(east: self.east + east, north: self.north + north)
    }

    /// The place `metres` away in the direction of a unit vector.
    func moved(_ metres: Double, along direction: Direction) -> PlanePoint {
        moved(east: direction.dx * metres, north: direction.dy * metres)
    }

    /// The place at share `t` of the way to another.
    func interpolated(to other: PlanePoint, _ t: Double) -> PlanePoint {
        PlanePoint(east: east + (other.east - east) * t, north: north + (other.north - north) * t)
    }

    /// The unit vector towards another place; east when they coincide.
    func direction(to other: PlanePoint) -> Direction {
        let length = distance(to: other)
        guard length > 0 else { return Direction(dx: 1, dy: 0) }
        return Direction(dx: (other.east - east) / length, dy: (other.north - north) / length)
    }
}

/// A unit vector.
struct Direction: Sendable {
    var dx: Double
    var dy: Double

    /// A quarter turn to the left.
    var left: Direction { Direction(dx: -dy, dy: dx) }
    var reversed: Direction { Direction(dx: -dx, dy: -dy) }

    /// The 48 directions of a circle, counter-clockwise from east.
    static let circle: [Direction] = {
        // Cosine and sine of 7.5°: literals, because library trigonometry differs in the last bit.
        let (c, s) = (0.991_444_861_373_810_4, 0.130_526_192_220_051_6)
        var list = [Direction(dx: 1, dy: 0)]
        for _ in 1..<48 {
            let last = list[list.count - 1]
            list.append(Direction(dx: last.dx * c - last.dy * s, dy: last.dx * s + last.dy * c))
        }
        return list
    }()

    static func random(_ generator: inout SeededGenerator) -> Direction {
        circle[generator.below(48)]
    }
}

/// Twice the signed area of a triangle: positive when `c` lies left of `a`→`b`.
func orientation(_ a: PlanePoint, _ b: PlanePoint, _ c: PlanePoint) -> Int {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Where two segments cross in their interiors, as the share of the way along `a`→`b`.
func crossing(_ a: PlanePoint, _ b: PlanePoint, _ c: PlanePoint, _ d: PlanePoint) -> Double? {
    let (first, second) = (orientation(a, b, c).signum(), orientation(a, b, d).signum())
    guard first * second < 0 else { return nil }
    let (third, fourth) = (orientation(c, d, a), orientation(c, d, b))
    guard third.signum() * fourth.signum() < 0 else { return nil }
    return Double(third) / Double(third - fourth)
}

/// The nearest place to `p` on the segment `a`–`b`, and the distance to it in metres.
func nearestPlace(on a: PlanePoint, _ b: PlanePoint, to p: PlanePoint) -> (PlanePoint, Double) {
    let (dx, dy) = (Double(b.x - a.x), Double(b.y - a.y))
    let square = dx * dx + dy * dy
    let t = square == 0 ? 0 : (Double(p.x - a.x) * dx + Double(p.y - a.y) * dy) / square
    let place = a.interpolated(to: b, min(1, max(0, t)))
    return (place, place.distance(to: p))
}

/// Whether a point lies inside a ring (first corner not repeated).
func ring(_ corners: [PlanePoint], contains p: PlanePoint) -> Bool {
    var inside = false
    var previous = corners[corners.count - 1]
    for corner in corners {
        if (corner.y > p.y) != (previous.y > p.y) {
            let side = orientation(previous, corner, p)
            if (side > 0) == (corner.y > previous.y) { inside.toggle() }
        }
        previous = corner
    }
    return inside
}

/// Where the plane lies on the earth.
struct Frame: Sendable {
    /// Side of the square that holds everything, in metres.
    var side: Double
    /// South-west corner in millionths of a degree.
    private var west: Int
    private var south: Int

    /// Decimetres to a degree at 14.5° N on WGS 84.
    private static let decimetresPerDegree = (longitude: 1_077_960, latitude: 1_106_400)

    /// A frame round 104.5° E 14.5° N; large ones grow westward and stay inside the country.
    init(side: Double) {
        self.side = side
        let half = Int(side * 5)
        let width = half * 1_000_000 / Self.decimetresPerDegree.longitude
        let height = half * 1_000_000 / Self.decimetresPerDegree.latitude
        west = min(104_500_000 - width, 105_400_000 - 2 * width)
        south = 14_500_000 - height
    }

    /// Longitude and latitude in millionths of a degree.
    func degrees(_ p: PlanePoint) -> (longitude: Int, latitude: Int) {
        func scaled(_ value: Int, _ unit: Int) -> Int {
            let doubled = value * 2_000_000 + unit
            return doubled >= 0 ? doubled / (2 * unit) : -((-doubled + 2 * unit - 1) / (2 * unit))
        }
        return (
            west + scaled(p.x, Self.decimetresPerDegree.longitude),
            south + scaled(p.y, Self.decimetresPerDegree.latitude)
        )
    }
}

/// Things with an extent, found by place: a uniform grid over the frame.
struct PlaneGrid: Sendable {
    private let cell: Int
    private let columns: Int
    private var cells: [[Int32]]

    /// A grid over a square of `side` metres with cells of `cell` metres; what lies outside goes to the rim.
    init(side: Double, cell: Double) {
        self.cell = Int(cell * 10)
        columns = Int(side / cell) + 1
        cells = Array(repeating: [], count: columns * columns)
    }

    private func clamped(_ value: Int) -> Int {
        min(columns - 1, max(0, value < 0 ? 0 : value / cell))
    }

    mutating func insert(_ id: Int, from a: PlanePoint, to b: PlanePoint) {
        for row in clamped(min(a.y, b.y))...clamped(max(a.y, b.y)) {
            for column in clamped(min(a.x, b.x))...clamped(max(a.x, b.x)) {
                cells[row * columns + column].append(Int32(id))
            }
        }
    }

    mutating func insert(_ id: Int, at p: PlanePoint) { insert(id, from: p, to: p) }

    /// Calls `body` with everything near the box of two corners grown by `margin` metres;
    /// an id may come more than once.
    func forEach(
        from a: PlanePoint, to b: PlanePoint, margin: Double = 0, _ body: (Int) -> Void
    ) {
        let grown = Int(margin * 10)
        for row in clamped(min(a.y, b.y) - grown)...clamped(max(a.y, b.y) + grown) {
            for column in clamped(min(a.x, b.x) - grown)...clamped(max(a.x, b.x) + grown) {
                for id in cells[row * columns + column] { body(Int(id)) }
            }
        }
    }
}
