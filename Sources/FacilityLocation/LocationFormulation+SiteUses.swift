import MixedIntegerProgramming

/// What a variable of starting costs or requirements stands for.
enum SiteUse {
    /// A class begun.
    case start(site: Int, moduleClass: Int)
    /// A band that holds, by its index.
    case band(site: Int, requirement: Int, band: Int)
    /// The whole units of a part while its band holds.
    case part(site: Int, requirement: Int, band: Int, part: Int)
    /// The groups a norm forms.
    case groups(site: Int, moduleClass: Int, size: Double, remainder: Double)
    /// Units missing.
    case missing(site: Int, requirement: Int)
}

extension LocationFormulation {
    /// Sets the variables of starting costs and requirements at a choice.
    func setSiteUses(at choice: LocationChoice, in values: inout [Double]) {
        guard !siteVariablesByUse.isEmpty else { return }
        let usage = ModuleUsage(of: choice, in: problem)
        func band(_ site: Int, _ requirement: Int) -> Int? {
            let total = usage.loads[site].reduce(0, +)
            guard total > 0 else { return nil }
            return problem.requirements[requirement].bands.firstIndex {
                SiteRequirement.reaches($0.upTo, total)
            }
        }
        for (use, variable) in siteVariablesByUse {
            switch use {
            case .start(let site, let moduleClass):
                values[variable.index] = usage.loads[site][moduleClass] > 0 ? 1 : 0
            case .band(let site, let requirement, let number):
                values[variable.index] = band(site, requirement) == number ? 1 : 0
            case .groups(let site, let moduleClass, let size, let remainder):
                values[variable.index] = SiteRequirement.groups(
                    usage.loads[site][moduleClass], size: size, remainder: remainder)
            case .part(let site, let requirement, let number, let part):
                guard band(site, requirement) == number else { continue }
                var alone = problem.requirements[requirement]
                alone.bands = [
                    RequirementBand(parts: [alone.bands[number].parts[part]])
                ]
                values[variable.index] = alone.need(
                    loads: usage.loads[site], modules: usage.opened[site])
            case .missing(let site, let requirement):
                let need = problem.requirements[requirement].need(
                    loads: usage.loads[site], modules: usage.opened[site])
                let supply = choice.option.reduce(0.0) { sum, option in
                    option >= 0 && problem.options[option].site == site
                        ? sum + problem.requirements[requirement].supply(of: option) : sum
                }
                values[variable.index] = max(0, need - supply)
            }
        }
    }
}

/// The step that numbers are multiples of.
enum CommonStep {
    /// The largest `1/n`, `n` up to 5 000, that all numbers are multiples of; `nil` if there is none.
    static func of(_ numbers: [Double]) -> Double? {
        let distinct = Set(numbers).sorted()
        for denominator in 1...5_000 {
            let isStep = distinct.allSatisfy { number in
                let multiple = number * Double(denominator)
                return abs(multiple - multiple.rounded()) < 1e-9 * max(1, abs(multiple))
            }
            if isStep { return 1 / Double(denominator) }
        }
        return nil
    }
}
