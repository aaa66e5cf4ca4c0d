import SpatialTypes

/// The flow network behind a ``TransferPlanner``.
///
///     source → giver → giver's teachers of a major → receiver (by missing major) → receiver → sink
struct TransferNetwork {
    /// A giver's movable teachers of one core major, or of all other majors (`core` is `nil`).
    struct Group {
        var giver: Int
        /// Index into the list of core majors.
        var core: Int?
        /// Recorded major and teachers, most first.
        var recorded: [(major: String, teachers: Int)]
    }

    /// An allowed way of a group to a receiver.
    struct Way {
        var group: Int
        var receiver: Int
        var distance: Metres
        var arc: Int
    }

    /// The numbers of the nodes.
    private struct Nodes {
        static let source = 0
        static let sink = 1
        let schools: Int
        let groups: Int
        let majors: Int

        var count: Int { 2 + (3 + 2 * majors) * schools + groups }
        func giver(_ school: Int) -> Int { 2 + school }
        func receiver(_ school: Int) -> Int { 2 + schools + school }
        /// The teacher houses of a receiver.
        func houses(_ school: Int) -> Int { 2 + 2 * schools + school }
        func group(_ group: Int) -> Int { 2 + 3 * schools + group }
        /// A core major that a receiver misses, brought from within or beyond the housing distance.
        func missing(_ major: Int, _ school: Int, isFar: Bool) -> Int {
            2 + 3 * schools + groups + 2 * (school * majors + major) + (isFar ? 1 : 0)
        }
    }

    let schools: [TransferSchool]
    let rules: TransferRules
    let majors: CoreMajors
    private(set) var groups: [Group] = []
    private(set) var ways: [Way] = []
    /// For each school the core majors that its grades ask for and no teacher of it has, as indices.
    private let missing: [[Int]]
    private var flow = MinimumCostFlow(nodes: 0)

    init(
        schools: [TransferSchool], rules: TransferRules, majors: CoreMajors,
        distance: (String, String) -> Metres
    ) {
        self.schools = schools
        self.rules = rules
        self.majors = majors
        missing = schools.map { school in
            let held = majors.counts(school.teachersByMajor)
            return majors.majors.indices.filter {
                school.coreMajors.contains(majors.majors[$0].id)
                    && held[majors.majors[$0].id] == nil
            }
        }
        let givers = schools.indices.filter { schools[$0].available > 0 }
        let receivers = schools.indices.filter { schools[$0].shortage > 0 }
        groups = givers.flatMap(groupsOfGiver)
        var pairs: [(giver: Int, receiver: Int, distance: Metres)] = []
        for giver in givers {
            for receiver in receivers {
                let metres = distance(schools[giver].code, schools[receiver].code)
                if mayMove(from: giver, to: receiver, metres) {
                    pairs.append((giver, receiver, metres))
                }
            }
        }
        build(pairs)
    }

    /// Sends the flow.
    mutating func solve() { _ = flow.send(from: Nodes.source, to: Nodes.sink) }

    // MARK: Rules

    private func isInside(_ giver: Int, _ receiver: Int) -> Bool {
        guard let cluster = schools[giver].clusterCode else { return false }
        return cluster == schools[receiver].clusterCode
    }

    private func mayMove(from giver: Int, to receiver: Int, _ metres: Metres) -> Bool {
        guard metres.isReachable else { return false }
        guard isFar(metres) ? (schools[receiver].housingUnits ?? 0) > 0 : true else { return false }
        if isInside(giver, receiver) { return true }
        return !rules.withinClustersOnly && metres <= rules.radius
    }

    private func isFar(_ metres: Metres) -> Bool { metres > rules.housingDistance }

    /// Whether a transfer leaves its cluster, or does not follow the pupils (rule 2).
    private func isDetached(_ giver: Int, _ receiver: Int) -> Bool {
        if let destination = schools[giver].pupilsMoveTo {
            return destination != schools[receiver].code
        }
        return !isInside(giver, receiver)
    }

    // MARK: Network

