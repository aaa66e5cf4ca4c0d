import PlanarGeometry
import SchoolDistrict

/// Puts what the tables gave together, and says what is missing.
struct DistrictBuilder {
    let manifest: DistrictManifest
    let schools: [School]
    var enrolment: EnrolmentTable.Result?
    var hasClasses = false
    var staff: [String: StaffRecord]?
    var villages: [Village]?
    var catchments: [Catchment]?
    var boundaries: [Boundary]?
    /// Schools of the office without a position, which the district cannot hold.
    var unplaced: [UnplacedSchools.School] = []

    init(manifest: DistrictManifest, schools: [School]) {
        self.manifest = manifest
        self.schools = schools
    }

    func build() -> District {
        let completed = schools.map { school in
            var school = school
            school.enrolment = enrolment?[school.code] ?? [:]
            school.staff = staff?[school.code]
            if school.gradesOffered == nil {
                school.gradesOffered = gradesTaught(in: school.enrolment)
            }
            return school
        }
        let placed = placedInBoundaries(completed)
        var district = District(
            office: manifest.office, academicYear: manifest.academicYear, asOf: manifest.asOf,
            source: manifest.source, schools: placed, villages: villages ?? [],
            catchments: catchments ?? [], boundaries: boundaries ?? [])
        district.gaps = gaps(of: district)
        return district
    }

    /// The schools with the subdistrict and district they stand in, where the table does not name them.
    private func placedInBoundaries(_ schools: [School]) -> [School] {
        guard let boundaries, schools.contains(where: { $0.subdistrict == nil }),
            let index = try? PolygonIndex(boundaries.map(\.area))
        else { return schools }
        return schools.map { school in
            guard school.subdistrict == nil,
                let found = try? index.polygon(containing: school.position)
            else { return school }
            var school = school
            school.subdistrict = boundaries[found].nameThai
            school.district = school.district ?? boundaries[found].districtThai
            return school
        }
    }

    /// The grades with pupils or classes in the newest year not after the district's.
    private func gradesTaught(in enrolment: [Int: YearEnrolment]) -> GradeSet? {
        guard let year = enrolment.keys.filter({ $0 <= manifest.academicYear }).max(),
            let record = enrolment[year]
        else { return nil }
        let grades = record.pupils.grades.union(record.classes.grades)
        return grades.isEmpty ? nil : grades
    }
}

