import Accessibility
import FacilityLocation
import SchoolDistrict
import SpatialTypes

/// The scenario as a location problem: schools are clients, eligible schools are sites.
///
/// Every school *i* takes exactly one option: be a hub (its self-option), move its pupils to a hub *j*, share with
/// a hub *j*, or stand alone. Sections per grade are the modules, rooms their limit (DESIGN section 7).
struct NetworkProblem {
    /// What an option of the location problem means for the school.
    enum Choice: Hashable {
        case hub
        case move(AdmissiblePairs.Pair)
        case share(AdmissiblePairs.Pair)
        case standAlone
    }

    let problem: LocationProblem
    /// Parallel to `problem.options`.
    let choices: [Choice]
    /// The school of every site.
    let schoolOfSite: [Int]
    /// The names of demand points that no eligible hub can cover.
    let uncoverable: [String]
    /// The weight and name of every coverage point, parallel to the problem's.
    let coveragePointNames: [String]

    init(
        baseline: Baseline, eligibility: HubEligibility, pairs: AdmissiblePairs,
        travel: TravelTable,
        district: District, scenario: Scenario
    ) {
        let entries = baseline.entries
        let eligible = eligibility.eligible
        let siteOfSchool = Dictionary(
            uniqueKeysWithValues: eligible.enumerated().map { ($1, $0) })
        let costs = OptionCosts(scenario: scenario)
        let lockedHubs = Set(
            scenario.locks.filter { $0.decision == .hub }.map(\.schoolCode))

        var options: [AllocationOption] = []
        var choices: [Choice] = []
        func add(_ i: Int, site: Int?, cost: Double, loads: [ModuleLoad], _ choice: Choice) {
            options.append(
                AllocationOption(
                    client: i, site: site, cost: cost, loads: loads, tag: choices.count))
            choices.append(choice)
        }
        for (i, entry) in entries.enumerated() {
            let own = pairs.pairs[pairs.rows[i]]
            let mayMove = own.contains { $0.moveBlock == nil }
            if let site = siteOfSchool[i] {
                add(i, site: site, cost: 0, loads: Self.ownLoads(entry, scenario), .hub)
            }
            if lockedHubs.contains(entry.school.code) { continue }
            for pair in own {
                guard let site = siteOfSchool[pair.hub] else { continue }
                if pair.moveBlock == nil {
                    add(
                        i, site: site, cost: costs.move(entry, pair), loads: Self.loads(entry),
                        .move(pair))
                }
                if pair.mayShare {
                    add(
                        i, site: site, cost: costs.share(entry, pair, mayMove: mayMove), loads: [],
                        .share(pair))
                }
            }
            let isBound = scenario.locks.contains {
                $0.schoolCode == entry.school.code && $0.decision.namesHub
            }
            if !isBound {
                add(
                    i, site: nil, cost: costs.standAlone(entry, hasHubInReach: !own.isEmpty),
                    loads: [], .standAlone)
            }
        }

        let sites = eligible.map { i in
            CandidateSite(
                openingCost: costs.openHub,
                state: lockedHubs.contains(entries[i].school.code) ? .fixedOpen : .free,
                ownClients: [i])
        }
        let points = Self.coveragePoints(
            baseline: baseline, eligible: eligible, travel: travel, district: district,
            scenario: scenario)
        coveragePointNames = points.map(\.name)
        uncoverable =
            (scenario.objective.covers ? points.filter(\.sites.isEmpty).map(\.name) : [])
            + Self.areasWithoutEligible(
                scenario.hubs.count, eligible: eligible, entries: entries)
        problem = LocationProblem(
            clientCount: entries.count, sites: sites, options: options,
            openCount: Self.openCount(scenario.hubs.count),
            groupRules: Self.groupRules(scenario.hubs.count, eligible: eligible, entries: entries),
            coverage: scenario.objective.covers
                ? Coverage(
                    points: points.map { CoveragePoint(weight: $0.weight, sites: $0.sites) },
                    coverAll: scenario.objective == .lscp) : nil,
            modules: Self.modules(eligible: eligible, entries: entries, scenario: scenario),
            stages: Self.stages(scenario.objective))
        self.choices = choices
        schoolOfSite = eligible
    }

    private static func stages(_ objective: Objective) -> [LocationObjective] {
        switch objective {
        case .none, .pMedian, .minimumCost, .balanced: [.minimiseCost]
        case .lscp: [.minimiseOpenSites, .minimiseCost]
        case .mclp: [.maximiseCoveredWeight, .minimiseCost]
        }
    }

    private static func openCount(_ count: HubRules.Count) -> OpenCount {
        switch count {
        case .free, .onePer: .any
        case .exactly(let p): .exactly(p)
        case .atMost(let p): .atMost(p)
        }
    }

