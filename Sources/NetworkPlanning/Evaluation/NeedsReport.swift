import SchoolDistrict
import Staffing

/// What each school needs to be good in the role the plan gives it: the lines of the plan sheets for the three groups.
///
/// A figure that is not recorded is a question (`isUnknown`), never a need and never zero.
struct NeedsReport {
    let scenario: Scenario
    /// The norm that tables lead with.
    let norm: StaffingNorm

    /// One computer for so many pupils is the aim that the hub score uses too.
    private static let pupilsPerComputer = 10

    private var rates: CostTable { scenario.costs }

    /// The needs of a school, in the order of their kinds.
    func needs(of plan: SchoolPlan) -> [SchoolNeed] {
        guard !plan.pupilsAfter.isEmpty else {
            return [travel(plan)].compactMap { $0 } + budget(plan)
        }
        return [
            teachers(plan), administrator(plan), rooms(plan), housing(plan), devices(plan),
            internet(plan), travel(plan),
        ].compactMap { $0 } + budget(plan)
    }

    private func need(
        _ kind: SchoolNeed.Kind, _ count: Int?, _ thai: String, _ english: String,
        isUnknown: Bool = false, baht: Double? = nil, isOneOff: Bool = false,
        suitsSponsor: Bool = false
    ) -> SchoolNeed {
        SchoolNeed(
            kind: kind, count: count, thai: thai, english: english, isUnknown: isUnknown,
            baht: baht, suitsSponsor: suitsSponsor, isOneOff: isOneOff)
    }

    private func unknown(_ kind: SchoolNeed.Kind) -> SchoolNeed {
        need(kind, nil, "ไม่มีข้อมูล", "no data", isUnknown: true)
    }

    private func teachers(_ plan: SchoolPlan) -> SchoolNeed? {
        guard let balance = plan.staffAfter[norm.id], let shortage = balance.shortage else {
            return unknown(.teachers)
        }
        guard shortage > 0 else { return nil }
        return need(
            .teachers, shortage, "ครูเพิ่ม \(shortage) อัตรา (\(norm.titleThai))",
            "\(shortage) more teachers (\(norm.titleEnglish))",
            baht: Double(shortage) * rates.teacherPerYear.baht)
    }

    private func administrator(_ plan: SchoolPlan) -> SchoolNeed? {
        guard let staff = plan.school.staff else { return unknown(.administrator) }
        let posts = norm.administratorRule.posts(
            pupils: plan.pupilsAfter, classes: plan.classesAfter)
        let missing = posts - staff.administrators
        guard missing > 0 else { return nil }
        return need(
            .administrator, missing, "ผู้บริหารเพิ่ม \(missing) อัตรา",
            "\(missing) more administrators",
            baht: Double(missing) * rates.administratorPerYear.baht)
    }

    private func rooms(_ plan: SchoolPlan) -> SchoolNeed? {
        guard let rooms = plan.school.rooms else { return unknown(.rooms) }
        let missing = plan.classesAfter.total - rooms
        guard missing > 0 else { return nil }
        return need(
            .rooms, missing, "ห้องเรียนเพิ่ม \(missing) ห้อง", "\(missing) more classrooms",
            baht: Double(missing) * rates.roomOneOff.baht, isOneOff: true)
    }

    private func housing(_ plan: SchoolPlan) -> SchoolNeed? {
        guard let units = plan.school.housingUnits else { return unknown(.housing) }
        guard units == 0 else { return nil }
        return need(
            .housing, 1, "ยังไม่มีบ้านพักครู", "no teacher housing yet", suitsSponsor: true)
    }

    private func devices(_ plan: SchoolPlan) -> SchoolNeed? {
        guard let computers = plan.school.computers else { return unknown(.devices) }
        let wanted =
            (plan.pupilsAfter.total + Self.pupilsPerComputer - 1) / Self.pupilsPerComputer
        let missing = wanted - computers
        guard missing > 0 else { return nil }
        return need(
            .devices, missing,
            "คอมพิวเตอร์เพิ่ม \(missing) เครื่อง (1 เครื่องต่อ \(Self.pupilsPerComputer) คน)",
            "\(missing) more computers (one for \(Self.pupilsPerComputer) pupils)",
            suitsSponsor: true)
    }

    private func internet(_ plan: SchoolPlan) -> SchoolNeed? {
        guard let hasInternet = plan.school.hasInternet else { return unknown(.internet) }
        return hasInternet
            ? nil
            : need(
                .internet, 1, "ยังไม่มีอินเทอร์เน็ตที่ใช้ได้", "no working internet",
                suitsSponsor: true)
    }

    private func travel(_ plan: SchoolPlan) -> SchoolNeed? {
        let after = plan.travelAfter
        guard after.isKnown else { return plan.pupilsBefore.isEmpty ? nil : unknown(.travel) }
        guard after.overLimit > 0 else { return nil }
        let limit = Reason.km(scenario.travel.indicatorLimit.kilometres)
        // Counts of 1 to 4 could name a child.
        let thai = after.overLimit < 5 ? "น้อยกว่า 5" : "\(after.overLimit)"
        let english = after.overLimit < 5 ? "fewer than 5" : "\(after.overLimit)"
        return need(
            .travel, after.overLimit < 5 ? nil : after.overLimit,
            "รถรับส่งหรือค่าพาหนะ นักเรียนไกลเกิน \(limit) กม. \(thai) คน",
            "transport for \(english) pupils beyond \(limit) km")
    }

    /// What the role brings with it, a year and once.
    private func budget(_ plan: SchoolPlan) -> [SchoolNeed] {
        func lines(_ yearly: Double, _ once: Double) -> [SchoolNeed] {
            [(yearly, "ปีละ", "a year", false), (once, "ครั้งเดียว", "once", true)].compactMap {
                baht, thai, english, isOneOff in
                guard baht > 0 else { return nil }
                let amount = CostLineWriter.grouped(baht)
                return need(
                    .budget, nil, "\(thai) \(amount) บาท", "\(amount) baht \(english)", baht: baht,
                    isOneOff: isOneOff)
            }
        }
        switch plan.role {
        case .hub: return lines(rates.hubPerYear.baht, rates.hubOneOff.baht)
        case .standAlone:
            return lines(
                plan.hubCode == nil ? rates.standAlonePerYear.baht : 0, rates.standAloneOneOff.baht)
        case .network:
            let moved = Double(plan.pupilsBefore.total(of: plan.movedGrades))
            return lines(0, moved * rates.movedPupilOneOff.baht)
        case .undecided: return []
        }
    }
}
