import Foundation
import SchoolDistrict
import TestSupport
import Testing

@testable import Staffing

/// Test vectors of the norms: real EMIS schools 1020080005 (59 pupils) and 1020080035 (677), and two made up.
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

    static func teachers(_ id: String, _ pupils: GradeCounts) throws -> Int {
        try NormLibrary().norm(id).requirement(pupils: pupils, classes: GradeCounts()).teachers
    }

    @Test(
        "2545: levels summed, then rounded (AMSS++), or rounded grade by grade (CMSS)",
        arguments: [
            (school59, 59, 3, 3), (school129, 129, 9, 8), (school186, 186, 10, 8),
            (school677, 677, 33, 34),
        ])
    func norm2545(pupils: GradeCounts, total: Int, summed: Int, perGrade: Int) throws {
        #expect(pupils.total == total)
        #expect(try Self.teachers("tepc-2545", pupils) == summed)
        #expect(try Self.teachers("tepc-2545-per-grade", pupils) == perGrade)
    }

    @Test(
        "2545: the small-school table steps every 20 pupils, with ม. as well (AMSS++)",
        arguments: [
            (1, 1), (20, 1), (21, 2), (40, 2), (41, 3), (60, 3), (61, 4), (100, 5), (101, 6),
            (120, 6),
        ])
    func smallSchools(pupils: Int, teachers: Int) throws {
        #expect(try Self.teachers("tepc-2545", GradeCounts([.p1: pupils])) == teachers)
        let mixed = GradeCounts([.k2: pupils / 3, .p4: pupils / 3, .m1: pupils - pupils / 3 * 2])
        #expect(try Self.teachers("tepc-2545", mixed) == teachers)
    }

    /// Directors + deputies at both sides of every step.
    ///
    /// ว 23 steps to a deputy at 120; 2545 at 360.
    @Test(
        "administrators by size",
        arguments: [
            (0, 0, 0), (1, 1, 1), (40, 1, 1), (41, 1, 1), (119, 1, 1), (120, 1, 2), (121, 1, 2),
            (359, 1, 2), (360, 2, 2), (719, 2, 2), (720, 3, 3), (1_079, 3, 3), (1_080, 4, 4),
            (1_679, 4, 4), (1_680, 5, 5), (3_000, 5, 5),
        ])
    func administrators(pupils: Int, by2545: Int, byW23: Int) throws {
        let counts = GradeCounts([.p1: pupils])
        for (id, posts) in [("tepc-2545", by2545), ("tepc-w23-2563", byW23)] {
            let norm = try NormLibrary().norm(id)
            #expect(norm.requirement(pupils: counts, classes: counts).administrators == posts)
            #expect(norm.administratorRule.posts(pupils: counts, classes: counts) == posts)
            #expect(norm.directors(pupils: pupils) == min(1, posts))
            #expect(norm.deputies(pupils: pupils) == max(0, posts - 1))
        }
    }

    /// อ.2–ป.6 is 8 rooms: 8 × 25 / 20 − 15 / 20 = 9.25 → 9.
    ///
    /// The school of 677: K rooms 1+1+1, P rooms 1+2+2+2+2+2, M rooms 2+2+2 (84: remainder 4; 74 and 91: 34, 11 → +1):
    /// 84 → 2, 74 → 2, 91 → 3 = 7; (3 + 11) × 1.25 + 7 × 1.5 − 0.75 = 27.25 → 27.
    @Test(
        "ว 23/2563: a step table below 120 pupils, learning hours above",
        arguments: [
            (GradeCounts([.p1: 1]), 1), (GradeCounts([.p1: 10]), 1), (GradeCounts([.p1: 11]), 2),
            (GradeCounts([.p1: 40]), 4), (GradeCounts([.p1: 41]), 6), (school59, 6),
            (GradeCounts([.p1: 81]), 8), (GradeCounts([.p1: 119]), 8), (school129, 9),
            (school677, 27),
        ])
    func w23(pupils: GradeCounts, teachers: Int) throws {
        #expect(try Self.teachers("tepc-w23-2563", pupils) == teachers)
    }

    @Test("ว 23/2563: every row but the 120–719 administrators is flagged, in Thai and English")
    func unconfirmedRows() throws {
        let norm = try NormLibrary().norm("tepc-w23-2563")
        #expect(!norm.confirmed)
        #expect(norm.teacherRule.bands.allSatisfy { !$0.isConfirmed })
        #expect(
            norm.administratorBands.map(\.isConfirmed)
                == [false, false, true, false, false, false])
        #expect(norm.unconfirmedRows.count == norm.teacherRule.bands.count + 5)
        #expect(norm.unconfirmedRows.allSatisfy { !$0.thai.isEmpty && !$0.english.isEmpty })
        #expect(!norm.isConfirmed(pupils: 300))
        for id in ["tepc-2545", "tepc-2545-per-grade", "one-per-class"] {
            let other = try NormLibrary().norm(id)
            #expect(other.confirmed && other.unconfirmedRows.isEmpty)
            #expect(other.isConfirmed(pupils: 300))
        }
    }

    /// DOMAIN 3.3: 59 pupils in 8 classes, 6 teachers: three above the norm of 2545, two below one per class.
    @Test("EMIS school 1020080005, +3 by 2545 and −2 by one per class, side by side")
    func emisSchool() throws {
        let library = try NormLibrary()
        let classes = Self.counts(k: [0, 1, 1], p: [1, 1, 1, 1, 1, 1])
        let balances = library.norms.map {
            StaffBalance(
                needed: $0.requirement(pupils: Self.school59, classes: classes).teachers, inPost: 6)
        }
        #expect(library.norms.map(\.id) == ["tepc-2545", "tepc-w23-2563", "one-per-class"])
        #expect(balances.map(\.surplus) == [3, 0, 0])
        #expect(balances.map(\.shortage) == [0, 0, 2])
    }

    /// The same from the register's own tables (they lie beside the repository, not in it).
    @Test("EMIS tables of both schools", .enabled(if: SharedFolder.isExpected))
    func emisTables() throws {
        let folder = "data/th-obec-register-2022/"
        func rows(_ name: String) throws -> [[String]] {
            try String(contentsOf: SharedFolder.url(folder + name), encoding: .utf8)
                .split(whereSeparator: \.isNewline).map {
                    $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                }
        }
        var pupils: [String: GradeCounts] = [:]
        var classes: [String: GradeCounts] = [:]
        for row in try rows("emis_sample_student_by_grade.csv") {
            guard let grade = Grade(parsing: row[1]), let count = Int(row[4]),
                let rooms = Int(row[5])
            else { continue }
            pupils[row[0], default: GradeCounts()][grade] = count
            classes[row[0], default: GradeCounts()][grade] = rooms
        }
        var teachers: [String: Int] = [:]
        for row in try rows("emis_sample_staff_by_rank.csv")
        where (row[1].contains("3. ครู") && row[2] == "รวม") || row[1].contains("ครูผู้ช่วย") {
            teachers[row[0], default: 0] += Int(row[6]) ?? 0
        }
        #expect(teachers == ["1020080005": 6, "1020080035": 27])
        func balance(_ code: String, _ id: String) throws -> Int {
            let needed = try NormLibrary().norm(id).requirement(
                pupils: try #require(pupils[code]), classes: try #require(classes[code]))
            return try #require(teachers[code]) - needed.teachers
        }
        #expect(try balance("1020080005", "tepc-2545") == 3)
        #expect(try balance("1020080005", "one-per-class") == -2)
        // 33 by the norm and 23 classes against 27 in post.
        #expect(try balance("1020080035", "tepc-2545") == -6)
        #expect(try balance("1020080035", "one-per-class") == 4)
    }

    @Test("no staff record is no data, never short; no pupils need no one")
    func noData() throws {
        #expect(StaffBalance(needed: 4, inPost: nil).shortage == nil)
        #expect(StaffBalance(needed: 4, inPost: nil).surplus == nil)
        let library = try NormLibrary()
        for norm in library.norms + library.furtherNorms {
            let none = norm.requirement(pupils: GradeCounts(), classes: GradeCounts())
            #expect(none == StaffRequirement(teachers: 0, administrators: 0))
        }
    }

    @Test("the leading norm comes first; one that is not shown by default joins when it leads")
    func order() throws {
        let library = try NormLibrary()
        #expect(
            try library.norms(leading: "one-per-class").map(\.id)
                == ["one-per-class", "tepc-2545", "tepc-w23-2563"])
        #expect(
            try library.norms(leading: "tepc-2545-per-grade").map(\.id)
                == ["tepc-2545-per-grade", "tepc-2545", "tepc-w23-2563", "one-per-class"])
        #expect(throws: StaffingError.self) { try library.norm("tepc-2599") }
        #expect(throws: StaffingError.self) { try library.norms(leading: "tepc-2599") }
    }
}
