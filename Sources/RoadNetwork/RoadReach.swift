import SpatialTypes

/// Every road near some places: what it costs to go there, and from which place it is nearest.
public struct RoadReach: Sendable {
    /// A point on a road.
    public struct Sample: Hashable, Sendable {
        /// Where it lies.
        public var coordinate: Coordinate
        /// Metres or seconds to or from the nearest place, its off-road leg included; `.infinity`
        /// where no place is within the limit.
        public var cost: Double
        /// The index of the nearest place; `nil` where none is within the limit.
        public var place: Int?
    }

    /// A stretch of road within the limit of a place.
    public struct Stretch: Hashable, Sendable {
        /// The line.
        public var coordinates: [Coordinate]
        /// The index of the nearest place.
        public var place: Int
    }

    /// Points along the roads, at most the spacing apart, no two at one position.
    public var samples: [Sample]
    /// The roads within the limit, cut where the limit or another place's ground begins.
    public var stretches: [Stretch]
}

extension RoadGraph {
    /// What can be reached from each of several places, or what reaches them.
    ///
    /// One search from all places at once; every road then belongs to the place it is nearest to
    /// (network Voronoi; Erwig, "The graph Voronoi diagram with applications", *Networks* 36,
    /// 2000). Of places equally near the first gets the road. Ferries carry travellers on, but are
    /// no ground.
    ///
    /// - Parameters:
    ///   - places: The schools; unsnapped ones (`nil`) reach nothing.
    ///   - limit: The largest cost in metres or seconds.
    ///   - direction: `.towardsDestination` asks what reaches the places.
    ///   - spacing: The largest distance between neighbouring samples of one road.
    ///   - border: The distance between samples where roads beside each other are not alike, and
    ///     one of them costs more than is said here; `nil` for no more samples.
    ///   - margin: Roads beyond the limit are sampled this far round the box of what is reached.
    ///   - rule: The roads that count, as in snapping.
    public func reach(
        from places: [SnappedPoint?], within limit: Double, metric: TravelMetric = .distance,
        direction: SearchDirection = .towardsDestination, spacing: Metres = Metres(20),
        border: (spacing: Metres, above: Double)? = nil, margin: Metres = .unreachable,
        rule: SnapRule = SnapRule()
    ) -> RoadReach {
        let search = NearestPlaceSearch(
            graph: self, places: places, limit: Self.integerLimit(limit), metric: metric,
            direction: direction)
        var survey = ReachSurvey(
            graph: self, search: search, spacing: max(1, spacing.value) * 1_000)
        let usable = edges.indices.filter {
            edges[$0].isSnappable && isPartOfNetwork(edge: $0, rule: rule)
        }
        for edge in usable where search.touches(edge) { survey.walk(edge) }
        var walked = usable.filter(search.touches)
        if let box = survey.box(margin: margin) {
            let others = usable.filter {
                !search.touches($0) && box.holdsCorner(of: $0, in: self)
            }
            for edge in others { survey.walk(edge) }
            walked += others
        }
        if let border { survey.refine(walked, border) }
        return RoadReach(samples: survey.samples, stretches: survey.stretches)
    }
}

/// Walks along edges, taking samples and collecting the stretches within the limit.
private struct ReachSurvey {
    let graph: RoadGraph
    let search: NearestPlaceSearch
    /// Millimetres.
    let spacing: Double
    var samples: [RoadReach.Sample] = []
    var stretches: [RoadReach.Stretch] = []
    private var sampleAt: [Coordinate: Int] = [:]

    init(graph: RoadGraph, search: NearestPlaceSearch, spacing: Double) {
        self.graph = graph
        self.search = search
        self.spacing = spacing
    }

    /// The part of the plane round all stretches; `nil` where there are none.
    func box(margin: Metres) -> ReachBox? {
        let corners = stretches.flatMap(\.coordinates)
        return corners.isEmpty ? nil : ReachBox(corners, margin: margin)
    }

    /// A place on the edge under way.
    private struct Stop {
        var corner: Int
        var fraction: Double
        var coordinate: Coordinate
        var answer: NearestPlaceSearch.Answer?
    }

    mutating func walk(_ edge: Int) {
        let ends = graph.edges[edge]
        var line: [Coordinate] = []
        var previous: Stop?
        for corner in Int(ends.firstCorner)..<Int(ends.lastCorner) {
            let length = graph.shape.millimetres[corner + 1] - graph.shape.millimetres[corner]
            let steps = max(1, Int((Double(length) / spacing).rounded(.up)))
            for step in (previous == nil ? 0 : 1)...steps {
                let stop = stop(edge, corner, Double(step) / Double(steps))
                record(stop)
                if let previous { extend(&line, edge, from: previous, to: stop) }
                previous = stop
            }
        }
        if let previous { finish(&line, previous.answer) }
    }

