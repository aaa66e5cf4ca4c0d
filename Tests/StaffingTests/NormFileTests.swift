import Foundation
import SchoolDistrict
import Testing

@testable import Staffing

/// A norm that an officer writes: read as meant, or refused with the place of the fault.
@Suite("Norm files")
struct NormFileTests {
    static let good = """
        {"id": "own", "title_th": "เกณฑ์ของเขต", "title_en": "Our norm", "source": "memo 1/2568",
         "effective_from": "2568",
         "teachers": [
           {"up_to_pupils": 50, "parts": [{"rounding": "up", "constant": 3}]},
           {"parts": [{"rounding": "half_up", "constant": -1.25, "terms": [
              {"grades": "K1-K3", "per_room": 1, "room_size": 30, "room_remainder": 10},
              {"grades": "P1-P6", "per_class": 1.5}]}]}],
         "administrators": [
           {"directors": 1, "deputies": 0, "unconfirmed_th": "ผอ. 1", "unconfirmed_en": "1 director"}]}
        """

    static func read(_ text: String) throws -> StaffingNorm { try StaffingNorm(json: text.utf8) }

    /// 70 pupils in อ.3: 2 rooms of 30 and a remainder of 10, so 3; 2 classes in ป.1: 3; 3 + 3 − 1.25 = 4.75 → 5.
    @Test("bands, rooms, classes and a negative constant")
    func reads() throws {
        let norm = try Self.read(Self.good)
        let pupils = GradeCounts([.k3: 70, .p1: 40])
        let classes = GradeCounts([.k3: 9, .p1: 2])
        #expect(norm.requirement(pupils: pupils, classes: classes).teachers == 5)
        #expect(norm.requirement(pupils: GradeCounts([.p1: 50]), classes: classes).teachers == 3)
        // One pupil in ป.1 beside 50 in grades that no term counts: −1.25 + 0 is never below nothing.
        let uncounted = GradeCounts([.m1: 51])
        #expect(norm.requirement(pupils: uncounted, classes: GradeCounts()).teachers == 0)
        #expect(norm.teacherRule.bands.map(\.isConfirmed) == [true, true])
        #expect(!norm.confirmed)
        #expect(norm.unconfirmedRows == [.init(thai: "ผอ. 1", english: "1 director")])
    }

    @Test(
        "a fault is named with its place",
        arguments: [
            (
                "\"per_class\"", "\"per_clas\"", "unknownKey",
                "teachers[1].parts[0].terms[1].per_clas"
            ),
            ("\"source\"", "\"sourcee\"", "unknownKey", "sourcee"),
            ("\"half_up\"", "\"nearest\"", "impossibleValue", "teachers[1].parts[0].rounding"),
            ("1.5", "-1.5", "impossibleValue", "per_class"),
            ("P1-P6", "P1-P9", "impossibleValue", "grades"),
            ("P1-P6", "K3-P6", "impossibleValue", "every grade at most once"),
            ("\"room_size\": 30, ", "", "impossibleValue", "room_size"),
            ("\"room_remainder\": 10", "\"room_remainder\": 31", "impossibleValue", "1…30"),
            ("\"directors\": 1", "\"directors\": -1", "impossibleValue", "directors"),
            ("\"directors\": 1, ", "", "incompleteNorm", "administrators[0].directors"),
            (", \"unconfirmed_en\": \"1 director\"", "", "impossibleValue", "unconfirmed_th"),
            ("\"up_to_pupils\": 50, ", "", "impossibleValue", "only the last band"),
            ("\"up_to_pupils\": 50", "\"up_to_pupils\": 0", "impossibleValue", "teachers"),
            ("\"Our norm\"", "\" \"", "impossibleValue", "title_en"),
            ("\"constant\": 3", "\"constant\": \"3\"", "impossibleValue", "constant"),
            ("{\"id\"", "{{\"id\"", "unreadableNorm", "the file"),
        ])
    func faults(original: String, broken: String, code: String, place: String) throws {
        #expect(Self.good.contains(original))
        let text = Self.good.replacingOccurrences(of: original, with: broken)
        let error = #expect(throws: StaffingError.self) { try Self.read(text) }
        #expect(error?.code.rawValue == code)
        #expect(error?.detail.contains(place) == true, "\(error?.detail ?? "")")
    }
}
