import Containers

/// A restricted turn as a row of directed edges, each entered at the end of the one before.
struct TurnRule: Codable, Hashable, Sendable {
    /// Edges shifted left by one; the lowest bit says it is driven backwards.
    var path: [UInt32]
    var rule: TurnRestriction.Rule
}

/// Restricted turns as copies of junctions, so that every search stays a search among nodes.
///
/// Whoever has driven the beginning of a restricted turn arrives at a copy of the junction, which
/// only the allowed roads leave. The copies are the states of an Aho–Corasick automaton ("Efficient
/// string matching", *CACM* 18, 1975) over the directed edges that were driven last, so that rules
/// with several roads between, and rules that overlap, are exact. Turning round is a turn like any
/// other: possible at junctions and dead ends unless a rule forbids it, not on the way between, and
/// not on the middle roads of a restricted turn, which would lose all sense.
struct TurnTable: Sendable {
    /// An arc that leaves a copy.
    struct Arc: Sendable {
        var tail: UInt32
        var head: UInt32
        /// The edge, shifted left by one; the lowest bit says it is driven backwards.
        var directedEdge: UInt32
    }

    /// The junction behind each copy; copies are numbered after all junctions, in this order.
    let originals: [UInt32]
    /// What leaves the copies.
    let arcs: [Arc]
    /// The copy at which a directed edge arrives, where it begins a restricted turn.
    private let arrivals: [UInt32: UInt32]
    /// The copies from which a directed edge may be entered, besides its first junction.
    private let entrances: [UInt32: [UInt32]]
    private let copies: [UInt32: [UInt32]]

    var isEmpty: Bool { originals.isEmpty }

    /// The rules it was made from.
    let rules: [TurnRule]

    init() {
        self.init(rules: [], edges: [], nodeCount: 0)
    }

    /// - Parameter nodeCount: The number of junctions; copies are numbered from here.
    init(rules: [TurnRule], edges: FrozenArray<RoadEdge>, nodeCount: Int) {
        self.rules = rules
        let automaton = TurnAutomaton(rules)
        func head(_ directed: UInt32) -> UInt32 {
            let edge = edges[Int(directed >> 1)]
            return directed & 1 == 0 ? edge.to : edge.from
        }
        func node(_ state: Int, after directed: UInt32) -> UInt32 {
            state == 0 ? head(directed) : UInt32(nodeCount + state - 1)
        }
        let states = automaton.states.indices.dropFirst()
        originals = states.map { head(automaton.states[$0].lastEdge) }
        var leaving: [UInt32: [UInt32]] = [:]
        for original in originals { leaving[original] = [] }
        if !originals.isEmpty {
            for (index, edge) in edges.enumerated() {
                if edge.forward { leaving[edge.from]?.append(UInt32(index) << 1) }
                if edge.backward { leaving[edge.to]?.append(UInt32(index) << 1 | 1) }
            }
        }
        var arcs: [Arc] = []
        var entrances: [UInt32: [UInt32]] = [:]
        var copies: [UInt32: [UInt32]] = [:]
        for state in states {
            let copy = UInt32(nodeCount + state - 1)
            let original = originals[state - 1]
            copies[original, default: []].append(copy)
            for directed in leaving[original] ?? [] where automaton.allows(directed, in: state) {
                entrances[directed, default: []].append(copy)
                let next = node(automaton.state(after: directed, in: state), after: directed)
                if next != copy { arcs.append(Arc(tail: copy, head: next, directedEdge: directed)) }
            }
        }
        self.arcs = arcs
        self.entrances = entrances
        self.copies = copies
        arrivals = automaton.states[0].next.mapValues { UInt32(nodeCount + $0 - 1) }
    }

    /// Where a directed edge arrives: a copy of its last junction or, by default, that itself.
    func arrival(_ directed: UInt32, at junction: UInt32) -> UInt32 {
        isEmpty ? junction : arrivals[directed] ?? junction
    }

    /// The nodes from which a directed edge may be entered, its first junction first.
    func entrances(_ directed: UInt32, from junction: UInt32) -> [UInt32] {
        isEmpty ? [junction] : [junction] + (entrances[directed] ?? [])
    }

    /// A junction and its copies.
    func nodes(at junction: UInt32) -> [UInt32] {
        isEmpty ? [junction] : [junction] + (copies[junction] ?? [])
    }
}

/// Remembers of the directed edges driven last what a rule may depend on; state 0 is "nothing".
private struct TurnAutomaton {
    struct State {
        var lastEdge: UInt32 = 0
        var next: [UInt32: Int] = [:]
        var forbidden: Set<UInt32> = []
        var mandatory: Set<UInt32> = []
        /// The state of the longest proper ending of what was driven.
        var fallback = 0
    }

    private(set) var states = [State()]

    init(_ rules: [TurnRule]) {
        for turn in rules {
            let (path, rule) = (turn.path, turn.rule)
            guard path.count >= 2 else { continue }
            var state = 0
            for (place, edge) in path.dropLast().enumerated() {
                if let known = states[state].next[edge] {
                    state = known
                } else {
                    states[state].next[edge] = states.count
                    state = states.count
                    states.append(State(lastEdge: edge))
                }
                if place > 0 { states[state].forbidden.insert(edge ^ 1) }
            }
            switch rule {
            case .forbidden: states[state].forbidden.insert(path[path.count - 1])
            case .mandatory: states[state].mandatory.insert(path[path.count - 1])
            }
        }
        // Breadth first, so that the shorter ending is complete before it is asked.
        var level = states[0].next.values.sorted()
        while !level.isEmpty {
            var below: [Int] = []
            for state in level {
                for (edge, child) in states[state].next.sorted(by: { $0.value < $1.value }) {
                    states[child].fallback = self.state(after: edge, in: states[state].fallback)
                    below.append(child)
                }
            }
            level = below
        }
    }

    func state(after edge: UInt32, in state: Int) -> Int {
        var state = state
        while true {
            if let next = states[state].next[edge] { return next }
            if state == 0 { return 0 }
            state = states[state].fallback
        }
    }

    func allows(_ edge: UInt32, in state: Int) -> Bool {
        var state = state
        while state != 0 {
            let rules = states[state]
            if rules.forbidden.contains(edge) { return false }
            if !rules.mandatory.isEmpty, !rules.mandatory.contains(edge) { return false }
            state = rules.fallback
        }
        return true
    }
}
