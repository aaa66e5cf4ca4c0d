extension Landscape {
    /// Streets of the villages: a block or two beside the road, and a few dead ends.
    mutating func drawVillageStreets() {
        var generator = SeededGenerator(seed: seed, stage: "streets")
        for village in villages where !village.isWard {
            let node = village.node
            guard let road = roads.incident[node].first else { continue }
            let here = roads.nodes[node]
            let along = here.direction(to: roads.nodes[roads.end(of: road, from: node)])
            let kind = WayKind(
                "residential", surface: generator.chance(65) ? "concrete" : "unpaved")
            for side in generator.chance(60) ? [along.left, along.left.reversed] : [along.left] {
                let depth = generator.number(in: 70...150)
                let width = generator.number(in: 110...240)
                let corner = here.moved(depth, along: side)
                let far = corner.moved(width, along: along)
                let a = roads.addNode(corner)
                let b = roads.addNode(far)
                var line = [node, a, b]
                let foot = here.moved(width, along: along)
                if let back = roads.nodes(near: foot, radius: 90).first(where: {
                    !line.contains($0)
                }) {
                    line.append(back)
                }
                roads.draw(kind, through: line)
                if generator.chance(55) {
                    let end = roads.addNode(
                        corner.moved(generator.number(in: 80...190), along: along.reversed))
                    roads.draw(kind, through: [a, end])
                }
                if generator.chance(35) {
                    let end = roads.addNode(far.moved(generator.number(in: 60...160), along: side))
                    roads.draw(kind, through: [b, end])
                }
            }
        }
    }

    /// Field tracks that lead nowhere; some of them are private.
    mutating func drawTracks() {
        var generator = SeededGenerator(seed: seed, stage: "tracks")
        for village in villages where generator.chance(60) && !village.isWard {
            let reach = roads.nodes(near: village.position, radius: 900).filter { node in
                roads.incident[node].contains {
                    !roads.ways[roads.segments[$0].way].kind.isPrivate
                }
            }
            guard !reach.isEmpty else { continue }
            let start = generator.pick(reach)
            let end = roads.nodes[start].moved(
                generator.number(in: 300...950), along: Direction.random(&generator))
            guard !waters.cut(roads.nodes[start], end) else { continue }
            var kind = WayKind("track", surface: generator.chance(30) ? "unpaved" : "dirt")
            kind.isPrivate = generator.chance(12)
            roads.drawRoad(
                kind, from: start, to: roads.addNode(end), roughness: 0.15, step: 120, &generator)
        }
    }

    /// The island: a ring road, two villages, and the ferry that is its only link.
    mutating func drawIsland() throws {
        var generator = SeededGenerator(seed: seed, stage: "island")
        let middle = waters.reservoirMiddle
        let island = waters.island
        let circuit = stride(from: 0, to: 48, by: 6).map {
            roads.addNode(middle.interpolated(to: island[$0], 0.6))
        }
        let lane = WayKind("residential", surface: "concrete")
        roads.draw(lane, through: circuit + circuit.prefix(1))
        roads.draw(lane, through: [circuit[1], roads.addNode(middle), circuit[5]])

        // The pier stands where a road comes nearest to the shore.
        var best: (distance: Double, step: Int, node: Int)?
        for step in stride(from: 0, to: 48, by: 2) {
            let pier = pierPlace(step)
            guard !waters.cut(pier, pier.moved(30, along: Direction.circle[step])) else { continue }
            let dry = roads.nodes(near: pier, radius: 5_000).prefix(60).first {
                !waters.cut(pier, roads.nodes[$0])
                    && !ring(waters.reservoir, contains: roads.nodes[$0])
            }
            guard let node = dry else { continue }
            let distance = roads.nodes[node].distance(to: pier)
            if distance < best?.distance ?? .infinity { best = (distance, step, node) }
        }
        guard let best else {
            throw SampleError(
                code: .noLayout, option: "seed", value: Int(truncatingIfNeeded: seed),
                expected: "another seed, because no road of this one reaches the reservoir")
        }
        let pier = roads.addNode(pierPlace(best.step))
        roads.drawRoad(
            WayKind("unclassified", surface: "concrete"), from: best.node, to: pier,
            roughness: 0.1, &generator)
        let landing = roads.addNode(middle.interpolated(to: island[best.step], 0.9))
        let onCircuit = circuit.min {
            roads.nodes[$0].distance(to: roads.nodes[landing])
                < roads.nodes[$1].distance(to: roads.nodes[landing])
        }
        roads.draw(lane, through: [landing, onCircuit ?? circuit[0]])
        var ferry = WayKind("", name: "แพข้ามอ่างเก็บน้ำ")
        ferry.isFerry = true
        roads.drawFerry(ferry, from: pier, to: landing)
        for (number, node) in [circuit[1], circuit[5]].enumerated() {
            let away = middle.direction(to: roads.nodes[node])
            var village = VillageSite(
                position: roads.nodes[node].moved(25, along: away), node: node,
                subdistrict: waters.subdistrict, isMain: false)
            village.isOnIsland = true
            if number < 2 { add(village) }
        }
    }

    private func pierPlace(_ step: Int) -> PlanePoint {
        waters.reservoir[step].moved(25, along: Direction.circle[step])
    }

    /// Makes one crossing pass over another road without meeting it.
    ///
    /// - Throws: `SampleError` when no crossing can do without its node.
    mutating func drawOverpass() throws {
        var candidates: [(score: Int, arriving: Int)] = []
        for id in roads.segments.indices {
            if let score = overpassScore(arriving: id) { candidates.append((-score, id)) }
        }
        for (_, id) in candidates.sorted(by: { $0 < $1 }).prefix(400) {
            let leaving = roads.segments[id].next
            let node = roads.segments[id].to
            let ends = [roads.segments[id].from, roads.segments[leaving].to]
            guard canReach(ends, from: node, without: [id, leaving]) else { continue }
            roads.liftOver(arriving: id)
            return
        }
        throw SampleError(
            code: .noLayout, option: "seed", value: Int(truncatingIfNeeded: seed),
            expected: "another seed, because no road of this one can pass over another")
    }

    /// How well a piece and its successor make an overpass; `nil` when they cannot.
    private func overpassScore(arriving id: Int) -> Int? {
        let s = roads.segments[id]
        guard s.isDrawn, !s.isBridge, s.next >= 0 else { return nil }
        let leaving = roads.segments[s.next]
        let around = roads.incident[s.to]
        guard leaving.isDrawn, leaving.from == s.to, around.count == 4, !leaving.isBridge else {
            return nil
        }
        let below = around.filter { $0 != id && $0 != s.next }.map { roads.segments[$0] }
        let kinds = ([s] + below).map { roads.ways[$0.way].kind }
        guard below[0].way == below[1].way, below[0].way != s.way,
            kinds.allSatisfy({ !$0.isOneway && !$0.isPrivate && !$0.isFerry })
        else { return nil }
        let (from, to) = (roads.nodes[s.from], roads.nodes[leaving.to])
        let crossed = roads.segments(near: from, to, radius: 0.1).filter {
            let other = roads.segments[$0]
            return $0 != id && $0 != s.next
                && crossing(from, to, roads.nodes[other.from], roads.nodes[other.to]) != nil
        }
        let isBelow = crossed.count == 1 && around.contains(crossed[0])
        guard isBelow, from.distance(to: to) < 400,
            nearestPlace(on: from, to, to: roads.nodes[s.to]).1 < 25, !waters.cut(from, to)
        else { return nil }
        let ranks = ["trunk": 5, "primary": 4, "secondary": 3, "tertiary": 2, "unclassified": 1]
        // Any through road is better than a village street or a track.
        return (ranks[kinds[0].highway] ?? -20) + 2 * (ranks[kinds[1].highway] ?? -20)
    }

    private func canReach(_ ends: [Int], from start: Int, without left: Set<Int>) -> Bool {
        var seen: Set<Int> = [start]
        var stack = [start]
        while let node = stack.popLast(), seen.count < 20_000 {
            if ends.contains(node) { return true }
            for id in roads.incident[node] where !left.contains(id) {
                let other = roads.end(of: id, from: node)
                if seen.insert(other).inserted { stack.append(other) }
            }
        }
        return false
    }

    /// A few streets near one of the places that no road joins to the rest.
    ///
    /// - Returns: whether there was room for them.
    mutating func drawPocket(near places: [PlanePoint]) -> Bool {
        let kind = WayKind("residential", surface: "unpaved", name: "ซอยในสวน")
        for place in places {
            for (step, away) in Direction.circle.enumerated() {
                let turn = Direction.circle[(step + 12) % 48]
                let line = [0.0, 90, 180].map { place.moved(75 + $0, along: away) }
                let branch = line[1].moved(110, along: turn)
                let isClear = [(line[0], line[2]), (line[1], branch)].allSatisfy {
                    roads.segments(near: $0.0, $0.1, radius: 45).isEmpty
                        && !waters.cut($0.0, $0.1)
                }
                guard isClear else { continue }
                let nodes = line.map { roads.addNode($0) }
                roads.draw(kind, through: nodes)
                roads.draw(kind, through: [nodes[1], roads.addNode(branch)])
                return true
            }
        }
        return false
    }
}
