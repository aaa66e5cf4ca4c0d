import SchoolDistrict
import Staffing

/// Checks that the staffing of a plan counts every teacher once; a breach is a fault of the planner.
enum StaffingAudit {
    /// What does not hold.
    struct Breach: Hashable {
        /// The norm or school.
        var key: String
        /// The value found.
        var value: String
        /// What was expected.
        var expected: String
    }

    /// The breaches of a plan; none in a sound one.
    static func breaches(_ plan: Plan) -> [Breach] {
        plan.staffing.byNorm.flatMap { breaches($0, plan) }
    }

    private static func breaches(_ figures: NormStaffing, _ plan: Plan) -> [Breach] {
        var breaches: [Breach] = []
        func expect(_ holds: Bool, _ key: String, _ value: String, _ expected: String) {
            if !holds {
                breaches.append(
                    Breach(key: "\(figures.normID) \(key)", value: value, expected: expected))
            }
        }
        let stages = [
            figures.before, figures.after, figures.afterTransfersInClusters,
            figures.afterTransfers, figures.administratorsBefore, figures.administratorsAfter,
        ]
        for totals in stages {
            expect(
                totals.neededWithRecord - (totals.inPost ?? totals.neededWithRecord)
                    == (totals.shortage ?? 0) - (totals.surplus ?? 0), "totals", "\(totals)",
                "need minus people in post is shortage minus surplus")
        }
        expect(
            plan.before.shortage[figures.normID] == figures.before.shortage
                && plan.after.shortage[figures.normID] == figures.after.shortage,
            "shortage", "\(figures.before), \(figures.after)", "the indicators say the same")
        expect(
            figures.teacherPosts.net == figures.before.needed - figures.after.needed, "posts",
            "\(figures.teacherPosts)", "need before minus need after")

        let after = figures.schools.map(\.afterTransfers)
        let inPost = after.compactMap(\.inPost)
        expect(
            (inPost.isEmpty ? nil : inPost.reduce(0, +)) == figures.before.inPost, "teachers",
            "\(inPost.reduce(0, +))", "transfers conserve teachers")
        expect(
            after.compactMap(\.shortage).reduce(0, +) == figures.afterTransfers.shortage ?? 0,
            "shortage after transfers", "\(figures.afterTransfers)", "the sum over the schools")
        for school in figures.schools where school.arriving + school.leaving > 0 {
            let balance = school.afterTransfers
            expect(
                school.arriving == 0 || school.leaving == 0, school.schoolCode,
                "+\(school.arriving) −\(school.leaving)", "gives or receives, never both")
            expect(
                school.leaving > 0 ? balance.shortage == 0 : balance.surplus == 0,
                school.schoolCode, "\(balance)", "no school falls below its need or rises above it")
        }
        let clusterOf = Dictionary(
            uniqueKeysWithValues: plan.schools.map {
                ($0.school.code, $0.hubCode ?? $0.poolCode)
            })
        for visit in figures.rotation.visits {
            let (own, other) = (clusterOf[visit.fromCode] ?? nil, clusterOf[visit.toCode] ?? nil)
            expect(
                own != nil && own == other && (1...4).contains(visit.daysPerWeek),
                "\(visit.fromCode)→\(visit.toCode)", "\(visit.daysPerWeek)",
                "one to four days a week inside a cluster")
        }
        return breaches
    }
}
