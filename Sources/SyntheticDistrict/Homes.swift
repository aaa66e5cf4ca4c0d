import SchoolDistrict

/// Which villages the pupils of each school come from.
struct Homes: Sendable {
    /// Pupils of one school who live in one village.
    struct Line: Sendable {
        var village: Int
        var school: Int
        var pupils: GradeCounts
        /// Pupils from poor households (นักเรียนยากจน).
        var poor = 0
        /// Pupils with a disability.
        var disabled = 0
    }

    /// By village, then school; every village has at least one line.
    private(set) var lines: [Line] = []

    init(schools: [SampleSchool], landscape: Landscape) {
        var generator = SeededGenerator(seed: landscape.seed, stage: "homes")
        let villages = landscape.villages
        let size = villages.map { generator.number(in: 0.5...1.6) * ($0.isWard ? 1.8 : 1) }
        var villagesAtNode: [Int: [Int]] = [:]
        for (i, village) in villages.enumerated() {
            villagesAtNode[village.node, default: []].append(i)
        }

        // The nearest school by road serves a village; others draw from it as far as they reach.
        var nearest: [(distance: Double, school: Int)] = villages.map { _ in (.infinity, -1) }
        var reached: [[(village: Int, distance: Double)]] = []
        for (i, school) in schools.enumerated() {
            let limit = 7_000 + min(8_500, Double(school.size) * 10)
            var list: [(village: Int, distance: Double)] = []
            for (node, distance) in landscape.roads.distances(from: school.node, limit: limit) {
                for village in villagesAtNode[node] ?? [] { list.append((village, distance)) }
            }
            list.sort { $0.village < $1.village }
            for (village, distance) in list where distance < nearest[village].distance {
                nearest[village] = (distance, i)
            }
            if list.isEmpty { list = [(school.village, 100)] }
            reached.append(list)
        }
        var counts: [Int: [Int: GradeCounts]] = [:]
        for (i, school) in schools.enumerated() {
            let isIsland = villages[school.village].isOnIsland
            let weights = reached[i].map { village, distance -> Double in
                guard villages[village].isOnIsland == isIsland else { return 0 }
                let reach = 1_500 + Double(school.size) * 4
                let decay = 1 / (1 + (distance / reach) * (distance / reach))
                return size[village] * decay * (nearest[village].school == i ? 1 : 0.045)
            }
            let sum = weights.reduce(0, +)
            let pupils = school.enrolment[2].pupils
            for grade in school.grades.grades {
                for _ in 0..<pupils[grade] {
                    let village =
                        sum > 0
                        ? reached[i][generator.index(weightedBy: weights, sum: sum)].village
                        : school.village
                    counts[village, default: [:]][i, default: GradeCounts()][grade] += 1
                }
            }
        }
        for village in villages.indices {
            let attended = (counts[village] ?? [:]).sorted { $0.key < $1.key }
            for (school, pupils) in attended {
                lines.append(Line(village: village, school: school, pupils: pupils))
            }
            if attended.isEmpty {
                let school =
                    nearest[village].school >= 0
                    ? nearest[village].school
                    : schools.indices.min {
                        schools[$0].position.distance(to: villages[village].position)
                            < schools[$1].position.distance(to: villages[village].position)
                    } ?? 0
                lines.append(Line(village: village, school: school, pupils: GradeCounts()))
            }
        }
        setVulnerable(landscape)
    }

    /// Poor are 30–45 % of the pupils of a country village and fewer in town; about 3 % have a disability.
    private mutating func setVulnerable(_ landscape: Landscape) {
        var generator = SeededGenerator(seed: landscape.seed, stage: "vulnerable pupils")
        let share = landscape.villages.map { village in
            village.isWard ? generator.integer(in: 14...26) : generator.integer(in: 30...45)
        }
        for i in lines.indices {
            for _ in 0..<lines[i].pupils.total {
                if generator.chance(share[lines[i].village]) { lines[i].poor += 1 }
                if generator.chance(3) { lines[i].disabled += 1 }
            }
        }
    }
}
