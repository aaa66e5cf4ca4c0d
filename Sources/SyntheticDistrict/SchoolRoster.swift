import SchoolDistrict

/// A school of the synthetic district before it is written.
struct SampleSchool: Sendable {
    var code = ""
    var name = ""
    var position: PlanePoint
    /// The road node it stands nearest to.
    var node: Int
    var subdistrict: Int
    /// The village it stands in.
    var village: Int
    var group = 0
    /// Pupils of all grades aimed at.
    var size = 0
    var grades = GradeSet()
    var enrolment: [YearEnrolment] = []
    var rooms: Int?
    var statuses: [SpecialStatus] = []
    var hasInternet = true
    var computers: Int?
    var housingUnits: Int?
    /// National Test score in tenths.
    var nationalTest: Int?
    var administrators = 0
    var teachers = 0
    var isExternal = false
    /// Land in tenths of a rai.
    var land: Int?
    /// Whether the community supports a change; `nil` where nobody asked.
    var hasCommunitySupport: Bool?
}

/// Where the schools stand.
struct SchoolSites: Sendable {
    private(set) var schools: [SampleSchool] = []
    private(set) var external: [SampleSchool] = []

    init(landscape: Landscape) throws {
        var generator = SeededGenerator(seed: landscape.seed, stage: "school sites")
        let cells = landscape.tiling.cells
        let sizes = landscape.sizes
        let weights = cells.indices.map { i -> Double in
            if cells[i].isForest { return 0.05 }
            let town = landscape.towns.firstIndex(of: i).map { $0 == 0 ? 1.7 : 1.35 } ?? 1
            return town * generator.number(in: 0.65...1.35)
        }
        var counts = apportion(sizes.schools, byWeight: weights, minimum: 1)
        if counts[landscape.waters.subdistrict] < 2,
            let donor = counts.indices.max(by: { (counts[$0], $1) < (counts[$1], $0) })
        {
            counts[landscape.waters.subdistrict] += 1
            counts[donor] -= 1
        }
        var members: [[Int]] = Array(repeating: [], count: cells.count)
        for (i, village) in landscape.villages.enumerated() {
            members[village.subdistrict].append(i)
        }
        let remote = Self.remoteVillages(landscape, members)
        for cell in cells.indices {
            var hosts: [Int] = []
            if let island = members[cell].first(where: { landscape.villages[$0].isOnIsland }) {
                hosts.append(island)
            }
            // Nobody builds a second school beside one that was built because it is far from all.
            let others = members[cell].filter { !landscape.villages[$0].isOnIsland }
            let gaps = others.map { i in
                let here = landscape.villages[i].position
                return remote.values.map { landscape.villages[$0].position.distance(to: here) }
                    .min() ?? .infinity
            }
            let free = zip(others, gaps).filter { $0.1 > 9_000 }.map(\.0)
            if let village = remote[cell] {
                hosts = [village]
            } else if free.isEmpty, let farthest = zip(gaps, others).max(by: { $0 < $1 })?.1 {
                hosts.append(farthest)
            } else {
                hosts += free.filter { landscape.villages[$0].isMain }
            }
            while hosts.count < counts[cell] {
                // Mostly far from the schools there are, now and then next to one of them.
                let unused = [free, others].map { $0.filter { !hosts.contains($0) } }
                let best = (unused[0].isEmpty ? unused[1] : unused[0]).map { i -> (Double, Int) in
                    let here = landscape.villages[i].position
                    let gap = hosts.map { landscape.villages[$0].position.distance(to: here) }
                    return (min(gap.min() ?? 0, 3_500) * generator.number(in: 0.3...1), i)
                }.max { $0 < $1 }
                guard let best else { break }
                hosts.append(best.1)
            }
            for host in hosts.prefix(counts[cell]) {
                schools.append(Self.site(at: host, in: landscape, schools, &generator))
            }
        }
        guard schools.count == sizes.schools else {
            throw SampleError(
                code: .impossibleSize, option: "schools", value: sizes.schools,
                expected: "fewer schools or more subdistricts: there are not enough villages")
        }
        let wards = landscape.villages.indices.filter { landscape.villages[$0].isWard }
        let order = generator.shuffled(wards)
        for number in 0..<sizes.externalSchools {
            var school = Self.site(
                at: order[number % order.count], in: landscape, schools + external, &generator)
            school.isExternal = true
            external.append(school)
        }
    }

    /// The southernmost village of a few forest subdistricts that do not touch: border schools.
    private static func remoteVillages(
        _ landscape: Landscape, _ members: [[Int]]
    ) -> [Int: Int] {
        let cells = landscape.tiling.cells
        var remote: [Int: Int] = [:]
        let southward = cells.indices.sorted { (cells[$0].middle.y, $0) < (cells[$1].middle.y, $1) }
        for cell in southward where cells[cell].isForest && cell != landscape.waters.subdistrict {
            guard remote.count < max(1, cells.count / 14),
                cells[cell].neighbours.allSatisfy({ remote[$0] == nil })
            else { continue }
            remote[cell] = members[cell].min {
                landscape.villages[$0].position.y < landscape.villages[$1].position.y
            }
        }
        return remote
    }

    /// A plot beside a street of the village, inside the subdistrict.
    private static func site(
        at village: Int, in landscape: Landscape, _ others: [SampleSchool],
        _ generator: inout SeededGenerator
    ) -> SampleSchool {
        let host = landscape.villages[village]
        let roads = landscape.roads
        let around = roads.segments(near: host.position, host.position, radius: 260).filter {
            let kind = roads.ways[roads.segments[$0].way].kind
            return !roads.segments[$0].isBridge && !kind.isPrivate && !kind.isFerry
                && kind.highway != "track"
        }
        var place = host.position
        for _ in 0..<80 where !around.isEmpty {
            let s = roads.segments[generator.pick(around)]
            let (a, b) = (roads.nodes[s.from], roads.nodes[s.to])
            let side = generator.chance(50) ? 1.0 : -1
            let plot = a.interpolated(to: b, generator.number(in: 0.2...0.8)).moved(
                side * generator.number(in: 35...85), along: a.direction(to: b).left)
            let isFree = others.suffix(60).allSatisfy { $0.position.distance(to: plot) > 160 }
            let isDry =
                host.isOnIsland
                ? ring(landscape.waters.island, contains: plot)
                : !landscape.waters.covers(plot, margin: 40)
            if isFree, isDry, landscape.tiling.cell(host.subdistrict, holds: plot, margin: 20) {
                place = plot
                break
            }
        }
        let node = roads.nodes(near: place, radius: 600).first {
            !landscape.waters.cut(place, roads.nodes[$0])
        }
        return SampleSchool(
            position: place, node: node ?? host.node, subdistrict: host.subdistrict,
            village: village)
    }
}
