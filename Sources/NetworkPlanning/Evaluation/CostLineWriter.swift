import SchoolDistrict

/// Writes amounts by heading as lines of a cost table: label, quantity, rate, funding, and how they make the amount.
struct CostLineWriter {
    let scenario: Scenario
    /// What is written: a plan less today, of the office or of one school.
    let difference: Expenses
    /// Whether any home, and any staff record, is known: without them a weight says nothing, and the line says so.
    let knowsHomes: Bool
    let knowsStaff: Bool

    private var rates: CostTable { scenario.costs }

    /// How one heading is written.
    private struct Entry {
        var thai: String
        var english: String
        var unitThai: String
        var unitEnglish: String
        var rate: Rate
        /// Whether the scenario prices the heading at all.
        var isPriced = true
    }

    /// The yearly lines in the order shown; headings that the scenario does not price are left out.
    var lines: [CostLine] {
        Expenses.Heading.allCases.compactMap { heading in
            let entry = entry(heading)
            guard entry.isPriced else { return nil }
            let quantity = difference.quantity(heading)
            let basis = basis(heading, entry, quantity: quantity)
            return CostLine(
                key: heading.key, thaiLabel: entry.thai, englishLabel: entry.english,
                bahtPerYear: difference.baht(heading), basisThai: basis.thai,
                basisEnglish: basis.english, quantity: quantity,
                isConfirmed: entry.rate.isConfirmed, funding: entry.rate.funding,
                isWeight: heading.isWeight)
        }
    }

    private func entry(_ heading: Expenses.Heading) -> Entry {
        let isBalanced = scenario.objective == .balanced
        return switch heading {
        case .teachers:
            Entry(
                thai: "อัตราครูตามเกณฑ์ที่ใช้คิดงบ", english: "Teacher posts by the priced norm",
                unitThai: "อัตรา", unitEnglish: "posts", rate: rates.teacherPerYear)
        case .administrators:
            Entry(
                thai: "อัตราผู้อำนวยการและรอง", english: "Administrator posts", unitThai: "อัตรา",
                unitEnglish: "posts", rate: rates.administratorPerYear,
                isPriced: scenario.staffing.pricesAdministrators)
        case .transport:
            Entry(
                thai: "ค่าพาหนะนักเรียนเรียนรวม", english: "Travel support for moved pupils",
                unitThai: "คน", unitEnglish: "pupils", rate: rates.subsidyPerPupilDay)
        case .lostTopUp:
            Entry(
                thai: "เงินเพิ่มโรงเรียนขนาดเล็กที่ไม่ได้รับ",
                english: "Small-school top-up no longer received", unitThai: "คน",
                unitEnglish: "pupils", rate: rates.smallSchoolTopUpPerPupil)
        case .hubs:
            Entry(
                thai: "ดำเนินการโรงเรียนคุณภาพ", english: "Running the hubs", unitThai: "แห่ง",
                unitEnglish: "hubs", rate: rates.hubPerYear)
        case .rooms:
            Entry(
                thai: "ห้องเรียนเพิ่ม", english: "Rooms added", unitThai: "ห้อง",
                unitEnglish: "rooms", rate: rates.addedRoomPerYear)
        case .openedGrades:
            Entry(
                thai: "เปิดชั้นเพิ่ม", english: "Grades opened", unitThai: "ชั้น",
                unitEnglish: "grades", rate: rates.openGradePerYear,
                isPriced: !scenario.moves.gradesHubMayOpen.isEmpty)
        case .sharing:
            Entry(
                thai: "ครูเวียนสอนและใช้ทรัพยากรร่วม", english: "Rotating teachers' travel",
                unitThai: "กม. ถึงโรงเรียนคุณภาพ", unitEnglish: "km to the hub",
                rate: rates.sharePerKilometreYear)
        case .standAlone:
            Entry(
                thai: "ดูแลโรงเรียน Stand Alone ที่ไม่มีเครือข่าย",
                english: "Support of schools without a hub", unitThai: "แห่ง",
                unitEnglish: "schools", rate: rates.standAlonePerYear)
        case .split:
            Entry(
                thai: "โรงเรียนที่มาเรียนรวมบางชั้น", english: "Schools of which some grades move",
                unitThai: "แห่ง", unitEnglish: "schools", rate: rates.splitSchoolPerYear,
                isPriced: !scenario.moves.blocks.isEmpty)
        case .pools:
            Entry(
                thai: "ประสานงานกลุ่มแบ่งชั้นสอน", english: "Coordinating pools", unitThai: "แห่ง",
                unitEnglish: "schools", rate: rates.poolSchoolPerYear,
                isPriced: scenario.moves.pooling.isAllowed)
        case .overLimit:
            Entry(
                thai: "น้ำหนัก: นักเรียนเดินทางเกินเกณฑ์", english: "Weight: pupils over the limit",
                unitThai: "คน", unitEnglish: "pupils", rate: rates.overLimitPupilPerYear,
                isPriced: isBalanced)
        case .missingTeachers:
            Entry(
                thai: "น้ำหนัก: ครูขาดเมื่อครูตามนักเรียนไป",
                english: "Weight: missing teachers, those who follow their pupils counted",
                unitThai: "อัตรา",
                unitEnglish: "posts", rate: rates.missingTeacherPerYear, isPriced: isBalanced)
        case .score:
            Entry(
                thai: "น้ำหนัก: คะแนนความพร้อมที่ขาด", english: "Weight: missing hub score",
                unitThai: "คะแนน", unitEnglish: "points", rate: rates.scorePointPerYear,
                isPriced: rates.scorePointPerYear.baht > 0)
        }
    }

