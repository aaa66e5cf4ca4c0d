import SchoolDistrict

/// Hands out the teachers and administrators there are.
struct StaffRoster: Sendable {
    /// One line of the staff table.
    struct Line: Sendable {
        var school: Int
        var position: String
        var major: String
        var count: Int
        /// How many of them retire within five years.
        var retiring = 0
    }

    private(set) var lines: [Line] = []
    private(set) var administrators: [Int]
    private(set) var teachers: [Int]

    static let director = "ผู้อำนวยการโรงเรียน"
    static let deputy = "รองผู้อำนวยการโรงเรียน"

    private static let majors: [(name: String, weight: Double)] = [
        ("ปฐมวัย", 16), ("ประถมศึกษา", 17), ("ภาษาไทย", 13), ("คณิตศาสตร์", 12),
        ("ภาษาอังกฤษ", 11), ("สังคมศึกษา", 8), ("วิทยาศาสตร์ทั่วไป", 9), ("พลศึกษา", 5),
        ("คอมพิวเตอร์", 4), ("ดนตรี", 2), ("ทัศนศิลป์", 1), ("เกษตรกรรม", 2),
    ]

    init(schools: [SampleSchool], sizes: DistrictSizes, seed: UInt64) {
        var generator = SeededGenerator(seed: seed, stage: "staff")
        let pupils = schools.map { $0.enrolment[2].pupils.total }
        let (directors, deputies) = Self.administrators(
            sizes.administrators, pupils: pupils, &generator)
        administrators = zip(directors, deputies).map { $0 + $1 }
        teachers = Self.teachers(sizes.teachers, schools: schools, directors, &generator)

        for i in schools.indices {
            func add(_ position: String, _ count: Int, major: String = "") {
                if count > 0 {
                    lines.append(Line(school: i, position: position, major: major, count: count))
                }
            }
            add(Self.director, directors[i])
            add(Self.deputy, deputies[i])
            let assistants = (0..<teachers[i]).reduce(0) { sum, _ in
                sum + (generator.chance(9) ? 1 : 0)
            }
            for (position, count) in [
                ("ครู", teachers[i] - assistants), ("ครูผู้ช่วย", assistants),
            ] {
                for (major, number) in zip(Self.majors, Self.majorCounts(count, &generator)) {
                    add(position, number, major: major.name)
                }
            }
            // The smallest schools share a clerk with a neighbour.
            let hasStaff = pupils[i] > 45 || generator.chance(30)
            add("พนักงานราชการ", generator.chance(min(90, pupils[i] / 3)) ? 1 + pupils[i] / 500 : 0)
            add("ลูกจ้างชั่วคราว", hasStaff ? 1 + pupils[i] / 250 : 0)
        }
        setRetirements(seed: seed)
    }

    /// About 3 % of the permanent staff retire a year, 15 % in five; assistants are young, contracts have no end by age.
    private mutating func setRetirements(seed: UInt64) {
        var generator = SeededGenerator(seed: seed, stage: "retirements")
        for i in lines.indices {
            let percent =
                switch lines[i].position {
                case Self.director, Self.deputy: 24
                case "ครู": 17
                default: 0
                }
            for _ in 0..<lines[i].count where generator.chance(percent) {
                lines[i].retiring += 1
            }
        }
    }

    private static func majorCounts(_ count: Int, _ generator: inout SeededGenerator) -> [Int] {
        let weights = majors.map(\.weight)
        let sum = weights.reduce(0, +)
        var counts = Array(repeating: 0, count: majors.count)
        for _ in 0..<count { counts[generator.index(weightedBy: weights, sum: sum)] += 1 }
        return counts
    }

    /// Deputies by the 2545 thresholds as far as they go; directors first to the larger schools.
    private static func administrators(
        _ total: Int, pupils: [Int], _ generator: inout SeededGenerator
    ) -> ([Int], [Int]) {
        var deputies = pupils.map { $0 >= 1_080 ? 3 : $0 >= 720 ? 2 : $0 >= 360 ? 1 : 0 }
        // At least a fifth of the schools are without a director, so that many posts stay vacant.
        let most = pupils.count * 78 / 100
        var free = max(0, total - most)
        for i in deputies.indices.sorted(by: { (pupils[$1], $0) < (pupils[$0], $1) }) {
            deputies[i] = min(deputies[i], free)
            free -= deputies[i]
        }
        free += min(total, most)
        let order = pupils.indices.map { i -> (Double, Int) in
            (Double(min(pupils[i], 260)) + generator.number(in: 0...170), i)
        }.sorted { $0 > $1 }
        var directors = pupils.map { _ in 0 }
        for (_, i) in order.prefix(free) { directors[i] = 1 }
        let left = total - directors.reduce(0, +) - deputies.reduce(0, +)
        if left > 0 { deputies[order[0].1] += left }
        return (directors, deputies)
    }

    /// Posts follow head-counts and not classes, unevenly: some small schools have two or three people.
    private static func teachers(
        _ total: Int, schools: [SampleSchool], _ directors: [Int],
        _ generator: inout SeededGenerator
    ) -> [Int] {
        var weights: [Double] = []
        var fixed = Array(repeating: 0, count: schools.count)
        for (i, school) in schools.enumerated() {
            let pupils = school.enrolment[2].pupils.total
            let classes = school.enrolment[2].classes.total
            weights.append(0)
            switch pupils {
            case ...20: fixed[i] = 1 + generator.below(2)
            case ...40: fixed[i] = 2 + generator.below(2)
            case ...60: fixed[i] = 3 + generator.below(3)
            case ...80: fixed[i] = 4 + generator.below(3)
            default:
                fixed[i] = 4
                let need = Double(pupils) / 22 * 0.6 + Double(classes) * 0.5
                weights[i] = max(0.5, need * generator.number(in: 0.75...1.25) - 4)
            }
        }
        let rest = total - fixed.reduce(0, +)
        guard rest >= 0, weights.contains(where: { $0 > 0 }) else {
            return apportion(total, byWeight: schools.map { Double($0.size) }, minimum: 1)
        }
        return zip(fixed, apportion(rest, byWeight: weights)).map { $0 + $1 }
    }
}
