import Projections
import SpatialTypes

/// Finds positions that were taken in Indian 1975 and read as WGS 84, or converted by the wrong operation.
///
/// Such a position is some 450–520 m (the wrong operation: 190 m) off, in one direction. Four witnesses are asked whether the
/// school would stand better when shifted back: its subdistrict, the nearest road, the village of its name, and the
/// other schools (a whole table or school group is usually wrong together).
struct DatumDoctor {
    /// What may have happened.
    enum Mistake: CaseIterable {
        case geographic, projected, operation

        var code: String {
            self == .operation ? FindingCode.wrongDatumOperation : FindingCode.indianDatum
        }
    }

    /// What the witnesses say of one place.
    struct Evidence {
        /// Whether it lies in the school's own subdistrict; `nil` when that is unknown.
        var isInside: Bool?
        /// Metres to the nearest road.
        var road: Double?
        /// Metres to the village of the same name.
        var village: Double?
    }

    /// A school with its place as read and as each mistake would have it.
    struct Candidate {
        var row: SchoolRow
        var position: Coordinate
        var read: Evidence
        var shifted: [(mistake: Mistake, place: Coordinate, evidence: Evidence)]
    }

    let frame: CoordinateFrame
    let ground: DistrictGround
    let columns: (x: String, y: String)?
    let notes: DoctorNotes
    /// Metres to the nearest road of each place; `nil` entries are off every road.
    let roadDistances: (([Coordinate]) -> [Double?])?
    /// The places of villages by name key.
    let villages: [String: [Coordinate]]

    /// Codes of the schools that were explained for sure.
    func run(_ rows: [SchoolRow]) -> Set<String> {
        let candidates = candidates(rows)
        guard !candidates.isEmpty else { return [] }
        let scales = Scales(candidates)
        let gains = candidates.map { self.gains($0, scales) }
        var chosen: [Int: (mistake: Int, isCohort: Bool)] = [:]
        let all = Array(candidates.indices)
        var cohorts = [all]
        let groups = Dictionary(grouping: all) { candidates[$0].row.group ?? "" }
        cohorts += groups.filter { !$0.key.isEmpty && $0.value.count >= 5 }
            .sorted { $0.key < $1.key }.map(\.value)
        for cohort in cohorts where cohort.allSatisfy({ chosen[$0] == nil }) {
            guard let mistake = verdict(cohort.map { gains[$0] }) else { continue }
            for index in cohort { chosen[index] = (mistake, true) }
        }
        for index in all where chosen[index] == nil {
            if let mistake = verdict(on: candidates[index], gains[index], scales) {
                chosen[index] = (mistake, false)
            }
        }
        for (index, choice) in chosen.sorted(by: { $0.key < $1.key }) {
            let others = gains[index].enumerated().filter { $0.offset != choice.mistake }
            let lead = gains[index][choice.mistake] - (others.map(\.element).max() ?? 0)
            report(
                candidates[index], candidates[index].shifted[choice.mistake],
                isCohort: choice.isCohort, leads: lead >= Self.safeLead)
        }
        // A school that only looks better when shifted back is still examined for everything else.
        return Set(chosen.filter(\.value.isCohort).keys.map { candidates[$0].row.code })
    }

    /// Log-likelihood ratio that a verdict on a cohort needs, and its lead over the second-best mistake.
    private static let decisive = 5.5
    private static let lead = 1.0
    /// The same for one school, which two witnesses must favour by `voice` each.
    private static let decisiveAlone = 3.0
    private static let voice = 0.8
    /// How far one school's verdict must lead every other mistake before its repair counts as safe.
    private static let safeLead = 3.0

    /// The mistake that most likely befell one school among right ones; `nil` when none stands out.
    ///
    /// The shifts of degrees and of UTM metres are only 130 m apart, so that the school can be told to be in the
    /// wrong datum where the way it went wrong cannot; the repair is then no more than a proposal.
    private func verdict(
        on candidate: Candidate, _ gains: [Double], _ scales: Scales
    ) -> Int? {
        guard let best = gains.indices.max(by: { gains[$0] < gains[$1] }),
            gains[best] > Self.decisiveAlone
        else { return nil }
        let read = scales.witnesses(candidate.read)
        let shifted = scales.witnesses(candidate.shifted[best].evidence)
        let voices = zip(read, shifted).count { $1 - $0 >= Self.voice }
        return voices >= 2 ? best : nil
    }

    /// The mistake that explains the schools decisively; `nil` when none does.
    private func verdict(_ gains: [[Double]]) -> Int? {
        guard let count = gains.first?.count else { return nil }
        let sums = (0..<count).map { mistake in gains.reduce(0) { $0 + $1[mistake] } }
        guard let best = sums.indices.max(by: { sums[$0] < sums[$1] }),
            sums[best] > Self.decisive
        else { return nil }
        let second = sums.indices.filter { $0 != best }.map { sums[$0] }.max() ?? -.infinity
        guard sums[best] - second >= Self.lead else { return nil }
        // In a cohort, most of its members must stand better: a few strays must not carry the rest.
        if gains.count > 1 {
            let better = gains.count { $0[best] > 0 }
            let worse = gains.count { $0[best] < -1 }
            guard better > worse * 3, Double(better) > Double(gains.count) * 0.5 else { return nil }
        }
        return best
    }

    private func gains(_ candidate: Candidate, _ scales: Scales) -> [Double] {
        let read = scales.logLikelihood(candidate.read)
        return candidate.shifted.map { scales.logLikelihood($0.evidence) - read }
    }

