import SchoolDistrict

/// Writes amounts by heading as lines of the cost table: label, basis with the rate, funding.
struct CostLineWriter {
    let scenario: Scenario
    /// The plan less today.
    let difference: Expenses

    private var rates: CostTable { scenario.costs }

    /// The yearly lines in the order shown; headings that the scenario does not price are left out.
    var lines: [CostLine] {
        Expenses.Heading.allCases.compactMap(line)
    }

    private func line(_ heading: Expenses.Heading) -> CostLine? {
        let count = Int(difference.quantity(heading).rounded())
        func line(_ thai: String, _ english: String, _ basis: String, _ rate: Rate) -> CostLine {
            CostLine(
                key: heading.rawValue, thaiLabel: thai, englishLabel: english,
                bahtPerYear: difference.baht(heading), basisThai: basis,
                isConfirmed: rate.isConfirmed, funding: rate.funding,
                isWeight: heading.isWeight)
        }
        switch heading {
        case .teachers:
            return line(
                "อัตราครู", "Teacher posts",
                "อัตราครูตามเกณฑ์ที่ใช้คิดงบ \(Self.signed(count)) อัตรา × \(Self.baht(rates.teacherPerYear)) บาท",
                rates.teacherPerYear)
        case .administrators:
            guard scenario.staffing.pricesAdministrators else { return nil }
            return line(
                "อัตราผู้บริหาร", "Administrator posts",
                "ผู้อำนวยการและรองตามเกณฑ์ \(Self.signed(count)) อัตรา × \(Self.baht(rates.administratorPerYear)) บาท",
                rates.administratorPerYear)
        case .transport:
            let rate =
                rates.subsidyBands.isEmpty
                ? "\(Self.baht(rates.subsidyPerPupilDay)) บาทต่อคนต่อวัน" : "ตามช่วงระยะทาง: \(bands)"
            return line(
                "ค่าพาหนะนักเรียนเรียนรวม", "Travel support for moved pupils",
                "\(count) คน × \(rate) × \(rates.schoolDays) วัน", rates.subsidyPerPupilDay)
        case .lostTopUp:
            return line(
                "เงินเพิ่มโรงเรียนขนาดเล็กที่ไม่ได้รับ", "Small-school top-up no longer received",
                "\(count) คน × \(Self.baht(rates.smallSchoolTopUpPerPupil)) บาทต่อปี โรงเรียนไม่เกิน \(CostTable.smallSchoolPupils) คน",
                rates.smallSchoolTopUpPerPupil)
        case .hubs:
            return line(
                "ดำเนินการโรงเรียนคุณภาพ", "Running the hubs",
                "\(count) แห่ง × \(Self.baht(rates.hubPerYear)) บาท", rates.hubPerYear)
        case .rooms:
            return line(
                "ห้องเรียนเพิ่ม", "Rooms added",
                "\(count) ห้อง × \(Self.baht(rates.addedRoomPerYear)) บาท", rates.addedRoomPerYear)
        case .openedGrades:
            guard !scenario.moves.gradesHubMayOpen.isEmpty else { return nil }
            return line(
                "เปิดชั้นเพิ่ม", "Grades opened",
                "\(count) ชั้น × \(Self.baht(rates.openGradePerYear)) บาท", rates.openGradePerYear)
        case .sharing:
            let tenths = Int((difference.quantity(heading) * 10).rounded())
            return line(
                "ครูเวียนสอนและใช้ทรัพยากรร่วม", "Rotating teachers' travel",
                "\(tenths / 10).\(tenths % 10) กม. ถึงโรงเรียนคุณภาพ × \(Self.baht(rates.sharePerKilometreYear)) บาทต่อกม.",
                rates.sharePerKilometreYear)
        case .standAlone:
            return line(
                "ดูแลโรงเรียน Stand Alone ที่ไม่มีเครือข่าย", "Support of schools without a hub",
                "\(count) แห่ง × \(Self.baht(rates.standAlonePerYear)) บาท", rates.standAlonePerYear)
        case .split:
            guard !scenario.moves.blocks.isEmpty else { return nil }
            return line(
                "โรงเรียนที่มาเรียนรวมบางชั้น", "Schools of which some grades move",
                "\(count) แห่ง × \(Self.baht(rates.splitSchoolPerYear)) บาท", rates.splitSchoolPerYear)
        case .pools:
            guard scenario.moves.pooling.isAllowed else { return nil }
            return line(
                "ประสานงานกลุ่มแบ่งชั้นสอน", "Coordinating pools",
                "\(count) แห่ง × \(Self.baht(rates.poolSchoolPerYear)) บาท", rates.poolSchoolPerYear)
        case .overLimit:
            guard scenario.objective == .balanced else { return nil }
            return line(
                "น้ำหนัก: นักเรียนเดินทางเกินเกณฑ์", "Weight: pupils over the limit",
                "\(Self.signed(count)) คน × \(Self.baht(rates.overLimitPupilPerYear)) บาท (น้ำหนัก ไม่ใช่เงินจ่ายจริง)",
                rates.overLimitPupilPerYear)
        case .missingTeachers:
            guard scenario.objective == .balanced else { return nil }
            return line(
                "น้ำหนัก: ครูขาด", "Weight: missing teachers",
                "\(Self.signed(count)) อัตรา × \(Self.baht(rates.missingTeacherPerYear)) บาท (น้ำหนัก ไม่ใช่เงินจ่ายจริง)",
                rates.missingTeacherPerYear)
        case .score:
            guard rates.scorePointPerYear.baht > 0 else { return nil }
            return line(
                "น้ำหนัก: คะแนนความพร้อม", "Weight: hub score",
                "\(count) คะแนนที่ขาด × \(Self.baht(rates.scorePointPerYear)) บาท (น้ำหนัก ไม่ใช่เงินจ่ายจริง)",
                rates.scorePointPerYear)
        }
    }

