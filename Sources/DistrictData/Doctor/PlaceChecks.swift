import RoadNetwork
import SchoolDistrict
import SpatialTypes

/// Checks of where schools and villages stand, against subdistricts and roads.
struct PlaceChecks {
    let ground: DistrictGround
    let columns: (x: String, y: String)?
    let notes: DoctorNotes

    /// Schools further than this from every usable road are off the network.
    static let roadLimit = 300.0

    /// Subdistrict names that no boundary carries, with the name that was probably meant.
    func checkSubdistricts(_ rows: [SchoolRow]) {
        guard !ground.boundaries.isEmpty else { return }
        let names = Set(ground.boundaries.map(\.nameThai)).sorted()
        for row in rows {
            guard let name = row.subdistrict,
                ground.subdistricts(name, district: row.district).isEmpty
            else { continue }
            let lying = row.position.flatMap(ground.subdistrict(at:))
                .map { ground.boundaries[$0].nameThai }
            let nearest = Suggestion.nearest(to: name, in: names)
            let sound = ThaiName.soundKey(name)
            let meant = lying ?? nearest
            // Safe when the name only misspells the subdistrict the school stands in.
            let isSafe =
                meant != nil && meant == lying
                && (meant == nearest || meant.map(ThaiName.soundKey) == sound)
            notes.add(
                FindingCode.unknownSubdistrict, .warning, .schools, row: row.row,
                column: "subdistrict", value: name,
                thai: "ไม่มีตำบลชื่อนี้ในแผนที่"
                    + (lying.map { " โรงเรียนตั้งอยู่ในตำบล\($0)" } ?? "")
                    + (nearest.map { " ชื่อใกล้เคียง: \($0)" } ?? ""),
                english: "no subdistrict has this name"
                    + (lying.map { "; the school stands in \($0)" } ?? "")
                    + (nearest.map { "; the nearest name is \($0)" } ?? ""),
                school: row.code,
                repair: meant.map {
                    Repair(
                        changes: [
                            Repair.Change(
                                column: notes.header("subdistrict", of: .schools),
                                old: notes.table(.schools)?.text(row.row, "subdistrict") ?? name,
                                new: $0)
                        ],
                        isSafe: isSafe,
                        reasonThai: isSafe ? "ชื่อใกล้เคียงและโรงเรียนตั้งอยู่ในตำบลนี้" : "ชื่อใกล้เคียงหรือที่ตั้ง",
                        reasonEnglish: isSafe
                            ? "a near name, and the school stands there"
                            : "by near name or position alone")
                },
                place: row.position)
        }
    }

    /// Schools that stand in another subdistrict than their own, and in which.
    func checkOwnSubdistrict(_ rows: [SchoolRow]) {
        for row in rows {
            guard let position = row.position else { continue }
            let own = ground.subdistricts(row.subdistrict, district: row.district)
            let fit = ground.suitability(of: position, subdistricts: own)
            if fit == .elsewhere, ground.isKnown {
                notes.add(
                    FindingCode.outsideDistrict, .warning, .schools, row: row.row,
                    column: columns?.x, value: text(row),
                    thai: "อยู่นอกพื้นที่ของเขต ตรวจพิกัด", english: "outside the district's ground",
                    school: row.code, place: position)
                continue
            }
            guard fit != .subdistrict, let first = own.first else { continue }
            let metres = Int(own.map { ground.distance(from: position, to: $0) }.min() ?? 0)
            let lying = ground.subdistrict(at: position).map { ground.boundaries[$0].nameThai }
            let name = ground.boundaries[first].nameThai
            notes.add(
                FindingCode.outsideSubdistrict, .warning, .schools, row: row.row,
                column: columns?.x, value: text(row),
                thai: "พิกัดอยู่ใน" + (lying.map { "ตำบล\($0)" } ?? "พื้นที่ที่ไม่มีตำบล")
                    + " ห่างจากตำบล\(name)ของโรงเรียน \(metres) ม. ตรวจพิกัดหรือชื่อตำบล",
                english: "lies in " + (lying.map { "subdistrict \($0)" } ?? "no subdistrict")
                    + ", \(metres) m from its own (\(name)); check position and subdistrict",
                school: row.code, place: position)
        }
    }

    /// Schools that no road comes near.
    func checkRoads(_ rows: [SchoolRow], graph: RoadGraph) {
        let placed = rows.filter { $0.position != nil }
        let snapped = graph.snap(placed.compactMap(\.position), rule: PlaceChecks.anyRoad)
        for (row, found) in zip(placed, snapped) {
            let metres = found?.offRoad.value
            guard metres ?? .infinity > Self.roadLimit else { continue }
            let distance = metres.map { "\(Int($0.rounded()))" } ?? "> 2000"
            notes.add(
                FindingCode.offRoadNetwork, .warning, .schools, row: row.row, column: columns?.x,
                value: text(row),
                thai: "ห่างจากถนนที่ใกล้ที่สุด \(distance) ม. พิกัดอาจผิดหรือแผนที่ถนนขาดเส้นทาง",
                english: "\(distance) m from the nearest road: a wrong position or a missing road",
                school: row.code, place: row.position)
        }
    }

    /// Roads of small islands count as well: the question is whether a road is there at all.
    static let anyRoad = SnapRule(smallestComponent: Metres(500))

    /// Villages of which no pupil attends any school.
    func checkVillages(_ district: District) {
        guard let table = notes.table(.villages) else { return }
        var rows: [String: Int] = [:]
        for row in table.rows {
            if let code = table.text(row, "code").flatMap({ CodeText.read($0)?.code }) {
                rows[code] = min(rows[code] ?? row, row)
            }
        }
        for village in district.villages where village.homes.isEmpty {
            notes.add(
                FindingCode.villageWithoutSchool, .warning, .villages, row: rows[village.code],
                column: "school", value: village.code,
                thai: "หมู่บ้าน\(village.nameThai.removingPrefix(["บ้าน"]))ไม่มีนักเรียนที่ระบุโรงเรียน",
                english: "village \(village.nameThai) has no pupil at any school",
                place: village.position)
        }
    }

    private func text(_ row: SchoolRow) -> String {
        let numbers = [row.x, row.y].compactMap(\.self)
        guard numbers.isEmpty, let place = row.position else {
            return numbers.joined(separator: ", ")
        }
        return Repair.Change.numbers(place)
    }
}
