import SchoolDistrict
import SpatialTypes
import Staffing

/// Counts the staff of a finished assignment by every norm, and proposes transfers and rotating teachers.
struct StaffingEvaluation {
    let schools: [SchoolPlan]
    let clusters: [Cluster]
    let scenario: Scenario
    let norms: [StaffingNorm]
    /// Road distance from one school to another, by code.
    let distance: (String, String) -> Metres
    let majors: CoreMajors

    /// An evaluation of the schools of a plan, sorted by code.
    ///
    /// - Throws: `StaffingError` when the shipped list of majors is damaged.
    init(
        schools: [SchoolPlan], clusters: [Cluster], scenario: Scenario, norms: [StaffingNorm],
        distance: @escaping (String, String) -> Metres
    ) throws {
        self.schools = schools
        self.clusters = clusters
        self.scenario = scenario
        self.norms = norms
        self.distance = distance
        majors = try CoreMajors()
    }

    /// The whole staffing part of a plan.
    func plan() -> StaffingPlan {
        var plan = StaffingPlan()
        plan.byNorm = norms.map(normStaffing)
        plan.majors = clusterMajors(
            StaffingMoves(
                transferSchools(schools.map { _ in 0 }), transfers: plan.leading?.transfers ?? []))
        plan.schoolsWithoutRecord = codes { $0.school.staff == nil }
        plan.schoolsWithoutMajors = codes { $0.school.staff != nil && !recordsMajors($0) }
        plan.schoolsWithAssumedPupils = codes(\.pupilsAreEstimated)
        let retiring = schools.compactMap { $0.school.staff?.retiringByMajor?.values.reduce(0, +) }
        plan.retiring = retiring.isEmpty ? nil : retiring.reduce(0, +)
        plan.discountsRetirements = scenario.staffing.discountsRetirements
        return plan
    }

    // MARK: One norm

    private func normStaffing(_ norm: StaffingNorm) -> NormStaffing {
        let before = requirements(norm, isAfter: false)
        let after = requirements(norm, isAfter: true)
        let teachers = totals(after.map(\.teachers), \.teachers)
        let participants = transferSchools(after.map(\.teachers))
        let transfers = proposed(participants, withinClustersOnly: false)
        let inside =
            scenario.staffing.transfersWithinClustersOnly
            ? transfers : proposed(participants, withinClustersOnly: true)
        let moved = StaffingMoves(participants, transfers: transfers)
        let rotation = rotation(moved)
        return NormStaffing(
            normID: norm.id, before: totals(before.map(\.teachers), \.teachers), after: teachers,
            afterTransfersInClusters: teachers.moving(inside),
            afterTransfers: teachers.moving(transfers),
            administratorsBefore: totals(before.map(\.administrators), \.administrators),
            administratorsAfter: totals(after.map(\.administrators), \.administrators),
            teacherPosts: PostChange(before.map(\.teachers), after.map(\.teachers)),
            administratorPosts: PostChange(
                before.map(\.administrators), after.map(\.administrators)),
            transfers: transfers, rotation: rotation,
            schools: schools.indices.map {
                schoolStaffing($0, needed: after[$0].teachers, moved: moved, rotation: rotation)
            },
            shortageOnAssumedPupils: schools.indices.reduce(0) { sum, i in
                guard schools[i].pupilsAreEstimated, let inPost = inPost(i, \.teachers) else {
                    return sum
                }
                return sum + max(0, after[i].teachers - inPost)
            })
    }

    private func requirements(_ norm: StaffingNorm, isAfter: Bool) -> [StaffRequirement] {
        schools.map {
            isAfter
                ? norm.requirement(pupils: $0.pupilsAfter, classes: $0.classesAfter)
                : norm.requirement(pupils: $0.pupilsBefore, classes: $0.classesBefore)
        }
    }

    private func inPost(_ i: Int, _ kind: KeyPath<StaffRequirement, Int>) -> Int? {
        schools[i].school.staff.map { Self.inPost($0, kind, scenario: scenario) }
    }

    private func totals(_ needed: [Int], _ kind: KeyPath<StaffRequirement, Int>) -> StaffTotals {
        var totals = StaffTotals()
        for (i, need) in needed.enumerated() {
            totals.needed += need
            let balance = StaffBalance(needed: need, inPost: inPost(i, kind))
            guard let inPost = balance.inPost else { continue }
            totals.neededWithRecord += need
            totals.inPost = (totals.inPost ?? 0) + inPost
            totals.shortage = (totals.shortage ?? 0) + (balance.shortage ?? 0)
            totals.surplus = (totals.surplus ?? 0) + (balance.surplus ?? 0)
        }
        return totals
    }

    private func schoolStaffing(
        _ i: Int, needed: Int, moved: StaffingMoves, rotation: RotationPlan
    ) -> SchoolStaffing {
        let code = schools[i].school.code
        func days(_ end: KeyPath<RotationVisit, String>) -> Int {
            rotation.visits.reduce(0) { $0 + ($1[keyPath: end] == code ? $1.daysPerWeek : 0) }
        }
        var missing: [String]?
        if recordsMajors(schools[i]), let teachers = moved.teachersByMajor[code] {
            let held = majors.counts(teachers)
            missing = majors.needed(teaching: schools[i].gradesTaught).map(\.id)
                .filter { held[$0] == nil }
        }
        return SchoolStaffing(
            schoolCode: code, needed: needed, inPost: inPost(i, \.teachers),
            arriving: moved.arriving[code] ?? 0, leaving: moved.leaving[code] ?? 0,
            visitingDays: days(\.toCode), daysAway: days(\.fromCode), missingMajors: missing)
    }

