import SchoolDistrict
import Staffing
import Testing

@testable import NetworkPlanning
@testable import schoolnet

/// The sums behind an explanation, without the program around them.
@Suite("Arithmetic of explanations") struct ExplainArithmeticTests {
    private func stage(_ objective: Double, _ bound: Double, unit: String = "baht_per_year")
        -> PlanOutcome.Stage
    {
        PlanOutcome.Stage(
            nameThai: "", nameEnglish: "", unit: unit, objective: objective, bound: bound,
            relativeGap: 0)
    }

    /// The best value lies in 95…100 before and in 103…110 after: the price is 103 − 100 = 3 at least, 110 − 95 = 15
    /// at most.
    @Test func gapsThatDoNotMeetProveAPrice() {
        let goal = PlanComparison.Goal(
            before: stage(100, 95), after: stage(110, 103), isRestriction: false)
        #expect(goal.difference == 10)
        #expect(goal.provenRange == 3...15)
        #expect(goal.isSeparated)
    }

    /// 95…100 and 98…104 overlap: from −2 to 9 everything is possible, and for a restriction from 0 to 9.
    @Test func gapsThatMeetProveNothing() {
        let (before, after) = (stage(100, 95), stage(104, 98))
        let free = PlanComparison.Goal(before: before, after: after, isRestriction: false)
        #expect(free.provenRange == -2...9)
        #expect(!free.isSeparated)
        let bound = PlanComparison.Goal(before: before, after: after, isRestriction: true)
        #expect(bound.provenRange == 0...9)
        #expect(!bound.isSeparated)
    }

    /// Most pupils: the bound lies above.
    ///
    /// 50…60 before, 40…45 after: at least 5, at most 20 pupils fewer.
    @Test func mostPupilsAreBoundedFromAbove() {
        let goal = PlanComparison.Goal(
            before: stage(50, 60, unit: "pupils"), after: stage(40, 45, unit: "pupils"),
            isRestriction: true)
        #expect(goal.provenRange == -20 ... -5)
        #expect(goal.isSeparated)
    }

    /// The norm of 2545 for 6 grades of 25 pupils: a room each, (6×40/25 + 150/25)/2 = 7.8, 8 posts.
    @Test func normsAreWrittenAsTheyAreCounted() throws {
        let library = try NormLibrary()
        let primary = Grade.allCases.filter { $0.level == .primary }
        let pupils = GradeCounts(Dictionary(uniqueKeysWithValues: primary.map { ($0, 25) }))
        let classes = GradeCounts(Dictionary(uniqueKeysWithValues: primary.map { ($0, 1) }))
        func text(_ id: String, _ pupils: GradeCounts) throws -> String {
            NormText(rule: try library.norm(id).teacherRule, pupils: pupils, classes: classes).text
        }
        #expect(
            try text("tepc-2545", pupils)
                == "((6 ห้อง/rooms × 40 ÷ 25) + 150 คน/pupils ÷ 25) ÷ 2 = 7.8 → 8 (ปัดครึ่งขึ้น / half up)"
        )
        #expect(try text("one-per-class", pupils) == "6 ห้องเรียน/classes × 1 = 6")
        #expect(try text("tepc-2545", GradeCounts()) == "0 (ไม่มีนักเรียน / no pupils)")
        // Every text ends in the posts that the norm gives.
        for norm in library.norms {
            for count in [1, 7, 20, 21, 40, 41, 90] {
                let some = GradeCounts(
                    Dictionary(uniqueKeysWithValues: primary.map { ($0, count) }))
                let posts = norm.requirement(pupils: some, classes: classes).teachers
                let text = NormText(rule: norm.teacherRule, pupils: some, classes: classes).text
                #expect(text.contains("\(posts)"), "\(norm.id), \(count) a grade: \(text)")
            }
        }
    }

    @Test(arguments: [
        ("1=stays", Lock.Decision.stays), ("1=hub", .hub), ("1=not_hub", .notHub),
        ("1=joins:2", .joins(hubCode: "2")), ("1=shares_with:2", .sharesWith(hubCode: "2")),
        ("1=free", nil),
    ])
    func locksAreRead(_ text: String, _ decision: Lock.Decision?) throws {
        let argument = try #require(LockArgument(argument: text))
        #expect(argument.schoolCode == "1")
        #expect(argument.lock?.decision == decision)
    }

    @Test(arguments: ["1", "=hub", "1=", "1=joins", "1=joins:", "1=joins:1", "1=hub:2", "1=merge"])
    func otherLocksAreRefused(_ text: String) {
        #expect(LockArgument(argument: text) == nil)
    }

    @Test(arguments: [
        (0.0, 2, "0"), (1_234.5, 2, "1,234.5"), (-1_234.0, 2, "−1,234"), (100, 2, "100"),
        (0.126, 2, "0.13"),
    ])
    func numbersDropTrailingZeros(_ value: Double, _ decimals: Int, _ text: String) {
        #expect(ExplainNumber.number(value, decimals: decimals) == text)
    }
}
