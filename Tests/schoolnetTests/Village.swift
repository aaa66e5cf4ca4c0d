import Foundation
import TestSupport

/// Eight small schools in a temporary folder, with every table that the planner reads.
///
///     1 ──── 2 ──── 3 ──── 4 ──── 5 ──── 6 ──── 7          8 (an island, no road)
///     ตำบลเหนือ ───────────┘└── ตำบลใต้
///
/// Neighbours on the road are 0.02 degrees of longitude, about 2.16 km, apart; every school has one
/// village 0.01 degrees north of it, on a lane. Schools 4 and 7 teach up to M3, the others up to P6.
struct Village {
    let folder: TemporaryFolder

    /// The files as they are, by path in the folder.
    static let files: [String: String] = [
        "district/district.yaml": manifest, "district/schools.csv": schools,
        "district/enrolment.csv": enrolment, "district/staff.csv": staff,
        "district/villages.csv": villages, "district/roads.geojson": roads,
        "scenario.yaml": scenario,
    ]

    /// The folder with its files, some replaced, some (`nil`) absent.
    init(replacing replacements: [String: Data?] = [:]) throws {
        folder = try TemporaryFolder()
        let files = Self.files.mapValues { Optional(Data($0.utf8)) }
        for (name, bytes) in files.merging(replacements, uniquingKeysWith: { $1 }) {
            if let bytes { try folder.write(name, bytes) }
        }
    }

    /// A file with one passage replaced; the passage must occur, or a test would spoil nothing.
    static func edited(_ name: String, _ old: String, _ new: String) -> [String: Data?] {
        let text = files[name] ?? ""
        precondition(text.contains(old), "\(name) does not hold “\(old)”")
        return [name: Data(text.replacing(old, with: new, maxReplacements: 1).utf8)]
    }

    /// The scenario with further lines at its end.
    static func scenario(adding lines: String) -> [String: Data?] {
        ["scenario.yaml": Data((scenario + "\n" + lines + "\n").utf8)]
    }

    /// Runs `schoolnet plan` in the folder.
    func plan(
        _ scenario: String = "scenario.yaml", to output: String = "out", _ more: [String] = [],
        watch: @Sendable (ChildProcess) async -> Void = { _ in }
    ) async throws -> SchoolnetProcess.Result {
        try await SchoolnetProcess.run(
            ["plan", scenario, "--output", output] + more, in: folder.url, watch: watch)
    }

    static let scenario = """
        name_th: โรงเรียนคุณภาพ 2 แห่ง
        name_en: Two hubs
        district: district
        objective: p_median
        hubs:
          exactly: 2
        """

    static let manifest = """
        office: {code: "3304", name_th: สพป.ทดสอบ เขต 4}
        academic_year: 2566
        crs: EPSG:4326
        schools: {file: schools.csv}
        enrolment: {file: enrolment.csv}
        staff: {file: staff.csv}
        villages: {file: villages.csv}
        roads: {file: roads.geojson}
        """

    static let schools = """
        code,name_th,longitude,latitude,subdistrict,district,grades_offered,rooms,statuses
        33040001,บ้านหนึ่ง,104.60,14.60,เหนือ,เมือง,K2-P6,10,
        33040002,บ้านสอง,104.62,14.60,เหนือ,เมือง,K2-P6,8,
        33040003,บ้านสาม,104.64,14.60,เหนือ,เมือง,K2-P6,8,
        33040004,บ้านสี่,104.66,14.60,ใต้,เมือง,K2-M3,14,
        33040005,บ้านห้า,104.68,14.60,ใต้,เมือง,K2-P6,8,
        33040006,บ้านหก,104.70,14.60,ใต้,เมือง,K2-P6,10,
        33040007,บ้านเจ็ด,104.72,14.60,ใต้,เมือง,K2-M3,12,
        33040008,เกาะแปด,104.90,14.60,ใต้,เมือง,K2-P6,8,island

        """

    private static let primary = ["K2", "K3", "P1", "P2", "P3", "P4", "P5", "P6"]
    private static let lowerSecondary = ["M1", "M2", "M3"]

    /// Pupils of every grade by school; 8, or 11 grades at schools 4 and 7.
    static let pupilsPerGrade = [14, 5, 5, 20, 4, 12, 6, 3]

    private static func grades(ofSchool number: Int) -> [String] {
        number == 4 || number == 7 ? primary + lowerSecondary : primary
    }

    static let enrolment =
        "school,year,grade,pupils,classes\n"
        + (1...8).flatMap { number in
            grades(ofSchool: number).map {
                "3304000\(number),2566,\($0),\(pupilsPerGrade[number - 1]),1\n"
            }
        }.joined()

    static let staff =
        "school,position,major,count\n"
        + (1...8).map { "3304000\($0),ครู,,\([8, 3, 2, 13, 2, 8, 6, 2][$0 - 1])\n" }.joined()
        + "33040001,ผู้อำนวยการโรงเรียน,,1\n33040004,ผู้อำนวยการโรงเรียน,,1\n"

    static let villages =
        "code,name_th,longitude,latitude,school,\((primary + lowerSecondary).joined(separator: ","))\n"
        + (1...8).map { number in
            let count = pupilsPerGrade[number - 1]
            let counts = (primary + lowerSecondary)
                .map { grades(ofSchool: number).contains($0) ? "\(count)" : "0" }
            return "V\(number),หมู่ \(number),\(longitude(number)),14.61,3304000\(number),"
                + counts.joined(separator: ",") + "\n"
        }.joined()

    private static func longitude(_ number: Int) -> String {
        number == 8 ? "104.90" : "104.\(58 + 2 * number)"
    }

    static let roads: String = {
        let main = (1...7).map { "[\(longitude($0)), 14.60]" }.joined(separator: ", ")
        let lanes = (1...7).map {
            feature("residential", "[\(longitude($0)), 14.60], [\(longitude($0)), 14.61]")
        }
        return """
            {"type": "FeatureCollection", "features": [
            \(([feature("tertiary", main)] + lanes).joined(separator: ",\n"))
            ]}
            """
    }()

    private static func feature(_ roadClass: String, _ coordinates: String) -> String {
        """
        {"type": "Feature", "properties": {"class": "\(roadClass)"}, \
        "geometry": {"type": "LineString", "coordinates": [\(coordinates)]}}
        """
    }
}
