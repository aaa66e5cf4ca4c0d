/// A village as the roads see it.
struct VillageSite: Sendable {
    var position: PlanePoint
    /// The road node of the village.
    var node: Int
    var subdistrict: Int
    /// A quarter of a town.
    var isWard = false
    /// The main village of its subdistrict.
    var isMain = false
    var isOnIsland = false
}

/// Land, water, roads and villages: everything that stands on the ground before there are schools.
struct Landscape: Sendable {
    let tiling: SubdistrictTiling
    let waters: Waters
    var roads: RoadDrawing
    /// The road node in the middle of each subdistrict.
    var centres: [Int] = []
    /// The subdistrict that holds the town of each district.
    var towns: [Int] = []
    var villages: [VillageSite] = []
    let sizes: DistrictSizes
    let seed: UInt64
    var villageGrid: PlaneGrid

    /// Lays the land out, step by step.
    init(sizes: DistrictSizes, seed: UInt64) throws {
        self.sizes = sizes
        self.seed = seed
        tiling = SubdistrictTiling(sizes: sizes, seed: seed)
        waters = Waters(tiling: tiling, seed: seed)
        roads = RoadDrawing(side: tiling.frame.side, waters: waters)
        villageGrid = PlaneGrid(side: tiling.frame.side, cell: 600)
        chooseTowns()
        let links = try RoadHierarchy(landscape: self)
        drawMainRoads(links)
        for district in towns.indices { drawTown(district) }
        placeVillages()
        drawVillageLoops()
        drawVillageStreets()
        drawTracks()
        try drawIsland()
        roads.keepOnly(connectedTo: centres[towns[0]])
        let frame = tiling.frame
        roads.joinCrossings { place in
            let (longitude, latitude) = frame.degrees(place)
            return PlanePoint(x: longitude, y: latitude)
        }
    }

    /// Metres from one street of a town to the next, and the number of streets each way.
    func townGrid(_ district: Int) -> (block: Double, streets: Int) {
        district == 0 ? (145, 8) : (120, district == 1 ? 6 : 4)
    }

    private mutating func chooseTowns() {
        var generator = SeededGenerator(seed: seed, stage: "centres")
        let cells = tiling.cells
        for district in 0..<sizes.districts {
            let members = cells.indices.filter { cells[$0].district == district }
            let east = members.map { cells[$0].middle.east }.reduce(0, +) / Double(members.count)
            let north = members.map { cells[$0].middle.north }.reduce(0, +) / Double(members.count)
            let middle = PlanePoint(east: east, north: north)
            // The middle of the district, away from the forest and from the water.
            func unfitness(_ i: Int) -> Double {
                cells[i].middle.distance(to: middle) + (cells[i].isForest ? 30_000 : 0)
                    + (waters.covers(cells[i].middle, margin: 1_300) ? 20_000 : 0)
                    + (i == waters.subdistrict ? 90_000 : 0)
            }
            towns.append(members.min { unfitness($0) < unfitness($1) } ?? members[0])
        }
        for i in cells.indices {
            let margin = towns.contains(i) ? 1_000.0 : 450
            var place = cells[i].middle
            var reach = tiling.spacing * 0.08
            for attempt in 0..<400 {
                let direction = Direction.random(&generator)
                let candidate = cells[i].middle.moved(
                    reach * generator.number(in: 0.3...1), along: direction)
                if !waters.covers(candidate, margin: attempt < 300 ? margin : 120),
                    tiling.cell(i, holds: candidate, margin: 150)
                {
                    place = candidate
                    break
                }
                reach = min(tiling.spacing * 0.5, reach * 1.02)
            }
            centres.append(roads.addNode(place))
        }
    }
}

extension Landscape {
    /// Draws the roads between subdistricts, the dual carriageway and the roundabout of the main town.
    private mutating func drawMainRoads(_ links: RoadHierarchy) {
        var generator = SeededGenerator(seed: seed, stage: "main roads")
        let mainTown = towns[0]
        let ring = drawRoundabout(round: roads.nodes[centres[mainTown]])
        centres[mainTown] = ring[0]
        var hasDualCarriageway = false
        let order = links.edges.sorted { ($1.rank, $0.a, $0.b) < ($0.rank, $1.a, $1.b) }
        for link in order {
            func terminal(_ cell: Int, towards other: Int) -> Int {
                guard cell == mainTown else { return centres[cell] }
                let goal = roads.nodes[centres[other]]
                return ring.min {
                    roads.nodes[$0].distance(to: goal) < roads.nodes[$1].distance(to: goal)
                } ?? ring[0]
            }
            let a = terminal(link.a, towards: link.b)
            let b = terminal(link.b, towards: link.a)
            let kind = link.kind(&generator)
            if link.rank == .trunk, !hasDualCarriageway, !link.isWet,
                link.a == mainTown || link.b == mainTown
            {
                let (town, away) = link.a == mainTown ? (a, b) : (b, a)
                hasDualCarriageway = drawDualCarriageway(kind, from: town, to: away, &generator)
                if hasDualCarriageway { continue }
            }
            roads.drawRoad(
                kind, from: a, to: b, roughness: link.rank.roughness, step: 150,
                bridges: link.isWet, &generator)
        }
    }