    private func basis(
        _ heading: Expenses.Heading, _ entry: Entry, quantity: Double
    ) -> (thai: String, english: String) {
        let count = Self.signed(quantity)
        let rate = Self.baht(entry.rate)
        switch heading {
        case .transport:
            let days = rates.schoolDays
            guard !rates.subsidyBands.isEmpty else {
                return (
                    "\(count) คน × \(rate) บาทต่อวัน × \(days) วัน",
                    "\(count) pupils × \(rate) baht a day × \(days) days"
                )
            }
            return (
                "\(count) คน × \(days) วัน ตามระยะ: \(bands.thai)",
                "\(count) pupils × \(days) days by distance: \(bands.english)"
            )
        case .overLimit where !knowsHomes:
            return ("ไม่มีข้อมูลที่อยู่นักเรียน จึงไม่ได้คิด", "homes are not known; not counted")
        case .missingTeachers where !knowsStaff:
            return ("ไม่มีข้อมูลครู จึงไม่ได้คิด", "no staff records; not counted")
        case .lostTopUp:
            let most = CostTable.smallSchoolPupils
            return (
                "\(count) คน × \(rate) บาท (โรงเรียนไม่เกิน \(most) คน เฉพาะผู้ที่ย้าย)",
                "\(count) pupils × \(rate) baht (schools of at most \(most), those who move only)"
            )
        default:
            return (
                "\(count) \(entry.unitThai) × \(rate) บาท"
                    + (heading.isWeight ? " (น้ำหนัก ไม่ใช่เงินจ่ายจริง)" : ""),
                "\(count) \(entry.unitEnglish) × \(rate) baht"
                    + (heading.isWeight ? " (a weight, not money)" : "")
            )
        }
    }

    private var bands: (thai: String, english: String) {
        var thai: [String] = []
        var english: [String] = []
        for band in rates.subsidyBands {
            let baht = Self.grouped(band.baht)
            if let upTo = band.upTo {
                let km = Reason.km(upTo.kilometres)
                thai.append("ไม่เกิน \(km) กม. \(baht) บาท")
                english.append("up to \(km) km \(baht) baht")
            } else {
                thai.append("ไกลกว่านั้น \(baht) บาท")
                english.append("beyond \(baht) baht")
            }
        }
        return (thai.joined(separator: ", "), english.joined(separator: ", "))
    }

    /// What so many rooms, hubs, moved pupils and stand-alone schools cost once.
    func oneOffLines(rooms: Int, hubs: Int, moved: Int, standAlone: Int) -> [CostLine] {
        func line(_ key: String, _ count: Int, _ entry: Entry) -> CostLine {
            CostLine(
                key: key, thaiLabel: entry.thai, englishLabel: entry.english,
                bahtPerYear: Double(count) * entry.rate.baht,
                basisThai: "\(count) \(entry.unitThai) × \(Self.baht(entry.rate)) บาท",
                basisEnglish: "\(count) \(entry.unitEnglish) × \(Self.baht(entry.rate)) baht",
                quantity: Double(count), isConfirmed: entry.rate.isConfirmed,
                funding: entry.rate.funding)
        }
        return [
            line(
                "rooms", rooms,
                Entry(
                    thai: "ก่อสร้างห้องเรียน", english: "Building rooms", unitThai: "ห้อง",
                    unitEnglish: "rooms", rate: rates.roomOneOff)),
            line(
                "hubs", hubs,
                Entry(
                    thai: "จัดหาอุปกรณ์โรงเรียนคุณภาพ", english: "Equipping hubs", unitThai: "แห่ง",
                    unitEnglish: "hubs", rate: rates.hubOneOff)),
            line(
                "moved_pupils", moved,
                Entry(
                    thai: "เตรียมการเรียนรวม", english: "Preparing the moves", unitThai: "คน",
                    unitEnglish: "pupils", rate: rates.movedPupilOneOff)),
            line(
                "stand_alone", standAlone,
                Entry(
                    thai: "ยกระดับโรงเรียน Stand Alone", english: "Raising stand-alone schools",
                    unitThai: "แห่ง", unitEnglish: "schools", rate: rates.standAloneOneOff)),
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

    /// A quantity with its sign, a true minus, and a tenth where it is not whole.
    static func signed(_ quantity: Double) -> String {
        let sign = quantity < 0 ? "−" : "+"
        let tenths = Int((abs(quantity) * 10).rounded())
        return sign + "\(tenths / 10)" + (tenths % 10 == 0 ? "" : ".\(tenths % 10)")
    }
}
