import SchoolDistrict

/// Gives schools their size, grades, pupils, rooms, statuses and names.
struct SchoolProfiles: Sendable {
    private(set) var schools: [SampleSchool]
    private let landscape: Landscape
    private let sizes: DistrictSizes

    /// The academic years written, oldest first.
    static let years = [2564, 2565, 2566]

    init(sites: [SampleSchool], landscape: Landscape, names: PlaceNames) {
        schools = sites
        self.landscape = landscape
        sizes = landscape.sizes
        let order = rankedBySize()
        setGrades(order)
        calibrate(order)
        setFacilities()
        setStatuses()
        setGroups()
        setNames(names)
        setSite()
    }

    /// Quantiles of the size of rural primary schools: half have at most 120 pupils.
    private static let quantiles: [(share: Double, pupils: Double)] = [
        (0, 8), (0.03, 18), (0.1, 36), (0.2, 56), (0.35, 85), (0.5, 115), (0.65, 152),
        (0.8, 215), (0.9, 305), (0.95, 430), (0.98, 720), (1, 1_400),
    ]

    private static func pupils(at share: Double) -> Double {
        for (low, high) in zip(quantiles, quantiles.dropFirst()) where share <= high.share {
            let t = (share - low.share) / (high.share - low.share)
            return low.pupils + (high.pupils - low.pupils) * t
        }
        return quantiles[quantiles.count - 1].pupils
    }

    /// Schools from the smallest to the largest: towns and main villages have the larger ones.
    private func rankedBySize() -> [Int] {
        var generator = SeededGenerator(seed: landscape.seed, stage: "size order")
        let score = schools.map { school -> Double in
            let village = landscape.villages[school.village]
            let cell = landscape.tiling.cells[school.subdistrict]
            var score = generator.number(in: 0...1)
            if village.isWard { score += village.isMain ? 1.6 : 0.75 }
            if village.isMain { score += 0.55 }
            if cell.isForest { score = score * 0.5 + 0.15 }
            if village.isOnIsland { score = 0.2 }
            return score
        }
        return schools.indices.sorted { (score[$0], $0) < (score[$1], $1) }
    }

    private mutating func setGrades(_ order: [Int]) {
        var generator = SeededGenerator(seed: landscape.seed, stage: "grades")
        let rank = order.enumerated().reduce(into: Array(repeating: 0.0, count: order.count)) {
            $0[$1.element] = Double($1.offset) / Double(order.count)
        }
        func chosen(_ count: Int, score: (Int) -> Double) -> Set<Int> {
            let scored = schools.indices.map { (score($0), $0) }.sorted { $0 > $1 }
            return Set(scored.prefix(count).map(\.1))
        }
        // The largest school of a town leaves lower secondary to others, as อนุบาล schools do.
        let secondary = chosen(sizes.schoolsWithLowerSecondary) { i in
            let isTown = landscape.villages[schools[i].village].isWard
            return generator.unit() + (rank[i] > 0.45 ? 0.7 : 0) + (isTown ? -0.8 : 0.1)
        }
        let youngest = chosen(sizes.schoolsWithK1) { i in generator.unit() + 0.3 * rank[i] }
        for i in schools.indices {
            let first: Grade = youngest.contains(i) ? .k1 : .k2
            let last: Grade = secondary.contains(i) ? .m3 : .p6
            schools[i].grades = GradeSet(Grade.allCases.filter { $0 >= first && $0 <= last })
        }
    }

    /// Relative size of the cohorts in the newest year: births have been falling.
    private static let cohorts: [Double] = [
        0.46, 0.80, 0.86, 0.90, 0.93, 0.97, 1.01, 1.05, 1.09, 0.82, 0.80, 0.74, 0, 0, 0,
    ]

