import SchoolDistrict
import SpatialTypes

extension ScenarioKeys {
    /// A rate of the cost table, described by its own Thai label.
    static func rate(
        _ key: String, _ english: String, _ field: WritableKeyPath<CostTable, Rate>
    ) -> ScenarioKey {
        let thai = CostTable().rows.first { $0.key == key }?.thaiLabel ?? key
        return ScenarioKey(
            path: "costs.\(key)", kind: .rate, thai: thai + " (บาท)", english: english + ", baht"
        ) { scenario, value in
            if let written = value.asRate {
                scenario.costs[keyPath: field] = written.replacing(scenario.costs[keyPath: field])
            }
        }
    }

    /// Rates in baht and what they are multiplied by.
    static var costs: [ScenarioKey] {
        [
            rate(
                "subsidy_per_pupil_day", "travel support per moved pupil and school day",
                \.subsidyPerPupilDay),
            ScenarioKey(
                path: "costs.subsidy_bands", kind: .subsidyBands,
                thai:
                    "ค่าพาหนะตามระยะทางบ้าน→โรงเรียน แทนอัตราเดียว เช่น [{up_to_km: 3, baht: 10}, {baht: 20}]",
                english: "travel support by home-to-school distance instead of the flat rate, such "
                    + "as [{up_to_km: 3, baht: 10}, {baht: 20}]"
            ) { $0.costs.subsidyBands = $1.asBands },
            ScenarioKey(
                path: "costs.school_days", kind: .integer(1...366), thai: "วันเรียนต่อปี",
                english: "school days a year"
            ) { $0.costs.schoolDays = $1.asInteger },
            ScenarioKey(
                path: "costs.van_seats", kind: .integer(1...100), thai: "ที่นั่งต่อรถรับส่ง",
                english: "seats of a school van"
            ) { $0.costs.vanSeats = $1.asInteger },
            rate("teacher_per_year", "salary of one teacher a year", \.teacherPerYear),
            rate("added_room_per_year", "an added room a year", \.addedRoomPerYear),
            rate("hub_per_year", "running a hub a year", \.hubPerYear),
            rate(
                "small_school_top_up_per_pupil", "small-school top-up per pupil a year",
                \.smallSchoolTopUpPerPupil),
            rate(
                "share_per_kilometre_year", "a sharing link per road kilometre a year",
                \.sharePerKilometreYear),
            rate(
                "stand_alone_per_year", "making a school good where it stands, a year",
                \.standAlonePerYear),
            rate(
                "administrator_per_year", "salary of one director or deputy a year",
                \.administratorPerYear),
            rate(
                "split_school_per_year",
                "running a school of which some grades learn elsewhere, a year",
                \.splitSchoolPerYear),
            rate(
                "open_grade_per_year", "a grade that a hub opens for arriving pupils, a year",
                \.openGradePerYear),
            rate(
                "pool_school_per_year", "coordinating a pool, each school a year",
                \.poolSchoolPerYear),
            rate(
                "over_limit_pupil_per_year",
                "balanced: the price of a pupil over the indicator limit, a year",
                \.overLimitPupilPerYear),
            rate(
                "missing_teacher_per_year", "balanced: the price of a teacher short, a year",
                \.missingTeacherPerYear),
            rate(
                "score_point_per_year",
                "what each score point below 100 counts against a hub, a year", \.scorePointPerYear),
            rate("van_per_year", "a school van with its driver, a year", \.vanPerYear),
            rate("van_per_kilometre", "running a van, a kilometre", \.vanPerKilometre),
            rate("room_one_off", "building a classroom, once", \.roomOneOff),
            rate("hub_one_off", "equipping a hub, once", \.hubOneOff),
            rate(
                "moved_pupil_one_off", "preparing for each pupil who moves, once",
                \.movedPupilOneOff),
            rate(
                "stand_alone_one_off", "devices and connection of a stand-alone school, once",
                \.standAloneOneOff),
        ]
    }

    /// How long and how exactly to solve.
    static var solver: [ScenarioKey] {
        [
            ScenarioKey(
                path: "solver.seed", kind: .integer(0...2_147_483_647),
                thai: "เลขตั้งต้นของการสุ่ม", english: "seed of the solver"
            ) { $0.solver.seed = $1.asInteger },
            ScenarioKey(
                path: "solver.time_limit_seconds", kind: .number(0...604_800, isOpen: true),
                thai: "เวลาคำนวณสูงสุด (วินาที)", english: "time limit, seconds"
            ) { $0.solver.timeLimit = Seconds($1.asNumber) },
            ScenarioKey(
                path: "solver.gap_percent", kind: .number(0...100),
                thai: "หยุดเมื่อพิสูจน์ได้ว่าห่างจากดีที่สุดไม่เกิน (%)",
                english: "stop when proven within this many percent of the best"
            ) { $0.solver.relativeGap = $1.asNumber / 100 },
        ]
    }
}
