import SchoolDistrict
import SyntheticDistrict
import Testing

/// The default district has the published size of a real one (see the design's sample district).
struct CalibrationTests {
    private static let directors: Set<String> = ["ผู้อำนวยการโรงเรียน", "รองผู้อำนวยการโรงเรียน"]
    private static let teachers: Set<String> = ["ครู", "ครูผู้ช่วย"]
    private static let others: Set<String> = ["พนักงานราชการ", "ลูกจ้างชั่วคราว"]

    @Test func numbersAreThoseOfARealOffice() throws {
        let district = try GeneratedDistrict.generated(SampleOptions())
        let own = district.ownSchools
        #expect(own.count == 209)
        #expect((3...12).contains(district.schools.count - own.count))
        #expect(Set(own.compactMap { $0["group"] }).count == 10)
        #expect(district.subdistricts.count == 44)
        var areas: [String: Set<String>] = [:]
        for school in own {
            areas[school["district"] ?? "", default: []].insert(school["subdistrict"] ?? "")
        }
        #expect(areas.values.map(\.count).sorted() == [5, 7, 12, 20])

        #expect(district.staff(Self.directors).values.reduce(0, +) == 169)
        #expect(district.staff(Self.teachers).values.reduce(0, +) == 1_990)
        #expect(
            Set(district.staff.compactMap { $0["position"] })
                == Self.directors.union(Self.teachers).union(Self.others))

        let offered = own.compactMap { GradeSet(parsing: $0["grades_offered"] ?? "") }
        #expect(offered.count == 209)
        #expect(offered.filter { $0.contains(.k1) }.count == 35)
        #expect(offered.filter { $0.contains(.m3) }.count == 58)

        // Age 5 and older on the count day: K3 to M3.
        let fromAge5 = district.pupils { $0 >= .k3 }.values.reduce(0, +)
        #expect((29_898...30_502).contains(fromAge5), "\(fromAge5)")
        #expect(Set(district.villages.compactMap { $0["code"] }).count == 1_000)
    }

    /// 3–4 % of the teachers retire a year, a third of rural pupils are poor, 2–4 % have a disability.
    @Test func peopleAreAsOldAndAsPoorAsRealOnes() throws {
        let district = try GeneratedDistrict.generated(SampleOptions())
        let teachers = district.staff.filter { Self.teachers.contains($0["position"] ?? "") }
        let retiring = teachers.map { number($0["retiring"]) }.reduce(0, +)
        #expect((1_990 * 13 / 100...1_990 * 18 / 100).contains(retiring), "\(retiring) in 5 years")
        for line in district.staff {
            #expect((0...number(line["count"])).contains(number(line["retiring"])))
        }

        var (all, poor, disabled) = (0, 0, 0)
        for line in district.villages {
            let pupils = Grade.allCases.map { number(line[$0.code]) }.reduce(0, +)
            #expect((0...pupils).contains(number(line["poor"])))
            #expect((0...pupils).contains(number(line["disabled"])))
            all += pupils
            poor += number(line["poor"])
            disabled += number(line["disabled"])
        }
        #expect((30...45).contains(poor * 100 / all), "\(poor) of \(all) are poor")
        #expect((20...40).contains(disabled * 1_000 / all), "\(disabled) of \(all)")

        let land = district.ownSchools.compactMap { Double($0["land_rai"] ?? "") }
        #expect(land.count >= 180 && land.allSatisfy { (3...40).contains($0) })
        let support = district.ownSchools.map { $0["community_support"] ?? "?" }
        #expect(Set(support) == ["yes", "no", ""])
        #expect(support.count { $0.isEmpty } > 80)
    }

    @Test func schoolsAreAsUnequalAsRealOnes() throws {
        let district = try GeneratedDistrict.generated(SampleOptions())
        let own = district.ownSchools.compactMap { $0["code"] }
        let pupils = district.pupils()
        let sizes = own.map { pupils[$0] ?? 0 }
        #expect((94...115).contains(sizes.filter { $0 <= 120 }.count))
        #expect((3...12).contains(sizes.filter { $0 > 500 }.count))
        #expect(sizes.filter { $0 > 0 && $0 < 20 }.count >= 3)
        #expect((900...1_500).contains(sizes.max() ?? 0))

        let heads = district.staff(Self.directors)
        #expect(own.filter { heads[$0] == nil }.count >= 40)
        let all = district.staff(Self.directors.union(Self.teachers).union(Self.others))
        var classes: [String: Int] = [:]
        var years: [String: Int] = [:]
        for row in district.enrolment {
            years[row["year"] ?? "", default: 0] += number(row["pupils"])
            if row["year"] == "2566" {
                classes[row["school"] ?? "", default: 0] += number(row["classes"])
            }
        }
        let stretched = own.filter { (2...3).contains(all[$0] ?? 0) && (classes[$0] ?? 0) >= 8 }
        #expect(stretched.count >= 3)
        #expect(years["2564"] ?? 0 > years["2565"] ?? 0)
        #expect(years["2565"] ?? 0 > years["2566"] ?? 0)

        let rooms = district.ownSchools.map {
            number($0["rooms"]) - (classes[$0["code"] ?? ""] ?? 0)
        }
        #expect(rooms.filter { $0 < 0 }.count <= 8)
        #expect(rooms.filter { $0 > 0 }.count >= 60)
    }

    @Test func smallSchoolsStandTogetherAndSomeStandFarOff() throws {
        var district = try GeneratedDistrict.generated(SampleOptions())
        district.roads.prepare()
        let roads = district.roads
        let components = roads.components(of: \.isDriven)
        let own = district.ownSchools
        let nodes = own.map { school -> Int in
            let place = district.place(school)
            return components[0].min {
                place.metres(to: roads.places[$0]) < place.metres(to: roads.places[$1])
            } ?? 0
        }
        let pupils = district.pupils()
        let isSmall = own.map { pupils[$0["code"] ?? ""] ?? 0 <= 120 }
        var remote = 0
        var crowded = 0
        for (i, node) in nodes.enumerated() {
            let reached = roads.distances(from: node, limit: 10_000)
            let others = nodes.indices.filter { $0 != i }
            if others.allSatisfy({ reached[nodes[$0]] == nil }) { remote += 1 }
            let small = others.filter { isSmall[$0] && reached[nodes[$0]] ?? .infinity <= 6_000 }
            if isSmall[i], small.count >= 2 { crowded += 1 }
        }
        #expect((2...12).contains(remote), "\(remote) schools over 10 km from every other")
        #expect(crowded >= 20, "\(crowded) small schools with two more within 6 km")
    }
}
