import Testing

@testable import DistrictData

@Suite("Numbers and codes as offices type them")
struct TextTests {
    @Test(arguments: [
        ("12", 12.0), ("๑๒", 12), (" 1,234 ", 1_234), ("1,234,567.5", 1_234_567.5), ("-3", -3),
        ("10 กม.", 10), ("๓.๕กม.", 3.5), ("30 เครื่อง", 30), ("1e3", 1_000), ("\u{200B}7\u{A0}", 7),
    ])
    func numbers(_ text: String, _ value: Double) throws {
        #expect(try NumberText.double(text) == value)
    }

    @Test(arguments: [
        "", "สิบ", "1,5", "12,34", "1.2.3", "nan", "inf", "0x10", "14°39'", "1 2", "กม.",
    ])
    func notNumbers(_ text: String) {
        #expect(throws: NumberText.Problem.notANumber) { try NumberText.double(text) }
    }

    @Test func wholeNumbers() throws {
        #expect(try NumberText.integer("12.0") == 12)
        #expect(throws: NumberText.Problem.notWhole) { try NumberText.integer("12.5") }
    }

    @Test(arguments: [
        ("33040012", "33040012", false), ("๓๓๐๔๐๐๑๒", "33040012", false),
        ("080005", "080005", false), ("33040012.0", "33040012", true),
        ("3.3040012E+07", "33040012", true), ("'33040012", "33040012", false),
        ("3.304E3", "3304", true), ("n280027006", "n280027006", false),
    ])
    func codes(_ text: String, _ code: String, _ wasRestored: Bool) {
        #expect(CodeText.read(text) == CodeText.Reading(code: code, wasRestored: wasRestored))
    }

    @Test(arguments: ["1.02008E+09", "1.0E+9", "3.30400125E+07"])
    func damagedCodes(_ text: String) {
        #expect(CodeText.read(text) == nil)
    }

    @Test func suggestions() {
        let keys = ["exactly", "at_most", "one_per", "free", "minimum_pupils"]
        #expect(Suggestion.nearest(to: "exactlly", in: keys) == "exactly")
        #expect(Suggestion.nearest(to: "minimumPupils", in: keys) == "minimum_pupils")
        #expect(Suggestion.nearest(to: "colour", in: keys) == nil)
    }

    @Test(arguments: [
        ("1. ผู้อำนวยการโรงเรียน", StaffPost.administrator),
        ("๒. รองผู้อำนวยการโรงเรียน", .administrator), ("ผอ.", .administrator), ("3. ครู", .teacher),
        ("4) ครูผู้ช่วย", .teacher), ("ครู คศ.2", .teacher), ("ครูชำนาญการพิเศษ", .teacher),
        ("ครูอัตราจ้าง", .other), ("ครูพี่เลี้ยง", .other), ("6. พนักงานราชการ", .other),
        ("ลูกจ้างประจำ", .other), ("รักษาการผู้อำนวยการ", .other),
    ])
    func posts(_ position: String, _ post: StaffPost) {
        #expect(StaffPost(position: position) == post)
    }
}
