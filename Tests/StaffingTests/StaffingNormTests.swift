import SchoolDistrict
import Testing

@testable import Staffing

/// Test vectors of the 2545 norm: real EMIS schools 1020080005 (59 pupils) and 1020080035 (677), and two made up.
@Suite("Staffing norms")
struct StaffingNormTests {
    static let school59 = counts(k: [0, 9, 4], p: [6, 7, 9, 4, 7, 13])
    static let school129 = counts(k: [0, 15, 14], p: [18, 20, 16, 17, 15, 14])
    static let school186 = counts(k: [0, 16, 20], p: [25, 30, 22, 28, 24, 21])
    static let school677 = counts(
        k: [27, 34, 35], p: [38, 55, 51, 62, 65, 61], m: [84, 74, 91])

    static func counts(k: [Int], p: [Int], m: [Int] = []) -> GradeCounts {
        var counts = GradeCounts()
        for (offset, value) in (k + p + m).enumerated() {
            counts[Grade.allCases[offset]] = value
        }
        return counts
    }

    @Test(
        "2545: levels are summed, then rounded half up (AMSS++)",
        arguments: [
            (school59, 59, 3), (school129, 129, 9), (school186, 186, 10), (school677, 677, 33),
        ])
    func norm2545(pupils: GradeCounts, total: Int, teachers: Int) throws {
        #expect(pupils.total == total)
        let norm = try NormLibrary().norm("tepc-2545")
        #expect(norm.requirement(pupils: pupils, classes: GradeCounts()).teachers == teachers)
    }

    @Test(
        "2545: the small-school table steps every 20 pupils",
        arguments: [
            (1, 1), (20, 1), (21, 2), (40, 2), (41, 3), (60, 3), (61, 4), (100, 5), (101, 6),
            (120, 6),
        ])
    func smallSchools(pupils: Int, teachers: Int) throws {
        let norm = try NormLibrary().norm("tepc-2545")
        let counts = GradeCounts([.p1: pupils])
        #expect(norm.requirement(pupils: counts, classes: GradeCounts()).teachers == teachers)
    }

    @Test(
        "2545: administrators by size",
        arguments: [
            (0, 0), (1, 1), (120, 1), (359, 1), (360, 2), (719, 2), (720, 3), (1_080, 4),
            (1_680, 5),
        ])
    func administrators(pupils: Int, posts: Int) throws {
        let norm = try NormLibrary().norm("tepc-2545")
        let counts = GradeCounts([.p1: pupils])
        #expect(norm.requirement(pupils: counts, classes: GradeCounts()).administrators == posts)
    }

    @Test(
        "one per class: EMIS school 1020080005 has 8 classes and 6 teachers: two short, three over 2545"
    )
    func onePerClass() throws {
        let library = try NormLibrary()
        let classes = Self.counts(k: [0, 1, 1], p: [1, 1, 1, 1, 1, 1])
        let perClass = try library.norm("one-per-class")
            .requirement(pupils: Self.school59, classes: classes)
        #expect(StaffBalance(needed: perClass.teachers, inPost: 6).shortage == 2)
        let byHead = try library.norm("tepc-2545")
            .requirement(pupils: Self.school59, classes: classes)
        #expect(StaffBalance(needed: byHead.teachers, inPost: 6).surplus == 3)
    }

    @Test("no staff record is no data, never short; no pupils need no one")
    func noData() throws {
        #expect(StaffBalance(needed: 4, inPost: nil).shortage == nil)
        for norm in try NormLibrary().norms {
            let none = norm.requirement(pupils: GradeCounts(), classes: GradeCounts())
            #expect(none == StaffRequirement(teachers: 0, administrators: 0))
        }
    }

    @Test("an unknown norm is named with the ones there are")
    func unknown() throws {
        let library = try NormLibrary()
        #expect(throws: StaffingError.self) { try library.norm("tepc-2599") }
    }
}
