import SchoolDistrict
import SyntheticDistrict
import Testing

/// What holds between the tables of every generated district.
struct TableInvariantTests {
    @Test(arguments: [(12, 1), (50, 3304), (209, 3304), (500, 3304)] as [(Int, UInt64)])
    func tablesAgree(_ schools: Int, _ seed: UInt64) throws {
        let district = try GeneratedDistrict.generated(SampleOptions(schools: schools, seed: seed))
        #expect(district.ownSchools.count == schools)
        let codes = district.schools.compactMap { $0["code"] }
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.count == 8 })
        #expect(Set(district.schools.compactMap { $0["name_th"] }).count == codes.count)

        // Every pupil has a home, and homes have no other pupils.
        var enrolled: [String: Int] = [:]
        for row in district.enrolment where row["year"] == "2566" {
            let key = "\(row["school"] ?? "") \(row["grade"] ?? "")"
            enrolled[key, default: 0] += number(row["pupils"])
            let (pupils, classes) = (number(row["pupils"]), number(row["classes"]))
            let room = row["grade"]?.first == "K" ? 30 : 40
            #expect(pupils >= 0 && classes == (pupils + room - 1) / room)
        }
        var housed: [String: Int] = [:]
        var pairs: Set<String> = []
        for row in district.villages {
            let pair = "\(row["code"] ?? "") \(row["school"] ?? "")"
            #expect(pairs.insert(pair).inserted, "\(pair) comes twice")
            for grade in Grade.allCases where number(row[grade.code]) != 0 {
                housed["\(row["school"] ?? "") \(grade.code)", default: 0] += number(
                    row[grade.code])
            }
        }
        #expect(housed == enrolled.filter { $0.value > 0 })

        // Grades taught are grades offered.
        for school in district.ownSchools {
            let offered = GradeSet(parsing: school["grades_offered"] ?? "") ?? []
            let taught = district.enrolment.filter { $0["school"] == school["code"] }
            #expect(taught.count == 3 * offered.grades.count)
        }
    }

    @Test(arguments: [(50, 3304), (209, 3304), (500, 3304), (50, 11)] as [(Int, UInt64)])
    func subdistrictsTileTheDistrict(_ schools: Int, _ seed: UInt64) throws {
        let district = try GeneratedDistrict.generated(SampleOptions(schools: schools, seed: seed))
        let areas = district.subdistricts
        #expect(Set(areas.map(\.name)).count == areas.count)
        var edges: [[Place]: Int] = [:]
        for (name, ring) in areas {
            #expect(ring.first == ring.last)
            var doubled = 0
            for (a, b) in zip(ring, ring.dropFirst()) {
                doubled += (a.x - ring[0].x) * (b.y - ring[0].y)
                doubled -= (b.x - ring[0].x) * (a.y - ring[0].y)
                edges[[a, b], default: 0] += 1
            }
            #expect(doubled > 0, "\(name) is wound clockwise")
            // No ring meets itself.
            let sides = Array(zip(ring, ring.dropFirst()))
            for (i, side) in sides.enumerated() {
                for other in sides[(i + 1)...] {
                    #expect(!Place.cross(side.0, side.1, other.0, other.1), "\(name)")
                }
            }
        }
        // A side belongs to one ring in each direction; those without a partner form one outline.
        #expect(edges.values.allSatisfy { $0 == 1 })
        let outline = edges.keys.filter { edges[[$0[1], $0[0]]] == nil }
        let next = Dictionary(outline.map { ($0[0], $0[1]) }, uniquingKeysWith: { a, _ in a })
        #expect(next.count == outline.count)
        var steps = 0
        var at = outline[0][0]
        repeat {
            at = next[at] ?? outline[0][0]
            steps += 1
        } while at != outline[0][0] && steps <= outline.count
        #expect(steps == outline.count)

        let rings = Dictionary(uniqueKeysWithValues: areas.map { ($0.name, $0.ring) })
        for row in district.schools + district.villages {
            let ring = rings[row["subdistrict"] ?? ""] ?? []
            #expect(ringHolds(ring, district.place(row)), "\(row["name_th"] ?? "")")
        }
    }

    @Test func theManifestSaysThatNothingIsReal() throws {
        let manifest = try GeneratedDistrict.generated(SampleOptions(schools: 50)).files[
            "district.yaml"]
        let text = try #require(manifest)
        #expect(text.contains("ข้อมูลสังเคราะห์"))
        #expect(text.contains("academic_year: 2566"))
        #expect(text.contains("as_of: 2566-06-10"))
        #expect(text.contains("crs: EPSG:4326"))
    }

    @Test(arguments: [
        (SampleOptions(schools: 3), "schools"),
        (SampleOptions(schools: 100_000), "schools"),
        (SampleOptions(schools: 50, subdistricts: 60), "subdistricts"),
        (SampleOptions(schools: 50, districts: 40), "districts"),
        (SampleOptions(schools: 50, groups: 0), "groups"),
        (SampleOptions(schools: 50, teachers: 20), "teachers"),
        (SampleOptions(schools: 50, administrators: 51), "administrators"),
    ])
    func impossibleSizesAreRefusedByName(_ options: SampleOptions, _ name: String) {
        let error = #expect(throws: SampleError.self) { try SampleGenerator.generate(options) }
        #expect(error?.code == .impossibleSize)
        #expect(error?.option == name)
    }

    @Test func sizesCanBeGiven() throws {
        let district = try GeneratedDistrict.generated(
            SampleOptions(
                schools: 60, groups: 3, districts: 2, subdistricts: 14, teachers: 500,
                administrators: 40))
        #expect(Set(district.ownSchools.compactMap { $0["group"] }).count == 3)
        #expect(Set(district.ownSchools.compactMap { $0["district"] }).count == 2)
        #expect(district.subdistricts.count == 14)
        #expect(district.staff(["ครู", "ครูผู้ช่วย"]).values.reduce(0, +) == 500)
    }
}
