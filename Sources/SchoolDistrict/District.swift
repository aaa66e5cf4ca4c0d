/// An education service area office.
public struct Office: Hashable, Sendable {
    /// Area code, such as `3304`.
    public var code: String
    /// The office's Thai name.
    public var nameThai: String

    /// An office by code and name.
    public init(code: String, nameThai: String) {
        self.code = code
        self.nameThai = nameThai
    }
}

/// Everything known about the schools of one office in one academic year.
public struct District: Hashable, Sendable {
    /// The office whose schools these are.
    public var office: Office
    /// Academic year, Buddhist era.
    public var academicYear: Int
    /// The count day, as written in the manifest.
    public var asOf: String?
    /// Where the data came from and under which terms.
    public var source: String?
    /// Sorted by code; codes are unique.
    public var schools: [School]
    /// Sorted by code; empty when homes are unknown.
    public var villages: [Village]
    /// Sorted by school code; empty when there are none.
    public var catchments: [Catchment]
    /// Administrative areas, as read.
    public var boundaries: [Boundary]
    /// What is missing or was estimated, in the order found.
    public var gaps: [DataGap]

    /// A district; sorts schools, villages and catchments by code.
    public init(
        office: Office, academicYear: Int, asOf: String? = nil, source: String? = nil,
        schools: [School], villages: [Village] = [], catchments: [Catchment] = [],
        boundaries: [Boundary] = [], gaps: [DataGap] = []
    ) {
        self.office = office
        self.academicYear = academicYear
        self.asOf = asOf
        self.source = source
        self.schools = schools.sorted { $0.code < $1.code }
        self.villages = villages.sorted { $0.code < $1.code }
        self.catchments = catchments.sorted { $0.schoolCode < $1.schoolCode }
        self.boundaries = boundaries
        self.gaps = gaps
    }

    /// The enrolment of a school in the district's academic year; `nil` when not recorded.
    public func currentEnrolment(of school: School) -> YearEnrolment? {
        school.enrolment[academicYear]
    }
}

/// A kind of data that is missing, and what the planner does without it.
public struct DataGap: Hashable, Sendable {
    /// What is missing.
    public enum Subject: String, CaseIterable, Hashable, Sendable {
        case enrolment, classes, staff, rooms, villages, catchments, roads, boundaries
        case gradesOffered = "grades_offered"
        case homes
        /// Schools of the office that have no position, so that the district does not hold them.
        case positions

        /// The Thai name of the data.
        public var thaiLabel: String {
            switch self {
            case .enrolment: "จำนวนนักเรียนรายชั้น"
            case .classes: "จำนวนห้องเรียน (ชั้นเรียน)"
            case .staff: "ข้อมูลครูและผู้บริหาร"
            case .rooms: "จำนวนห้องเรียนที่ใช้ได้"
            case .villages: "หมู่บ้านที่อยู่ของนักเรียน"
            case .catchments: "เขตบริการ"
            case .roads: "โครงข่ายถนน"
            case .boundaries: "ขอบเขตตำบล"
            case .gradesOffered: "ระดับชั้นที่เปิดสอน"
            case .homes: "ที่อยู่ของนักเรียนบางส่วน"
            case .positions: "พิกัดของโรงเรียน (ไม่อยู่ในแผน)"
            }
        }
    }

    /// What is missing.
    public var subject: Subject
    /// Codes of the schools concerned; empty when the whole district lacks the data.
    public var schoolCodes: [String]
    /// What the planner does instead, in Thai and English.
    public var consequenceThai: String
    /// What the planner does instead, in English.
    public var consequenceEnglish: String

    /// A gap and its consequence.
    public init(
        _ subject: Subject, schoolCodes: [String] = [], consequenceThai: String,
        consequenceEnglish: String
    ) {
        self.subject = subject
        self.schoolCodes = schoolCodes
        self.consequenceThai = consequenceThai
        self.consequenceEnglish = consequenceEnglish
    }
}
