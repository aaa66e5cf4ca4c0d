import SchoolDistrict
import Testing

@testable import Staffing

@Suite("Core majors")
struct CoreMajorsTests {
    @Test(
        "synonyms lead to the core major",
        arguments: [
            ("ภาษาไทย", "thai"), ("คณิต", "mathematics"), ("วิทยาศาสตร์ทั่วไป", "science"),
            ("คอมพิวเตอร์", "science"), ("ภาษาต่างประเทศ (อังกฤษ)", "english"),
            ("การศึกษา ปฐมวัย", "pre_primary"),
        ])
    func synonyms(recorded: String, key: String) throws {
        #expect(try CoreMajors().major(of: recorded)?.id == key)
    }

    @Test("other majors are not core; counts add up the synonyms")
    func counts() throws {
        let majors = try CoreMajors()
        #expect(majors.major(of: "ดนตรี") == nil)
        #expect(majors.major(of: "") == nil)
        #expect(
            majors.counts(["ฟิสิกส์": 1, "เคมี": 2, "ดนตรี": 3, "ภาษาไทย": 0]) == ["science": 3])
    }

    @Test("a school needs ปฐมวัย only with อ., the subjects only with ป. or ม.")
    func needed() throws {
        let majors = try CoreMajors()
        #expect(majors.needed(teaching: GradeSet([.k2])).map(\.id) == ["pre_primary"])
        #expect(
            majors.needed(teaching: GradeSet([.p1])).map(\.id)
                == ["thai", "mathematics", "science", "english"])
        #expect(majors.needed(teaching: []).isEmpty)
    }

    @Test("a synonym belongs to one major")
    func doubles() {
        func major(_ id: String) -> CoreMajor {
            CoreMajor(
                id: id, titleThai: id, titleEnglish: id, grades: GradeSet([.p1]), synonyms: ["ก"])
        }
        #expect(throws: StaffingError.self) { try CoreMajors([major("a"), major("b")]) }
    }
}
