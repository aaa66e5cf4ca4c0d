/// The river, the reservoir on it and the island in the reservoir: what roads do not cross freely.
struct Waters: Sendable {
    /// The river in two stretches, above and below the reservoir.
    private(set) var river: [[PlanePoint]] = []
    /// The shore, counter-clockwise, the first corner not repeated.
    private(set) var reservoir: [PlanePoint] = []
    private(set) var island: [PlanePoint] = []
    let reservoirMiddle: PlanePoint
    /// The subdistrict that holds the reservoir.
    let subdistrict: Int
    private var grid: PlaneGrid
    private var segments: [(PlanePoint, PlanePoint)] = []

    init(tiling: SubdistrictTiling, seed: UInt64) {
        var generator = SeededGenerator(seed: seed, stage: "waters")
        let cells = tiling.cells
        let bottom = cells.map(\.middle.north).min() ?? 0
        let top = cells.map(\.middle.north).max() ?? 0
        let west = cells.map(\.middle.east).min() ?? 0
        let east = cells.map(\.middle.east).max() ?? 0
        func place(_ across: Double, _ up: Double) -> PlanePoint {
            PlanePoint(east: west + (east - west) * across, north: bottom + (top - bottom) * up)
        }
        let wanted = place(0.27, 0.4)
        let inner = cells.indices.filter { cells[$0].neighbours.count == 6 && !cells[$0].isForest }
        let candidates = inner.isEmpty ? Array(cells.indices) : inner
        subdistrict =
            candidates.min {
                cells[$0].middle.distance(to: wanted) < cells[$1].middle.distance(to: wanted)
            } ?? 0
        reservoirMiddle = cells[subdistrict].middle
        grid = PlaneGrid(side: tiling.frame.side, cell: 500)

        // Shore and island: rings whose radius drifts from one direction to the next.
        func shore(radius: Double, drift: Double) -> [PlanePoint] {
            var factors: [Double] = []
            for _ in 0..<12 { factors.append(1 + generator.number(in: -drift...drift)) }
            return Direction.circle.enumerated().map { step, direction in
                let (i, t) = (step / 4, Double(step % 4) / 4)
                let smooth = t * t * (3 - 2 * t)
                let factor = factors[i] + (factors[(i + 1) % 12] - factors[i]) * smooth
                return reservoirMiddle.moved(radius * factor, along: direction)
            }
        }
        let radius = min(1_750, tiling.spacing * 0.24)
        reservoir = shore(radius: radius, drift: 0.22)
        island = shore(radius: min(520, radius * 0.34), drift: 0.15)

        // The river enters in the west, leaves in the north-east, and wanders between control points.
        let courses = [
            [place(-0.35, 0.3), place(-0.05, 0.34), reservoirMiddle],
            [
                reservoirMiddle, place(0.45, generator.number(in: 0.36...0.5)),
                place(0.66, generator.number(in: 0.42...0.58)), place(0.86, 0.6),
                place(1.35, 0.86),
            ],
        ]
        for course in courses {
            var line: [PlanePoint] = []
            for (a, b) in zip(course, course.dropFirst()) {
                line += wanderingLine(
                    from: a, to: b, roughness: 0.2, step: 900, &generator
                ).dropLast()
            }
            line.append(course[course.count - 1])
            let outside = rounded(line).filter { !ring(reservoir, contains: $0) }
            // The last place ashore is joined to the shore itself by a step into the water.
            let intoWater = course[0] == reservoirMiddle
            let end = intoWater ? outside[0] : outside[outside.count - 1]
            let foot = end.interpolated(to: reservoirMiddle, 0.12)
            river.append(intoWater ? [foot] + outside : outside + [foot])
        }
        for line in river { add(line) }
        add(reservoir + reservoir.prefix(1))
        add(island + island.prefix(1))
    }

    private mutating func add(_ line: [PlanePoint]) {
        for (a, b) in zip(line, line.dropFirst()) {
            grid.insert(segments.count, from: a, to: b)
            segments.append((a, b))
        }
    }

    /// Corners cut twice (Chaikin, 1974): meanders instead of angles.
    private func rounded(_ line: [PlanePoint]) -> [PlanePoint] {
        var line = line
        for _ in 0..<2 {
            var finer = [line[0]]
            for (a, b) in zip(line, line.dropFirst()) {
                finer += [a.interpolated(to: b, 0.25), a.interpolated(to: b, 0.75)]
            }
            line = finer + line.suffix(1)
        }
        return line
    }

    /// Shares of the way from `a` to `b` at which the line meets a river bank or a shore.
    func crossings(from a: PlanePoint, to b: PlanePoint) -> [Double] {
        var found: Set<Double> = []
        grid.forEach(from: a, to: b) { id in
            let (c, d) = segments[id]
            if let t = crossing(a, b, c, d) { found.insert(t) }
        }
        return found.sorted()
    }

    /// Whether a line crosses the river or a shore.
    func cut(_ line: [PlanePoint]) -> Bool {
        zip(line, line.dropFirst()).contains { !crossings(from: $0, to: $1).isEmpty }
    }

    /// Whether a straight line crosses the river or a shore.
    func cut(_ a: PlanePoint, _ b: PlanePoint) -> Bool { !crossings(from: a, to: b).isEmpty }

    /// Whether the line would cross the reservoir, where no bridge is built.
    func reservoirLies(between a: PlanePoint, and b: PlanePoint) -> Bool {
        zip(reservoir, reservoir.dropFirst() + reservoir.prefix(1)).contains {
            crossing(a, b, $0, $1) != nil
        }
    }

    /// Whether a place is in the reservoir, on its island, or within `margin` metres of water.
    func covers(_ p: PlanePoint, margin: Double) -> Bool {
        if ring(reservoir, contains: p) { return true }
        var near = false
        grid.forEach(from: p, to: p, margin: margin) { id in
            if !near {
                near = nearestPlace(on: segments[id].0, segments[id].1, to: p).1 < margin
            }
        }
        return near
    }
}
