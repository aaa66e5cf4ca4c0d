/// How large a synthetic district is, and which one of its size.
///
/// Numbers left `nil` keep the proportions of the default district: 209 schools in 10 groups,
/// 4 districts and 44 subdistricts, with 1,990 teachers and 169 administrators.
public struct SampleOptions: Hashable, Sendable {
    /// Schools of the office, 12…30,000; schools of other offices come on top.
    public var schools: Int
    /// The same seed and sizes give the same bytes.
    public var seed: UInt64
    /// School groups (กลุ่มโรงเรียน).
    public var groups: Int?
    /// Districts (อำเภอ).
    public var districts: Int?
    /// Subdistricts (ตำบล), at most one for every school.
    public var subdistricts: Int?
    /// Permanent teachers (ครู and ครูผู้ช่วย), at least one for every school.
    public var teachers: Int?
    /// Directors and deputy directors, at most one for every school.
    public var administrators: Int?

    /// Sizes and seed; what is `nil` follows from the number of schools.
    public init(
        schools: Int = 209, seed: UInt64 = 3304, groups: Int? = nil, districts: Int? = nil,
        subdistricts: Int? = nil, teachers: Int? = nil, administrators: Int? = nil
    ) {
        self.schools = schools
        self.seed = seed
        self.groups = groups
        self.districts = districts
        self.subdistricts = subdistricts
        self.teachers = teachers
        self.administrators = administrators
    }
}

/// Why a synthetic district cannot be made.
public struct SampleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure.
    public enum Code: String, Hashable, Sendable {
        /// A size lies outside its range.
        case impossibleSize
        /// The features could not be laid out; another seed helps.
        case noLayout
    }

    /// What went wrong.
    public var code: Code
    /// The option concerned, as written in `SampleOptions`.
    public var option: String
    /// The value it had.
    public var value: Int
    /// What would have been accepted.
    public var expected: String

    /// A failure with the option to change.
    public init(code: Code, option: String, value: Int, expected: String) {
        self.code = code
        self.option = option
        self.value = value
        self.expected = expected
    }

    /// The message for the user: option, value and what was expected.
    public var description: String {
        "sample district: \(option) is \(value); expected \(expected)"
    }
}

/// All sizes of a district, filled in and checked.
struct DistrictSizes: Sendable {
    var schools: Int
    var groups: Int
    var districts: Int
    var subdistricts: Int
    var teachers: Int
    var administrators: Int
    var villages: Int
    var externalSchools: Int
    var schoolsWithK1: Int
    var schoolsWithLowerSecondary: Int
    /// Pupils of K3 and above (age 5 and older) in the newest year.
    var pupilsFromAge5: Int

    init(_ options: SampleOptions) throws {
        let schools = options.schools
        guard (12...30_000).contains(schools) else {
            throw SampleError(
                code: .impossibleSize, option: "schools", value: schools,
                expected: "12 to 30000")
        }
        func inProportion(_ number: Int) -> Int { max(1, (schools * number * 2 + 209) / 418) }
        func checked(_ option: String, _ value: Int, _ range: ClosedRange<Int>) throws -> Int {
            guard range.contains(value) else {
                throw SampleError(
                    code: .impossibleSize, option: option, value: value,
                    expected: "\(range.lowerBound) to \(range.upperBound)")
            }
            return value
        }
        self.schools = schools
        // Village codes leave two digits for the village, so a subdistrict holds 12 schools at most.
        subdistricts = try checked(
            "subdistricts", options.subdistricts ?? max(4, inProportion(44)),
            max(4, (schools + 11) / 12)...max(4, schools * 3 / 4))
        districts = try checked(
            "districts", options.districts ?? inProportion(4),
            max(1, (subdistricts + 89) / 90)...min(subdistricts / 2, 900))
        groups = try checked("groups", options.groups ?? inProportion(10), 1...subdistricts)
        teachers = try checked(
            "teachers", options.teachers ?? inProportion(1_990), schools * 4...schools * 40)
        administrators = try checked(
            "administrators", options.administrators ?? inProportion(169), 0...schools)
        villages = inProportion(1_000)
        externalSchools = inProportion(6)
        schoolsWithK1 = inProportion(35)
        schoolsWithLowerSecondary = inProportion(58)
        pupilsFromAge5 = inProportion(30_200)
    }
}
