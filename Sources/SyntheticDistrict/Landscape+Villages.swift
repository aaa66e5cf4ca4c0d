extension Landscape {
    /// Villages per subdistrict: more round towns, few in the forest.
    func villageCounts() -> [Int] {
        var generator = SeededGenerator(seed: seed, stage: "village counts")
        let weights = tiling.cells.indices.map { i in
            let cell = tiling.cells[i]
            let town = towns.firstIndex(of: i).map { $0 == 0 ? 2.0 : 1.5 } ?? 1
            return town * (cell.isForest ? 0.4 : 1) * generator.number(in: 0.8...1.2)
        }
        return apportion(sizes.villages, byWeight: weights, minimum: 3)
    }

    private func isFree(_ p: PlanePoint, spacing: Double) -> Bool {
        var isFree = true
        villageGrid.forEach(from: p, to: p, margin: spacing) { id in
            if villages[id].position.distance(to: p) < spacing { isFree = false }
        }
        return isFree
    }

    mutating func add(_ village: VillageSite) {
        villageGrid.insert(villages.count, at: village.position)
        villages.append(village)
    }

    private func isHabitable(_ p: PlanePoint, in cell: Int, spacing: Double) -> Bool {
        tiling.cell(cell, holds: p, margin: 60) && !waters.covers(p, margin: 150)
            && isFree(p, spacing: spacing)
    }

    /// Puts the villages on the land: in towns, along the main roads, and out in the fields.
    mutating func placeVillages() {
        var generator = SeededGenerator(seed: seed, stage: "villages")
        var counts = villageCounts()
        counts[waters.subdistrict] -= 2  // those of the island
        var roadside: [[Int]] = Array(repeating: [], count: tiling.cells.count)
        for id in roads.segments.indices where roads.segments[id].isDrawn {
            let s = roads.segments[id]
            let middle = roads.nodes[s.from].interpolated(to: roads.nodes[s.to], 0.5)
            if !s.isBridge, let cell = tiling.locate(middle) { roadside[cell].append(id) }
        }
        var offRoad: [(place: PlanePoint, cell: Int)] = []
        for cell in tiling.cells.indices {
            let centre = roads.nodes[centres[cell]]
            let isTown = towns.contains(cell)
            let district = towns.firstIndex(of: cell) ?? 0
            let wards = !isTown ? 1 : min(counts[cell] - 1, district == 0 ? 12 : 6)
            for ward in 0..<wards {
                let reach = townGrid(district).block * Double(townGrid(district).streets) / 2
                var place = centre.moved(35, along: Direction.random(&generator))
                for _ in 0..<200 where ward > 0 {
                    place = centre.moved(
                        east: generator.number(in: -reach...reach),
                        north: generator.number(in: -reach...reach))
                    if isFree(place, spacing: 190), !waters.covers(place, margin: 60),
                        !roads.segments(near: place, place, radius: 80).isEmpty
                    {
                        break
                    }
                }
                let node = roads.nodes(near: place, radius: 1_500).first ?? centres[cell]
                add(
                    VillageSite(
                        position: place, node: node, subdistrict: cell, isWard: isTown,
                        isMain: ward == 0))
            }
            for number in wards..<max(wards, counts[cell]) {
                let onRoad = tiling.cells[cell].isForest ? number % 3 > 0 : number % 9 < 4
                if !onRoad, let place = fieldPlace(in: cell, &generator) {
                    offRoad.append((place, cell))
                    add(VillageSite(position: place, node: -1, subdistrict: cell))
                } else {
                    add(roadsideVillage(in: cell, roadside[cell], &generator))
                }
            }
        }
        joinFieldVillages(roadside, &generator)
    }

    /// A place in the fields, often within sight of another village.
    private func fieldPlace(
        in cell: Int, _ generator: inout SeededGenerator
    ) -> PlanePoint? {
        let border = tiling.cells[cell].border
        let (xs, ys) = (border.map(\.east), border.map(\.north))
        guard let west = xs.min(), let east = xs.max(), let south = ys.min(), let north = ys.max()
        else { return nil }
        let known = villages.suffix(20).filter { $0.subdistrict == cell }
        for attempt in 0..<60 {
            var place = PlanePoint(
                east: generator.number(in: west...east), north: generator.number(in: south...north))
            if generator.chance(35), !known.isEmpty {
                place = generator.pick(known).position.moved(
                    generator.number(in: 500...1_300), along: Direction.random(&generator))
            }
            if isHabitable(place, in: cell, spacing: attempt < 40 ? 520 : 380),
                roads.segments(near: place, place, radius: 120).isEmpty
            {
                return place
            }
        }
        return nil
    }

    private func roadsideVillage(
        in cell: Int, _ roadside: [Int], _ generator: inout SeededGenerator
    ) -> VillageSite {
        var place = roads.nodes[centres[cell]].moved(60, along: Direction.random(&generator))
        for attempt in 0..<80 where !roadside.isEmpty {
            let s = roads.segments[generator.pick(roadside)]
            let (a, b) = (roads.nodes[s.from], roads.nodes[s.to])
            let side = generator.chance(50) ? 1.0 : -1
            let candidate = a.interpolated(to: b, 0.5).moved(
                side * generator.number(in: 30...70), along: a.direction(to: b).left)
            if isHabitable(candidate, in: cell, spacing: attempt < 50 ? 520 : 260) {
                place = candidate
                break
            }
        }
        let node = roads.nodes(near: place, radius: 1_500).first {
            !waters.cut(place, roads.nodes[$0])
        }
        return VillageSite(position: place, node: node ?? centres[cell], subdistrict: cell)
    }

    /// Joins the villages in the fields to the nearest road that can be reached dry, nearest first.
    private mutating func joinFieldVillages(
        _ roadside: [[Int]], _ generator: inout SeededGenerator
    ) {
        let waiting = villages.indices.filter { villages[$0].node < 0 }
        let ranked = waiting.map { i -> (Double, Int) in
            let place = villages[i].position
            for radius in [1_000.0, 3_000, 9_000] {
                if let node = roads.nodes(near: place, radius: radius).first {
                    return (roads.nodes[node].distance(to: place), i)
                }
            }
            return (.infinity, i)
        }
        for (_, i) in ranked.sorted(by: { $0 < $1 }) {
            let place = villages[i].position
            var nearest: Int?
            for radius in [900.0, 2_500, 6_000] where nearest == nil {
                nearest = roads.nodes(near: place, radius: radius).prefix(40).first {
                    !waters.cut(place, roads.nodes[$0])
                }
            }
            if let nearest {
                let node = roads.addNode(place.moved(25, along: Direction.random(&generator)))
                let kind = WayKind(
                    "unclassified",
                    surface: generator.pick(["asphalt", "asphalt", "concrete", "unpaved"]))
                if roads.drawRoad(kind, from: nearest, to: node, roughness: 0.16, &generator) {
                    villages[i].node = node
                    continue
                }
            }
            let cell = villages[i].subdistrict
            villages[i] = roadsideVillage(in: cell, roadside[cell], &generator)
            villageGrid.insert(i, at: villages[i].position)
        }
    }

    /// Joins neighbouring villages that are far from each other by the roads there are.
    ///
    /// Neighbours are those of the relative neighbourhood graph (Toussaint, 1980).
    mutating func drawVillageLoops() {
        var generator = SeededGenerator(seed: seed, stage: "loops")
        let reach = 3_000.0
        for i in villages.indices {
            let here = villages[i].position
            var around: Set<Int> = []
            villageGrid.forEach(from: here, to: here, margin: reach) { around.insert($0) }
            for j in around.sorted()
            where j > i && villages[j].position.distance(to: here) < reach {
                let there = villages[j].position
                let gap = there.distance(to: here)
                let isNeighbour = around.allSatisfy {
                    $0 == i || $0 == j
                        || max(
                            villages[$0].position.distance(to: here),
                            villages[$0].position.distance(to: there)) >= gap
                }
                guard isNeighbour, gap > 300, generator.chance(62) else { continue }
                let (a, b) = (villages[i].node, villages[j].node)
                guard a != b, roads.distances(from: a, limit: gap * 1.7)[b] == nil else { continue }
                let kind = WayKind(
                    generator.chance(25) ? "track" : "unclassified",
                    surface: generator.pick(["asphalt", "concrete", "unpaved", "unpaved"]))
                roads.drawRoad(kind, from: a, to: b, roughness: 0.14, &generator)
            }
        }
    }
}
