import SchoolDistrict

/// Writes the tables, the manifest and the subdistricts.
struct DistrictTables: Sendable {
    let landscape: Landscape
    let names: PlaceNames
    private let subdistrictCodes: [String]

    /// First two digits that no Thai province has.
    private static let provinces = [99, 98, 97, 89, 88, 87, 79, 78, 69, 68, 59]

    init(landscape: Landscape, names: PlaceNames) {
        self.landscape = landscape
        self.names = names
        var next = Array(repeating: 0, count: landscape.towns.count)
        subdistrictCodes = landscape.tiling.cells.map { cell in
            next[cell.district] += 1
            let province = Self.provinces[cell.district / 99]
            return
                "\(province)\(twoDigits(cell.district % 99 + 1))\(twoDigits(next[cell.district]))"
        }
    }

    /// `district.yaml`: what the folder holds, and that it is made up.
    func manifest(sizes: DistrictSizes, seed: UInt64) -> GeneratedFile {
        file(
            "district.yaml",
            """
            \(SampleGenerator.manifestOpening) โรงเรียน หมู่บ้าน ถนน และตัวเลขทุกตัวสร้างด้วยโปรแกรม ไม่ใช่ข้อมูลจริง
            # Synthetic data: every school, village, road and figure here was generated. Nothing is real.
            office:
              code: "9904"
              name_th: สพป.ตัวอย่าง เขต 4 (ข้อมูลสังเคราะห์)
            # ปีการศึกษา (พ.ศ.) และวันที่นับจำนวนนักเรียน / academic year (Buddhist era) and count day
            academic_year: 2566
            as_of: 2566-06-10
            # ระบบพิกัดของลองจิจูด ละติจูดในตาราง / reference system of the coordinates below
            crs: EPSG:4326
            source: >-
              ข้อมูลสังเคราะห์ (synthetic data) สร้างด้วยคำสั่ง schoolnet sample
              จำนวน \(sizes.schools) โรงเรียน ค่าเริ่มสุ่ม (seed) \(seed)
              ใช้และเผยแพร่ต่อได้โดยไม่มีเงื่อนไข (CC0)
            # ทะเบียนโรงเรียน รวมโรงเรียนนอกสังกัดที่อยู่ใกล้เคียง / schools, with external ones nearby
            schools: {file: schools.csv}
            # นักเรียนและห้องเรียนรายชั้น สามปี / pupils and classes by grade, three years
            enrolment: {file: enrolment.csv}
            # ครูและบุคลากรตามตำแหน่งและวิชาเอก กับผู้ที่จะเกษียณใน 5 ปี / staff by position and major, and who retires in 5 years
            staff: {file: staff.csv}
            # หมู่บ้านที่อยู่ของนักเรียน กับนักเรียนยากจนและพิการ / home villages of the pupils, the poor and disabled among them
            villages: {file: villages.csv}
            # ถนน แม่น้ำ และแพข้ามอ่างเก็บน้ำ / roads, the river and the ferry
            roads: {file: roads.osm}
            # ขอบเขตตำบล / subdistricts
            boundaries: {file: tambons.geojson}

            """)
    }

    /// Schools of other offices: known by name and place, nothing more.
    func external(_ sites: [SampleSchool]) -> [SampleSchool] {
        sites.enumerated().map { number, site in
            var school = site
            let isMunicipal = number % 2 == 0
            let root = names.villages[site.village]
            school.code = String(98_040_001 + number)
            school.name = isMunicipal ? "เทศบาล \(number / 2 + 1) (\(root))" : "\(root)ศึกษา (เอกชน)"
            school.grades = GradeSet(
                Grade.allCases.filter { $0 <= (isMunicipal ? Grade.m3 : Grade.p6) })
            return school
        }
    }

    /// `schools.csv`, one row a school.
    func schools(_ schools: [SampleSchool]) -> GeneratedFile {
        var text =
            "code,name_th,longitude,latitude,subdistrict,district,group,grades_offered,rooms,"
            + "statuses,internet,computers,housing_units,nt_score,external,land_rai,"
            + "community_support\n"
        for school in schools {
            let cell = landscape.tiling.cells[school.subdistrict]
            let grades = school.grades.grades
            let own = !school.isExternal
            func written(_ number: Int?) -> String { number.map { String($0) } ?? "" }
            var fields = [school.code, school.name, position(school.position)]
            fields += [names.subdistricts[school.subdistrict], names.districts[cell.district]]
            fields.append(own ? groupName(school.group) : "")
            fields.append("\(grades.first?.code ?? "")-\(grades.last?.code ?? "")")
            fields.append(written(school.rooms))
            fields.append(school.statuses.map(\.rawValue).joined(separator: ";"))
            fields.append(own ? (school.hasInternet ? "yes" : "no") : "")
            fields += [written(school.computers), written(school.housingUnits)]
            func tenths(_ number: Int?) -> String {
                number.map { "\($0 / 10).\($0 % 10)" } ?? ""
            }
            fields.append(tenths(school.nationalTest))
            fields.append(own ? "no" : "yes")
            fields.append(tenths(school.land))
            fields.append(school.hasCommunitySupport.map { $0 ? "yes" : "no" } ?? "")
            text += fields.joined(separator: ",") + "\n"
        }
        return file("schools.csv", text)
    }

