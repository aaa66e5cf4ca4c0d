import Accessibility
import SchoolDistrict
import SpatialTypes

/// How ready each school is to be a hub, from what is recorded of it.
///
/// No official scoring sheet is known (DOMAIN 2.3): every part is visible, runs 0…1, and weighs what the scenario says. A
/// part without data is left out, never counted as zero.
struct HubScoring {
    let baseline: Baseline
    let travel: TravelTable
    let scenario: Scenario

    /// The score of every school.
    var scores: [HubScore] { baseline.entries.indices.map(score) }

    private func score(_ i: Int) -> HubScore {
        let values = values(i)
        return HubScore(
            parts: HubRules.scoreParts.map { key in
                let part = values[key] ?? (thai: key, value: nil)
                return HubScore.Part(
                    key: key, thaiLabel: part.thai, value: part.value,
                    weight: scenario.hubs.scoreWeights[key] ?? 1)
            })
    }

    private func values(_ i: Int) -> [String: (thai: String, value: Double?)] {
        let entry = baseline.entries[i]
        let school = entry.school
        let pupils = Double(entry.pupils.total)
        let classes = Double(entry.classes.total)
        let majors = school.staff.map { $0.teachersByMajor.filter { $0.value > 0 }.count } ?? 0
        let results = school.qualityScores.sorted { $0.key < $1.key }.map(\.value)
        return [
            "enrolment": (
                "จำนวนนักเรียน (เต็มที่ 240 คน)",
                entry.pupilsAreEstimated ? nil : min(1, pupils / 240)
            ),
            "enrolment_trend": ("แนวโน้มนักเรียน 3 ปี (คงที่ = 0.5)", trend(of: school)),
            "spare_rooms": (
                "ห้องเรียนว่าง (เต็มที่ 4 ห้อง)",
                school.rooms.map { min(1, max(0, Double($0) - classes) / 4) }
            ),
            "land": ("ที่ดิน (เต็มที่ 15 ไร่)", school.landRai.map { min(1, $0 / 15) }),
            "teachers_per_class": (
                "ครูต่อห้อง",
                classes > 0 ? school.staff.map { min(1, Double($0.teachers) / classes) } : nil
            ),
            "majors": (
                "วิชาเอกของครู (เต็มที่ 5 วิชาเอก)", majors > 0 ? min(1, Double(majors) / 5) : nil
            ),
            "administrator": ("มีผู้บริหาร", school.staff.map { $0.administrators > 0 ? 1 : 0 }),
            "learning_results": (
                "ผลการเรียน (เฉลี่ย NT RT O-NET)",
                results.isEmpty ? nil : min(1, results.reduce(0, +) / Double(results.count) / 100)
            ),
            "internet": ("อินเทอร์เน็ต", school.hasInternet.map { $0 ? 1 : 0 }),
            "devices": (
                "คอมพิวเตอร์ (เต็มที่ 1 เครื่องต่อ 10 คน)",
                pupils > 0 ? school.computers.map { min(1, Double($0) * 10 / pupils) } : nil
            ),
            "housing": (
                "บ้านพักครู (เต็มที่ 2 หลัง)", school.housingUnits.map { min(1, Double($0) / 2) }
            ),
            "road_access": (
                "ใกล้ถนน (เต็มที่ติดถนน หมดที่ 500 ม.)",
                travel.schoolOffRoad(i).map { max(0, 1 - $0.value / 500) }
            ),
            "centrality": ("โรงเรียนรอบข้างในรัศมีเรียนรวม (เต็มที่ 10 แห่ง)", centrality(i)),
            "community_support": (
                "ชุมชนสนับสนุน", school.hasCommunitySupport.map { $0 ? 1 : 0 }
            ),
        ]
    }

    /// 0.5 for steady enrolment, 1 for a quarter more, 0 for a quarter fewer; `nil` for fewer than two years.
    private func trend(of school: School) -> Double? {
        let years = school.enrolment.keys.sorted().suffix(3)
        guard years.count >= 2, let first = years.first, let last = years.last,
            let before = school.enrolment[first]?.pupils.total,
            let now = school.enrolment[last]?.pupils.total, before > 0
        else { return nil }
        return min(1, max(0, 0.5 + 2 * (Double(now) / Double(before) - 1)))
    }

    private func centrality(_ i: Int) -> Double? {
        let others = baseline.entries.count - 1
        guard others > 0 else { return nil }
        let near = baseline.entries.indices.count {
            $0 != i && travel.schoolDistance(from: $0, to: i) <= scenario.travel.mergeRadius
        }
        return min(1, Double(near) / 10)
    }
}