    private func report(
        _ candidate: Candidate,
        _ shifted: (mistake: Mistake, place: Coordinate, evidence: Evidence), isCohort: Bool,
        leads: Bool
    ) {
        let row = candidate.row
        let moved = Geodesic.wgs84.distance(from: candidate.position, to: shifted.place).value
        let metres = Int(moved.rounded())
        let (thai, english) =
            switch shifted.mistake {
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
        var repair: Repair?
        if let columns, let x = row.x, let y = row.y, let texts = frame.texts(of: shifted.place) {
            repair = Repair(
                changes: [
                    Repair.Change(
                        column: notes.header(columns.x, of: .schools), old: x, new: texts.x),
                    Repair.Change(
                        column: notes.header(columns.y, of: .schools), old: y, new: texts.y),
                ],
                isSafe: isCohort || leads && isSure(candidate.read, shifted.evidence),
                movedMetres: moved.rounded(),
                reasonThai: reason(candidate.read, shifted.evidence, isCohort, thai: true),
                reasonEnglish: reason(candidate.read, shifted.evidence, isCohort, thai: false))
        }
        notes.add(
            shifted.mistake.code, .warning, .schools, row: row.row, column: columns?.x,
            value: [row.x, row.y].compactMap(\.self).joined(separator: ", "), thai: thai,
            english: english, school: row.code, repair: repair, place: shifted.place)
    }

    /// Whether one school alone is sure: it left its subdistrict by the mistake and a second witness agrees.
    private func isSure(_ read: Evidence, _ shifted: Evidence) -> Bool {
        let byGround = read.isInside == false && shifted.isInside == true
        let byRoad = (read.road ?? 0) > 150 && (shifted.road ?? .infinity) < 90
        let byVillage = (read.village ?? 0) > 450 && (shifted.village ?? .infinity) < 350
        return [byGround, byRoad, byVillage].count { $0 } >= 2
    }

    private func reason(
        _ read: Evidence, _ shifted: Evidence, _ isCohort: Bool, thai: Bool
    ) -> String {
        func metres(_ value: Double?) -> String { value.map { "\(Int($0.rounded()))" } ?? "–" }
        var parts: [String] = []
        if read.isInside == false, shifted.isInside == true {
            parts.append(thai ? "กลับเข้ามาอยู่ในตำบลของตน" : "back inside its own subdistrict")
        }
        if read.road != nil || shifted.road != nil {
            parts.append(
                thai
                    ? "ห่างถนน \(metres(read.road)) → \(metres(shifted.road)) ม."
                    : "road \(metres(read.road)) → \(metres(shifted.road)) m away")
        }
        if read.village != nil {
            parts.append(
                thai
                    ? "ห่างหมู่บ้านชื่อเดียวกัน \(metres(read.village)) → \(metres(shifted.village)) ม."
                    : "village of its name \(metres(read.village)) → \(metres(shifted.village)) m away"
            )
        }
        if isCohort {
            parts.append(
                thai
                    ? "โรงเรียนทั้งกลุ่มคลาดเคลื่อนทางเดียวกัน"
                    : "its whole table or group is off the same way")
        }
        return parts.joined(separator: thai ? " " : ", ")
    }
}

extension DatumDoctor {
    private func candidates(_ rows: [SchoolRow]) -> [Candidate] {
        let placed = rows.compactMap { row in row.position.map { (row, $0) } }
        let shifted = placed.map { shifts(of: $0.1) }
        let places = zip(placed, shifted).flatMap { [$0.1] + $1.map(\.place) }
        let roads = roadDistances?(places)
        var next = 0
        return zip(placed, shifted).map { pair, others in
            let own = ground.subdistricts(pair.0.subdistrict, district: pair.0.district)
            let names = villages[ThaiName.coreKey(pair.0.name)] ?? []
            func evidence(_ place: Coordinate) -> Evidence {
                defer { next += 1 }
                let plane = FlatEarth(at: place)
                let nearest = names.map { village in
                    let (x, y) = plane.metres(village)
                    return (x * x + y * y).squareRoot()
                }.min()
                return Evidence(
                    isInside: own.isEmpty ? nil : ground.isInside(place, own),
                    road: roads.map { $0[next] ?? 2_000 },
                    // A village of the same name in another corner says nothing.
                    village: nearest.flatMap { $0 < 2_000 ? $0 : nil })
            }
            let read = evidence(pair.1)
            return Candidate(
                row: pair.0, position: pair.1, read: read,
                shifted: others.map { ($0.mistake, $0.place, evidence($0.place)) })
        }
    }

    /// The place as it would be had each mistake been made.
    private func shifts(of place: Coordinate) -> [(mistake: Mistake, place: Coordinate)] {
        Mistake.allCases.compactMap { mistake in
            corrected(place, of: mistake).map { (mistake, $0) }
        }
    }

    /// The position that was meant where a mistake gave this one.
    func corrected(_ place: Coordinate, of mistake: Mistake) -> Coordinate? {
        let zone = place.longitude < 102 ? "47" : "48"
        switch mistake {
        case .geographic:
            return frame.coordinate(x: place.longitude, y: place.latitude, crs: "EPSG:4240")
        case .projected:
            return frame.numbers(of: place, crs: "EPSG:326\(zone)").flatMap {
                frame.coordinate(x: $0.x, y: $0.y, crs: "EPSG:240\(zone)")
            }
        case .operation:
            return frame.numbers(of: place, crs: "EPSG:4240", operation: "EPSG:1812").flatMap {
                frame.coordinate(x: $0.x, y: $0.y, crs: "EPSG:4240")
            }
        }
    }
}