    /// Takes further samples where roads near each other are not alike.
    mutating func refine(_ edges: [Int], _ rule: (spacing: Metres, above: Double)) {
        let border = ReachBorder(samples, above: rule.above)
        guard !border.isEmpty else { return }
        let shape = graph.shape
        for edge in edges {
            let ends = graph.edges[edge]
            for corner in Int(ends.firstCorner)..<Int(ends.lastCorner) {
                let length = Double(shape.millimetres[corner + 1] - shape.millimetres[corner])
                let steps = Int((length / 1_000 / rule.spacing.value).rounded(.up))
                guard steps > 1 else { continue }
                for step in 1..<steps {
                    let fraction = Double(step) / Double(steps)
                    let place = graph.interpolate(
                        shape.coordinates[corner], shape.coordinates[corner + 1], fraction)
                    if border.holds(place) { record(stop(edge, corner, fraction)) }
                }
            }
        }
    }

    private func stop(_ edge: Int, _ corner: Int, _ fraction: Double) -> Stop {
        let shape = graph.shape
        return Stop(
            corner: corner, fraction: fraction,
            coordinate: graph.interpolate(
                shape.coordinates[corner], shape.coordinates[corner + 1], fraction),
            answer: search.answer(
                edge: edge, millimetres: graph.interpolate(shape.millimetres, corner, fraction),
                cost: graph.interpolate(
                    search.metric == .distance ? shape.millimetres : shape.milliseconds, corner,
                    fraction)))
    }

    private mutating func record(_ stop: Stop) {
        let sample = RoadReach.Sample(
            coordinate: stop.coordinate,
            cost: stop.answer.map { Double($0.cost) / 1_000 } ?? .infinity,
            place: stop.answer.map { Int($0.place) })
        guard let known = sampleAt[stop.coordinate] else {
            sampleAt[stop.coordinate] = samples.count
            samples.append(sample)
            return
        }
        if sample.cost < samples[known].cost { samples[known] = sample }
    }

    /// Goes on from one stop to the next; where the answer changes between them the line is cut.
    private mutating func extend(
        _ line: inout [Coordinate], _ edge: Int, from start: Stop, to end: Stop
    ) {
        if line.isEmpty, start.answer != nil { line = [start.coordinate] }
        if start.answer?.place == end.answer?.place {
            if end.answer != nil { line.append(end.coordinate) }
            return
        }
        // Halving finds the cut to a thousandth of the spacing.
        var (low, high) = (start, end)
        let corner = end.corner
        var (near, far) = (start.corner == corner ? start.fraction : 0, end.fraction)
        for _ in 0..<10 {
            let middle = stop(edge, corner, (near + far) / 2)
            if middle.answer?.place == start.answer?.place {
                (low, near) = (middle, middle.fraction)
            } else {
                (high, far) = (middle, middle.fraction)
            }
        }
        if start.answer != nil {
            line.append(low.coordinate)
            finish(&line, start.answer)
        }
        line = []
        if end.answer != nil { line = [high.coordinate, end.coordinate] }
    }

    private mutating func finish(_ line: inout [Coordinate], _ answer: NearestPlaceSearch.Answer?) {
        guard let answer, line.count >= 2 else { return }
        stretches.append(RoadReach.Stretch(coordinates: line, place: Int(answer.place)))
    }
}

/// A box in degrees seen from a central meridian.
private struct ReachBox {
    private let frame: LocalFrame
    private var box: PlaneBox

    init(_ corners: [Coordinate], margin: Metres) {
        frame = LocalFrame(around: corners)
        box = PlaneBox(around: corners.map(frame.relative))
        let scale = MetresPerDegree(atLatitude: (box.low.y + box.high.y) / 2)
        box.low.x -= margin.value / scale.longitude
        box.high.x += margin.value / scale.longitude
        box.low.y -= margin.value / scale.latitude
        box.high.y += margin.value / scale.latitude
    }

    func holdsCorner(of edge: Int, in graph: RoadGraph) -> Bool {
        let ends = graph.edges[edge]
        return (Int(ends.firstCorner)...Int(ends.lastCorner)).contains { corner in
            let place = frame.relative(graph.shape.coordinates[corner])
            return place.x >= box.low.x && place.x <= box.high.x && place.y >= box.low.y
                && place.y <= box.high.y
        }
    }
}