    private func groupsOfGiver(_ giver: Int) -> [Group] {
        let movable = schools[giver].movableByMajor.filter { $0.value > 0 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let byCore = Dictionary(grouping: movable) { entry in
            majors.major(of: entry.key).flatMap { core in
                majors.majors.firstIndex { $0.id == core.id }
            }
        }
        let order = majors.majors.indices.map(Optional.some) + [nil]
        return order.compactMap { core in
            byCore[core].map {
                Group(giver: giver, core: core, recorded: $0.map { ($0.key, $0.value) })
            }
        }
    }

    private mutating func build(_ pairs: [(giver: Int, receiver: Int, distance: Metres)]) {
        let givers = schools.indices.filter { schools[$0].available > 0 }
        let receivers = schools.indices.filter { schools[$0].shortage > 0 }
        let units = min(
            givers.reduce(0) { $0 + schools[$1].available },
            receivers.reduce(0) { $0 + schools[$1].shortage })
        let longest = pairs.map { Self.metres($0.distance) }.max() ?? 0
        let mismatch = units * longest + 1
        let detached = (2 * units + 1) * mismatch

        let nodes = Nodes(schools: schools.count, groups: groups.count, majors: majors.majors.count)
        flow = MinimumCostFlow(nodes: nodes.count)
        for giver in givers {
            flow.addArc(
                from: Nodes.source, to: nodes.giver(giver), capacity: schools[giver].available)
        }
        for (index, group) in groups.enumerated() {
            let (free, last) = capacities(group)
            let (tail, head) = (nodes.giver(group.giver), nodes.group(index))
            flow.addArc(from: tail, to: head, capacity: free)
            flow.addArc(from: tail, to: head, capacity: last, cost: mismatch)
        }
        for receiver in receivers {
            let school = schools[receiver]
            let (own, houses) = (nodes.receiver(receiver), nodes.houses(receiver))
            flow.addArc(from: own, to: Nodes.sink, capacity: school.shortage)
            flow.addArc(from: houses, to: own, capacity: max(0, school.housingUnits ?? 0))
            for major in missing[receiver] {
                for isFar in [false, true] {
                    let tail = nodes.missing(major, receiver, isFar: isFar)
                    let head = isFar ? houses : own
                    flow.addArc(from: tail, to: head, capacity: 1)
                    flow.addArc(from: tail, to: head, capacity: units, cost: mismatch)
                }
            }
        }
        addWays(pairs, nodes: nodes, mismatch: mismatch, detached: detached)
    }

    /// Adds an arc from every group of a giver to every receiver that it may move to.
    private mutating func addWays(
        _ pairs: [(giver: Int, receiver: Int, distance: Metres)], nodes: Nodes, mismatch: Int,
        detached: Int
    ) {
        let groupsByGiver = Dictionary(grouping: groups.indices) { groups[$0].giver }
        for pair in pairs {
            let isFar = isFar(pair.distance)
            let metres = Self.metres(pair.distance)
            let base = isDetached(pair.giver, pair.receiver) ? metres + detached : metres
            for group in groupsByGiver[pair.giver] ?? [] {
                var cost = base + mismatch
                var head = isFar ? nodes.houses(pair.receiver) : nodes.receiver(pair.receiver)
                if let core = groups[group].core, missing[pair.receiver].contains(core) {
                    head = nodes.missing(core, pair.receiver, isFar: isFar)
                    cost = base
                }
                let teachers = groups[group].recorded.reduce(0) { $0 + $1.teachers }
                let arc = flow.addArc(
                    from: nodes.group(group), to: head, capacity: teachers, cost: cost)
                ways.append(
                    Way(group: group, receiver: pair.receiver, distance: pair.distance, arc: arc))
            }
        }
    }

    /// How many of a group move freely, and how many (0 or 1) would take the school's last teacher of a core major.
    private func capacities(_ group: Group) -> (free: Int, last: Int) {
        let movable = group.recorded.reduce(0) { $0 + $1.teachers }
        let school = schools[group.giver]
        guard let core = group.core.map({ majors.majors[$0].id }), school.needed > 0,
            school.coreMajors.contains(core)
        else { return (movable, 0) }
        let held = majors.counts(school.teachersByMajor)[core] ?? 0
        return held > movable ? (movable, 0) : (movable - 1, 1)
    }

    private static func metres(_ distance: Metres) -> Int { Int(distance.value.rounded()) }

    // MARK: Transfers

    /// The flow as transfers: of each group the major with most teachers moves first, to receivers by code.
    func transfers() -> [TeacherTransfer] {
        var left = groups.map(\.recorded)
        var result: [TeacherTransfer] = []
        for way in ways {
            var units = flow.flow(on: way.arc)
            guard units > 0 else { continue }
            let (giver, receiver) = (groups[way.group].giver, way.receiver)
            let brings = groups[way.group].core.map(missing[receiver].contains) ?? false
            for index in left[way.group].indices where units > 0 {
                let moving = min(units, left[way.group][index].teachers)
                guard moving > 0 else { continue }
                units -= moving
                left[way.group][index].teachers -= moving
                let major = left[way.group][index].major
                result.append(
                    TeacherTransfer(
                        fromCode: schools[giver].code, toCode: schools[receiver].code,
                        major: major.isEmpty ? nil : major, teachers: moving,
                        distance: way.distance, isInsideCluster: isInside(giver, receiver),
                        followsPupils: schools[giver].pupilsMoveTo == schools[receiver].code,
                        bringsMissingMajor: brings, needsHouse: isFar(way.distance)))
            }
        }
        return result.sorted {
            ($0.fromCode, $0.toCode, $0.major ?? "") < ($1.fromCode, $1.toCode, $1.major ?? "")
        }
    }
}