    /// A ring of one-way road, clockwise because traffic keeps left.
    private mutating func drawRoundabout(round middle: PlanePoint) -> [Int] {
        let ring = stride(from: 44, through: 0, by: -4).map {
            roads.addNode(middle.moved(26, along: Direction.circle[$0]))
        }
        var kind = WayKind("trunk", surface: "asphalt", name: "วงเวียนหอนาฬิกา")
        kind.isOneway = true
        kind.isRoundabout = true
        roads.draw(kind, through: ring + ring.prefix(1))
        return ring
    }

    /// A trunk road whose directions part outside the town and meet again a few kilometres on.
    private mutating func drawDualCarriageway(
        _ kind: WayKind, from town: Int, to away: Int, _ generator: inout SeededGenerator
    ) -> Bool {
        let line = wanderingLine(
            from: roads.nodes[town], to: roads.nodes[away], roughness: 0.05, step: 150, &generator)
        let step = line[0].distance(to: line[1])
        let start = Int(1_000 / step) + 1
        let end = min(line.count - 3, start + Int(5_500 / step))
        guard end > start + 4, !waters.cut(line) else { return false }
        func side(_ i: Int, _ metres: Double) -> PlanePoint {
            line[i].moved(metres, along: line[i - 1].direction(to: line[i + 1]).left)
        }
        let inner = line.dropFirst().dropLast().map { roads.addNode($0) }
        let nodes = [town] + inner + [away]
        roads.draw(kind, through: Array(nodes[...start]))
        roads.draw(kind, through: Array(nodes[end...]))
        let outward = (start + 1..<end).map { roads.addNode(side($0, 11)) }
        let inward = (start + 1..<end).map { roads.addNode(side($0, -11)) }
        var oneway = kind
        oneway.isOneway = true
        roads.draw(oneway, through: [nodes[start]] + outward + [nodes[end]])
        roads.draw(oneway, through: [nodes[end]] + inward.reversed() + [nodes[start]])
        let turn = WayKind("trunk_link", surface: "asphalt")
        for i in stride(from: 5, to: outward.count - 2, by: 7) {
            roads.draw(turn, through: [outward[i], inward[i]])
        }
        return true
    }

    /// A grid of streets round the middle of a town, three of them one-way in the main town.
    private mutating func drawTown(_ district: Int) {
        var generator = SeededGenerator(seed: seed, stage: "town", index: district)
        let (block, count) = townGrid(district)
        let cell = towns[district]
        let middle =
            district == 0
            ? roads.nodes[centres[cell]].moved(26, along: Direction.circle[20])
            : roads.nodes[centres[cell]]
        let along = Direction.circle[generator.below(12)]
        var nodes: [[Int]] = []
        for row in 0..<count {
            var line: [Int] = []
            for column in 0..<count {
                // The middle of the town lies in the middle of a block, not on a street corner.
                let u = (Double(column) - Double(count - 1) / 2) * block
                let v = (Double(row) - Double(count - 1) / 2) * block
                let place = middle.moved(u, along: along).moved(v, along: along.left)
                line.append(
                    roads.addNode(
                        place.moved(
                            east: generator.number(in: -9...9), north: generator.number(in: -9...9))
                    ))
            }
            nodes.append(line)
        }
        for i in 0..<count {
            for (crosswise, line) in [(0, nodes[i]), (1, nodes.map { $0[i] })] {
                var kind = WayKind(
                    "residential", surface: "concrete", name: "ถนนเทศบาล \(2 * i + crosswise + 1)")
                kind.isOneway =
                    district == 0 && [2, count - 3].contains(i) && (crosswise, i) != (0, 2)
                roads.draw(kind, through: i == 2 ? line : line.reversed())
            }
        }
    }
}
