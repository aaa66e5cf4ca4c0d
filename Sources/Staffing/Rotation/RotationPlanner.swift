import SpatialTypes

/// Proposes rotating teachers (ครูเวียนสอน) inside each cluster, after transfers.
///
/// Two exact minimum-cost flows of whole days, one after the other; in each, most days served comes first, then fewest
/// days without a missing major (first flow only), then fewest day-kilometres:
///
/// 1. teachers above the need of their school serve schools that are short, five days for each missing teacher;
/// 2. teachers of a core major serve schools where nobody has it, by `RotationRules.days(of:classes:)`.
///
/// A school lends at most one day a week for each teacher up to its need and four for each above it, and nothing when it
/// is short itself. Of every core major it keeps the days that its own classes ask for by the same rule. A teacher is
/// away at most four days, and only as far as the radius.
public struct RotationPlanner: Sendable {
    private let schools: [RotationSchool]
    private let rules: RotationRules
    private let majors: CoreMajors

    /// A planner for schools in any order.
    public init(schools: [RotationSchool], rules: RotationRules, majors: CoreMajors) {
        self.schools = schools.sorted { $0.code < $1.code }
        self.rules = rules
        self.majors = majors
    }

    /// The rotating teachers.
    ///
    /// - Parameter distance: road distance from the first school to the second; `.infinity` where there is no way.
    public func plan(distance: (String, String) -> Metres) -> RotationPlan {
        var plan = RotationPlan()
        let clusters = Dictionary(
            grouping: schools.filter { $0.clusterCode != nil }, by: { $0.clusterCode ?? "" })
        for code in clusters.keys.sorted() {
            var cluster = ClusterRotation(
                schools: clusters[code] ?? [], rules: rules, majors: majors, distance: distance)
            cluster.serve(.shortage)
            cluster.serve(.major)
            plan.visits += cluster.visits
            for school in cluster.schools.indices {
                let code = cluster.schools[school].code
                let shortage = cluster.shortageDays[school]
                if shortage > 0 { plan.openShortageDays[code] = shortage }
                let open = cluster.majorDays[school].filter { $0.value > 0 }
                if !open.isEmpty { plan.openMajorDays[code] = open }
            }
        }
        for school in schools where school.clusterCode == nil && school.shortage > 0 {
            plan.openShortageDays[school.code] = school.shortage * rules.weekDays
        }
        for school in schools where school.clusterCode == nil {
            let open = rules.missingDays(school, majors: majors)
            if !open.isEmpty { plan.openMajorDays[school.code] = open }
        }
        plan.visits.sort { $0.sortKey < $1.sortKey }
        return plan
    }
}

extension RotationVisit {
    fileprivate var sortKey: (String, String, String, String) {
        (fromCode, toCode, purpose.rawValue, major ?? "")
    }
}

extension RotationRules {
    /// Days a week of every core major that a school's grades ask for and nobody there has.
    fileprivate func missingDays(
        _ school: RotationSchool, majors: CoreMajors
    ) -> [String: Int] {
        let held = majors.counts(school.teachersByMajor)
        var days: [String: Int] = [:]
        for major in majors.majors
        where school.coreMajors.contains(major.id) && held[major.id] == nil {
            let wanted = self.days(of: major, classes: school.classes)
            if wanted > 0 { days[major.id] = wanted }
        }
        return days
    }
}

/// The rotation of one cluster.
private struct ClusterRotation {
    /// A school's teachers of one recorded major.
    struct Group {
        var school: Int
        var major: String
        var core: String?
        var teachers: Int
        var daysAway = 0
    }

    let schools: [RotationSchool]
    let rules: RotationRules
    let majors: CoreMajors
    private(set) var visits: [RotationVisit] = []
    /// Teacher days still missing at each school.
    private(set) var shortageDays: [Int]
    /// Days of missing core majors still open at each school.
    private(set) var majorDays: [[String: Int]]

    private var groups: [Group] = []
    /// Metres between schools within the radius, row by row; `nil` beyond.
    private var metres: [Metres?] = []

    init(
        schools: [RotationSchool], rules: RotationRules, majors: CoreMajors,
        distance: (String, String) -> Metres
    ) {
        self.schools = schools
        self.rules = rules
        self.majors = majors
        shortageDays = schools.map { $0.shortage * rules.weekDays }
        majorDays = schools.map { rules.missingDays($0, majors: majors) }
        for (index, school) in schools.enumerated() {
            for (major, teachers) in school.teachersByMajor.sorted(by: { $0.key < $1.key })
            where teachers > 0 {
                groups.append(
                    Group(
                        school: index, major: major, core: majors.major(of: major)?.id,
                        teachers: teachers))
            }
        }
        metres = schools.indices.flatMap { from in
            schools.indices.map { to -> Metres? in
                guard from != to else { return nil }
                let way = distance(schools[from].code, schools[to].code)
                return way.isReachable && way <= rules.radius ? way : nil
            }
        }
    }

