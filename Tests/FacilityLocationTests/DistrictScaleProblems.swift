import FacilityLocation
import TestSupport

/// Made-up districts of the size planners meet: every client is also a candidate site.
enum DistrictScaleProblems {
    struct District {
        var positions: [(x: Double, y: Double)]
        /// Pupils by school and class.
        var pupils: [[Double]]
        var distances: [[Double]]
        /// The other schools of each school, nearest first.
        var neighbours: [[Int]]
    }

    static let classCount = 14
    static let sectionSize = 30.0

    static func district(schools: Int, seed: UInt64) -> District {
        var random = SplitMix64(seed: seed)
        // Half round towns, half anywhere in a square of 60 km.
        let towns = (0..<8).map { _ in
            (Double.random(in: 5...55, using: &random), Double.random(in: 5...55, using: &random))
        }
        let positions = (0..<schools).map { school -> (x: Double, y: Double) in
            guard school.isMultiple(of: 2) else {
                return (
                    Double.random(in: 0...60, using: &random),
                    Double.random(in: 0...60, using: &random)
                )
            }
            let town = towns[Int.random(in: 0..<towns.count, using: &random)]
            return (
                town.0 + Double.random(in: -6...6, using: &random),
                town.1 + Double.random(in: -6...6, using: &random)
            )
        }
        let pupils = (0..<schools).map { _ -> [Double] in
            let sizes = [2.0, 4, 6, 8, 10, 14, 20, 30, 45]
            let size = sizes[Int.random(in: 0..<sizes.count, using: &random)]
            let hasSecondary = random.chance(0.28)
            return (0..<classCount).map { (moduleClass: Int) -> Double in
                if moduleClass < 2 && !random.chance(0.8) { return 0 }
                if moduleClass >= 8 && !hasSecondary { return 0 }
                let pupils = size * Double.random(in: 0.5...1.5, using: &random)
                return pupils.rounded()
            }
        }
        let distances = positions.map { from in
            positions.map { to in
                let (dx, dy) = (from.x - to.x, from.y - to.y)
                return (1.3 * (dx * dx + dy * dy).squareRoot() * 1000).rounded() / 1000
            }
        }
        let neighbours = (0..<schools).map { school in
            (0..<schools).filter { $0 != school }.sorted {
                (distances[school][$0], $0) < (distances[school][$1], $1)
            }
        }
        return District(
            positions: positions, pupils: pupils, distances: distances, neighbours: neighbours)
    }

    static func loads(_ pupils: [Double]) -> [ModuleLoad] {
        pupils.enumerated().filter { $1 > 0 }.map { ModuleLoad(moduleClass: $0, amount: $1) }
    }

    static func sections(_ pupils: [Double]) -> Int {
        pupils.reduce(0) { $0 + ModularCapacity.modules(for: $1, size: sectionSize) }
    }

    /// Pupil-kilometres to 40 hubs; the eight nearest choices move pupils into a hub's rooms.
    static func pMedian(schools: Int = 209, hubs: Int = 40, seed: UInt64) -> LocationProblem {
        let district = district(schools: schools, seed: seed)
        var options: [AllocationOption] = []
        for school in 0..<schools {
            let pupils = district.pupils[school]
            let total = pupils.reduce(0, +)
            options.append(
                AllocationOption(client: school, site: school, cost: 0, loads: loads(pupils)))
            for (rank, other) in district.neighbours[school].prefix(59).enumerated() {
                options.append(
                    AllocationOption(
                        client: school, site: other,
                        cost: total * district.distances[school][other],
                        loads: rank < 7 ? loads(pupils) : []))
            }
        }
        return LocationProblem(
            clientCount: schools,
            sites: (0..<schools).map { CandidateSite(ownClients: [$0]) }, options: options,
            openCount: .exactly(hubs),
            modules: ModularCapacity(
                classes: [ModuleClass](
                    repeating: ModuleClass(size: sectionSize), count: classCount),
                limits: district.pupils.map { ModuleLimit(modules: sections($0) + 6) }))
    }

    /// Baht per year: sections against transport, with sharing and standing alone as ways out.
    static func minimumCost(schools: Int = 209, radius: Double = 6, seed: UInt64)
        -> LocationProblem
    {
        let district = district(schools: schools, seed: seed)
        let sectionCost = 400_000.0
        var options: [AllocationOption] = []
        for school in 0..<schools {
            let pupils = district.pupils[school]
            let total = pupils.reduce(0, +)
            let alone = Double(sections(pupils)) * sectionCost
            options.append(AllocationOption(client: school, site: nil, cost: alone + 90_000))
            options.append(
                AllocationOption(client: school, site: school, cost: 0, loads: loads(pupils)))
            let near = district.neighbours[school].filter {
                district.distances[school][$0] <= radius
            }
            for other in near.prefix(8)
            where zip(pupils, district.pupils[other]).allSatisfy({ $0 == 0 || $1 > 0 }) {
                options.append(
                    AllocationOption(
                        client: school, site: other,
                        cost: total * district.distances[school][other] * 1_600,
                        loads: loads(pupils)))
            }
            for other in near.prefix(20) {
                options.append(
                    AllocationOption(
                        client: school, site: other,
                        cost: alone + 4_000 * district.distances[school][other]))
            }
        }
        return LocationProblem(
            clientCount: schools,
            sites: (0..<schools).map { CandidateSite(openingCost: 150_000, ownClients: [$0]) },
            options: options,
            modules: ModularCapacity(
                classes: [ModuleClass](
                    repeating: ModuleClass(size: sectionSize, costPerModule: sectionCost),
                    count: classCount),
                limits: district.pupils.map {
                    ModuleLimit(modules: sections($0) + 4, extraMaximum: 6, extraCost: 60_000)
                }))
    }
}
