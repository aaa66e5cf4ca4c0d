import Accessibility
import FacilityLocation
import SchoolDistrict
import SpatialTypes

/// The rules of a scenario as rules of the location problem.
extension NetworkProblem {
    static func stages(_ objective: Objective) -> [LocationObjective] {
        switch objective {
        case .none, .pMedian, .minimumCost, .balanced: [.minimiseCost]
        case .lscp: [.minimiseOpenSites, .minimiseCost]
        case .mclp: [.maximiseCoveredWeight, .minimiseCost]
        }
    }

    static func openCount(_ count: HubRules.Count) -> OpenCount {
        switch count {
        case .free, .onePer: .any
        case .exactly(let p): .exactly(p)
        case .atMost(let p): .atMost(p)
        }
    }

    static func groupRules(
        _ count: HubRules.Count, eligible: [Int], entries: [Baseline.Entry]
    ) -> [GroupRule] {
        guard case .onePer(let area) = count else { return [] }
        var sites: [String: [Int]] = [:]
        for (site, i) in eligible.enumerated() {
            guard let name = entries[i].school.areaName(area) else { continue }
            sites[name, default: []].append(site)
        }
        return sites.sorted { $0.key < $1.key }
            .map { GroupRule(name: $0.key, sites: $0.value, count: .exactly(1)) }
    }

    /// Areas of a one-per rule in which no school may be a hub: the rule cannot hold there and is not asked.
    static func areasWithoutEligible(
        _ count: HubRules.Count, eligible: [Int], entries: [Baseline.Entry]
    ) -> [String] {
        guard case .onePer(let area) = count else { return [] }
        let served = Set(eligible.compactMap { entries[$0].school.areaName(area) })
        return Set(entries.compactMap { $0.school.areaName(area) }).subtracting(served).sorted()
    }

    static func modules(
        eligible: [Int], pools: Int, entries: [Baseline.Entry], costs: OptionCosts
    ) -> ModularCapacity {
        let scenario = costs.scenario
        let isMoney = scenario.objective.isMoney
        let rules = scenario.capacity
        let teacher =
            isMoney && costs.paysBySection ? scenario.costs.teacherPerYear.baht : 0
        let limits = eligible.map { i in
            let entry = entries[i]
            let opened = scenario.moves.gradesHubMayOpen.subtracting(entry.gradesOffered)
            return ModuleLimit(
                // A school that already lacks rooms can receive no further section.
                modules: max(
                    entry.rooms,
                    Baseline.sections(of: entry.pupils, keeping: entry.classes, capacity: rules)
                        .total),
                extraMaximum: rules.roomsMayBeAdded ? rules.maximumAddedRooms : 0,
                extraCost: isMoney ? scenario.costs.addedRoomPerYear.baht : 0,
                startingCosts: isMoney
                    ? Dictionary(
                        uniqueKeysWithValues: opened.grades.map {
                            ($0.rawValue, scenario.costs.openGradePerYear.baht)
                        }) : [:])
        }
        return ModularCapacity(
            classes: Grade.allCases.map {
                ModuleClass(size: Double(rules.pupilsPerRoom($0)), costPerModule: teacher)
            },
            limits: limits + Array(repeating: .unlimited, count: pools))
    }

    /// Posts by the priced norm on all that a hub teaches; none where the goal is not money.
    static func requirements(
        eligible: [Int], pools: Int, entries: [Baseline.Entry], costs: OptionCosts,
        supplies: [Double]
    ) -> [SiteRequirement] {
        let scenario = costs.scenario
        guard scenario.objective.isMoney else { return [] }
        var requirements: [SiteRequirement] = []
        let isBalanced = scenario.objective == .balanced
        // Sections carry the price themselves where the norm is a teacher a class: that model is the stronger one.
        if !costs.paysBySection || isBalanced {
            requirements.append(
                SiteRequirement(
                    name: "teachers", rule: costs.norm.teacherRule,
                    costPerPost: costs.paysBySection ? 0 : scenario.costs.teacherPerYear.baht,
                    costPerMissing: isBalanced ? scenario.costs.missingTeacherPerYear.baht : 0,
                    countsMissing: eligible.map { entries[$0].school.staff != nil }
                        + Array(repeating: false, count: pools),
                    supplies: supplies))
        }
        if scenario.staffing.pricesAdministrators {
            requirements.append(
                SiteRequirement(
                    name: "administrators", rule: costs.administratorNorm.administratorRule,
                    costPerPost: scenario.costs.administratorPerYear.baht,
                    countsMissing: Array(repeating: false, count: eligible.count + pools),
                    supplies: Array(repeating: 0, count: supplies.count)))
        }
        return requirements
    }

    struct Point {
        var name: String
        var weight: Double
        var sites: [Int]
    }

    static func coveragePoints(
        baseline: Baseline, eligible: [Int], travel: TravelTable, district: District,
        scenario: Scenario
    ) -> [Point] {
        guard scenario.objective.covers else { return [] }
        let limit = scenario.travel.coverLimit
        switch scenario.travel.coverDemand {
        case .schools:
            return baseline.entries.enumerated().map { i, entry in
                Point(
                    name: entry.school.displayName, weight: Double(entry.pupils.total),
                    sites: eligible.indices.filter {
                        eligible[$0] == i
                            || travel.schoolDistance(from: i, to: eligible[$0]) <= limit
                    })
            }
        case .homes:
            return district.villages.enumerated().compactMap { v, village in
                let pupils = village.pupils.total
                guard pupils > 0 else { return nil }
                return Point(
                    name: "\(village.nameThai) (\(village.code))", weight: Double(pupils),
                    sites: eligible.indices.filter {
                        travel.homeDistance(from: v, to: eligible[$0]) <= limit
                    })
            }
        }
    }
}

extension Objective {
    /// Whether covering is part of the goal.
    var covers: Bool { self == .lscp || self == .mclp }
}

extension School {
    /// The name of the area that a one-per rule counts.
    ///
    /// A subdistrict is named with its district: two districts may hold subdistricts of one name.
    func areaName(_ area: HubRules.Area) -> String? {
        switch area {
        case .district: district.map { "อำเภอ\($0)" }
        case .subdistrict:
            subdistrict.map { "ตำบล\($0)" + (district.map { " อำเภอ\($0)" } ?? "") }
        }
    }
}