    private func groupName(_ group: Int) -> String { "กลุ่มโรงเรียนที่ \(group + 1)" }

    /// `enrolment.csv`, one row for each school, year and grade offered.
    func enrolment(_ schools: [SampleSchool]) -> GeneratedFile {
        var text = "school,year,grade,pupils,classes\n"
        for school in schools {
            for (year, enrolment) in zip(SchoolProfiles.years, school.enrolment) {
                for grade in school.grades.grades {
                    text += "\(school.code),\(year),\(grade.code),\(enrolment.pupils[grade]),"
                    text += "\(enrolment.classes[grade])\n"
                }
            }
        }
        return file("enrolment.csv", text)
    }

    /// `staff.csv`, one row for each school, position and major.
    func staff(_ staff: StaffRoster, schools: [SampleSchool]) -> GeneratedFile {
        var text = "school,position,major,count,retiring\n"
        for line in staff.lines {
            text += "\(schools[line.school].code),\(line.position),\(line.major),"
            text += "\(line.count),\(line.retiring)\n"
        }
        return file("staff.csv", text)
    }

    /// `villages.csv`, one row for each village and school attended.
    func villages(_ homes: Homes, schools: [SampleSchool]) -> GeneratedFile {
        var text = "code,name_th,longitude,latitude,subdistrict,school,"
        text += Grade.allCases.map(\.code).joined(separator: ",") + ",poor,disabled\n"
        var number = Array(repeating: 0, count: landscape.tiling.cells.count)
        var codes: [String] = []
        for village in landscape.villages {
            number[village.subdistrict] += 1
            codes.append(
                subdistrictCodes[village.subdistrict] + twoDigits(number[village.subdistrict]))
        }
        let lines = homes.lines.sorted {
            (codes[$0.village], $0.school) < (codes[$1.village], $1.school)
        }
        for line in lines {
            let village = landscape.villages[line.village]
            let fields = [
                codes[line.village], "บ้าน" + names.villages[line.village],
                position(village.position), names.subdistricts[village.subdistrict],
                schools[line.school].code,
            ]
            let pupils = Grade.allCases.map { String(line.pupils[$0]) }
            let vulnerable = [String(line.poor), String(line.disabled)]
            text += (fields + pupils + vulnerable).joined(separator: ",") + "\n"
        }
        return file("villages.csv", text)
    }

    /// `tambons.geojson`: the subdistricts, wound by RFC 7946.
    func subdistricts() -> GeneratedFile {
        var text = "{\"type\":\"FeatureCollection\",\"name\":\"tambons\",\"features\":[\n"
        for (i, cell) in landscape.tiling.cells.enumerated() {
            let corners = (cell.border + cell.border.prefix(1)).map { p -> String in
                let (longitude, latitude) = landscape.tiling.frame.degrees(p)
                return "[\(decimalDegrees(longitude)),\(decimalDegrees(latitude))]"
            }
            text += "{\"type\":\"Feature\",\"properties\":{\"code\":\"\(subdistrictCodes[i])\","
            text += "\"name_th\":\"\(names.subdistricts[i])\","
            text += "\"district_th\":\"\(names.districts[cell.district])\"},"
            text += "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[["
            text += corners.joined(separator: ",") + "]]}}"
            text += i == landscape.tiling.cells.count - 1 ? "\n" : ",\n"
        }
        return file("tambons.geojson", text + "]}\n")
    }

    private func position(_ p: PlanePoint) -> String {
        let (longitude, latitude) = landscape.tiling.frame.degrees(p)
        return decimalDegrees(longitude) + "," + decimalDegrees(latitude)
    }

    private func file(_ path: String, _ text: String) -> GeneratedFile {
        GeneratedFile(path: path, contents: Array(text.utf8))
    }
}

/// A number 0…99 with two digits.
func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

/// Millionths of a degree as a decimal number with six places.
func decimalDegrees(_ millionths: Int) -> String {
    let digits = String(abs(millionths) % 1_000_000)
    let zeros = String(repeating: "0", count: 6 - digits.count)
    return "\(millionths < 0 ? "-" : "")\(abs(millionths) / 1_000_000).\(zeros)\(digits)"
}
