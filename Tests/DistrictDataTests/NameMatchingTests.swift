import DistrictData
import Foundation
import SchoolDistrict
import TestSupport
import Testing
import VectorData

@Suite("Thai names")
struct NameMatchingTests {
    @Test(arguments: [
        ("โรงเรียนบ้านโนนสูง", "บ้านโนนสูง"), ("รร.บ้านโนนสูง", "บ้าน โนนสูง"),
        ("ร.ร. บ้านโนนสูง", "บ้านโนน\u{200B}สูง"), ("บ้านโนนสูง (ราษฎร์ฯ)", "บ้านโนนสูง(ราษฎร์)"),
        ("บ้านน\u{0E4D}้าคำ", "บ้านน้ำคำ"), ("บ้านคลองใหม่ๆ", "บ้านคลองใหม่"),
    ])
    func oneKey(_ first: String, _ second: String) {
        #expect(ThaiName.key(first) == ThaiName.key(second))
    }

    @Test func bracketsAndSounds() {
        #expect(ThaiName.coreKey("บ้านไฮ(วันครู 2503)") == "บ้านไฮ")
        // A silent letter with its sign, a tone, two letters of one sound.
        #expect(ThaiName.soundKey("บ้านโดนเอาว์") == ThaiName.soundKey("บ้านโดนเอา"))
        #expect(ThaiName.soundKey("ราษฎร์") == ThaiName.soundKey("ราษฎ"))
        #expect(ThaiName.soundKey("ภูมิ") == ThaiName.soundKey("พูมิ"))
        #expect(ThaiName.soundKey("รุงสมบุรณ์") == ThaiName.soundKey("รุงสมบูรณ์"))
        #expect(ThaiName.key("บ้านหนองบัว") != ThaiName.key("บ้านหนองบก"))
    }

    @Test func tiesAreListed() {
        let matcher = NameMatcher(["บ้านโนนสูง", "บ้านซำเบ็ง", "โรงเรียนบ้านโนนสูง", "โคกเจริญ"])
        #expect(matcher.best(for: "บ้านโนนสูง").map(\.entry) == [0, 2])
        #expect(
            matcher.best(for: "บ้านชำเบ็ง") == [NameMatcher.Match(entry: 1, agreement: .letters(1))])
        #expect(
            matcher.best(for: "บ้านโคกเจริญ")
                == [NameMatcher.Match(entry: 3, agreement: .withoutHouse)])
        #expect(matcher.best(for: "บ้านปะทาย").isEmpty)
    }

    @Test func codesBesideASchoolBreakATie() {
        // Codes 1–3 and 5–6 are certain; number 4 has a name found in both places, and its codes lie among those of A.
        let schools = (1...6).map { number in
            PlacementJoin.School(
                name: number == 4
                    ? "บ้านโนนสูง"
                    : "โรงเรียนที่\(["", "หนึ่งกา", "สองขา", "สามงา", "", "ห้าจา", "หกชา"][number])",
                codes: ["\(number)"])
        }
        let entries = [
            ("ที่หนึ่งกา", "A"), ("ที่สองขา", "A"), ("ที่สามงา", "A"), ("ที่ห้าจา", "B"), ("ที่หกชา", "B"),
            ("บ้านโนนสูง", "A"), ("บ้านโนนสูง", "C"),
        ].map { PlacementJoin.Entry(name: $0.0, place: $0.1) }
        let proposals = PlacementJoin(schools: schools, entries: entries).proposals()
        #expect(proposals[3].certainty == .supported)
        #expect(proposals[3].places == ["A"])
        #expect(proposals.filter { $0.certainty == .exact }.count == 5)
    }
}

@Suite("Joining the register of 2022", .enabled(if: SharedFolder.isExpected))
struct RegisterJoinTests {
    private func table(_ path: String) throws -> [[String: String]] {
        let bytes = [UInt8](try Data(contentsOf: SharedFolder.url("data/" + path)))
        let table = try CSVReader.read(bytes, file: path)
        return (0..<table.rowCount).map { row in
            Dictionary(
                uniqueKeysWithValues: table.header.indices.map {
                    (table.header[$0], table.text(row: row, column: $0))
                })
        }
    }

    /// The districts of the office, and the levels its schools do not have.
    private static let districts: Set<String> = ["กันทรลักษ์", "ขุนหาญ", "ศรีรัตนะ", "เบญจลักษ์"]