    // MARK: Transfers and rotations

    /// Whether the plan decides anything; today's situation proposes nothing.
    private var isDecided: Bool { schools.contains { $0.role != .undecided } }

    private func transferSchools(_ needed: [Int]) -> [TransferSchool] {
        schools.enumerated().compactMap { i, plan in
            plan.school.staff.map { staff in
                TransferSchool(
                    code: plan.school.code, clusterCode: plan.hubCode ?? plan.poolCode,
                    pupilsMoveTo: pupilsMoveTo(plan), needed: needed[i], staff: staff,
                    discountsRetirements: scenario.staffing.discountsRetirements,
                    gradesTaught: plan.gradesTaught, majors: majors,
                    housingUnits: plan.school.housingUnits)
            }
        }
    }

    /// Where the pupils of a school learn when all of them move: at one school, or mainly at the hub.
    private func pupilsMoveTo(_ plan: SchoolPlan) -> String? {
        guard plan.pupilsAfter.isEmpty, !plan.pupilsBefore.isEmpty else { return nil }
        let receivers = Set(plan.receivers.values)
        return receivers.count == 1 ? receivers.first : plan.hubCode
    }

    private func proposed(
        _ participants: [TransferSchool], withinClustersOnly: Bool
    ) -> [TeacherTransfer] {
        guard isDecided else { return [] }
        let rules = scenario.staffing
        return TransferPlanner(
            schools: participants,
            rules: TransferRules(
                radius: rules.transferRadius, housingDistance: rules.housingDistance,
                withinClustersOnly: withinClustersOnly || rules.transfersWithinClustersOnly),
            majors: majors
        ).transfers(distance: distance)
    }

    private func rotation(_ moved: StaffingMoves) -> RotationPlan {
        guard isDecided else { return RotationPlan() }
        let classes = Dictionary(
            uniqueKeysWithValues: schools.map { ($0.school.code, $0.classesAfter) })
        return RotationPlanner(
            schools: moved.schools.map { school in
                RotationSchool(
                    code: school.code, clusterCode: school.clusterCode, needed: school.needed,
                    inPost: moved.inPost(school),
                    teachersByMajor: moved.teachersByMajor[school.code] ?? [:],
                    coreMajors: school.coreMajors, classes: classes[school.code] ?? GradeCounts())
            },
            rules: RotationRules(radius: scenario.travel.shareRadius), majors: majors
        ).plan(distance: distance)
    }

    private func codes(_ holds: (SchoolPlan) -> Bool) -> [String] {
        schools.filter(holds).map(\.school.code).sorted()
    }

    func recordsMajors(_ plan: SchoolPlan) -> Bool {
        guard let staff = plan.school.staff else { return false }
        return staff.teachers == 0 || staff.teachersByMajor.values.contains { $0 > 0 }
    }
}

/// What transfers do to each school.
struct StaffingMoves {
    let schools: [TransferSchool]
    private(set) var arriving: [String: Int] = [:]
    private(set) var leaving: [String: Int] = [:]
    /// Counted teachers of each school by recorded major, before the transfers.
    let teachersBefore: [String: [String: Int]]
    /// The same after the transfers.
    private(set) var teachersByMajor: [String: [String: Int]]

    init(_ schools: [TransferSchool], transfers: [TeacherTransfer]) {
        self.schools = schools
        teachersBefore = Dictionary(
            uniqueKeysWithValues: schools.map { ($0.code, $0.teachersByMajor) })
        teachersByMajor = teachersBefore
        for transfer in transfers {
            let major = transfer.major ?? ""
            arriving[transfer.toCode, default: 0] += transfer.teachers
            leaving[transfer.fromCode, default: 0] += transfer.teachers
            teachersByMajor[transfer.toCode]?[major, default: 0] += transfer.teachers
            teachersByMajor[transfer.fromCode]?[major, default: 0] -= transfer.teachers
        }
    }

    /// Teachers in post after the transfers.
    func inPost(_ school: TransferSchool) -> Int {
        school.inPost + (arriving[school.code] ?? 0) - (leaving[school.code] ?? 0)
    }
}

extension StaffTotals {
    /// The totals when teachers have moved from schools above their need to schools below it.
    fileprivate func moving(_ transfers: [TeacherTransfer]) -> StaffTotals {
        let teachers = transfers.reduce(0) { $0 + $1.teachers }
        var totals = self
        totals.shortage = shortage.map { $0 - teachers }
        totals.surplus = surplus.map { $0 - teachers }
        return totals
    }
}

extension PostChange {
    fileprivate init(_ before: [Int], _ after: [Int]) {
        for (old, new) in zip(before, after) {
            freed += max(0, old - new)
            added += max(0, new - old)
        }
    }
}
