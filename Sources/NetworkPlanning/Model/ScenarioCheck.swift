import Accessibility
import SchoolDistrict
import SpatialTypes

/// Checks that a scenario asks only for what its district has, before anything is solved.
struct ScenarioCheck {
    private var issues: [PlanningError.Issue] = []
    private let baseline: Baseline
    private let scenario: Scenario

    private init(baseline: Baseline, scenario: Scenario) {
        self.baseline = baseline
        self.scenario = scenario
    }

    /// Checks that there is any school to plan.
    ///
    /// - Throws: `PlanningError` when the office has none of its own.
    static func checkSchools(baseline: Baseline, scenario: Scenario) throws {
        var check = ScenarioCheck(baseline: baseline, scenario: scenario)
        if baseline.entries.isEmpty {
            check.add(
                "district", "0", "ข้อมูลเขตไม่มีโรงเรียนในสังกัดเลย (external ทุกแห่ง)",
                "at least one school of the office; all of the district's are external")
        }
        try check.finish()
    }

    /// Checks names and counts.
    ///
    /// - Throws: `PlanningError` with every issue found.
    static func checkNames(
        baseline: Baseline, eligibility: HubEligibility, scenario: Scenario
    ) throws {
        var check = ScenarioCheck(baseline: baseline, scenario: scenario)
        check.checkObjective()
        check.checkHubCount(eligibility)
        check.checkLocks(eligibility)
        check.checkProtected()
        try check.finish()
    }

    /// Checks locks that distances and rooms can make impossible.
    ///
    /// - Throws: `PlanningError` with every issue found.
    static func checkLockedMoves(
        baseline: Baseline, pairs: AdmissiblePairs, scenario: Scenario
    ) throws {
        var check = ScenarioCheck(baseline: baseline, scenario: scenario)
        check.checkLockedHubs(pairs)
        check.checkLockedRooms()
        try check.finish()
    }

    private func finish() throws {
        guard issues.isEmpty else {
            throw PlanningError(code: .scenarioDoesNotFit, issues: issues)
        }
    }

    private mutating func add(_ key: String, _ value: String, _ thai: String, _ english: String) {
        issues.append(
            PlanningError.Issue(
                key: key, value: value, expectedThai: thai, expectedEnglish: english))
    }

    /// Locks are counted from 1, as a reader of the file counts them.
    private static func key(ofLock index: Int) -> String { "locks[\(index + 1)]" }

    private mutating func checkObjective() {
        switch (scenario.objective, scenario.hubs.count) {
        case (.pMedian, .free), (.mclp, .free):
            add(
                "objective", scenario.objective.rawValue,
                "ต้องกำหนดจำนวนโรงเรียนคุณภาพ (hubs.exactly, hubs.at_most หรือ hubs.one_per)",
                "needs a number of hubs (hubs.exactly, hubs.at_most or hubs.one_per)")
        default: break
        }
        if scenario.moves.pooling.isAllowed, !scenario.objective.isMoney,
            scenario.objective != .none
        {
            add(
                "moves.pooling.allowed", "true",
                "ใช้ได้กับเป้าหมาย minimum_cost หรือ balanced เท่านั้น (กลุ่มแบ่งชั้นสอนไม่มีโรงเรียนคุณภาพให้วัดระยะ)",
                "only with the goals minimum_cost and balanced: a pool has no hub to measure to")
        }
        if scenario.objective.covers, scenario.travel.coverDemand == .homes,
            baseline.entries.allSatisfy(\.homes.isEmpty)
        {
            add(
                "travel.cover_demand", "homes", "ข้อมูลเขตไม่มีหมู่บ้าน ให้ใช้ schools",
                "the district has no villages; use schools")
        }
    }

    private mutating func checkHubCount(_ eligibility: HubEligibility) {
        let available = eligibility.eligible.count
        let asked: (key: String, count: Int)? =
            switch scenario.hubs.count {
            case .exactly(let p): ("hubs.exactly", p)
            case .atMost, .free, .onePer: nil
            }
        if let asked, asked.count > available {
            add(
                asked.key, "\(asked.count)",
                "มีโรงเรียนที่เป็นโรงเรียนคุณภาพได้เพียง \(available) แห่ง",
                "only \(available) schools are eligible as hubs")
        }
        if scenario.objective != .none, available == 0 {
            add(
                "hubs", "0", "ไม่มีโรงเรียนใดผ่านเงื่อนไขของโรงเรียนคุณภาพ",
                "no school meets the conditions for a hub")
        }
        let lockedHubs = scenario.locks.filter { $0.decision == .hub }.count
        let most: Int? =
            switch scenario.hubs.count {
            case .exactly(let p), .atMost(let p): p
            case .free, .onePer: nil
            }
        if let most, lockedHubs > most {
            add(
                asked?.key ?? "hubs.at_most", "\(most)",
                "ล็อกโรงเรียนคุณภาพไว้แล้ว \(lockedHubs) แห่ง", "\(lockedHubs) hubs are locked already")
        }
        if case .onePer(let area) = scenario.hubs.count,
            baseline.entries.allSatisfy({ $0.school.areaName(area) == nil })
        {
            add(
                "hubs.one_per", area.rawValue, "ข้อมูลโรงเรียนไม่มีคอลัมน์ \(area.rawValue)",
                "the schools table has no \(area.rawValue) column")
        }
    }

