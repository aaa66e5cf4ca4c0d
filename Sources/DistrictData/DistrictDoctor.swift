import Foundation
import SchoolDistrict

/// The result of examining a district: everything found, whether or not it can be used.
public struct DoctorReport: Hashable, Sendable {
    /// The path examined, as given.
    public var path: String
    /// All findings, sorted by file and row.
    public var findings: [Finding]
    /// What is missing and what the planner does without it; empty when the district is unusable.
    public var gaps: [DataGap]
    /// Schools read; `nil` when the district is unusable.
    public var schoolCount: Int?
    /// How the schools' coordinates became WGS 84.
    public var coordinates: CoordinateNote?
    /// The names of the schools by code, as far as they could be read.
    public var schoolNames: [String: String] = [:]

    /// The number of findings of a severity.
    public func count(_ severity: Finding.Severity) -> Int {
        findings.count { $0.severity == severity }
    }

    /// The exit code a command line reports: 0 when the district can be used.
    public var exitCode: Int32 {
        count(.error) == 0 ? 0 : DistrictDataError(findings: findings).exitCode
    }
}

/// Examines a district folder without using it.
public enum DistrictDoctor {
    /// Everything there is to say about a district; bad data never throws.
    ///
    /// - Parameters:
    ///   - path: the folder that holds `district.yaml`, or the manifest itself.
    ///   - today: the day on which data counts as old or not; dates are not judged when `nil`.
    public static func examine(_ path: String, today: CalendarDay? = nil) -> DoctorReport {
        diagnosis(path, today: today).report
    }

    /// The report with what was opened for it.
    static func diagnosis(
        _ path: String, today: CalendarDay?
    ) -> (report: DoctorReport, examination: Examination) {
        let findings = FindingList()
        let examination = Examination()
        let loaded = DistrictLoader(
            path: path, findings: findings, examination: examination
        ).load()
        let isUsable = !findings.hasErrors
        let round = DoctorRound(examination, today: today)
        let found = round.run(after: findings.findings)
        let report = DoctorReport(
            path: path, findings: found.sorted(),
            gaps: isUsable ? loaded?.district.gaps ?? [] : [],
            schoolCount: isUsable ? loaded?.district.schools.count : nil,
            coordinates: loaded?.coordinates,
            schoolNames: Dictionary(
                round.rows.map {
                    ($0.code, Mojibake.repair($0.name)?.text ?? ThaiDamage.cleaned($0.name))
                } + examination.unplaced.map { ($0.code, $0.name) },
                uniquingKeysWith: { first, _ in first }))
        return (report, examination)
    }
}

extension DoctorReport {
    /// The report as a planner reads it: Thai first, then English.
    public var text: String {
        var lines: [String] = []
        if let schoolCount {
            lines.append("ใช้ข้อมูลได้: โรงเรียน \(schoolCount) แห่ง / usable: \(schoolCount) schools")
        } else {
            lines.append("ยังใช้ข้อมูลไม่ได้ / not usable yet")
        }
        lines.append(
            "ผิดพลาด \(count(.error)) · ควรตรวจ \(count(.warning)) · แจ้งเพื่อทราบ \(count(.note))"
                + " / \(count(.error)) errors, \(count(.warning)) warnings, \(count(.note)) notes")
        if let coordinates {
            lines.append(
                "พิกัด \(coordinates.sourceCRS) → WGS 84 ด้วย \(coordinates.operation) "
                    + "วิธีอื่นต่างกันไม่เกิน \(coordinates.spreadMetres) ม.")
            lines.append(
                "  coordinates from \(coordinates.sourceCRS) by \(coordinates.operation); "
                    + "candidates differ by up to \(coordinates.spreadMetres) m")
        }
        if !findings.isEmpty { lines.append(FindingText.grouped(findings)) }
        if FindingText.groups(findings).contains(where: { $0.more > 0 }) {
            lines.append(
                "ดูครบทุกรายการด้วย --format json หรือ geojson / every finding: --format json or geojson"
            )
        }
        for gap in gaps {
            let schools = gap.schoolCodes.isEmpty ? "ทั้งเขต" : "\(gap.schoolCodes.count) แห่ง"
            lines.append("[ขาดข้อมูล] \(gap.subject.thaiLabel) (\(schools)): \(gap.consequenceThai)")
            lines.append("  missing \(gap.subject.rawValue): \(gap.consequenceEnglish)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The report as JSON with sorted keys, for other programs.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = Document(
            path: path, usable: schoolCount != nil, schools: schoolCount,
            counts: Dictionary(
                uniqueKeysWithValues: Finding.Severity.allCases.map { ($0.rawValue, count($0)) }),
            coordinates: coordinates, findings: findings,
            gaps: gaps.map {
                Gap(
                    subject: $0.subject.rawValue, schools: $0.schoolCodes,
                    consequenceThai: $0.consequenceThai,
                    consequenceEnglish: $0.consequenceEnglish)
            })
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }

    private struct Document: Encodable {
        var path: String
        var usable: Bool
        var schools: Int?
        var counts: [String: Int]
        var coordinates: CoordinateNote?
        var findings: [Finding]
        var gaps: [Gap]
    }

    private struct Gap: Encodable {
        var subject: String
        var schools: [String]
        var consequenceThai: String
        var consequenceEnglish: String

        enum CodingKeys: String, CodingKey {
            case subject, schools
            case consequenceThai = "consequence_th"
            case consequenceEnglish = "consequence_en"
        }
    }
}