extension DistrictBuilder {
    /// What is missing, in the order of `DataGap.Subject`.
    private func gaps(of district: District) -> [DataGap] {
        let own = district.schools.filter { !$0.isExternal }
        let year = district.academicYear
        func codes(_ lacks: (School) -> Bool) -> [String] { own.filter(lacks).map(\.code) }
        var gaps: [DataGap] = []
        /// Adds a gap for some schools; all of them lacking it is a gap of the whole district.
        func add(_ subject: DataGap.Subject, _ codes: [String], thai: String, english: String) {
            guard !codes.isEmpty else { return }
            gaps.append(
                DataGap(
                    subject, schoolCodes: codes.count == own.count ? [] : codes,
                    consequenceThai: thai, consequenceEnglish: english))
        }
        add(
            .enrolment, codes { $0.enrolment[year] == nil },
            thai: "ประมาณจำนวนนักเรียนจากระดับชั้นที่เปิดสอน ทุกตัวเลขที่ใช้จะระบุว่า “ประมาณ”",
            english: "pupils are estimated from the grades offered; every figure that rests on "
                + "them is flagged")
        add(
            .classes,
            codes {
                guard let record = $0.enrolment[year] else { return false }
                return !hasClasses || (record.classes.isEmpty && !record.pupils.isEmpty)
            },
            thai: "คำนวณจำนวนห้องเรียนจากนักเรียนต่อห้อง และระบุว่า “ประมาณ”",
            english: "classes are computed from pupils per room and flagged as estimated")
        add(
            .staff, codes { $0.staff == nil },
            thai: "ไม่สรุปว่าครูขาดหรือเกิน แสดงเฉพาะอัตราที่ควรมี",
            english: "no shortage or surplus is stated; only the requirement is shown")
        add(
            .rooms, codes { $0.rooms == nil },
            thai: "สมมติว่ามีห้องเท่าห้องเรียนปัจจุบันกับห้องว่างตาม estimates.spare_rooms "
                + "ต้องตรวจว่าห้องพอก่อนตัดสินใจ",
            english: "as many rooms as classes today and estimates.spare_rooms more are assumed; "
                + "check that there are enough")
        if villages == nil {
            add(
                .villages, own.map(\.code),
                thai: "ไม่คำนวณระยะทางจากบ้านถึงโรงเรียน และไม่นับนักเรียนที่เดินทางไกล",
                english: "distances from home to school are not computed, and nobody is counted "
                    + "as travelling far")
        } else {
            add(
                .homes, schoolsWithUnmatchedHomes(district),
                thai: "จำนวนนักเรียนตามหมู่บ้านไม่ตรงกับทะเบียน นับตามหมู่บ้านได้ไม่เกินทะเบียน "
                    + "ผู้ที่ไม่ทราบที่อยู่ไม่รวมในตัวชี้วัดระยะทาง",
                english: "homes do not add up to enrolment; homes count up to enrolment, pupils "
                    + "without one are left out of the travel indicators")
        }
        let drawn = Set((catchments ?? []).map(\.schoolCode))
        if own.contains(where: { !drawn.contains($0.code) }) {
            add(
                .catchments, codes { !drawn.contains($0.code) },
                thai: "สร้างเขตบริการจากหมู่บ้านของนักเรียน หรือถนน หรือตำแหน่งโรงเรียน และระบุว่า “สร้างขึ้น”",
                english:
                    "catchments are built from the pupils' villages, else from roads or school "
                    + "positions, and marked as built")
        }
        if manifest.tables[.roads] == nil {
            add(
                .roads, own.map(\.code),
                thai: "ใช้ระยะตรงคูณค่าปรับความคดเคี้ยว ทุกระยะทางระบุว่า “ประมาณ”",
                english: "straight distance times a detour factor; every distance is flagged as "
                    + "estimated")
        }
        if boundaries == nil {
            add(
                .boundaries, own.map(\.code),
                thai: "ไม่วาดขอบเขตตำบล และตรวจตำแหน่งกับตำบลไม่ได้",
                english: "no subdistricts are drawn, and positions cannot be checked against them")
        }
        add(
            .gradesOffered, codes { $0.gradesOffered == nil },
            thai: "ถือว่าเปิดสอน อ.2–ป.6 และระบุว่า “ประมาณ”",
            english: "grades K2–P6 are assumed and flagged as estimated")
        if !unplaced.isEmpty {
            let names = unplaced.map { "\($0.name) (\($0.code))" }.joined(separator: ", ")
            gaps.append(
                DataGap(
                    .positions, schoolCodes: unplaced.map(\.code),
                    consequenceThai: "โรงเรียน \(unplaced.count) แห่งของเขตไม่อยู่ในแผนนี้ เพราะไม่มีพิกัด "
                        + "ตัวเลขรวมจึงไม่รวมโรงเรียนเหล่านี้: \(names)",
                    consequenceEnglish: "\(unplaced.count) schools of the office are not in this "
                        + "plan, since they have no position; no total counts them: \(names)"))
        }
        return gaps
    }

    private func schoolsWithUnmatchedHomes(_ district: District) -> [String] {
        let homes = HomeTotals(district.villages)
        return district.schools.filter { school in
            guard !school.isExternal,
                let pupils = district.currentEnrolment(of: school)?.pupils
            else { return false }
            return homes[school.code] != pupils
        }.map(\.code)
    }
}

/// Pupils by school as the villages count them.
struct HomeTotals {
    private var totals: [String: GradeCounts] = [:]

    init(_ villages: [Village]) {
        for village in villages {
            for home in village.homes {
                totals[home.schoolCode, default: GradeCounts()] += home.pupils
            }
        }
    }

    /// The pupils of a school over all villages.
    subscript(school: String) -> GradeCounts { totals[school] ?? GradeCounts() }
}
