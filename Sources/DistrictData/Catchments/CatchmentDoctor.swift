import PlanarGeometry
import Projections
import SchoolDistrict
import SpatialTypes

/// Checks the official catchments: valid, apart, whole, and round their schools.
struct CatchmentDoctor {
    let district: District
    let places: [String: SchoolRow]
    let notes: DoctorNotes

    /// Overlaps and gaps smaller than this are the width of a drawn line, square metres.
    static let sliver = 10_000.0

    /// A mended shape that gains or loses a larger share of its area is for people to judge.
    static let safeAreaChange = 0.01

    /// The first row of each school in the catchments layer.
    private var rowOfSchool: [String: Int] {
        guard let table = notes.table(.catchments) else { return [:] }
        return CatchmentsTable.rows(
            of: table, references: SchoolReferences(district.schools.map(\.code))
        ).compactMapValues(\.first)
    }

    func run() {
        guard notes.table(.catchments) != nil, !district.catchments.isEmpty else { return }
        guard let repaired = try? CatchmentRepair.repaired(district.catchments),
            let partition = try? CatchmentPartition(
                repaired.catchments, within: district.boundaries.map(\.area),
                villages: district.villages)
        else { return }
        let rows = rowOfSchool
        for change in repaired.changes { report(change, row: rows[change.schoolCode]) }
        for overlap in partition.overlaps where overlap.squareMetres > Self.sliver {
            report(overlap, row: rows[overlap.first])
        }
        for gap in partition.gaps where gap.squareMetres > Self.sliver { report(gap) }
        checkMissing()
        checkSchools(repaired.catchments, rows)
        checkVillages(partition)
    }

    private func report(_ change: CatchmentRepair.Change, row: Int?) {
        let reason = change.reason
        let percent = CoordinateFrame.decimal(min(change.relativeAreaChange, 99) * 100, places: 1)
        let isSafe = !change.isLost && change.relativeAreaChange <= Self.safeAreaChange
        let repair = Repair(
            changes: [
                Repair.Change(
                    column: Repair.Change.geometryColumn, old: reason,
                    new: "make_valid (structure), area \(percent) %")
            ],
            isSafe: isSafe,
            reasonThai: isSafe
                ? "ซ่อมรูปด้วย make_valid พื้นที่เปลี่ยนไม่เกิน 1%" : "ซ่อมแล้วพื้นที่เปลี่ยนมาก ต้องดูบนแผนที่",
            reasonEnglish: isSafe
                ? "mended by make_valid, the area changes by at most 1 %"
                : "mending changes the area: look at the map")
        notes.add(
            FindingCode.catchmentInvalid, .warning, .catchments, row: row, column: "school",
            value: change.schoolCode,
            thai:
                "รูปเขตบริการของโรงเรียน \(change.schoolCode) ไม่สมบูรณ์ (\(reason)) ซ่อมแล้วพื้นที่ต่าง \(percent)%",
            english: "the catchment of school \(change.schoolCode) is invalid (\(reason)); mended "
                + "for use, area changed by \(percent) %",
            school: change.schoolCode, repair: repair, place: change.place)
    }

    private func report(_ overlap: CatchmentPartition.Overlap, row: Int?) {
        notes.add(
            FindingCode.catchmentOverlap, .warning, .catchments, row: row, column: "school",
            value: "\(overlap.first), \(overlap.second)",
            thai:
                "เขตบริการของ \(overlap.first) กับ \(overlap.second) ทับกัน \(hectares(overlap.squareMetres)) เฮกตาร์",
            english: "the catchments of \(overlap.first) and \(overlap.second) overlap by "
                + "\(hectares(overlap.squareMetres)) ha",
            school: overlap.first, place: overlap.place)
    }

    private func report(_ gap: CatchmentPartition.Gap) {
        notes.add(
            FindingCode.catchmentGap, .warning, .catchments, column: "school",
            value: hectares(gap.squareMetres) + " ha",
            thai: "มีพื้นที่ \(hectares(gap.squareMetres)) เฮกตาร์ที่ไม่อยู่ในเขตบริการใด",
            english: "\(hectares(gap.squareMetres)) ha belong to no catchment", place: gap.place)
    }

    /// Schools without a catchment among those that have one.
    private func checkMissing() {
        let owned = Set(district.catchments.map(\.schoolCode))
        for school in district.schools where !school.isExternal && !owned.contains(school.code) {
            notes.add(
                FindingCode.catchmentMissing, .warning, .catchments, column: "school",
                value: school.code,
                thai: "โรงเรียน\(school.nameThai.removingPrefix(["โรงเรียน"]))ไม่มีเขตบริการในแฟ้ม "
                    + "แผนจะสร้างให้โดยไม่ทับเขตที่ประกาศ และระบุว่า “สร้างขึ้น”",
                english:
                    "no catchment is drawn for school \(school.code); plans build one beside the "
                    + "official ones and mark it as built",
                school: school.code, place: school.position)
        }
    }

    private func checkSchools(_ catchments: [Catchment], _ rows: [String: Int]) {
        guard let index = try? PolygonIndex(catchments.map(\.area)) else { return }
        for (number, catchment) in catchments.enumerated() {
            guard let place = places[catchment.schoolCode]?.position,
                let held = try? index.polygons(containing: place), !held.contains(number)
            else { continue }
            let other = held.first.map { catchments[$0].schoolCode }
            notes.add(
                FindingCode.catchmentWithoutSchool, .warning, .catchments,
                row: rows[catchment.schoolCode], column: "school", value: catchment.schoolCode,
                thai: "โรงเรียน \(catchment.schoolCode) ไม่อยู่ในเขตบริการของตน"
                    + (other.map { " แต่อยู่ในเขตของ \($0)" } ?? ""),
                english: "school \(catchment.schoolCode) stands outside its own catchment"
                    + (other.map { ", in that of \($0)" } ?? ""),
                school: catchment.schoolCode, place: place)
        }
    }

    private func checkVillages(_ partition: CatchmentPartition) {
        for (village, count) in partition.villagesNotInOne where count == 0 {
            notes.add(
                FindingCode.villageInNoCatchment, .warning, .villages, column: "code",
                value: village.code,
                thai: "หมู่บ้าน\(village.nameThai.removingPrefix(["บ้าน"]))ไม่อยู่ในเขตบริการใด",
                english: "village \(village.nameThai) lies in no catchment",
                place: village.position)
        }
    }

    private func hectares(_ squareMetres: Double) -> String {
        CoordinateFrame.decimal(squareMetres / 10_000, places: 1)
    }
}
