import SpatialTypes

/// Enrolment of one school in one academic year.
public struct YearEnrolment: Hashable, Sendable {
    /// Pupils by grade.
    public var pupils: GradeCounts
    /// Classes (ห้องเรียน) by grade.
    public var classes: GradeCounts

    /// Pupils and classes of a year.
    public init(pupils: GradeCounts, classes: GradeCounts) {
        self.pupils = pupils
        self.classes = classes
    }
}

/// Staff of one school. A school without a record has *no data*; it is never "short".
public struct StaffRecord: Hashable, Sendable {
    /// Directors and deputy directors in post.
    public var administrators: Int
    /// Permanent teachers (ครู, ครูผู้ช่วย): the posts that norms count.
    public var teachers: Int
    /// Permanent teachers by major; may sum to fewer than `teachers` where majors are not recorded.
    public var teachersByMajor: [String: Int]
    /// Contract teachers, clerks and others: shown, never counted by a norm.
    public var otherStaff: Int

    /// A staff record; counts of people.
    public init(
        administrators: Int, teachers: Int, teachersByMajor: [String: Int] = [:],
        otherStaff: Int = 0
    ) {
        self.administrators = administrators
        self.teachers = teachers
        self.teachersByMajor = teachersByMajor
        self.otherStaff = otherStaff
    }
}

/// A circumstance that sets a school apart from ordinary planning.
public enum SpecialStatus: String, CaseIterable, Hashable, Sendable, Comparable {
    case island, mountain, border
    case royalPatronage = "royal_patronage"

    /// The Thai label.
    public var thaiLabel: String {
        switch self {
        case .island: "พื้นที่เกาะ"
        case .mountain: "พื้นที่สูง/ทุรกันดาร"
        case .border: "พื้นที่ชายแดน"
        case .royalPatronage: "ในพระบรมราชูปถัมภ์/พระราชดำริ"
        }
    }

    public static func < (left: SpecialStatus, right: SpecialStatus) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// One school as the office's records show it.
public struct School: Hashable, Sendable, Identifiable {
    /// The school code as text, leading zeros kept (Smis 8 digits, or whatever the office uses).
    public var code: String
    /// The Thai name, without the word โรงเรียน where the register leaves it out.
    public var nameThai: String
    /// Where it stands, WGS 84.
    public var position: Coordinate
    /// Subdistrict (ตำบล), district (อำเภอ) and school group (กลุ่มโรงเรียน) by name.
    public var subdistrict: String?
    public var district: String?
    public var group: String?
    /// The grades it may teach; `nil` when neither a column nor enrolment tells.
    public var gradesOffered: GradeSet?
    /// Enrolment by academic year (Buddhist era).
    public var enrolment: [Int: YearEnrolment]
    /// Usable classrooms.
    public var rooms: Int?
    public var staff: StaffRecord?
    public var statuses: Set<SpecialStatus>
    /// Private, municipal or another office's: an alternative for pupils, never moved and never counted.
    public var isExternal: Bool
    /// Named learning results (NT, RT, O-NET), as scores.
    public var qualityScores: [String: Double]
    public var hasInternet: Bool?
    public var computers: Int?
    public var housingUnits: Int?
    /// Reported distance to a neighbour or office, consent and other remarks, as written.
    public var note: String?

    public var id: String { code }

    /// A school with code, name and position; everything else is unknown until set.
    public init(code: String, nameThai: String, position: Coordinate) {
        self.code = code
        self.nameThai = nameThai
        self.position = position
        enrolment = [:]
        statuses = []
        isExternal = false
        qualityScores = [:]
    }

    /// The name with โรงเรียน in front exactly once.
    public var displayName: String {
        nameThai.hasPrefix("โรงเรียน") ? nameThai : "โรงเรียน" + nameThai
    }
}

/// Pupils of one school and how many of each grade live at a home point.
public struct HomePupils: Hashable, Sendable {
    /// The code of the school they attend.
    public var schoolCode: String
    /// How many, by grade.
    public var pupils: GradeCounts

    /// Pupils of a school by grade.
    public init(schoolCode: String, pupils: GradeCounts) {
        self.schoolCode = schoolCode
        self.pupils = pupils
    }
}

/// A village (หมู่บ้าน): the home point of its pupils.
public struct Village: Hashable, Sendable, Identifiable {
    public var code: String
    public var nameThai: String
    public var position: Coordinate
    public var subdistrict: String?
    /// Pupils by the school they attend, sorted by school code.
    public var homes: [HomePupils]

    public var id: String { code }

    /// A village and the pupils who live there.
    public init(
        code: String, nameThai: String, position: Coordinate, subdistrict: String? = nil,
        homes: [HomePupils] = []
    ) {
        self.code = code
        self.nameThai = nameThai
        self.position = position
        self.subdistrict = subdistrict
        self.homes = homes
    }

    /// All pupils of the village, by grade.
    public var pupils: GradeCounts { homes.reduce(GradeCounts()) { $0 + $1.pupils } }
}

/// A school's catchment area (เขตบริการ).
public struct Catchment: Hashable, Sendable {
    public var schoolCode: String
    public var area: [Polygon]
    /// Whether the planner built it for want of an official one.
    public var isBuilt: Bool

    /// The area served by a school.
    public init(schoolCode: String, area: [Polygon], isBuilt: Bool) {
        self.schoolCode = schoolCode
        self.area = area
        self.isBuilt = isBuilt
    }
}

/// An administrative area: a subdistrict (ตำบล) unless said otherwise.
public struct Boundary: Hashable, Sendable {
    public var code: String?
    public var nameThai: String
    public var districtThai: String?
    public var area: [Polygon]

    /// A named area.
    public init(code: String?, nameThai: String, districtThai: String?, area: [Polygon]) {
        self.code = code
        self.nameThai = nameThai
        self.districtThai = districtThai
        self.area = area
    }
}
