import SpatialTypes

/// Proposes transfers of teachers from schools above their need to schools below it, exactly.
///
/// A minimum-cost flow of whole teachers, the best in this order:
///
/// 1. most shortage met;
/// 2. fewest transfers out of a cluster, or away from where the pupils of a school that is left without any learn;
/// 3. fewest mismatches: a transfer that brings no missing core major, or takes the last teacher of a core major from a
///    school that keeps pupils;
/// 4. fewest metres.
///
/// The order is one integer cost: with *F* transfers at most and *D* metres in the longest of them, a mismatch weighs
/// *w* = *F·D* + 1 and a transfer of rule 2 weighs (2*F* + 1)·*w*, more than all that comes after it together.
///
/// Every transfer keeps the rules: inside a cluster any distance, otherwise within the radius; beyond the housing
/// distance a receiver takes no more teachers than it has houses (whether they are let is not recorded). A missing major
/// is counted once for teachers from within the housing distance and once for those from beyond. No school falls below
/// its need by giving, nobody who retires moves, and schools without a staff record take no part.
public struct TransferPlanner: Sendable {
    private let schools: [TransferSchool]
    private let rules: TransferRules
    private let majors: CoreMajors

    /// A planner for schools in any order.
    ///
    /// - Precondition: codes are unique.
    public init(schools: [TransferSchool], rules: TransferRules, majors: CoreMajors) {
        self.schools = schools.sorted { $0.code < $1.code }
        precondition(
            zip(self.schools, self.schools.dropFirst()).allSatisfy { $0.code != $1.code },
            "every school once")
        self.rules = rules
        self.majors = majors
    }

    /// The transfers, sorted by the school they leave, the school they join, and major.
    ///
    /// - Parameter distance: road distance from the first school to the second; `.infinity` where there is no way.
    public func transfers(distance: (String, String) -> Metres) -> [TeacherTransfer] {
        var network = TransferNetwork(
            schools: schools, rules: rules, majors: majors, distance: distance)
        network.solve()
        return network.transfers()
    }
}

/// The flow network behind a ``TransferPlanner``.
///
///     source → giver → giver's teachers of a major → receiver (by missing major) → receiver → sink
struct TransferNetwork {
    /// A giver's movable teachers of one core major, or of all other majors (`core` is `nil`).
    struct Group {
        var giver: Int
        var core: String?
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

    private enum Node {
        static let source = 0
        static let sink = 1
    }

    let schools: [TransferSchool]
    let rules: TransferRules
    let majors: CoreMajors
    private(set) var groups: [Group] = []
    private(set) var ways: [Way] = []
    private var flow = MinimumCostFlow(nodes: 0)

    init(
        schools: [TransferSchool], rules: TransferRules, majors: CoreMajors,
        distance: (String, String) -> Metres
    ) {
        self.schools = schools
        self.rules = rules
        self.majors = majors
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
    mutating func solve() { _ = flow.send(from: Node.source, to: Node.sink) }

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

    /// The core majors that a school's grades ask for and no teacher of it has.
    private func missingMajors(_ school: Int) -> [String] {
        let held = majors.counts(schools[school].teachersByMajor)
        return schools[school].coreMajors.filter { held[$0] == nil }
    }

    // MARK: Network

    private func groupsOfGiver(_ giver: Int) -> [Group] {
        let movable = schools[giver].movableByMajor.filter { $0.value > 0 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let byCore = Dictionary(grouping: movable) { majors.major(of: $0.key)?.id }
        let order = majors.majors.map { Optional($0.id) } + [nil]
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

        // Nodes: source, sink, schools as givers, schools as receivers, their houses, groups, missing majors.
        var nodes = 2 + 3 * schools.count + groups.count
        func giverNode(_ school: Int) -> Int { 2 + school }
        func receiverNode(_ school: Int) -> Int { 2 + schools.count + school }
        func housesNode(_ school: Int) -> Int { 2 + 2 * schools.count + school }
        func groupNode(_ group: Int) -> Int { 2 + 3 * schools.count + group }
        var missing: [Int: [String: (near: Int, far: Int)]] = [:]
        for receiver in receivers {
            for major in missingMajors(receiver) {
                missing[receiver, default: [:]][major] = (nodes, nodes + 1)
                nodes += 2
            }
        }

        flow = MinimumCostFlow(nodes: nodes)
        for giver in givers {
            flow.addArc(
                from: Node.source, to: giverNode(giver), capacity: schools[giver].available)
        }
        for (index, group) in groups.enumerated() {
            let (free, last) = capacities(group)
            let (tail, head) = (giverNode(group.giver), groupNode(index))
            flow.addArc(from: tail, to: head, capacity: free)
            if last > 0 { flow.addArc(from: tail, to: head, capacity: last, cost: mismatch) }
        }
        for receiver in receivers {
            let school = schools[receiver]
            let (own, houses) = (receiverNode(receiver), housesNode(receiver))
            flow.addArc(from: own, to: Node.sink, capacity: school.shortage)
            flow.addArc(from: houses, to: own, capacity: max(0, school.housingUnits ?? 0))
            for major in missingMajors(receiver) {
                guard let node = missing[receiver]?[major] else { continue }
                for (tail, head) in [(node.near, own), (node.far, houses)] {
                    flow.addArc(from: tail, to: head, capacity: 1)
                    flow.addArc(from: tail, to: head, capacity: units, cost: mismatch)
                }
            }
        }
        let pairsByGiver = Dictionary(grouping: pairs, by: \.giver)
        for (index, group) in groups.enumerated() {
            let teachers = group.recorded.reduce(0) { $0 + $1.teachers }
            for pair in pairsByGiver[group.giver] ?? [] {
                var cost = Self.metres(pair.distance)
                if isDetached(pair.giver, pair.receiver) { cost += detached }
                var head =
                    isFar(pair.distance) ? housesNode(pair.receiver) : receiverNode(pair.receiver)
                if let node = group.core.flatMap({ missing[pair.receiver]?[$0] }) {
                    head = isFar(pair.distance) ? node.far : node.near
                } else {
                    cost += mismatch
                }
                let arc = flow.addArc(
                    from: groupNode(index), to: head, capacity: teachers, cost: cost)
                ways.append(
                    Way(group: index, receiver: pair.receiver, distance: pair.distance, arc: arc))
            }
        }
    }

    /// How many of a group move freely, and how many (0 or 1) would take the school's last teacher of a core major.
    private func capacities(_ group: Group) -> (free: Int, last: Int) {
        let movable = group.recorded.reduce(0) { $0 + $1.teachers }
        let school = schools[group.giver]
        guard let core = group.core, school.needed > 0, school.coreMajors.contains(core) else {
            return (movable, 0)
        }
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
            let (giver, receiver) = (groups[way.group].giver, way.receiver)
            let brings = groups[way.group].core.map(missingMajors(receiver).contains) ?? false
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
