import Foundation
import Testing

/// Two real places with little data: planned by mapping alone, and honest about what is missing.
@Suite("Real districts", .enabled(if: Places.sharedDataIsExpected)) struct RealDistrictTests {
    /// 107 real schools; no pupils, staff, homes or roads.
    @Test func nakhonPathom() async throws {
        let points = Places.shared(
            "th-nakhonpathom-landmarks/derived_np_education_points_x_obec.csv")
        let areas = Places.shared("th-admin-boundaries/sompobch_sub_district.geojson")
        let folder = try Self.folder(
            manifest: """
                office: {code: "7301", name_th: สพป.นครปฐม เขต 1}
                academic_year: 2565
                schools:
                  file: \(points)
                  where: {area_name: สพป.นครปฐม เขต 1}
                  columns:
                    code: smis_code8
                    name_th: school_name_th
                    longitude: lon
                    latitude: lat
                    grades_offered: level_type
                boundaries:
                  file: \(areas)
                  where: {ADM1_TH: นครปฐม}
                  columns: {name_th: ADM3_TH, district: ADM2_TH}
                """, hubs: 12)
        let output = try await Self.plan(folder)
        #expect(output.contains("โรงเรียน 107 แห่ง: โรงเรียนคุณภาพ 12 แห่ง"))
        let plan = try folder.json("out/plan.json")
        #expect(plan["status"] as? String == "optimal")
        let schools = try folder.properties("out/schools.geojson")
        #expect(schools.count == 107)
        #expect(schools.allSatisfy { $0["distance_source"] as? String == "estimated" })
        #expect(schools.allSatisfy { $0["pupils_estimated"] as? Bool == true })
        try Self.expectNoDataIsNotZero(folder, schools: schools, output: output)
        let missing: Set = ["enrolment", "staff", "rooms", "villages", "catchments", "roads"]
        #expect(missing.isSubset(of: try Self.gaps(folder)))
        #expect(output.contains("จำนวนนักเรียนรายชั้น") && output.contains("โครงข่ายถนน"))
    }

    /// 19 mapped schools over the roads of the same file.
    @Test func liechtenstein() async throws {
        let file = Places.shared("osm/liechtenstein-latest.osm.pbf")
        let folder = try Self.folder(
            manifest: """
                office: {code: LI, name_th: ลิกเตนสไตน์}
                academic_year: 2566
                country: none
                schools: {file: \(file), osm: {amenity: school}}
                roads: {file: \(file)}
                """, hubs: 4)
        let output = try await Self.plan(folder)
        #expect(output.contains("โรงเรียน 19 แห่ง: โรงเรียนคุณภาพ 4 แห่ง"))
        let schools = try folder.properties("out/schools.geojson")
        #expect(schools.count == 19)
        #expect(schools.allSatisfy { $0["distance_source"] as? String == "road" })
        // Every school reaches a hub by road: 4 hubs, and 15 with the distance to theirs.
        let distances = schools.compactMap { $0["hub_distance_km"] as? Double }
        let hubs = schools.count { $0["role"] as? String == "hub" }
        let members = schools.filter { $0["role"] as? String == "network" }
        #expect(hubs == 4 && members.count == 15)
        #expect(distances.count >= 15 && distances.allSatisfy { $0.isFinite && $0 < 30 })
        #expect(try !Self.gaps(folder).contains("roads"))
        try Self.expectNoDataIsNotZero(folder, schools: schools, output: output)
    }

    private static func folder(manifest: String, hubs: Int) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("district/district.yaml", Data(manifest.utf8))
        let scenario = """
            name_th: โรงเรียนคุณภาพ \(hubs) แห่ง
            district: district
            objective: p_median
            hubs: {exactly: \(hubs)}
            """
        try folder.write("scenario.yaml", Data(scenario.utf8))
        return folder
    }

    /// Plans and gives what was printed.
    private static func plan(_ folder: TemporaryFolder) async throws -> String {
        let result = try await SchoolnetProcess.run(
            ["plan", "scenario.yaml", "--output", "out"], in: folder.url)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.split(separator: "\n").count <= 10)
        return result.output
    }

    private static func gaps(_ folder: TemporaryFolder) throws -> Set<String> {
        let gaps = try folder.json("out/plan.json")["gaps"] as? [[String: Any]] ?? []
        return Set(gaps.compactMap { $0["subject"] as? String })
    }

    /// Teachers, homes and rooms are unknown here: `null`, “ไม่มีข้อมูล”, never 0.
    private static func expectNoDataIsNotZero(
        _ folder: TemporaryFolder, schools: [[String: Any]], output: String
    ) throws {
        let unknown = [
            "teachers", "teacher_shortage", "over_3km_before", "over_3km_after", "mean_km_before",
            "mean_km_after", "rooms", "administrators",
        ]
        for key in unknown {
            #expect(schools.allSatisfy { $0[key] is NSNull }, "\(key) is not null")
        }
        let indicators = try folder.json("out/plan.json")["indicators"] as? [String: [String: Any]]
        for (when, values) in indicators ?? [:] {
            for key in ["teacher_shortage", "teacher_surplus", "teacher_shortage_within_clusters"] {
                let norms = values[key] as? [String: Any] ?? [:]
                #expect(
                    norms.count == 3 && norms.values.allSatisfy { $0 is NSNull },
                    "\(when).\(key): \(norms)")
            }
            let travel = values["travel"] as? [String: Any] ?? [:]
            #expect(travel["over_3km"] is NSNull && travel["mean_km"] is NSNull)
        }
        #expect(indicators?.count == 2)
        #expect(!output.contains("0 → 0"), "\(output)")
        let report = try folder.text("out/report.html")
        #expect(report.contains("ไม่มีข้อมูล"))
        // Assumed pupils are marked wherever they are summed, and their money is no verdict.
        let moved = schools.filter { $0["link"] as? String == "moves_all" }
            .compactMap { $0["pupils_before"] as? Int }.reduce(0, +)
        let grouped =
            moved < 1_000
            ? "\(moved)" : "\(moved / 1_000)," + String(1_000 + moved % 1_000).dropFirst()
        #expect(report.contains("(นักเรียน <span class=\"est\">≈</span>\(grouped) คน)"))
        #expect(report.contains("แผนนี้เป็นภาพร่างจากข้อมูลที่มี"))
        #expect(report.contains("ค่าสมมติ ยังสรุปไม่ได้") && !report.contains("ลดลง ดีขึ้น"))
        #expect(try !Self.gaps(folder).contains("homes"), "the villages' gap says it already")
    }
}