    private var bands: String {
        rates.subsidyBands.map { band in
            let baht = Self.grouped(band.baht)
            return band.upTo.map { "ไม่เกิน \(Reason.km($0.kilometres)) กม. \(baht) บาท" } ?? "ไกลกว่านั้น \(baht) บาท"
        }.joined(separator: ", ")
    }

    /// What the plan costs once.
    func oneOffLines(assignment: Assignment, moved: Int, standAlone: Int) -> [CostLine] {
        let rooms = assignment.roomsAdded.reduce(0, +)
        let hubs = assignment.hubs.count
        func line(
            _ key: String, _ thai: String, _ english: String, _ count: Int, _ unit: String,
            _ rate: Rate
        ) -> CostLine {
            CostLine(
                key: key, thaiLabel: thai, englishLabel: english,
                bahtPerYear: Double(count) * rate.baht,
                basisThai: "\(count) \(unit) × \(Self.baht(rate)) บาท", isConfirmed: rate.isConfirmed,
                funding: rate.funding)
        }
        return [
            line("rooms", "ก่อสร้างห้องเรียน", "Building rooms", rooms, "ห้อง", rates.roomOneOff),
            line(
                "hubs", "จัดหาอุปกรณ์โรงเรียนคุณภาพ", "Equipping hubs", hubs, "แห่ง", rates.hubOneOff),
            line(
                "moved_pupils", "เตรียมการเรียนรวม", "Preparing the moves", moved, "คน",
                rates.movedPupilOneOff),
            line(
                "stand_alone", "ยกระดับโรงเรียน Stand Alone", "Raising stand-alone schools",
                standAlone,
                "แห่ง", rates.standAloneOneOff),
        ]
    }

    /// A rate with thousands separators.
    static func baht(_ rate: Rate) -> String { grouped(rate.baht) }

    /// Whole baht with thousands separators.
    static func grouped(_ amount: Double) -> String {
        var digits = String(Int(amount.rounded()))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }

    /// A count with a true minus sign.
    static func signed(_ count: Int) -> String {
        count < 0 ? "−\(-count)" : "+\(count)"
    }
}