    private mutating func checkLocks(_ eligibility: HubEligibility) {
        let indexByCode = baseline.indexByCode
        var seen: [String: Lock.Decision] = [:]
        for (index, lock) in scenario.locks.enumerated() {
            let key = Self.key(ofLock: index)
            guard let school = indexByCode[lock.schoolCode] else {
                add(
                    "\(key).school", lock.schoolCode, "รหัสโรงเรียนที่มีในข้อมูลเขต",
                    "a code of one of the district's schools")
                continue
            }
            if let earlier = seen[lock.schoolCode], !earlier.isCompatible(with: lock.decision) {
                add(
                    "\(key).decision", lock.decision.key, "ขัดกับล็อกก่อนหน้าของโรงเรียนเดียวกัน",
                    "contradicts an earlier lock of the same school")
            }
            seen[lock.schoolCode] = lock.decision
            if lock.decision == .hub, let obstacle = eligibility.obstacles[school] {
                add(
                    "\(key).school", lock.schoolCode, "เป็นโรงเรียนคุณภาพไม่ได้: \(obstacle.thai)",
                    "cannot be a hub: \(obstacle.english)")
            }
            checkHub(of: lock, key: key, indexByCode: indexByCode, eligibility: eligibility)
        }
    }

    private mutating func checkHub(
        of lock: Lock, key: String, indexByCode: [String: Int], eligibility: HubEligibility
    ) {
        guard let hubCode = lock.decision.hubCode else { return }
        guard let hub = indexByCode[hubCode] else {
            add(
                "\(key).hub", hubCode, "รหัสโรงเรียนที่มีในข้อมูลเขต",
                "a code of one of the district's schools")
            return
        }
        if hubCode == lock.schoolCode {
            add("\(key).hub", hubCode, "โรงเรียนอื่น ไม่ใช่ตัวเอง", "another school, not itself")
        } else if let obstacle = eligibility.obstacles[hub] {
            add(
                "\(key).hub", hubCode, "เป็นโรงเรียนคุณภาพไม่ได้: \(obstacle.thai)",
                "cannot be a hub: \(obstacle.english)")
        }
    }

    private mutating func checkProtected() {
        let codes = Set(baseline.entries.map(\.school.code))
        for code in scenario.protection.schoolCodes.subtracting(codes).sorted() {
            add(
                "protected.schools", code, "รหัสโรงเรียนที่มีในข้อมูลเขต",
                "a code of one of the district's schools")
        }
    }

    private mutating func checkLockedHubs(_ pairs: AdmissiblePairs) {
        let indexByCode = baseline.indexByCode
        for (number, lock) in scenario.locks.enumerated() {
            guard let hubCode = lock.decision.hubCode,
                let i = indexByCode[lock.schoolCode], let j = indexByCode[hubCode]
            else { continue }
            let pair = pairs.pairs[pairs.rows[i]].first { $0.hub == j }
            if pair?.distance.isReachable != true {
                add(
                    Self.key(ofLock: number) + ".hub", hubCode, "โรงเรียนที่ไปถึงได้ทางถนน",
                    "a school that can be reached by road")
            }
            let lacking = baseline.entries[i].pupils.grades
                .subtracting(baseline.entries[j].gradesOffered)
                .subtracting(scenario.moves.gradesHubMayOpen)
            if case .joins = lock.decision, !lacking.isEmpty {
                add(
                    Self.key(ofLock: number) + ".hub", hubCode,
                    "โรงเรียนที่เปิดสอน \(lacking.thaiLabel)",
                    "a school that offers \(lacking.grades.map(\.code).joined(separator: ", "))")
            }
        }
    }

    /// Rooms that locked moves need at each hub, against the rooms it has or may be given.
    private mutating func checkLockedRooms() {
        let indexByCode = baseline.indexByCode
        var arriving: [Int: (pupils: GradeCounts, firstLock: Int)] = [:]
        for (number, lock) in scenario.locks.enumerated() {
            guard case .joins(let hubCode) = lock.decision,
                let i = indexByCode[lock.schoolCode], let j = indexByCode[hubCode]
            else { continue }
            arriving[j, default: (GradeCounts(), number)].pupils += baseline.entries[i].pupils
        }
        for (j, arrivals) in arriving.sorted(by: { $0.key < $1.key }) {
            let hub = baseline.entries[j]
            let most =
                hub.rooms
                + (scenario.capacity.roomsMayBeAdded ? scenario.capacity.maximumAddedRooms : 0)
            let needed = Baseline.sections(
                of: hub.pupils + arrivals.pupils, keeping: hub.classes, capacity: scenario.capacity
            ).total
            if needed > most {
                add(
                    Self.key(ofLock: arrivals.firstLock) + ".hub", hub.school.code,
                    "\(hub.school.displayName) มี \(most) ห้อง แต่ต้องใช้ \(needed) ห้องตามที่ล็อกไว้",
                    "\(most) rooms there, \(needed) needed by the locked moves")
            }
        }
    }
}

extension Lock.Decision {
    /// The key used in scenario files.
    var key: String {
        switch self {
        case .hub: "hub"
        case .notHub: "not_hub"
        case .stays: "stays"
        case .joins: "joins"
        case .sharesWith: "shares_with"
        }
    }

    /// Whether two locks of one school can hold together: `stays` goes with `hub` and `not_hub`.
    func isCompatible(with other: Lock.Decision) -> Bool {
        switch (self, other) {
        case (.stays, .notHub), (.notHub, .stays), (.stays, .hub), (.hub, .stays): true
        case (.stays, .sharesWith), (.sharesWith, .stays): true
        case (.notHub, .joins), (.joins, .notHub), (.notHub, .sharesWith), (.sharesWith, .notHub):
            true
        default: self == other
        }
    }
}
