import Accessibility
import SchoolDistrict
import SpatialTypes

/// The office's own schools with every figure that planning needs: recorded, or estimated and flagged.
public struct Baseline: Sendable {
    /// One school ready for planning.
    public struct Entry: Sendable {
        /// The school as recorded.
        public var school: School
        /// Pupils by grade: recorded, or assumed.
        public var pupils: GradeCounts
        /// Whether pupils are assumed.
        public var pupilsAreEstimated: Bool
        /// Classes by grade: recorded, or formed from pupils.
        public var classes: GradeCounts
        /// Whether classes are formed from pupils.
        public var classesAreEstimated: Bool
        /// Usable rooms: recorded, or today's classes and the scenario's spare rooms.
        public var rooms: Int
        /// Grades it may teach.
        public var gradesOffered: GradeSet
        /// Homes of its pupils; together never more than `pupils`.
        public var homes: [Home]
        /// Pupils whose home is unknown.
        public var pupilsWithoutHome: Int
    }

    /// Pupils of one school in one village.
    public struct Home: Hashable, Sendable {
        /// Index into the district's villages.
        public var village: Int
        /// Pupils of the school who live there.
        public var pupils: GradeCounts
    }

    /// One entry per own school, sorted by code.
    public var entries: [Entry]
    /// The district's gaps and those found here.
    public var gaps: [DataGap]