    /// The subdistricts of the province with their codes of TIS 1099, joined by name.
    private func administrativeIndex() throws -> AdministrativeIndex {
        let layer = try VectorReader.read(
            path: SharedFolder.url("data/th-admin-boundaries/sompobch_sub_district.geojson").path)
        let areas = layer.features.filter { $0.text("ADM1_TH") == "ศรีสะเกษ" }.map {
            Boundary(
                code: nil, nameThai: $0.text("ADM3_TH") ?? "", districtThai: $0.text("ADM2_TH"),
                area: $0.geometry?.polygons ?? [])
        }
        struct Entry: Decodable {
            var subdistrictCode: Int
            var subdistrictNameTh: String
        }
        let entries = try JSONDecoder().decode(
            [Entry].self,
            from: Data(
                contentsOf: SharedFolder.url("data/th-admin-boundaries/tgj_subdistricts.json")))
        return AdministrativeIndex(
            areas,
            codes: entries.map {
                .init(code: "\($0.subdistrictCode)", nameThai: $0.subdistrictNameTh)
            })
    }

    @Test func areasAreFoundByCodeAndByName() throws {
        let index = try administrativeIndex()
        print(
            "\nศรีสะเกษ: \(index.areas.count) polygons, \(index.coded.count) given a TIS 1099 code by name"
        )
        #expect(index.areas.count == 206)
        #expect(index.coded.count >= 200)
        // TIS 1099: 33 ศรีสะเกษ, 04 กันทรลักษ์; both ways round.
        let area = try #require(index.areas(named: "กระแชง", district: "กันทรลักษ์").first)
        #expect(index.area(code: area.code ?? "")?.nameThai == "กระแชง")
        #expect(area.code?.hasPrefix("3304") == true)
        #expect(index.area(code: "999999") == nil)
        // โนนสูง is in ขุนหาญ and elsewhere: without its district the name is a tie.
        let name = try #require(
            Dictionary(grouping: index.areas, by: \.nameThai).first { $0.value.count > 1 }?.key)
        #expect(index.areas(named: name).count > 1)
    }

    @Test func schoolsOf3304ArePlaced() throws {
        let register = try table("th-obec-register-2022/derived_ssk4_obec_x_wikipedia.csv")
        let list = try table("th-schools-wikipedia/ศรีสะเกษ.csv").filter {
            // A school of the office offers primary grades; secondary schools belong to another office.
            Self.districts.contains($0["district"] ?? "") && $0["level"] != "มัธยมศึกษา"
        }
        let join = PlacementJoin(
            schools: register.map {
                PlacementJoin.School(
                    name: $0["school_name_th"] ?? "",
                    codes: [$0["smis_code8"] ?? "", $0["moe_code10"] ?? ""])
            },
            entries: list.map {
                PlacementJoin.Entry(
                    name: $0["name"] ?? "",
                    place: ($0["district"] ?? "") + "/" + ($0["subDistrict"] ?? ""))
            })
        let proposals = join.proposals()
        let counts = Dictionary(grouping: proposals, by: \.certainty).mapValues(\.count)
        print(
            "\nเขต 3304: \(proposals.count) schools, plain name match 196 exact / 6 ambiguous / 8 none"
        )
        for certainty in PlacementProposal.Certainty.allCases {
            print("  \(certainty.rawValue): \(counts[certainty] ?? 0)")
        }
        for proposal in proposals where proposal.certainty != .exact {
            let school = register[proposal.school]
            print(
                "  \(school["smis_code8"] ?? "") \(school["school_name_th"] ?? "") "
                    + "(plain: \(school["match"] ?? "")) → \(proposal.certainty.rawValue) "
                    + "\(proposal.places.joined(separator: ", ")): \(proposal.evidenceEnglish)")
        }
        // Nothing that the plain match placed may be lost or moved.
        for proposal in proposals {
            let school = register[proposal.school]
            guard school["match"] == "exact" else { continue }
            #expect(
                proposal.places
                    == [(school["amphoe_wiki"] ?? "") + "/" + (school["tambon_wiki"] ?? "")],
                "\(school["school_name_th"] ?? "")")
        }
        // Every place that was found is one polygon on the map, with its official code.
        let index = try administrativeIndex()
        var onTheMap = 0
        for proposal in proposals where [.exact, .supported].contains(proposal.certainty) {
            let parts = proposal.places[0].split(separator: "/").map(String.init)
            let areas = index.areas(named: parts[1], district: parts[0])
            #expect(areas.count == 1, "\(proposal.places[0])")
            #expect(areas.first?.code?.hasPrefix("33") == true, "\(proposal.places[0])")
            onTheMap += areas.count
        }
        print("  placed in a subdistrict polygon: \(onTheMap)")
        let placed = (counts[.exact] ?? 0) + (counts[.supported] ?? 0)
        #expect(placed >= 206)
        #expect((counts[.none] ?? 0) <= 2)
    }
}
