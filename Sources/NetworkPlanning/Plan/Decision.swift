import SchoolDistrict
import SpatialTypes

/// How pupils move, in the four modes of OBEC's plans of 2554–2556 and the pooling of แก่งจันทร์ (DOMAIN 2.1, 6.3).
public enum MoveMode: String, CaseIterable, Hashable, Sendable {
    /// All pupils of the school.
    case wholeSchool = "whole_school"
    /// Exactly ป.1–3, exactly ป.4–6, or both of them.
    case primaryBlock = "primary_block"
    /// Some other grades.
    case someGrades = "some_grades"
    /// Some subjects only: teachers rotate, pupils stay.
    case someSubjects = "some_subjects"
    /// Grades shared out among equals without a hub.
    case pooledGrades = "pooled_grades"

    /// The Thai label.
    public var thaiLabel: String {
        switch self {
        case .wholeSchool: "เรียนรวมทั้งโรงเรียน"
        case .primaryBlock: "เรียนรวมช่วงชั้น ป.1–3 หรือ ป.4–6"
        case .someGrades: "เรียนรวมบางชั้น"
        case .someSubjects: "เรียนร่วมกันบางวิชา (ครูเวียนสอน)"
        case .pooledGrades: "แบ่งชั้นกันสอนระหว่างโรงเรียน (แก่งจันทร์)"
        }
    }

    /// The English label.
    public var englishLabel: String {
        switch self {
        case .wholeSchool: "Whole school"
        case .primaryBlock: "P1–3 or P4–6"
        case .someGrades: "Some grades"
        case .someSubjects: "Some subjects (rotating teachers)"
        case .pooledGrades: "Grades shared out among equals (Kaeng Chan)"
        }
    }
}

/// Schools without a hub that share out their grades: every grade block of the pool is taught at one of them.
public struct Pool: Hashable, Sendable {
    /// Its members, sorted; the first one names the pool.
    public var memberCodes: [String]
    /// The school that teaches each grade.
    public var teachingSchool: [Grade: String]
    /// Pupils of all members.
    public var pupils: Int
    /// Pupils taught at another school than today.
    public var pupilsMoved: Int
    /// The longest road between two members.
    public var furthest: Metres
}

/// The best choice for one school that the plan did not take.
///
/// Everything else stays as planned; what the change would cost is counted exactly, not guessed. `schoolnet explain`
/// plans the whole office again without the choice taken.
public struct Alternative: Hashable, Sendable {
    /// The choice in Thai.
    public var thai: String
    /// The choice in English.
    public var english: String
    /// By how much the objective would be worse, in its unit; below zero only within the proven gap.
    public var objectiveChange: Double
    /// The unit of the change: that of the last goal.
    public var unit: String
    /// More pupils over the indicator limit than under the plan.
    public var overLimitChange: Int
}

/// One thing that a school needs to be good in its role.
public struct SchoolNeed: Hashable, Sendable {
    /// What kind of thing.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case teachers, administrator, majors, rooms, housing, devices, internet, travel, budget

        /// The Thai label.
        public var thaiLabel: String {
            switch self {
            case .teachers: "ครู"
            case .administrator: "ผู้บริหาร"
            case .majors: "วิชาเอก"
            case .rooms: "ห้องเรียน"
            case .housing: "บ้านพักครู"
            case .devices: "คอมพิวเตอร์"
            case .internet: "อินเทอร์เน็ต"
            case .travel: "การเดินทาง"
            case .budget: "งบประมาณ"
            }
        }

        /// The English label.
        public var englishLabel: String {
            switch self {
            case .teachers: "Teachers"
            case .administrator: "Administrator"
            case .majors: "Majors"
            case .rooms: "Rooms"
            case .housing: "Teacher housing"
            case .devices: "Computers"
            case .internet: "Internet"
            case .travel: "Travel"
            case .budget: "Budget"
            }
        }
    }

    /// What is needed.
    public var kind: Kind
    /// How many; `nil` where a number says nothing or the data is missing.
    public var count: Int?
    /// The need in Thai, with its unit.
    public var thai: String
    /// The need in English.
    public var english: String
    /// Whether the data to judge it is missing: then it is a question, not a need.
    public var isUnknown: Bool
    /// Baht for it where a rate of the scenario says so.
    public var baht: Double?
    /// Whether it suits a sponsor (CSR).
    public var suitsSponsor: Bool
    /// Whether `baht` is paid once, rather than every year.
    public var isOneOff = false
}

/// How far the score weights may move before another school of its cluster outscores a hub.
public struct HubStability: Hashable, Sendable {
    /// The hub.
    public var hubCode: String
    /// The hub's score and its rank among the eligible schools of its cluster, 1 the best.
    public var score: Double?
    /// The rank of the hub among the eligible schools of its cluster.
    public var rank: Int
    /// The eligible schools of the cluster.
    public var candidates: Int
    /// The smallest change of one weight that lets another school overtake; `nil` when none does.
    public var tippingPoint: TippingPoint?

    /// A weight at which the ranking changes.
    public struct TippingPoint: Hashable, Sendable {
        /// The key of the part.
        public var part: String
        /// The weight it has.
        public var weight: Double
        /// The weight at which the other school draws level.
        public var tippingWeight: Double
        /// The school that draws level.
        public var rivalCode: String
    }
}
