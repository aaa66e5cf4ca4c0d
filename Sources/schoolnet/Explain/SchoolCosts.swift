import NetworkPlanning
import SchoolDistrict

/// What one school adds to the costs of its plan, line by line as rate × quantity.
///
/// The keys are those of the plan's own cost lines, so that the lines of all schools can be added and compared.
struct SchoolCosts {
    /// One rate times a quantity of this school.
    struct Line {
        /// The key of the plan's cost line that it belongs to.
        var key: String
        var thai: String
        var english: String
        /// How many, with the unit in both languages.
        var quantity: Double
        var unit: String
        var rate: Rate
        /// Whether it is paid once.
        var isOneOff = false

        var baht: Double { quantity * rate.baht }
    }

    /// Lines with a quantity, in the order of the plan's cost table.
    let lines: [Line]

    /// - Parameter trips: homes and distances, for travel support by distance; `nil` pays the flat rate.
    init(_ school: SchoolPlan, in plan: Plan, trips: [SchoolDistances.Trip]? = nil) {
        guard plan.outcome.status == .optimal || plan.outcome.status == .feasible else {
            lines = []
            return
        }
        let rates = plan.scenario.costs
        let quantities = Quantities(school, in: plan)
        var lines: [Line] = []
        func add(
            _ key: String, _ thai: String, _ english: String, _ quantity: Double, _ unit: String,
            _ rate: Rate, once isOneOff: Bool = false
        ) {
            guard quantity != 0 else { return }
            lines.append(
                Line(
                    key: key, thai: thai, english: english, quantity: quantity, unit: unit,
                    rate: rate, isOneOff: isOneOff))
        }
        add(
            "sections", "ครู", "Teacher posts", Double(quantities.posts), "อัตรา/posts",
            rates.teacherPerYear)
        add(
            "administrators", "ผู้บริหาร", "Administrators", Double(quantities.administrators),
            "อัตรา/posts", rates.administratorPerYear)
        for (days, rate, label) in Self.support(quantities, rates: rates, trips: trips) {
            add(
                "transport", "ค่าพาหนะ\(label)", "Travel support\(label)", days, "คน-วัน/pupil-days",
                rate)
        }
        add(
            "lost_top_up", "เงินเพิ่มโรงเรียนขนาดเล็กที่ไม่ได้รับ", "Small-school top-up lost",
            Double(quantities.pupilsLosingTopUp), "คน/pupils", rates.smallSchoolTopUpPerPupil)
        add(
            "hubs", "ดำเนินการโรงเรียนคุณภาพ", "Running the hub", quantities.hubs, "แห่ง/hub",
            rates.hubPerYear)
        add(
            "rooms", "ห้องเรียนเพิ่ม", "Rooms added", Double(school.roomsAdded), "ห้อง/rooms",
            rates.addedRoomPerYear)
        add(
            "sharing", "ครูเวียนสอน", "Rotating teachers", quantities.sharedKilometres, "กม./km",
            rates.sharePerKilometreYear)
        add(
            "stand_alone", "ดูแลโรงเรียน Stand Alone", "Support of a school without a hub",
            quantities.standAlone, "แห่ง/school", rates.standAlonePerYear)
        add(
            "split_schools", "โรงเรียนที่มาเรียนรวมบางชั้น", "Split school", quantities.split,
            "แห่ง/school", rates.splitSchoolPerYear)
        add(
            "opened_grades", "เปิดชั้นเพิ่ม", "Grades opened", Double(quantities.gradesOpened),
            "ชั้น/grades", rates.openGradePerYear)
        add(
            "pools", "กลุ่มแบ่งชั้นกันสอน", "Member of a pool", quantities.pooled, "แห่ง/school",
            rates.poolSchoolPerYear)
        add(
            "moved_pupils_once", "เตรียมการเรียนรวม", "Preparing the move",
            Double(quantities.movedPupils), "คน/pupils", rates.movedPupilOneOff, once: true)
        add(
            "hubs_once", "จัดหาอุปกรณ์โรงเรียนคุณภาพ", "Equipping the hub", quantities.hubs,
            "แห่ง/hub", rates.hubOneOff, once: true)
        add(
            "rooms_once", "ก่อสร้างห้องเรียน", "Building rooms", Double(school.roomsAdded),
            "ห้อง/rooms", rates.roomOneOff, once: true)
        add(
            "stand_alone_once", "ยกระดับโรงเรียน Stand Alone", "Raising a stand-alone school",
            quantities.standAlone, "แห่ง/school", rates.standAloneOneOff, once: true)
        self.lines = lines
    }

