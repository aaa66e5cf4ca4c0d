/// A school grade, from อนุบาล 1 (age 3) to มัธยมศึกษาปีที่ 6.
public enum Grade: Int, CaseIterable, Hashable, Sendable, Comparable {
    case k1, k2, k3
    case p1, p2, p3, p4, p5, p6
    case m1, m2, m3, m4, m5, m6

    /// The code used in files and column names: `K1`…`M6`.
    public var code: String { Self.codes[rawValue] }

    /// The Thai label: อ.1…ม.6.
    public var thaiLabel: String { Self.thaiLabels[rawValue] }

    /// The level that sets room sizes and staffing parameters.
    public var level: SchoolLevel {
        switch self {
        case .k1, .k2, .k3: .prePrimary
        case .p1, .p2, .p3, .p4, .p5, .p6: .primary
        case .m1, .m2, .m3: .lowerSecondary
        case .m4, .m5, .m6: .upperSecondary
        }
    }

    /// Lower grades come first.
    public static func < (left: Grade, right: Grade) -> Bool { left.rawValue < right.rawValue }

    private static let codes = [
        "K1", "K2", "K3", "P1", "P2", "P3", "P4", "P5", "P6", "M1", "M2", "M3", "M4", "M5", "M6",
    ]
    private static let thaiLabels = [
        "อ.1", "อ.2", "อ.3", "ป.1", "ป.2", "ป.3", "ป.4", "ป.5", "ป.6",
        "ม.1", "ม.2", "ม.3", "ม.4", "ม.5", "ม.6",
    ]

    /// Reads a grade as users and exports write it: `K1`, `อ.1`, `อบ.1`, `อนุบาล 1`, `ป.๓`, `ประถมศึกษาปีที่ 3`, `ม.1`.
    ///
    /// Spaces and full stops are ignored and Thai digits are understood. Totals rows (`รวม …`) and grades that
    /// are not general education (`ปวช.1`) give `nil`.
    public init?(parsing text: String) {
        var compact = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "๐"..."๙":
                compact.unicodeScalars.append(Unicode.Scalar(scalar.value - 0x0E50 + 48)!)
            case " ", ".", "\u{A0}", "\u{200B}", "(", ")", "ฯ":
                continue
            default:
                compact.unicodeScalars.append(scalar)
            }
        }
        guard let last = compact.last, let number = last.wholeNumberValue else { return nil }
        let (base, range): (Int, ClosedRange<Int>)
        switch compact.dropLast().uppercased() {
        case "K", "อ", "อบ", "อนุบาล", "อนุบาลปีที่", "ชั้นอนุบาลปีที่": (base, range) = (0, 1...3)
        case "P", "ป", "ประถม", "ประถมศึกษาปีที่", "ชั้นประถมศึกษาปีที่": (base, range) = (3, 1...6)
        case "M", "ม", "มัธยม", "มัธยมศึกษาปีที่", "ชั้นมัธยมศึกษาปีที่": (base, range) = (9, 1...6)
        default: return nil
        }
        guard range.contains(number) else { return nil }
        self.init(rawValue: base + number - 1)
    }
}

/// Grades that tables show together: pre-primary, P1–3, P4–6, M1–3, M4–6.
public enum GradeGroup: String, CaseIterable, Hashable, Sendable, Comparable {
    case prePrimary = "pre_primary"
    case lowerPrimary = "lower_primary"
    case upperPrimary = "upper_primary"
    case lowerSecondary = "lower_secondary"
    case upperSecondary = "upper_secondary"

    /// The grades of the group.
    public var grades: GradeSet {
        switch self {
        case .prePrimary: GradeSet([.k1, .k2, .k3])
        case .lowerPrimary: GradeSet([.p1, .p2, .p3])
        case .upperPrimary: GradeSet([.p4, .p5, .p6])
        case .lowerSecondary: GradeSet([.m1, .m2, .m3])
        case .upperSecondary: GradeSet([.m4, .m5, .m6])
        }
    }

    /// The Thai label: `ป.1–ป.3`.
    public var thaiLabel: String { grades.thaiLabel }

    /// Lower groups come first.
    public static func < (left: GradeGroup, right: GradeGroup) -> Bool {
        left.grades.rawValue < right.grades.rawValue
    }
}

/// The level of a grade: it sets pupils per room and the staffing parameters.
public enum SchoolLevel: Int, CaseIterable, Hashable, Sendable, Comparable {
    case prePrimary, primary, lowerSecondary, upperSecondary

    /// The key used in scenario and norm files.
    public var key: String {
        switch self {
        case .prePrimary: "pre_primary"
        case .primary: "primary"
        case .lowerSecondary: "lower_secondary"
        case .upperSecondary: "upper_secondary"
        }
    }

    /// The Thai name of the level.
    public var thaiLabel: String {
        switch self {
        case .prePrimary: "ก่อนประถม (อ.)"
        case .primary: "ประถม (ป.)"
        case .lowerSecondary: "มัธยมต้น (ม.1–3)"
        case .upperSecondary: "มัธยมปลาย (ม.4–6)"
        }
    }

    /// Lower levels come first.
    public static func < (left: SchoolLevel, right: SchoolLevel) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A set of grades, kept in grade order.
public struct GradeSet: OptionSet, Hashable, Sendable {
    /// One bit a grade, K1 lowest.
    public var rawValue: UInt16

