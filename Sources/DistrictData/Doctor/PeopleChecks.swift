import SchoolDistrict

/// Checks of pupils, classes and teachers against each other and against other years.
struct PeopleChecks {
    let district: District
    let places: [String: SchoolRow]
    let notes: DoctorNotes

    /// A count jumps when it is more than this many times the largest of its neighbours (or less than the smallest).
    ///
    /// It must also be `jumpMargin` pupils beyond. Measured on the sample: no false alarm in 5,643 rows.
    static let jumpFactor = 1.5
    static let jumpMargin = 8.0
    /// Parallel classes with fewer pupils each than this are probably a typing error.
    static let smallestParallelClass = 10

    func run() {
        let hasEnrolment = notes.table(.enrolment) != nil
        guard hasEnrolment else { return }
        let rows = enrolmentRows()
        let staffed = schoolsInStaffTable()
        for school in district.schools where !school.isExternal {
            checkJumps(school, rows)
            checkClasses(school, rows)
            checkTeachers(school, isInTable: staffed.contains(school.code))
            checkOffered(school)
        }
    }

    private struct Key: Hashable {
        var school: String
        var year: Int
        var grade: Grade
    }

    /// The codes of all schools that have a row in the staff table.
    private func schoolsInStaffTable() -> Set<String> {
        guard let table = notes.table(.staff) else { return [] }
        let references = SchoolReferences(district.schools.map(\.code))
        let silent = CellReader(table: table, findings: FindingList())
        return Set(table.rows.compactMap { references.school($0, "school", cells: silent)?.code })
    }

    /// The row of each school, year and grade in the enrolment table.
    private func enrolmentRows() -> [Key: Int] {
        guard let table = notes.table(.enrolment) else { return [:] }
        let references = SchoolReferences(district.schools.map(\.code))
        let silent = CellReader(table: table, findings: FindingList())
        var rows: [Key: Int] = [:]
        var grades: [String: Grade] = [:]
        for row in table.rows {
            guard let label = table.text(row, "grade"),
                let grade = grades[label] ?? Grade(parsing: label),
                let school = references.school(row, "school", cells: silent)?.code
            else { continue }
            grades[label] = grade
            let year = table.text(row, "year").flatMap { try? NumberText.integer($0) }
            rows[Key(school: school, year: year ?? district.academicYear, grade: grade)] = row
        }
        return rows
    }

    private func checkJumps(_ school: School, _ rows: [Key: Int]) {
        let years = school.enrolment.keys.sorted()
        guard years.count >= 2 else { return }
        var found: [(year: Int, grade: Grade, pupils: Int, low: Int, high: Int)] = []
        for year in years {
            for grade in Grade.allCases {
                guard rows[Key(school: school.code, year: year, grade: grade)] != nil,
                    let pupils = school.enrolment[year]?.pupils[grade]
                else { continue }
                let near = neighbours(of: grade, year, school, rows)
                guard near.count >= 2, let low = near.min(), let high = near.max() else { continue }
                let value = Double(pupils)
                let isHigh = value > Self.jumpFactor * Double(high) + Self.jumpMargin
                let isLow = Self.jumpFactor * value + Self.jumpMargin < Double(low)
                if isHigh || isLow { found.append((year, grade, pupils, low, high)) }
            }
        }
        for jump in found {
            notes.add(
                FindingCode.enrolmentJump, .warning, .enrolment,
                row: rows[Key(school: school.code, year: jump.year, grade: jump.grade)],
                column: "pupils", value: "\(jump.pupils)",
                thai: "\(jump.grade.thaiLabel) ปี \(jump.year) มี \(jump.pupils) คน แต่ปีหรือชั้นข้างเคียงมี "
                    + "\(jump.low)–\(jump.high) คน",
                english: "\(jump.pupils) pupils in \(jump.grade.code) of \(jump.year), though the "
                    + "years and grades beside it have \(jump.low)–\(jump.high)",
                school: school.code, place: places[school.code]?.position)
        }
    }

