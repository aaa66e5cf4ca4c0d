import Projections
import SpatialTypes

extension DatumDoctor {
    /// Writes down what probably happened to a school, with the repair and its evidence.
    func report(_ candidate: Candidate, _ verdict: Verdict) {
        let row = candidate.row
        let shifted = candidate.shifted[verdict.mistake]
        let moved = Geodesic.wgs84.distance(from: candidate.position, to: shifted.place).value
        var (thai, english) = Self.words(shifted.mistake, metres: Int(moved.rounded()))
        if !verdict.isCertain {
            thai = "อาจเป็น: " + thai + " หลักฐานยังไม่พอ ตรวจกับแผนที่หรือ GPS"
            english = "possibly " + english + "; the evidence is weak: check with a map or GPS"
        }
        let isCohort = verdict.isCohort
        let repair = notes.changes(
            of: row, to: shifted.place, columns: columns, frame: frame
        ).map {
            Repair(
                changes: $0, isSafe: verdict.isCertain && verdict.isAlone,
                movedMetres: moved.rounded(),
                reasonThai: reason(candidate.read, shifted.evidence, isCohort, thai: true),
                reasonEnglish: reason(candidate.read, shifted.evidence, isCohort, thai: false))
        }
        notes.add(
            verdict.isCertain ? shifted.mistake.code : FindingCode.possibleDatum,
            verdict.isCertain ? .warning : .note, .schools, row: row.row, column: columns?.x,
            value: [row.x, row.y].compactMap(\.self).joined(separator: ", "), thai: thai,
            english: english, school: row.code, repair: repair,
            place: verdict.isCertain ? shifted.place : candidate.position)
    }

    private static func words(_ mistake: Mistake, metres: Int) -> (thai: String, english: String) {
        switch mistake {
        case .geographic:
            (
                "พิกัด Indian 1975 ถูกอ่านเป็น WGS 84 คลาดเคลื่อน \(metres) ม.",
                "Indian 1975 degrees read as WGS 84: \(metres) m off"
            )
        case .projected:
            (
                "พิกัด UTM บน Indian 1975 ถูกอ่านเป็น WGS 84 คลาดเคลื่อน \(metres) ม.",
                "Indian 1975 UTM read as WGS 84 UTM: \(metres) m off"
            )
        case .operation:
            (
                "แปลงจาก Indian 1975 ด้วยวิธี EPSG:1812 คลาดเคลื่อน \(metres) ม. ใช้ EPSG:1304",
                "converted from Indian 1975 by EPSG:1812: \(metres) m off; use EPSG:1304"
            )
        }
    }

    /// What speaks for the shift, in words.
    private func reason(
        _ read: Evidence, _ shifted: Evidence, _ isCohort: Bool, thai: Bool
    ) -> String {
        func metres(_ value: Double?) -> String { value.map { "\(Int($0.rounded()))" } ?? "–" }
        var parts: [String] = []
        func compare(_ part: KeyPath<Evidence, Double?>, _ thaiName: String, _ name: String) {
            let (here, there) = (read[keyPath: part], shifted[keyPath: part])
            guard here != nil || there != nil else { return }
            parts.append(
                thai
                    ? "ห่าง\(thaiName) \(metres(here)) → \(metres(there)) ม."
                    : "\(name) \(metres(here)) → \(metres(there)) m away")
        }
        if read.isInside == false, shifted.isInside == true {
            parts.append(thai ? "กลับเข้ามาอยู่ในตำบลของตน" : "back inside its own subdistrict")
        }
        if read.isInCatchment == false, shifted.isInCatchment == true {
            parts.append(thai ? "กลับเข้ามาอยู่ในเขตบริการของตน" : "back inside its own catchment")
        }
        compare(\.road, "ถนน", "road")
        compare(
            read.village == nil ? \.anyVillage : \.village,
            read.village == nil ? "หมู่บ้านที่ใกล้ที่สุด" : "หมู่บ้านชื่อเดียวกัน",
            read.village == nil ? "nearest village" : "village of its name")
        compare(\.mapped, "โรงเรียนชื่อเดียวกันในแผนที่", "school of its name on the map")
        if isCohort {
            parts.append(
                thai
                    ? "โรงเรียนทั้งกลุ่มคลาดเคลื่อนทางเดียวกัน"
                    : "its whole table or group is off the same way")
        }
        return parts.joined(separator: thai ? " " : ", ")
    }
}
