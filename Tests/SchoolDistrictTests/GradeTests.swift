import Testing

@testable import SchoolDistrict

@Suite("Grades as exports write them")
struct GradeTests {
    @Test(
        "one grade",
        arguments: [
            ("K1", Grade.k1), ("อ.2", .k2), ("อบ.3", .k3), ("อนุบาล 1", .k1), ("ป.๓", .p3),
            ("ประถมศึกษาปีที่ 6", .p6), ("ม. 1", .m1), ("m6", .m6),
        ])
    func parses(text: String, expected: Grade) {
        #expect(Grade(parsing: text) == expected)
    }

    @Test(
        "totals and other education are no grade",
        arguments: ["รวม อบ.", "รวมประถม", "รวมทั้งหมด", "ปวช.1", "ป.7", "อ.4", "", "7", "ป."])
    func refuses(text: String) {
        #expect(Grade(parsing: text) == nil)
    }

    @Test("ranges, lists and the register's level text")
    func sets() {
        #expect(GradeSet(parsing: "K2-P6")?.thaiLabel == "อ.2–ป.6")
        #expect(GradeSet(parsing: "อนุบาล-ประถมศึกษา")?.thaiLabel == "อ.2–ป.6")
        #expect(GradeSet(parsing: "อนุบาล-มัธยมศึกษาตอนต้น")?.thaiLabel == "อ.2–ม.3")
        #expect(
            GradeSet(parsing: "มัธยมศึกษาตอนต้น-มัธยมศึกษาตอนปลาย")?.grades
                == [.m1, .m2, .m3, .m4, .m5, .m6])
        #expect(GradeSet(parsing: "K2,K3;P1-P6")?.thaiLabel == "อ.2–ป.6")
        #expect(GradeSet(parsing: "P6-P1") == nil)
        #expect(GradeSet(parsing: "ทุกชั้น") == nil)
        #expect(GradeSet([.k1, .p1, .p2]).thaiLabel == "อ.1, ป.1–ป.2")
    }

    @Test("counts add up by grade and level")
    func counts() {
        let a = GradeCounts([.k2: 3, .p1: 5])
        let b = GradeCounts([.p1: 2, .m1: 7])
        #expect((a + b).total == 17)
        #expect((a + b)[.p1] == 7)
        #expect((a + b).total(of: .primary) == 7)
        #expect((a + b - b) == a)
        #expect(a.grades.grades == [.k2, .p1])
        #expect(GradeCounts().isEmpty)
    }
}
