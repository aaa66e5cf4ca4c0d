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

/// Staff of one school.
///
/// A school without a record has *no data*; it is never "short".
public struct StaffRecord: Hashable, Sendable {
    /// Directors and deputy directors in post.
    public var administrators: Int
    /// Permanent teachers (ครู, ครูผู้ช่วย): the posts that norms count.
    public var teachers: Int
    /// Permanent teachers by major; may sum to fewer than `teachers` where majors are not recorded.
    public var teachersByMajor: [String: Int]
    /// Contract teachers, clerks and others: shown, never counted by a norm.
    public var otherStaff: Int
    /// Permanent teachers who retire within the horizon of the table, by major (`""` where the major is not recorded);
    /// `nil` when the table does not say.
    public var retiringByMajor: [String: Int]?
    /// People whose position could not be read: they may be teachers, and no count holds them.
    public var unknownPositions: Int

    /// A staff record; counts of people.
    public init(
        administrators: Int, teachers: Int, teachersByMajor: [String: Int] = [:],
        otherStaff: Int = 0, retiringByMajor: [String: Int]? = nil, unknownPositions: Int = 0
    ) {
        self.administrators = administrators
        self.teachers = teachers
        self.teachersByMajor = teachersByMajor
        self.otherStaff = otherStaff
        self.retiringByMajor = retiringByMajor
        self.unknownPositions = unknownPositions
    }

    /// Permanent teachers who retire within the horizon; 0 where the table does not say.
    public var retiring: Int { retiringByMajor?.values.reduce(0, +) ?? 0 }
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

    /// By name.
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
    /// Subdistrict (ตำบล) by name.
    public var subdistrict: String?
    /// District (อำเภอ) by name.
    public var district: String?
    /// School group (กลุ่มโรงเรียน) by name.
    public var group: String?
    /// The grades it may teach; `nil` when neither a column nor enrolment tells.
    public var gradesOffered: GradeSet?
    /// Enrolment by academic year (Buddhist era).
    public var enrolment: [Int: YearEnrolment]
    /// Usable classrooms.
    public var rooms: Int?
    /// Staff in post; `nil` without a record.
    public var staff: StaffRecord?
    /// Circumstances that set it apart.
    public var statuses: Set<SpecialStatus>
    /// Private, municipal or another office's: an alternative for pupils, never moved and never counted.
    public var isExternal: Bool
    /// Named learning results (NT, RT, O-NET), as scores.
    public var qualityScores: [String: Double]
    /// Whether it has a working internet connection.
    public var hasInternet: Bool?
    /// Working computers for pupils.
    public var computers: Int?
    /// Teacher housing units (บ้านพักครู).
    public var housingUnits: Int?
    /// The school's land, rai.
    public var landRai: Double?
    /// Whether the community supports a change; `nil` when nobody asked.
    public var hasCommunitySupport: Bool?
    /// Reported distance to a neighbour or office, consent and other remarks, as written.
    public var note: String?

    /// The code.
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

/// A group of pupils for whom distance weighs more.
public enum VulnerableGroup: String, CaseIterable, Hashable, Sendable {
    case poor, disabled

    /// The Thai label.
    public var thaiLabel: String {
        switch self {
        case .poor: "นักเรียนยากจน"
        case .disabled: "นักเรียนพิการ/บกพร่อง"
        }
    }

    /// The English label.
    public var englishLabel: String {
        switch self {
        case .poor: "Poor pupils"
        case .disabled: "Disabled pupils"
        }
    }
}

/// Pupils of one school and how many of each grade live at a home point.
public struct HomePupils: Hashable, Sendable {
    /// The code of the school they attend.
    public var schoolCode: String
    /// How many, by grade.
    public var pupils: GradeCounts
    /// How many of them belong to each vulnerable group; groups not listed are not recorded.
    public var vulnerable: [VulnerableGroup: Int]
    /// The mean way to school that their records state (EMIS, DMC), compared with the road and never planned with;
    /// `nil` when not recorded.
    public var statedDistance: Metres?

    /// Pupils of a school by grade.
    public init(
        schoolCode: String, pupils: GradeCounts, vulnerable: [VulnerableGroup: Int] = [:],
        statedDistance: Metres? = nil
    ) {
        self.schoolCode = schoolCode
        self.pupils = pupils
        self.vulnerable = vulnerable
        self.statedDistance = statedDistance
    }
}

/// A village (หมู่บ้าน): the home point of its pupils.
public struct Village: Hashable, Sendable, Identifiable {
    /// The village code (DOPA 8 digits, or the office's own).
    public var code: String
    /// The Thai name.
    public var nameThai: String
    /// Its middle, WGS 84.
    public var position: Coordinate
    /// Subdistrict (ตำบล) by name.
    public var subdistrict: String?
    /// Pupils by the school they attend, sorted by school code.
    public var homes: [HomePupils]

    /// The code.
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
    /// The school it belongs to.
    public var schoolCode: String
    /// The area, WGS 84.
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
    /// TIS-1099 code, where known.
    public var code: String?
    /// The Thai name.
    public var nameThai: String
    /// The district (อำเภอ) it lies in, by name.
    public var districtThai: String?
    /// The area, WGS 84.
    public var area: [Polygon]

    /// A named area.
    public init(code: String?, nameThai: String, districtThai: String?, area: [Polygon]) {
        self.code = code
        self.nameThai = nameThai
        self.districtThai = districtThai
        self.area = area
    }
}
