import SchoolDistrict
import SpatialTypes

/// Changes one rule at a time and plans again: the price of each rule.
public struct RulePricing: Sendable {
    /// A scenario with one rule changed.
    public struct Variation: Sendable {
        /// The scenario key that is changed.
        public var key: String
        /// The change in Thai.
        public var thai: String
        /// The change in English.
        public var english: String
        /// The changed scenario.
        public var scenario: Scenario

        /// A variation.
        public init(key: String, thai: String, english: String, scenario: Scenario) {
            self.key = key
            self.thai = thai
            self.english = english
            self.scenario = scenario
        }
    }

    /// The rules that a scenario sets, each one relaxed by a step, and each of its locks lifted.
    ///
    /// Only rules that bind something in this scenario are varied: the nearer cap where there is one, the number of hubs
    /// where it is fixed.
    public static func variations(of scenario: Scenario) -> [Variation] {
        guard scenario.objective != .none else { return [] }
        return travelVariations(scenario) + capacityVariations(scenario) + lockVariations(scenario)
    }

    private static func varying(
        _ scenario: Scenario, _ key: String, _ thai: String, _ english: String,
        _ change: (inout Scenario) -> Void
    ) -> Variation {
        var changed = scenario
        change(&changed)
        return Variation(key: key, thai: thai, english: english, scenario: changed)
    }

    private static func travelVariations(_ scenario: Scenario) -> [Variation] {
        func step(
            _ key: String, _ thai: String, _ english: String,
            _ field: WritableKeyPath<Scenario, Metres>
        ) -> Variation {
            let before = Reason.km(scenario[keyPath: field].kilometres)
            let after = Reason.km(scenario[keyPath: field].kilometres + 1)
            return varying(
                scenario, key, "\(thai) \(before) → \(after) กม.",
                "\(english) \(before) → \(after) km"
            ) { $0[keyPath: field] = $0[keyPath: field] + Metres(kilometres: 1) }
        }
        var variations = [
            step(
                "travel.merge_radius_km", "รัศมีเรียนรวม", "merge radius", \.travel.mergeRadius),
            step(
                "travel.hard_maximum_km", "ระยะบ้านไกลสุดของผู้ที่มาเรียนรวม",
                "furthest home of a pupil who moves",
                \.travel.hardMaximum),
        ]
        if let cap = scenario.travel.youngMaximum {
            variations.append(
                varying(
                    scenario, "travel.young_maximum_km",
                    "ไม่จำกัดระยะของเด็กเล็ก \(Reason.km(cap.kilometres)) กม.",
                    "no nearer cap of \(Reason.km(cap.kilometres)) km for the youngest"
                ) { $0.travel.youngMaximum = nil })
        }
        return variations
    }

    private static func capacityVariations(_ scenario: Scenario) -> [Variation] {
        let size = scenario.moves.maximumPupils
        var variations = [
            varying(
                scenario, "moves.maximum_pupils",
                "โรงเรียนที่อาจมาเรียนรวม ไม่เกิน \(size) → \(size + 30) คน",
                "schools that may move, up to \(size) → \(size + 30) pupils"
            ) { $0.moves.maximumPupils += 30 }
        ]
        if scenario.capacity.roomsMayBeAdded {
            let most = scenario.capacity.maximumAddedRooms
            variations.append(
                varying(
                    scenario, "capacity.maximum_added_rooms",
                    "ห้องเรียนที่เพิ่มได้ \(most) → \(most + 2) ห้องต่อแห่ง",
                    "rooms that may be added, \(most) → \(most + 2) a hub"
                ) { $0.capacity.maximumAddedRooms += 2 })
        } else {
            variations.append(
                varying(
                    scenario, "capacity.rooms_may_be_added", "ให้เพิ่มห้องเรียนได้", "rooms may be added"
                ) { $0.capacity.roomsMayBeAdded = true })
        }
        switch scenario.hubs.count {
        case .exactly(let p):
            variations.append(
                varying(
                    scenario, "hubs.exactly", "โรงเรียนคุณภาพ \(p) → \(p + 1) แห่ง",
                    "\(p) → \(p + 1) hubs"
                ) { $0.hubs.count = .exactly(p + 1) })
        case .atMost(let p):
            variations.append(
                varying(
                    scenario, "hubs.at_most", "โรงเรียนคุณภาพไม่เกิน \(p) → \(p + 1) แห่ง",
                    "at most \(p) → \(p + 1) hubs"
                ) { $0.hubs.count = .atMost(p + 1) })
        case .free, .onePer: break
        }
        return variations
    }

    private static func lockVariations(_ scenario: Scenario) -> [Variation] {
        scenario.locks.enumerated().map { index, lock in
            varying(
                scenario, "locks[\(index + 1)]",
                "ปลดล็อกโรงเรียน \(lock.schoolCode) (\(lock.decision.key))",
                "lift the lock on \(lock.schoolCode) (\(lock.decision.key))"
            ) { $0.locks.remove(at: index) }
        }
    }

    /// Compares a plan with the plan of a variation.
    public static func price(
        of variation: Variation, plan: Plan, changed: Plan
    ) -> RulePrice {
        let isKnown = plan.after.travel.isKnown && changed.after.travel.isKnown
        return RulePrice(
            key: variation.key, thai: variation.thai, english: variation.english,
            status: changed.outcome.status, goalBefore: plan.outcome.stages.last,
            goalAfter: changed.outcome.stages.last, hubsBefore: plan.after.roles[.hub] ?? 0,
            hubsAfter: changed.after.roles[.hub] ?? 0,
            overLimitChange: isKnown
                ? changed.after.travel.overLimit - plan.after.travel.overLimit : nil)
    }
}

extension PlanPipeline {
    /// The price of every rule of a plan's scenario, by planning again without it.
    ///
    /// - Parameters:
    ///   - plan: the plan as made by this pipeline from `roads`.
    ///   - memory: what the plan left behind.
    ///   - progress: is told of each variation before it is solved; returning `false` leaves the rest out.
    /// - Throws: as ``plan(_:scenario:roads:provenance:report:)``; a variation that does not fit the district is left out.
    public func rulePrices(
        of plan: Plan, roads: Roads?, remembering memory: inout PlanMemory,
        progress: (RulePricing.Variation) -> Bool = { _ in true }
    ) throws -> [RulePrice] {
        var prices: [RulePrice] = []
        for variation in RulePricing.variations(of: plan.scenario) {
            guard progress(variation) else { break }
            do {
                let changed = try self.plan(
                    plan.district, scenario: variation.scenario, roads: roads,
                    provenance: plan.provenance, remembering: &memory)
                prices.append(RulePricing.price(of: variation, plan: plan, changed: changed))
            } catch let error as PlanningError where error.code == .scenarioDoesNotFit {
                continue
            }
        }
        return prices
    }
}