    private mutating func calibrate(_ order: [Int]) {
        var factor = 1.0
        for _ in 0..<12 {
            for (rank, i) in order.enumerated() {
                let share = (Double(rank) + 0.5) / Double(order.count)
                let size = Self.pupils(at: share)
                // The small-school half keeps its sizes; the larger half carries the calibration.
                let scaled = share < 0.5 ? size : 115 + (size - 115) * factor
                schools[i].size = Int(scaled.rounded())
                schools[i].enrolment = enrolment(of: i)
            }
            let total = schools.map { Self.pupilsFromAge5($0.enrolment[2].pupils) }.reduce(0, +)
            let fixed = order.prefix((order.count + 1) / 2).map {
                Self.pupilsFromAge5(schools[$0].enrolment[2].pupils)
            }.reduce(0, +)
            let base = (order.count / 2) * 100
            let excess = Double(total - fixed - base)
            let wanted = Double(sizes.pupilsFromAge5 - fixed - base)
            if total == sizes.pupilsFromAge5 || excess <= 0 { break }
            factor *= max(0.5, min(2, wanted / excess))
        }
    }

    /// Pupils of K3 and above: age 5 and older on the count day.
    static func pupilsFromAge5(_ pupils: GradeCounts) -> Int {
        Grade.allCases.filter { $0 >= .k3 }.map { pupils[$0] }.reduce(0, +)
    }

    /// Three years of pupils and classes: cohorts move up a grade, with some coming and going.
    private func enrolment(of i: Int) -> [YearEnrolment] {
        var generator = SeededGenerator(seed: landscape.seed, stage: "pupils", index: i)
        let grades = schools[i].grades.grades
        let weights = grades.map {
            Self.cohorts[$0.rawValue] * generator.number(in: 0.78...1.22)
        }
        var newest = GradeCounts()
        for (grade, count) in zip(grades, apportion(schools[i].size, byWeight: weights)) {
            newest[grade] = count
        }
        var years = [newest]
        for _ in 0..<2 {
            let later = years[0]
            var earlier = GradeCounts()
            for (position, grade) in grades.enumerated() {
                let isLast = position == grades.count - 1 || grade == .p6
                let cohort = isLast ? later[grade] : later[grades[position + 1]]
                let drift = 1 + max(1, cohort / 14)
                let growth = isLast ? cohort / 18 : 0
                earlier[grade] = max(
                    0, cohort + growth + generator.below(drift) - generator.below(drift))
            }
            years.insert(earlier, at: 0)
        }
        return years.map { YearEnrolment(pupils: $0, classes: Self.classes(for: $0)) }
    }

    /// Classes by the room rule: 30 pupils in pre-primary, 40 above; a grade with pupils has one.
    static func classes(for pupils: GradeCounts) -> GradeCounts {
        var classes = GradeCounts()
        for grade in Grade.allCases {
            let room = grade.level == .prePrimary ? 30 : 40
            classes[grade] = (pupils[grade] + room - 1) / room
        }
        return classes
    }
}

extension SchoolProfiles {
    private mutating func setFacilities() {
        var generator = SeededGenerator(seed: landscape.seed, stage: "facilities")
        for i in schools.indices {
            let classes = schools[i].enrolment.map(\.classes.total)
            let now = classes[classes.count - 1]
            let built = max(classes.max() ?? now, schools[i].grades.grades.count)
            let spare = generator.chance(45) ? generator.integer(in: 1...3) : 0
            // A few schools teach in a hall for want of a room.
            let lacking = generator.chance(2) ? 1 : 0
            schools[i].rooms = lacking == 1 ? max(1, now - 1) : built + spare
            let pupils = schools[i].enrolment[2].pupils.total
            schools[i].computers =
                generator.chance(9) ? 0 : pupils / 10 + generator.integer(in: 0...8)
            schools[i].housingUnits = generator.integer(in: 0...min(4, 1 + pupils / 60))
            let score = 430 + generator.integer(in: -120...140) + min(60, pupils / 12)
            schools[i].nationalTest = generator.chance(96) ? score : nil
            let village = landscape.villages[schools[i].village]
            schools[i].hasInternet = !village.isOnIsland && generator.chance(97)
        }
    }

