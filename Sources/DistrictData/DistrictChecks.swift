import Projections
import SchoolDistrict
import SpatialTypes

/// Judges a district that could be read: what a planner should look at before trusting it.
struct DistrictChecks {
    let manifest: DistrictManifest
    let cells: [TableKind: CellReader]
    /// Row of each school in the schools table.
    let schoolRows: [String: Int]
    let findings: FindingList

    /// Two schools nearer than this are probably one, or share a copied position.
    static let tooClose = Metres(30)
    /// More pupils than this in one class are probably a typing error.
    static let largestClass = 60

    func run(on district: District) {
        checkDistances(district.schools)
        let rows = EnrolmentRowFinder(
            cells[.enrolment]?.table, schools: district.schools.map(\.code),
            year: district.academicYear)
        for school in district.schools {
            if let record = district.currentEnrolment(of: school) {
                checkEnrolment(record, of: school, rows)
            }
        }
        if manifest.tables[.villages] != nil, cells[.villages] != nil {
            checkHomes(district)
        }
    }

    /// Warns of schools that nearly coincide, found by sweeping in order of latitude.
    ///
    /// Places that three or more share exactly are a default position, which the doctor reports school by school.
    private func checkDistances(_ schools: [School]) {
        let sorted = schools.sorted {
            ($0.position.latitude, $0.code) < ($1.position.latitude, $1.code)
        }
        let band = 0.0003  // 30 m are 0.00027° of latitude.
        let crowded = Dictionary(grouping: schools, by: \.position)
            .filter { $0.value.count >= PositionDoctor.sharedByAtLeast }
        for (index, south) in sorted.enumerated() where crowded[south.position] == nil {
            for north in sorted[(index + 1)...] where crowded[north.position] == nil {
                if north.position.latitude - south.position.latitude > band { break }
                let distance = Geodesic.wgs84.distance(from: south.position, to: north.position)
                guard distance < Self.tooClose else { continue }
                let (first, second) = south.code < north.code ? (south, north) : (north, south)
                let metres = Int(distance.value.rounded())
                warnSchool(
                    FindingCode.schoolsTooClose, second.code, value: first.code,
                    thai: "ห่างจาก\(first.displayName) เพียง \(metres) ม. ตรวจว่าพิกัดถูกคัดลอกหรือซ้ำ",
                    english: "only \(metres) m from school \(first.code); a copied or repeated "
                        + "position?")
            }
        }
    }

    private func checkEnrolment(
        _ record: YearEnrolment, of school: School, _ rows: EnrolmentRowFinder
    ) {
        for grade in Grade.allCases {
            let (pupils, classes) = (record.pupils[grade], record.classes[grade])
            if pupils > 0, let offered = school.gradesOffered, !offered.contains(grade) {
                warn(
                    .enrolment, FindingCode.gradeNotOffered, school.code,
                    row: rows.row(school.code, grade),
                    column: "grade",
                    value: grade.thaiLabel,
                    thai: "มีนักเรียน \(pupils) คน แต่ทะเบียนว่าเปิดสอน \(offered.thaiLabel)",
                    english: "\(pupils) pupils in \(grade.code), which the register does not offer")
            }
            if classes > 0, pupils == 0 {
                warn(
                    .enrolment, FindingCode.classesWithoutPupils, school.code,
                    row: rows.row(school.code, grade),
                    column: "classes",
                    value: grade.thaiLabel, thai: "มี \(classes) ห้องเรียน แต่ไม่มีนักเรียน",
                    english: "\(classes) classes in \(grade.code) without pupils")
            }
            // Only where the school counts classes at all: otherwise it is a gap, not a slip.
            if classes == 0, pupils > 0, !record.classes.isEmpty {
                warn(
                    .enrolment, FindingCode.pupilsWithoutClasses, school.code,
                    row: rows.row(school.code, grade),
                    column: "classes",
                    value: grade.thaiLabel,
                    thai: "มีนักเรียน \(pupils) คน แต่ไม่มีห้องเรียน (อาจเรียนคละชั้น)",
                    english: "\(pupils) pupils in \(grade.code) without a class (multigrade?)")
            }
            if classes > 0, pupils > Self.largestClass * classes {
                warn(
                    .enrolment, FindingCode.largeClass, school.code,
                    row: rows.row(school.code, grade),
                    column: "pupils",
                    value: "\(pupils)",
                    thai: "\(grade.thaiLabel) มีนักเรียน \(pupils) คนใน \(classes) ห้อง เกิน "
                        + "\(Self.largestClass) คนต่อห้อง",
                    english: "\(pupils) pupils in \(classes) classes of \(grade.code): more than "
                        + "\(Self.largestClass) each")
            }
        }
    }

    private func checkHomes(_ district: District) {
        let homes = HomeTotals(district.villages)
        for school in district.schools where !school.isExternal {
            guard let pupils = district.currentEnrolment(of: school)?.pupils else { continue }
            let atHome = homes[school.code]
            guard atHome != pupils else { continue }
            let grades = Grade.allCases.filter { atHome[$0] != pupils[$0] }
            warn(
                .villages, FindingCode.homesMismatch, school.code, column: "school",
                value: school.code,
                thai: "นักเรียนตามหมู่บ้าน \(atHome.total) คน ตามทะเบียน \(pupils.total) คน "
                    + "ต่างกันที่ \(grades.map(\.thaiLabel).joined(separator: ", "))",
                english: "\(atHome.total) pupils by village, \(pupils.total) enrolled; differs "
                    + "in \(grades.map(\.code).joined(separator: ", "))")
        }
    }

    private func warnSchool(
        _ code: String, _ school: String, value: String, thai: String, english: String
    ) {
        cells[.schools]?.report(
            code, .warning, row: schoolRows[school], column: "code", value: value, thai: thai,
            english: english, school: school)
    }

    private func warn(
        _ kind: TableKind, _ code: String, _ school: String, row: Int? = nil, column: String,
        value: String, thai: String, english: String
    ) {
        cells[kind]?.report(
            code, .warning, row: row, column: column, value: value,
            thai: "โรงเรียน \(school): \(thai)", english: "school \(school): \(english)",
            school: school)
    }
}
