import RoadNetwork
import SchoolDistrict
import SpatialTypes

/// Compares the distances that schools report with those by road.
struct ReportedChecks {
    let rule: ReportedDistanceRule
    /// The rows of the district's reported distances.
    let rows: [Int]
    let notes: DoctorNotes

    /// One reported distance with the row that says it.
    private struct Claim {
        var kind: TableKind
        var row: Int?
        var column: String
        var school: String
        /// What is said of: `หมู่บ้าน … – โรงเรียน …`.
        var thai: String
        var english: String
        var from: Coordinate
        var to: Coordinate
        var reported: Metres
    }

    /// Writes a finding for every distance of the reported table and every stated way of a village that differs from
    /// the road on foot beyond the rule.
    func run(_ district: District, graph: RoadGraph) {
        let claims = tableClaims(district) + villageClaims(district)
        guard !claims.isEmpty else { return }
        let from = graph.snap(claims.map(\.from))
        let to = graph.snap(claims.map(\.to))
        // One search for each origin, to all the places claimed from there.
        let groups = Dictionary(grouping: claims.indices) { claims[$0].from }
        var roads = [Metres](repeating: .unreachable, count: claims.count)
        for group in groups.values {
            let table = graph.distances(
                from: [from[group[0]]], to: group.map { to[$0] }, within: .unreachable)
            for entry in table.costs.row(0) {
                roads[group[entry.column]] = Metres(Double(entry.value) / 1_000)
            }
        }
        for (claim, road) in zip(claims, roads)
        where rule.isExceeded(reported: claim.reported, road: road) {
            report(claim, road: road)
        }
    }

    private func report(_ claim: Claim, road: Metres) {
        func km(_ length: Metres) -> String {
            "\((length.kilometres * 100).rounded() / 100)"
        }
        let share = Int(((claim.reported.value - road.value) / road.value * 100).rounded())
        let sign = share < 0 ? "−" : "+"
        let limits = "\(Int((rule.share * 100).rounded())) %"
        let isOverride = claim.kind == .reported
        notes.add(
            FindingCode.reportedDistance, .warning, claim.kind, row: claim.row,
            column: claim.column, value: km(claim.reported),
            thai: "\(claim.thai): รายงาน \(km(claim.reported)) กม. ตามถนน \(km(road)) กม. "
                + "(\(sign)\(abs(share)) %) ต่างเกิน \(limits) และ \(km(rule.floor)) กม. "
                + (isOverride ? "แผนใช้ค่าที่รายงาน" : "แผนใช้ระยะตามถนน"),
            english: "\(claim.english): reported \(km(claim.reported)) km, by road \(km(road)) km "
                + "(\(sign)\(abs(share)) %), beyond \(limits) and \(km(rule.floor)) km; plans use "
                + (isOverride ? "the reported figure" : "the road"),
            school: claim.school, place: claim.from)
    }

    private func tableClaims(_ district: District) -> [Claim] {
        guard let table = notes.table(.reported) else { return [] }
        let schools = Dictionary(
            uniqueKeysWithValues: district.schools.map { ($0.code, $0) })
        let villages = Dictionary(
            uniqueKeysWithValues: district.villages.map { ($0.code, $0) })
        guard rows.count == district.reportedDistances.count else { return [] }
        return zip(rows, district.reportedDistances).compactMap { row, reported in
            guard let school = schools[reported.schoolCode] else { return nil }
            let names: (thai: String, english: String)
            let place: Coordinate?
            switch reported.origin {
            case .school(let code):
                place = schools[code]?.position
                names = (schools[code]?.displayName ?? code, "school \(code)")
            case .village(let code):
                place = villages[code]?.position
                let name = (villages[code]?.nameThai ?? code).removingPrefix(["บ้าน"])
                names = ("หมู่บ้าน\(name)", "village \(code)")
            }
            guard let place else { return nil }
            return Claim(
                kind: .reported, row: row,
                column: table.text(row, "distance_km") == nil ? "distance_m" : "distance_km",
                school: school.code, thai: "\(names.thai) – \(school.displayName)",
                english: "\(names.english) – school \(school.code)", from: place,
                to: school.position, reported: reported.distance)
        }
    }

    /// The stated ways of the villages table, with the row of each village and school.
    private func villageClaims(_ district: District) -> [Claim] {
        guard let table = notes.table(.villages), table.has("stated_km") else { return [] }
        let references = SchoolReferences(district.schools.map(\.code))
        var rows: [[String]: Int] = [:]
        for row in table.rows {
            guard let village = table.text(row, "code").flatMap({ CodeText.read($0)?.code }),
                let school = table.text(row, "school").flatMap(CodeText.read)
                    .flatMap(references.find)?.code
            else { continue }
            let key = [village, school]
            rows[key] = rows[key] ?? row
        }
        let schools = Dictionary(
            uniqueKeysWithValues: district.schools.map { ($0.code, $0) })
        return district.villages.flatMap { village in
            village.homes.compactMap { home -> Claim? in
                guard let stated = home.statedDistance, let school = schools[home.schoolCode]
                else { return nil }
                return Claim(
                    kind: .villages, row: rows[[village.code, school.code]], column: "stated_km",
                    school: school.code,
                    thai: "หมู่บ้าน\(village.nameThai.removingPrefix(["บ้าน"])) – "
                        + school.displayName,
                    english: "village \(village.code) – school \(school.code)",
                    from: village.position, to: school.position, reported: stated)
            }
        }
    }
}
