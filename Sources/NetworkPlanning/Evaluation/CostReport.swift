import SchoolDistrict
import SpatialTypes

/// Yearly costs of a plan against today, line by line, with the rates of the scenario.
struct CostReport {
    let lines: [CostLine]

    init(assembler: PlanAssembler) {
        let scenario = assembler.scenario
        let rates = scenario.costs
        let costs = OptionCosts(scenario: scenario)
        let entries = assembler.baseline.entries
        let assignment = assembler.assignment
        let after = assignment.classesAfter(
            assembler.baseline, pupilsAfter: assignment.pupilsAfter(assembler.baseline),
            capacity: scenario.capacity)
        let sections =
            after.reduce(0) { $0 + $1.total } - entries.reduce(0) { $0 + $1.classes.total }
        var transport = 0.0
        var topUp = 0.0
        var sharing = 0.0
        var alone = 0
        for (entry, choice) in zip(entries, assignment.choices) {
            switch choice {
            case .hub: break
            case .move:
                transport += costs.transport(entry)
                topUp += costs.lostTopUp(entry)
            case .share(let pair): sharing += costs.sharing(pair.distance)
            case .standAlone: alone += 1
            }
        }
        let rooms = assignment.roomsAdded.reduce(0, +)
        let hubs = assignment.hubs.count
        lines = [
            CostLine(
                key: "sections", thaiLabel: "ครูประจำห้อง", englishLabel: "Class teachers",
                bahtPerYear: Double(sections) * rates.teacherPerYear.baht,
                basisThai:
                    "ห้องเรียนเปลี่ยน \(Self.signed(sections)) ห้อง × ครู 1 อัตรา × \(Self.baht(rates.teacherPerYear)) บาท",
                isConfirmed: rates.teacherPerYear.isConfirmed),
            CostLine(
                key: "transport", thaiLabel: "ค่าพาหนะนักเรียนเรียนรวม",
                englishLabel: "Travel support for moved pupils", bahtPerYear: transport,
                basisThai:
                    "\(Self.baht(rates.subsidyPerPupilDay)) บาทต่อคนต่อวัน × \(rates.schoolDays) วัน",
                isConfirmed: rates.subsidyPerPupilDay.isConfirmed),
            CostLine(
                key: "lost_top_up", thaiLabel: "เงินเพิ่มโรงเรียนขนาดเล็กที่ไม่ได้รับ",
                englishLabel: "Small-school top-up no longer received", bahtPerYear: topUp,
                basisThai:
                    "\(Self.baht(rates.smallSchoolTopUpPerPupil)) บาทต่อคนต่อปี โรงเรียนไม่เกิน 120 คน",
                isConfirmed: rates.smallSchoolTopUpPerPupil.isConfirmed),
            CostLine(
                key: "hubs", thaiLabel: "ดำเนินการโรงเรียนคุณภาพ", englishLabel: "Running the hubs",
                bahtPerYear: Double(hubs) * rates.hubPerYear.baht,
                basisThai: "\(hubs) แห่ง × \(Self.baht(rates.hubPerYear)) บาท",
                isConfirmed: rates.hubPerYear.isConfirmed),
            CostLine(
                key: "rooms", thaiLabel: "ห้องเรียนเพิ่ม", englishLabel: "Rooms added",
                bahtPerYear: Double(rooms) * rates.addedRoomPerYear.baht,
                basisThai: "\(rooms) ห้อง × \(Self.baht(rates.addedRoomPerYear)) บาท",
                isConfirmed: rates.addedRoomPerYear.isConfirmed),
            CostLine(
                key: "sharing", thaiLabel: "ครูเวียนสอนและใช้ทรัพยากรร่วม",
                englishLabel: "Rotating teachers' travel", bahtPerYear: sharing,
                basisThai:
                    "\(Self.baht(rates.sharePerKilometreYear)) บาทต่อกม. ของระยะทางถึงโรงเรียนคุณภาพ",
                isConfirmed: rates.sharePerKilometreYear.isConfirmed),
            CostLine(
                key: "stand_alone", thaiLabel: "ดูแลโรงเรียน Stand Alone ที่ไม่มีเครือข่าย",
                englishLabel: "Support of schools without a hub",
                bahtPerYear: Double(alone) * rates.standAlonePerYear.baht,
                basisThai: "\(alone) แห่ง × \(Self.baht(rates.standAlonePerYear)) บาท",
                isConfirmed: rates.standAlonePerYear.isConfirmed),
        ]
    }

    /// A rate with thousands separators.
    private static func baht(_ rate: Rate) -> String {
        var digits = String(Int(rate.baht.rounded()))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }

    /// A count with a true minus sign.
    private static func signed(_ count: Int) -> String {
        count < 0 ? "−\(-count)" : "+\(count)"
    }
}