    private static func groupRules(
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
    private static func areasWithoutEligible(
        _ count: HubRules.Count, eligible: [Int], entries: [Baseline.Entry]
    ) -> [String] {
        guard case .onePer(let area) = count else { return [] }
        let served = Set(eligible.compactMap { entries[$0].school.areaName(area) })
        return Set(entries.compactMap { $0.school.areaName(area) }).subtracting(served).sorted()
    }

    private static func loads(_ entry: Baseline.Entry) -> [ModuleLoad] {
        entry.pupils.grades.grades.map {
            ModuleLoad(moduleClass: $0.rawValue, amount: Double(entry.pupils[$0]))
        }
    }

    /// A hub keeps the classes it has: each grade needs at least its recorded sections.
    private static func ownLoads(_ entry: Baseline.Entry, _ scenario: Scenario) -> [ModuleLoad] {
        entry.pupils.grades.grades.map {
            ModuleLoad(
                moduleClass: $0.rawValue, amount: Double(entry.pupils[$0]),
                minimumModules: entry.classes[$0])
        }
    }

    private static func modules(
        eligible: [Int], entries: [Baseline.Entry], scenario: Scenario
    ) -> ModularCapacity {
        let teacher =
            scenario.objective == .minimumCost ? scenario.costs.teacherPerYear.baht : 0
        let room = scenario.objective == .minimumCost ? scenario.costs.addedRoomPerYear.baht : 0
        let rules = scenario.capacity
        return ModularCapacity(
            classes: Grade.allCases.map {
                ModuleClass(size: Double(rules.pupilsPerRoom($0)), costPerModule: teacher)
            },
            limits: eligible.map { i in
                ModuleLimit(
                    // A school that already lacks rooms can receive no further section.
                    modules: max(
                        entries[i].rooms,
                        Baseline.sections(
                            of: entries[i].pupils, keeping: entries[i].classes, capacity: rules
                        ).total),
                    extraMaximum: rules.roomsMayBeAdded ? rules.maximumAddedRooms : 0,
                    extraCost: room)
            })
    }

    private struct Point {
        var name: String
        var weight: Double
        var sites: [Int]
    }

    private static func coveragePoints(
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

/// What each option costs in the unit of the objective: pupil-kilometres, or baht a year.
struct OptionCosts {
    let scenario: Scenario

    private var isMoney: Bool { scenario.objective == .minimumCost }

    /// Opening a hub.
    var openHub: Double { isMoney ? scenario.costs.hubPerYear.baht : 0 }

    /// Moving all pupils of a school.
    ///
    /// Its own sections end; the hub's are modules.
    func move(_ entry: Baseline.Entry, _ pair: AdmissiblePairs.Pair) -> Double {
        isMoney
            ? transport(entry) + lostTopUp(entry) : weight(entry) * pair.distance.kilometres
    }

    /// Sharing with a hub; the pupils and their sections stay.
    func share(_ entry: Baseline.Entry, _ pair: AdmissiblePairs.Pair, mayMove: Bool) -> Double {
        if isMoney { return ownSections(entry) + sharing(pair.distance) }
        let penalty = mayMove ? scenario.moves.shareInsteadOfMovePenalty.kilometres : 0
        return weight(entry) * (pair.distance.kilometres + penalty)
    }

    /// Standing alone; free of penalty when no hub could ever be reached.
    func standAlone(_ entry: Baseline.Entry, hasHubInReach: Bool) -> Double {
        if isMoney { return ownSections(entry) + scenario.costs.standAlonePerYear.baht }
        return hasHubInReach ? weight(entry) * scenario.moves.standAlonePenalty.kilometres : 0
    }

    /// Travel support for the pupils of a school, baht a year.
    func transport(_ entry: Baseline.Entry) -> Double {
        Double(entry.pupils.total * scenario.costs.schoolDays)
            * scenario.costs.subsidyPerPupilDay.baht
    }

    /// The small-school top-up that a school of at most 120 pupils loses by moving, baht a year.
    func lostTopUp(_ entry: Baseline.Entry) -> Double {
        entry.pupils.total <= 120
            ? Double(entry.pupils.total) * scenario.costs.smallSchoolTopUpPerPupil.baht : 0
    }

    /// Rotating teachers' travel over a link, baht a year.
    func sharing(_ distance: Metres) -> Double {
        distance.kilometres * scenario.costs.sharePerKilometreYear.baht
    }

    private func ownSections(_ entry: Baseline.Entry) -> Double {
        Double(entry.classes.total) * scenario.costs.teacherPerYear.baht
    }

    private func weight(_ entry: Baseline.Entry) -> Double { Double(max(1, entry.pupils.total)) }
}