    /// Baht a year of each heading.
    var perYear: [String: Double] {
        lines.filter { !$0.isOneOff }
            .reduce(into: [:]) { $0[$1.key, default: 0] += $1.baht }
    }

    /// Pupil-days by rate: the flat rate, or the band of each home's way to the new school.
    private static func support(
        _ quantities: Quantities, rates: CostTable, trips: [SchoolDistances.Trip]?
    ) -> [(days: Double, rate: Rate, label: String)] {
        let flat = rates.subsidyPerPupilDay
        let days = Double(rates.schoolDays)
        guard !rates.subsidyBands.isEmpty, let trips else {
            return [(Double(quantities.movedPupils) * days, flat, "")]
        }
        let moved = trips.filter { $0.taughtAt != quantities.code }
        var left = moved
        var rows: [(days: Double, rate: Rate, label: String)] = []
        for band in rates.subsidyBands {
            let inside = left.filter { trip in band.upTo.map { trip.after <= $0 } ?? true }
            left.removeAll { trip in band.upTo.map { trip.after <= $0 } ?? true }
            let pupils = inside.reduce(0) { $0 + $1.pupils.total }
            let label =
                band.upTo.map { " ≤ \(ExplainNumber.number($0.kilometres)) km" }
                ?? " (ไกลกว่า/beyond)"
            rows.append(
                (
                    Double(pupils) * days,
                    Rate(band.baht, isConfirmed: flat.isConfirmed, funding: flat.funding), label
                ))
        }
        let homeless = quantities.movedPupils - moved.reduce(0) { $0 + $1.pupils.total }
        rows.append((Double(homeless) * days, flat, " (ไม่ทราบบ้าน/home unknown)"))
        return rows
    }

    /// What a school's rates are multiplied by.
    private struct Quantities {
        let code: String
        var posts: Int
        var administrators = 0
        var movedPupils: Int
        var pupilsLosingTopUp: Int
        var hubs: Double
        var sharedKilometres: Double
        var standAlone: Double
        var split: Double
        var pooled: Double
        var gradesOpened = 0

        init(_ school: SchoolPlan, in plan: Plan) {
            code = school.school.code
            let norm = plan.scenario.staffing.pricedNorm
            posts =
                (school.staffAfter[norm]?.needed ?? 0) - (school.staffBefore[norm]?.needed ?? 0)
            if plan.scenario.staffing.pricesAdministrators {
                administrators =
                    (school.administratorsAfter[norm]?.needed ?? 0)
                    - (school.administratorsBefore[norm]?.needed ?? 0)
            }
            movedPupils = school.pupilsBefore.only(school.movedGrades).total
            // The top-up goes to schools of at most 120 pupils; a school that teaches on keeps it.
            let isGone = school.link == .movesAll && school.pupilsBefore.total <= 120
            pupilsLosingTopUp = isGone ? school.pupilsBefore.total : 0
            hubs = school.role == .hub ? 1 : 0
            sharedKilometres =
                school.link == .shares ? school.hubDistance?.kilometres ?? 0 : 0
            pooled = school.poolCode == nil ? 0 : 1
            standAlone =
                school.role == .standAlone && school.link == .none && school.poolCode == nil ? 1 : 0
            split = school.link == .movesSome ? 1 : 0
            if school.role == .hub, let offered = school.school.gradesOffered {
                gradesOpened =
                    school.pupilsAfter.grades
                    .subtracting(offered.union(school.pupilsBefore.grades)).grades.count
            }
        }
    }
}
