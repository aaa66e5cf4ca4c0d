import NetworkPlanning
import SchoolDistrict

/// More pupils beyond the travel indicator than today: said in every output, never left to be found.
struct TravelIncrease {
    /// More pupils over the limit in the whole office; zero or less when others come nearer.
    let added: Int
    /// Codes of the schools of which more pupils are over the limit, sorted.
    let schoolCodes: [String]
    private let limit: String
    private let before: Int
    private let after: Int
    private let mark: String

    /// `nil` when homes are unknown, or when no school has more pupils over the limit.
    init?(_ plan: Plan) {
        let (before, after) = (plan.before.travel, plan.after.travel)
        guard before.isKnown, after.isKnown else { return nil }
        added = after.overLimit - before.overLimit
        schoolCodes = plan.schools.filter { $0.travelAfter.overLimit > $0.travelBefore.overLimit }
            .map(\.school.code)
        guard added > 0 || !schoolCodes.isEmpty else { return nil }
        self.before = before.overLimit
        self.after = after.overLimit
        limit = DecimalText.plain(plan.scenario.travel.indicatorLimit.kilometres, decimals: 2)
        mark = plan.hasEstimatedDistances ? "≈ " : ""
    }

    /// The statement in Thai.
    var thai: String {
        guard added > 0 else {
            return "นักเรียนเดินทางเกิน \(limit) กม. ทั้งเขตไม่เพิ่มขึ้น แต่โรงเรียน "
                + "\(DecimalText.grouped(schoolCodes.count)) แห่งมีจำนวนเพิ่มขึ้น"
        }
        return "แผนนี้ทำให้นักเรียนเดินทางเกิน \(limit) กม. เพิ่มขึ้น \(mark)\(DecimalText.grouped(added)) คน "
            + "(จาก \(DecimalText.grouped(before)) เป็น \(DecimalText.grouped(after)) คน) "
            + "ในโรงเรียน \(DecimalText.grouped(schoolCodes.count)) แห่ง"
    }

    /// The statement in English.
    var english: String {
        let schools =
            "\(DecimalText.grouped(schoolCodes.count)) school\(schoolCodes.count == 1 ? "" : "s")"
        guard added > 0 else {
            return "No more pupils travel over \(limit) km in the whole office, but more do from "
                + schools
        }
        return "Under this plan \(mark)\(DecimalText.grouped(added)) more pupils travel over "
            + "\(limit) km (\(DecimalText.grouped(before)) → \(DecimalText.grouped(after))), from "
            + schools
    }
}