    /// The days that a school may still lend.
    private func budget(_ school: Int, _ purpose: RotationVisit.Purpose) -> Int {
        let entry = schools[school]
        guard entry.shortage == 0 else { return 0 }
        let away = groups.reduce(0) { $0 + ($1.school == school ? $1.daysAway : 0) }
        let own = purpose == .major ? min(entry.needed, entry.inPost) : 0
        return max(0, own + rules.maximumDays * entry.surplus - away)
    }

    /// The days that a school may still lend of one core major: all but what its own classes ask for.
    private func budget(_ school: Int, core: String) -> Int {
        let own = groups.filter { $0.school == school && $0.core == core }
        let teachers = own.reduce(0) { $0 + $1.teachers }
        let away = own.reduce(0) { $0 + $1.daysAway }
        var kept = 0
        if let major = majors.majors.first(where: { $0.id == core }),
            schools[school].coreMajors.contains(core)
        {
            kept = rules.days(of: major, classes: schools[school].classes)
        }
        return max(
            0, min(rules.maximumDays * teachers, rules.weekDays * teachers - kept) - away)
    }

    /// Serves what is open of one purpose and records the visits.
    mutating func serve(_ purpose: RotationVisit.Purpose) {
        let isShortage = purpose == .shortage
        let demand =
            isShortage
            ? shortageDays.reduce(0, +) : majorDays.reduce(0) { $0 + $1.values.reduce(0, +) }
        let longest = metres.compactMap { $0.map { Int($0.value.rounded()) } }.max() ?? 0
        guard demand > 0 else { return }
        let mismatch = demand * longest + 1

        // Nodes: source, sink, schools lending, schools served, groups, a school's core majors as lent and as served.
        let cores = majors.majors.map(\.id)
        let count = schools.count
        func lendingNode(_ school: Int) -> Int { 2 + school }
        func servedNode(_ school: Int) -> Int { 2 + count + school }
        func lentNode(_ school: Int, _ core: Int) -> Int {
            2 + 2 * count + school * cores.count + core
        }
        func wantedNode(_ school: Int, _ core: Int) -> Int {
            lentNode(count + school, core)
        }
        func groupNode(_ group: Int) -> Int { lentNode(2 * count, 0) + group }

        var flow = MinimumCostFlow(nodes: groupNode(groups.count))
        for school in schools.indices {
            let budget = budget(school, purpose)
            flow.addArc(from: 0, to: lendingNode(school), capacity: budget)
            for (index, core) in cores.enumerated() {
                flow.addArc(
                    from: lendingNode(school), to: lentNode(school, index),
                    capacity: self.budget(school, core: core))
                let wanted = majorDays[school][core] ?? 0
                let node = wantedNode(school, index)
                flow.addArc(from: node, to: servedNode(school), capacity: wanted)
                if isShortage {
                    flow.addArc(
                        from: node, to: servedNode(school), capacity: demand, cost: mismatch)
                }
            }
            flow.addArc(
                from: servedNode(school), to: 1,
                capacity: isShortage
                    ? shortageDays[school] : majorDays[school].values.reduce(0, +))
        }
        var arcs: [(group: Int, to: Int, arc: Int)] = []
        for (index, group) in groups.enumerated() {
            let core = group.core.flatMap(cores.firstIndex)
            let tail = core.map { lentNode(group.school, $0) } ?? lendingNode(group.school)
            flow.addArc(
                from: tail, to: groupNode(index),
                capacity: rules.maximumDays * group.teachers - group.daysAway)
            for to in schools.indices {
                guard let way = metres[group.school * count + to] else { continue }
                guard isShortage || core != nil else { continue }
                let head = core.map { wantedNode(to, $0) } ?? servedNode(to)
                let cost = Int(way.value.rounded()) + (isShortage && core == nil ? mismatch : 0)
                let arc = flow.addArc(
                    from: groupNode(index), to: head, capacity: rules.maximumDays, cost: cost)
                arcs.append((index, to, arc))
            }
        }
        _ = flow.send(from: 0, to: 1)
        for (group, to, arc) in arcs { record(flow.flow(on: arc), of: group, at: to, purpose) }
    }

    private mutating func record(
        _ days: Int, of group: Int, at school: Int, _ purpose: RotationVisit.Purpose
    ) {
        guard days > 0, let way = metres[groups[group].school * schools.count + school] else {
            return
        }
        groups[group].daysAway += days
        if purpose == .shortage { shortageDays[school] -= days }
        if let core = groups[group].core, let open = majorDays[school][core] {
            majorDays[school][core] = max(0, open - days)
        }
        let major = groups[group].major
        visits.append(
            RotationVisit(
                fromCode: schools[groups[group].school].code, toCode: schools[school].code,
                major: major.isEmpty ? nil : major, coreMajor: groups[group].core,
                daysPerWeek: days, distance: way, purpose: purpose))
    }
}
