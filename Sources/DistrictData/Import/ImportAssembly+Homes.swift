import SchoolDistrict

extension ImportAssembly {
    /// Pupils one by one: their enrolment, and their homes where village points place them.
    ///
    /// Homes without a point stay in `homes.csv`, and every such village is named in a finding.
    mutating func addPupils(_ pupils: PupilAggregate, file path: String) {
        if !has(.enrolment) { write(pupils.enrolment, as: "enrolment.csv", kind: .enrolment) }
        noteUnknownHomes(pupils, file: path)
        let homes = pupils.homes
        guard !homes.rows.isEmpty else { return }
        guard
            let villages = files.lazy.filter({ $0.role == .table(.villages) })
                .compactMap({ VillagePoints($0) }).first
        else {
            write(homes, as: "homes.csv", kind: nil)
            remarks.append(
                "บ้านของนักเรียนอยู่ใน homes.csv เพิ่มแฟ้มจุดหมู่บ้าน (ตำบล หมู่ พิกัด) เพื่อคำนวณระยะทาง / "
                    + "homes are in homes.csv; add village points (subdistrict, moo, position) to "
                    + "compute distances")
            noteUnplaced(homes, file: path)
            return
        }
        let joined = villages.joined(with: homes)
        if !joined.placed.rows.isEmpty, !has(.villages) {
            write(joined.placed, as: "villages.csv", kind: .villages)
        }
        if !joined.unplaced.rows.isEmpty {
            write(joined.unplaced, as: "homes.csv", kind: nil)
            remarks.append(
                "ไม่พบจุดของหมู่บ้าน \(joined.unplaced.rows.count) แถว ดู homes.csv / "
                    + "\(joined.unplaced.rows.count) rows of homes have no village point: homes.csv"
            )
            noteUnplaced(joined.unplaced, file: path)
        }
    }

    private func noteUnknownHomes(_ pupils: PupilAggregate, file: String) {
        let count = pupils.unknownHomeCount
        guard count > 0 else { return }
        findings.append(
            Finding(
                code: FindingCode.homesUnknown, severity: .warning, file: file,
                value: Self.shown(count).thai,
                expectedThai: "นักเรียนที่ไม่มีตำบลกับหมู่ ไม่รวมในตัวชี้วัดระยะทาง",
                expectedEnglish: "\(Self.shown(count).english) pupils without subdistrict and "
                    + "village number are left out of the travel indicators"))
    }

    /// One finding for each village without a point: what it would have counted is said, never dropped in silence.
    private func noteUnplaced(_ homes: CellTable, file: String) {
        let grades = homes.header.indices.filter { Grade(parsing: homes.header[$0]) != nil }
        var pupils: [PupilAggregate.Home: Int] = [:]
        for row in homes.rows {
            let home = PupilAggregate.Home(
                district: row[0], subdistrict: row[1], number: Int(row[2]) ?? 0)
            pupils[home, default: 0] += grades.reduce(0) { $0 + (Int(row[$1]) ?? 0) }
        }
        for (home, count) in pupils.sorted(by: { $0.key < $1.key }) {
            let district = home.district.isEmpty ? "" : " อ.\(home.district)"
            findings.append(
                Finding(
                    code: FindingCode.villageUnplaced, severity: .warning, file: file,
                    value: "หมู่ \(home.number) ต.\(home.subdistrict)\(district)",
                    expectedThai: "ไม่มีพิกัดหมู่บ้านนี้ นักเรียน \(Self.shown(count).thai) คน "
                        + "ไม่รวมในตัวชี้วัดระยะทาง (อยู่ใน homes.csv)",
                    expectedEnglish: "no one point for this village; its "
                        + "\(Self.shown(count).english) pupils are left out of the travel "
                        + "indicators (kept in homes.csv)"))
        }
    }

    /// A number of pupils as it is shown: few could be recognised.
    private static func shown(_ count: Int) -> (thai: String, english: String) {
        count < 5 ? ("น้อยกว่า 5", "fewer than 5") : ("\(count)", "\(count)")
    }
}