    /// The index of every entry by school code.
    public var indexByCode: [String: Int] {
        Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.school.code, $0) })
    }

    /// Completes a district by the scenario's rules.
    public init(district: District, scenario: Scenario) {
        gaps = district.gaps
        let own = district.schools.filter { !$0.isExternal }
        var homesBySchool: [String: [Home]] = [:]
        for (index, village) in district.villages.enumerated() {
            for home in village.homes where !home.pupils.isEmpty {
                homesBySchool[home.schoolCode, default: []]
                    .append(Home(village: index, pupils: home.pupils))
            }
        }
        entries = own.map { school in
            Self.entry(
                school, enrolment: district.currentEnrolment(of: school),
                homes: homesBySchool[school.code] ?? [], scenario: scenario)
        }
        noteEstimates(scenario: scenario)
    }

    private static func entry(
        _ school: School, enrolment: YearEnrolment?, homes: [Home], scenario: Scenario
    ) -> Entry {
        let offered =
            school.gradesOffered ?? enrolment?.pupils.grades
            ?? GradeSet(
                Grade.allCases.filter { $0 >= .k2 && $0 <= .p6 })
        var pupils = enrolment?.pupils ?? GradeCounts()
        if enrolment == nil {
            for grade in offered.grades { pupils[grade] = scenario.estimates.pupilsPerGrade }
        }
        var classes = enrolment?.classes ?? GradeCounts()
        let classesAreMissing = classes.isEmpty && !pupils.isEmpty
        for grade in Grade.allCases {
            // A class without pupils is not taught; a grade with pupils has at least the classes they fill.
            if pupils[grade] == 0 {
                classes[grade] = 0
            } else if classes[grade] == 0 {
                classes[grade] = sections(pupils[grade], scenario.capacity.pupilsPerRoom(grade))
            }
        }
        let kept = homesWithin(pupils, homes: enrolment == nil ? [] : homes)
        let housed = kept.reduce(0) { $0 + $1.pupils.total }
        return Entry(
            school: school, pupils: pupils, pupilsAreEstimated: enrolment == nil, classes: classes,
            classesAreEstimated: classesAreMissing,
            rooms: school.rooms ?? classes.total + scenario.estimates.spareRooms,
            gradesOffered: offered.union(pupils.grades),
            homes: kept, pupilsWithoutHome: pupils.total - housed)
    }

    /// Sections that `pupils` of one grade need at `size` a room.
    static func sections(_ pupils: Int, _ size: Int) -> Int { (pupils + size - 1) / max(1, size) }

    /// Sections of a hub: in each grade the classes it has, or as many as the room size asks for.
    static func sections(
        of pupils: GradeCounts, keeping classes: GradeCounts, capacity: CapacityRules
    ) -> GradeCounts {
        var result = classes
        for grade in Grade.allCases {
            result[grade] = max(
                classes[grade], sections(pupils[grade], capacity.pupilsPerRoom(grade)))
        }
        return result
    }

    /// Homes cut so that no grade has more pupils at home than are enrolled.
    private static func homesWithin(_ pupils: GradeCounts, homes: [Home]) -> [Home] {
        var left = pupils
        var kept: [Home] = []
        for home in homes {
            var counts = GradeCounts()
            for grade in Grade.allCases {
                counts[grade] = min(home.pupils[grade], left[grade])
                left[grade] -= counts[grade]
            }
            if !counts.isEmpty { kept.append(Home(village: home.village, pupils: counts)) }
        }
        return kept
    }

    private mutating func noteEstimates(scenario: Scenario) {
        func codes(_ holds: (Entry) -> Bool) -> [String] {
            entries.filter(holds).map(\.school.code)
        }
        func note(
            _ subject: DataGap.Subject, _ schools: [String], _ thai: String, _ english: String
        ) {
            guard !schools.isEmpty, !gaps.contains(where: { $0.subject == subject }) else { return }
            gaps.append(
                DataGap(
                    subject, schoolCodes: schools.count == entries.count ? [] : schools,
                    consequenceThai: thai, consequenceEnglish: english))
        }
        let assumed = scenario.estimates.pupilsPerGrade
        note(
            .enrolment, codes(\.pupilsAreEstimated), "สมมติชั้นละ \(assumed) คน และทำเครื่องหมาย ≈",
            "\(assumed) pupils a grade are assumed and marked ≈")
        note(
            .classes, codes(\.classesAreEstimated), "คำนวณจำนวนห้องจากนักเรียนต่อห้อง",
            "classes are formed from pupils per room")
        note(
            .rooms, codes { $0.school.rooms == nil },
            "สมมติว่ามีห้องว่าง \(scenario.estimates.spareRooms) ห้อง",
            "\(scenario.estimates.spareRooms) spare rooms are assumed")
        note(
            .staff, codes { $0.school.staff == nil }, "แสดงว่าไม่มีข้อมูล ไม่นับว่าขาดครู",
            "shown as no data, never as short of teachers")
        if scenario.objective != .none, codes({ !$0.homes.isEmpty }).isEmpty,
            let gap = gaps.firstIndex(where: { $0.subject == .villages })
        {
            gaps[gap].consequenceThai +=
                " และตรวจเพดานระยะทางจากบ้าน (hard_maximum, young_maximum) ไม่ได้ จึงไม่ได้กันการย้ายใด"
            gaps[gap].consequenceEnglish +=
                "; caps on the way from home cannot be checked and kept no move back"
        }
        // Without any village the gap of the villages says it all.
        let lacksVillages = gaps.contains { $0.subject == .villages }
        note(
            .homes, lacksVillages ? [] : codes { $0.pupilsWithoutHome > 0 },
            "นักเรียนเหล่านี้ไม่รวมในตัวชี้วัดระยะทางบ้านถึงโรงเรียน",
            "these pupils are left out of the home-to-school indicators")
    }

    /// Records what the distances rest on, and names every place that no usable road reaches.
    mutating func noteTravel(_ travel: TravelTable, district: District, scenario: Scenario) {
        if travel.source == .estimated {
            gaps.removeAll { $0.subject == .roads }
            let factor = scenario.travel.detourFactor
            gaps.append(
                DataGap(
                    .roads, consequenceThai: "ประมาณระยะทางจากเส้นตรง × \(factor) และทำเครื่องหมาย ≈",
                    consequenceEnglish: "distances are straight lines × \(factor), marked ≈"))
        }
        let limit = Int(scenario.travel.maximumSnap.value)
        for (hasReported, group) in split(
            travel.schoolsOffRoads, by: travel.hasReportedWay(ofSchool:))
        {
            let counted = offRoadWords(hasReported: hasReported)
            let names = group.map { entries[$0].school.displayName }
            gaps.append(
                DataGap(
                    .roads, schoolCodes: group.map { entries[$0].school.code },
                    consequenceThai:
                        "ไม่มีถนนที่ใช้ได้ในระยะ \(limit) ม. \(counted.thai): \(names.joined(separator: ", "))",
                    consequenceEnglish:
                        "no usable road within \(limit) m, \(counted.english): "
                        + names.joined(separator: ", ")))
        }
        for (hasReported, group) in split(
            travel.homesOffRoads, by: travel.hasReportedWay(fromHome:))
        {
            let counted = offRoadWords(hasReported: hasReported)
            let names = group.map { district.villages[$0].nameThai }
            gaps.append(
                DataGap(
                    .homes,
                    consequenceThai:
                        "หมู่บ้านที่ไม่มีถนนในระยะ \(limit) ม. \(counted.thai): \(names.joined(separator: ", "))",
                    consequenceEnglish:
                        "villages without a road within \(limit) m, \(counted.english): "
                        + names.joined(separator: ", ")))
        }
    }
}