    /// A set from its bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The set of the listed grades.
    public init(_ grades: some Sequence<Grade>) {
        rawValue = 0
        for grade in grades { rawValue |= 1 << UInt16(grade.rawValue) }
    }

    /// Whether the grade belongs to the set.
    public func contains(_ grade: Grade) -> Bool { rawValue & (1 << UInt16(grade.rawValue)) != 0 }

    /// The grades of the set, lowest first.
    public var grades: [Grade] { Grade.allCases.filter(contains) }

    /// The grades as a planner writes them, neighbours joined: `อ.2–ป.6`.
    public var thaiLabel: String {
        var runs: [ClosedRange<Int>] = []
        for grade in grades {
            if let run = runs.last, run.upperBound == grade.rawValue - 1 {
                runs[runs.count - 1] = run.lowerBound...grade.rawValue
            } else {
                runs.append(grade.rawValue...grade.rawValue)
            }
        }
        let labels = runs.map { run in
            let first = Grade(rawValue: run.lowerBound)?.thaiLabel ?? ""
            let last = Grade(rawValue: run.upperBound)?.thaiLabel ?? ""
            return run.count == 1 ? first : "\(first)–\(last)"
        }
        return labels.joined(separator: ", ")
    }

    /// Reads a grade range (`K2-P6`, `อ.2–ม.3`), a list of them, or the register's level text (`อนุบาล-ประถมศึกษา`).
    ///
    /// The register's อนุบาล is read as อ.2–อ.3: few schools may open อ.1 (35 of 209 in the seed district).
    public init?(parsing text: String) {
        let trimmed = text.filter { !$0.isWhitespace }
        guard !trimmed.isEmpty else { return nil }
        var grades: [Grade] = []
        for part in trimmed.split(whereSeparator: { $0 == "," || $0 == ";" }) {
            let ends = part.split(whereSeparator: { $0 == "-" || $0 == "–" }).map(String.init)
            guard let first = ends.first, let last = ends.last, ends.count <= 2,
                let lower = Self.firstGrade(first), let upper = Self.lastGrade(last), lower <= upper
            else { return nil }
            grades += Grade.allCases.filter { $0 >= lower && $0 <= upper }
        }
        self.init(grades)
    }

    private static func firstGrade(_ text: String) -> Grade? {
        switch text {
        case "อนุบาล", "ก่อนประถม", "ก่อนประถมศึกษา": .k2
        case "ประถม", "ประถมศึกษา": .p1
        case "มัธยม", "มัธยมศึกษา", "มัธยมศึกษาตอนต้น", "มัธยมต้น": .m1
        case "มัธยมศึกษาตอนปลาย", "มัธยมปลาย": .m4
        default: Grade(parsing: text)
        }
    }

    private static func lastGrade(_ text: String) -> Grade? {
        switch text {
        case "อนุบาล", "ก่อนประถม", "ก่อนประถมศึกษา": .k3
        case "ประถม", "ประถมศึกษา": .p6
        case "มัธยมศึกษาตอนต้น", "มัธยมต้น": .m3
        case "มัธยม", "มัธยมศึกษา", "มัธยมศึกษาตอนปลาย", "มัธยมปลาย": .m6
        default: Grade(parsing: text)
        }
    }
}

/// A number for each grade, such as pupils or classes.
public struct GradeCounts: Hashable, Sendable {
    private var counts: [Int]

    /// No one in any grade.
    public init() { counts = Array(repeating: 0, count: Grade.allCases.count) }

    /// The listed numbers; grades not listed have none.
    public init(_ values: [Grade: Int]) {
        self.init()
        for (grade, value) in values { self[grade] = value }
    }

    /// The number in a grade.
    public subscript(grade: Grade) -> Int {
        get { counts[grade.rawValue] }
        set { counts[grade.rawValue] = newValue }
    }

    /// The sum over all grades.
    public var total: Int { counts.reduce(0, +) }

    /// The sum over the grades of a set.
    public func total(of grades: GradeSet) -> Int {
        var sum = 0
        for (index, count) in counts.enumerated() where grades.rawValue & (1 << UInt16(index)) != 0
        {
            sum += count
        }
        return sum
    }

    /// The numbers of the grades of a set; the other grades have none.
    public func only(_ grades: GradeSet) -> GradeCounts {
        var part = GradeCounts()
        for grade in grades.grades { part[grade] = self[grade] }
        return part
    }

    /// Whether every grade is empty.
    public var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }

    /// The grades with a number above zero.
    public var grades: GradeSet { GradeSet(Grade.allCases.filter { self[$0] > 0 }) }

    /// The sum over the grades of one level.
    public func total(of level: SchoolLevel) -> Int {
        Grade.allCases.lazy.filter { $0.level == level }.map { self[$0] }.reduce(0, +)
    }

    /// Grade by grade.
    public static func + (left: GradeCounts, right: GradeCounts) -> GradeCounts {
        var sum = left
        sum += right
        return sum
    }

    /// Grade by grade; may be negative.
    public static func - (left: GradeCounts, right: GradeCounts) -> GradeCounts {
        var difference = left
        for grade in Grade.allCases { difference[grade] -= right[grade] }
        return difference
    }

    /// Adds grade by grade.
    public static func += (left: inout GradeCounts, right: GradeCounts) {
        for grade in Grade.allCases { left[grade] += right[grade] }
    }
}