    /// The counts beside one: the same grade in other years, the cohort the year before and after, the grades
    /// beside it in the same year.
    private func neighbours(
        of grade: Grade, _ year: Int, _ school: School, _ rows: [Key: Int]
    ) -> [Int] {
        let steps = [(-2, 0), (-1, 0), (1, 0), (2, 0), (-1, -1), (1, 1), (0, -1), (0, 1)]
        return steps.compactMap { years, grades in
            guard let other = Grade(rawValue: grade.rawValue + grades),
                rows[Key(school: school.code, year: year + years, grade: other)] != nil
            else { return nil }
            return school.enrolment[year + years]?.pupils[other]
        }
    }

    private func checkClasses(_ school: School, _ rows: [Key: Int]) {
        guard let record = district.currentEnrolment(of: school) else { return }
        for grade in Grade.allCases {
            let (pupils, classes) = (record.pupils[grade], record.classes[grade])
            guard classes > 1, pupils > 0, pupils < classes * Self.smallestParallelClass else {
                continue
            }
            notes.add(
                FindingCode.manyClasses, .warning, .enrolment,
                row: rows[Key(school: school.code, year: district.academicYear, grade: grade)],
                column: "classes", value: "\(classes)",
                thai: "\(grade.thaiLabel) มีนักเรียน \(pupils) คนใน \(classes) ห้อง น้อยกว่า "
                    + "\(Self.smallestParallelClass) คนต่อห้อง",
                english: "\(pupils) pupils in \(classes) classes of \(grade.code): fewer than "
                    + "\(Self.smallestParallelClass) each",
                school: school.code, place: places[school.code]?.position)
        }
    }

    private func checkTeachers(_ school: School, isInTable: Bool) {
        guard notes.table(.staff) != nil else { return }
        let pupils = district.currentEnrolment(of: school)?.pupils.total ?? 0
        let teachers = school.staff?.teachers ?? 0
        let row = places[school.code]
        if teachers > 0, pupils == 0 {
            notes.add(
                FindingCode.teachersWithoutPupils, .warning, .staff, column: "count",
                value: "\(teachers)",
                thai:
                    "โรงเรียน \(school.code): มีครู \(teachers) คน แต่ไม่มีนักเรียนปี \(district.academicYear)",
                english: "school \(school.code): \(teachers) teachers but no pupils in "
                    + "\(district.academicYear)",
                school: school.code, place: row?.position)
        } else if teachers == 0, pupils > 0 {
            // A school all of whose positions are unknown has rows, but no record.
            let missing =
                school.staff != nil
                ? (thai: "ไม่มีครู", english: "no teacher")
                : isInTable
                    ? (
                        thai: "ไม่ทราบตำแหน่งของบุคลากร",
                        english: "the positions of its staff are unknown"
                    )
                    : (thai: "ไม่มีในตารางครู", english: "no row in the staff table")
            notes.add(
                FindingCode.pupilsWithoutTeachers, .warning, .staff, column: "school",
                value: school.code,
                thai: "โรงเรียน \(school.code): มีนักเรียน \(pupils) คน แต่" + missing.thai,
                english: "school \(school.code): \(pupils) pupils but " + missing.english,
                school: school.code, place: row?.position)
        }
    }

    private func checkOffered(_ school: School) {
        guard let row = places[school.code], let offered = school.gradesOffered,
            notes.table(.schools)?.text(row.row, "grades_offered") != nil,
            let record = district.currentEnrolment(of: school), !record.pupils.isEmpty
        else { return }
        let empty = offered.grades.filter { record.pupils[$0] == 0 }
        guard !empty.isEmpty else { return }
        let labels = empty.map(\.thaiLabel).joined(separator: ", ")
        notes.add(
            FindingCode.offeredWithoutPupils, .note, .schools, row: row.row,
            column: "grades_offered", value: notes.table(.schools)?.text(row.row, "grades_offered"),
            thai: "เปิดสอนแต่ไม่มีนักเรียน: \(labels)",
            english: "offered but without pupils: "
                + empty.map(\.code).joined(separator: ", "),
            school: school.code, place: row.position)
    }
}
