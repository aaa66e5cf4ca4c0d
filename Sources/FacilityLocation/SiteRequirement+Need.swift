extension SiteRequirement {
    /// Whether missing units are paid for at a site.
    func paysMissing(at site: Int) -> Bool {
        costPerUnitMissing > 0 && !supplies.isEmpty && !countsMissing.isEmpty && countsMissing[site]
    }

    /// What an option brings along.
    func supply(of option: Int) -> Double { supplies.isEmpty ? 0 : supplies[option] }

    /// The units a site needs for its loads and modules, one entry each per module class.
    func need(loads: [Double], modules: [Int]) -> Double {
        let total = loads.reduce(0, +)
        guard total > 0, let band = bands.first(where: { Self.reaches($0.upTo, total) }) else {
            return 0
        }
        return band.parts.reduce(0) { sum, part in
            let value = part.terms.reduce(part.constant) { value, term in
                let load = loads[term.moduleClass]
                return value + term.perLoad * load
                    + term.perModule * Double(modules[term.moduleClass])
                    + term.perGroup
                    * Self.groups(load, size: term.groupSize, remainder: term.groupRemainder)
            }
            return sum + part.rounding.whole(value)
        }
    }

    /// Whether a band holds for a total load that earlier bands do not reach.
    static func reaches(_ upTo: Double, _ total: Double) -> Bool { total <= upTo + 1e-9 }

    /// The groups that a norm forms from a load; see ``RequirementTerm/perGroup``.
    static func groups(_ load: Double, size: Double, remainder: Double) -> Double {
        guard load > 0 else { return 0 }
        let full = (load / size + 1e-9).rounded(.down)
        return max(1, load - full * size >= remainder - 1e-9 ? full + 1 : full)
    }
}

extension RequirementPart.Rounding {
    /// A value made whole.
    func whole(_ value: Double) -> Double {
        switch self {
        case .none: value
        case .up: (value - 1e-9).rounded(.up)
        case .halfUp: (value + 0.5 + 1e-9).rounded(.down)
        }
    }
}
