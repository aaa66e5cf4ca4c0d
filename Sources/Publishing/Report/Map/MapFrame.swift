import SpatialTypes

/// Where the map's ground lies on the drawing: a frame in drawing units, and the plane's scale.
struct MapFrame {
    /// A place on the drawing, x to the right and y downwards.
    struct Point: Hashable {
        var x: Double
        var y: Double
    }

    /// The whole drawing.
    let width = 1056.0
    let height: Double
    /// The frame inside the drawing.
    let left = 44.0
    let top = 6.0
    let right = 1050.0
    let bottom: Double
    /// The ground inside the frame.
    let ground: BoundingBox
    /// Drawing units per metre.
    let scale: Double

    private let plane: LocalPlane
    private let middle: Point

    /// A frame that holds the box with a margin; a single place gets 4 km of ground.
    init(showing box: BoundingBox) {
        let plane = LocalPlane(origin: box.centre)
        let corner = plane.point(Coordinate(longitude: box.east, latitude: box.north))
        let spanEast = max(2 * corner.east * 1.06, 4_000)
        let spanNorth = max(2 * corner.north * 1.06, 2_400)
        let inner = right - left
        let innerHeight = min(max(inner * spanNorth / spanEast, 480), 1_240)
        self.plane = plane
        scale = min(inner / spanEast, innerHeight / spanNorth)
        bottom = top + innerHeight
        height = bottom + 22
        middle = Point(x: (left + right) / 2, y: top + innerHeight / 2)
        let halfEast = inner / 2 / scale
        let halfNorth = innerHeight / 2 / scale
        let southWest = plane.coordinate(.init(east: -halfEast, north: -halfNorth))
        let northEast = plane.coordinate(.init(east: halfEast, north: halfNorth))
        ground = BoundingBox(
            west: southWest.longitude, south: southWest.latitude,
            east: northEast.longitude, north: northEast.latitude)
    }

    /// Where a coordinate lies on the drawing.
    func point(_ coordinate: Coordinate) -> Point {
        let point = plane.point(coordinate)
        return Point(x: middle.x + point.east * scale, y: middle.y - point.north * scale)
    }

    /// A line or ring as path data, without the corners that no eye can tell apart.
    func path(_ coordinates: [Coordinate], closed: Bool) -> Markup {
        var kept: [Point] = []
        for (index, coordinate) in coordinates.enumerated() {
            let next = point(coordinate)
            if let last = kept.last, index < coordinates.count - 1,
                abs(next.x - last.x) + abs(next.y - last.y) < 0.8
            {
                continue
            }
            kept.append(next)
        }
        guard let first = kept.first, kept.count > 1 else { return .none }
        if closed { kept.removeLast() }
        return "M\(at: first.x) \(at: first.y)"
            + Markup.joined(kept.dropFirst().map { "L\(at: $0.x) \(at: $0.y)" })
            + (closed ? "Z" : .none)
    }

    /// All rings of some areas as path data, for the even-odd rule.
    func path(_ polygons: [Polygon]) -> Markup {
        .joined(
            polygons.flatMap { [$0.exterior] + $0.holes }
                .map { path($0.coordinates, closed: true) })
    }

    /// The step in degrees between graticule lines: three to eight of them across the frame.
    var graticuleStep: Double {
        let span = min(ground.east - ground.west, ground.north - ground.south)
        return [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5].first { span / $0 < 6 } ?? 10
    }

    /// The scale bar: a round number of kilometres, at most a quarter of the frame, and its length on the drawing.
    var scaleBar: (kilometres: Double, length: Double) {
        let most = (right - left) / 4 / scale / 1_000
        let kilometres = [100, 50, 20, 10, 5, 2, 1, 0.5, 0.2].first { $0 <= most } ?? 0.1
        return (kilometres, kilometres * 1_000 * scale)
    }
}