    /// Land of 3 to 40 rai, more at larger schools and in the country, and what villagers said where they were asked.
    private mutating func setSite() {
        var generator = SeededGenerator(seed: landscape.seed, stage: "site")
        for i in schools.indices {
            let village = landscape.villages[schools[i].village]
            let pupils = schools[i].enrolment[2].pupils.total
            let base = (village.isWard ? 30 : 60) + min(150, pupils / 4)
            let land = base + generator.integer(in: 0...(village.isWard ? 60 : 110))
            schools[i].land = generator.chance(95) ? land : nil
            // Two in five communities have been asked; the larger the school, the more of them agree.
            let agrees = generator.chance(min(85, 45 + pupils / 5))
            schools[i].hasCommunitySupport = generator.chance(40) ? agrees : nil
        }
    }

    private mutating func setStatuses() {
        var generator = SeededGenerator(seed: landscape.seed, stage: "statuses")
        let cells = landscape.tiling.cells
        for i in schools.indices {
            let cell = cells[schools[i].subdistrict]
            if landscape.villages[schools[i].village].isOnIsland {
                schools[i].statuses.append(.island)
            }
            if cell.isForest {
                schools[i].statuses.append(.border)
                if generator.chance(45) { schools[i].statuses.append(.mountain) }
            }
        }
        let ordinary = schools.indices.filter { schools[$0].statuses.isEmpty }
        let patronised = max(1, schools.count / 150)
        for i in generator.shuffled(ordinary).prefix(patronised) {
            schools[i].statuses.append(.royalPatronage)
        }
    }

    /// Groups are neighbouring subdistricts with about equal numbers of schools.
    private mutating func setGroups() {
        let tiling = landscape.tiling
        var weights = Array(repeating: 0, count: tiling.cells.count)
        for school in schools { weights[school.subdistrict] += 1 }
        var parts: [[Int]] = []
        if sizes.groups >= sizes.districts {
            let members = landscape.towns.indices.map { district in
                tiling.cells.indices.filter { tiling.cells[$0].district == district }
            }
            var counts = members.map { _ in 1 }
            // One more group each time for the district with the most schools to a group.
            for _ in sizes.districts..<max(sizes.districts, sizes.groups) {
                let crowded = members.indices.filter { counts[$0] < members[$0].count }.max {
                    a, b in
                    let (x, y) = (
                        members[a].map { weights[$0] }.reduce(0, +) * counts[b],
                        members[b].map { weights[$0] }.reduce(0, +) * counts[a]
                    )
                    return (x, b) < (y, a)
                }
                if let crowded { counts[crowded] += 1 }
            }
            for (cells, count) in zip(members, counts) {
                parts += tiling.parted(
                    cells, weights: weights, shares: Array(repeating: 1, count: count))
            }
        } else {
            parts = tiling.parted(
                Array(tiling.cells.indices), weights: weights,
                shares: Array(repeating: 1, count: sizes.groups))
        }
        for (group, part) in parts.enumerated() {
            for i in schools.indices where part.contains(schools[i].subdistrict) {
                schools[i].group = group
            }
        }
    }

    private mutating func setNames(_ names: PlaceNames) {
        var generator = SeededGenerator(seed: landscape.seed, stage: "school names")
        var taken: Set<String> = []
        var largest: [Int: Int] = [:]
        for i in schools.indices where landscape.villages[schools[i].village].isWard {
            let district = landscape.tiling.cells[schools[i].subdistrict].district
            if let known = largest[district], schools[known].size >= schools[i].size { continue }
            largest[district] = i
        }
        for i in schools.indices {
            let village = landscape.villages[schools[i].village]
            let root = names.villages[schools[i].village]
            let district = landscape.tiling.cells[schools[i].subdistrict].district
            var name = "บ้าน" + root
            if largest[district] == i {
                name = "อนุบาล" + names.districts[district]
            } else if village.isOnIsland {
                name = "บ้านเกาะ" + root
            } else if village.isMain, generator.chance(45) {
                name = "ชุมชนบ้าน" + root
            } else if generator.chance(7) {
                name = "วัด" + root
            } else if generator.chance(8) {
                name = root + "วิทยา"
            } else if generator.chance(9) {
                name += generator.pick([
                    " (ราษฎร์บำรุง)", " (ประชาสามัคคี)", " (คุรุราษฎร์วิทยา)", " (ประชานุกูล)",
                ])
            }
            while !taken.insert(name).inserted { name += " 2" }
            schools[i].name = name
            schools[i].code = String(99_040_001 + i)
        }
    }
}
