import Accessibility
import SchoolDistrict
import SpatialTypes

extension Baseline {
    /// The reported distances that hold for a travel profile, by index; of several for one pair that which names mode and
    /// season, then the last.
    func reportedWays(of district: District, profile: String) -> [ReportedWay] {
        guard !district.reportedDistances.isEmpty else { return [] }
        let schools = indexByCode
        let villages = Dictionary(
            uniqueKeysWithValues: district.villages.enumerated().map { ($1.code, $0) })
        let fitting = district.reportedDistances.compactMap { reported in
            reported.fit(profile: profile).map { (fit: $0, reported: reported) }
        }
        // A stable order: closer fits come later and win.
        let ordered = fitting.enumerated().sorted {
            ($0.element.fit, $0.offset) < ($1.element.fit, $1.offset)
        }
        return ordered.compactMap { entry in
            let reported = entry.element.reported
            let origin: TravelPlace? =
                switch reported.origin {
                case .school(let code): schools[code].map(TravelPlace.school)
                case .village(let code): villages[code].map(TravelPlace.home)
                }
            guard let origin, let school = schools[reported.schoolCode] else { return nil }
            return ReportedWay(from: origin, to: school, distance: reported.distance)
        }
    }
}

extension Baseline {
    /// Places without and with a reported way, in this order; groups without a place are left out.
    func split(
        _ places: [Int], by hasReportedWay: (Int) -> Bool
    ) -> [(hasReported: Bool, places: [Int])] {
        [false, true].compactMap { wanted in
            let group = places.filter { hasReportedWay($0) == wanted }
            return group.isEmpty ? nil : (wanted, group)
        }
    }

    /// What counts for places off the roads.
    func offRoadWords(hasReported: Bool) -> (thai: String, english: String) {
        hasReported
            ? ("ใช้เฉพาะระยะทางที่รายงาน", "only their reported distances count")
            : ("ถือว่าไปไม่ถึง", "counted as unreachable")
    }
}

extension District {
    /// Whether the way between two schools is a reported one for a travel profile.
    ///
    /// A report holds both ways; one of both is enough.
    public func reportsWay(between one: String, and other: String, profile: String) -> Bool {
        reportedDistances.contains { reported in
            guard case .school(let origin) = reported.origin, reported.fit(profile: profile) != nil
            else { return false }
            return (origin, reported.schoolCode) == (one, other)
                || (origin, reported.schoolCode) == (other, one)
        }
    }
}

/// Which distances of a plan were reported, and what the planner would have taken instead.
struct DistanceOrigins {
    let baseline: Baseline
    let travel: TravelTable
    let assignment: Assignment

    /// The least certain source of the way to the hub and of all ways of a school's pupils, today and under the plan.
    func source(of i: Int) -> DistanceSource {
        var sources: [DistanceSource] = []
        if let pair = assignment.pair(of: i) {
            sources.append(travel.schoolSource(from: i, to: pair.hub))
        }
        for (village, school) in ways(of: i) {
            sources.append(travel.homeSource(from: village, to: school))
        }
        return DistanceSource.leastCertain(of: sources) ?? travel.source
    }

    /// Reasons that name the reported distances behind a school's figures.
    func reasons(for i: Int) -> [Reason] {
        var reasons: [Reason] = []
        if let pair = assignment.pair(of: i),
            let measured = travel.measured(from: .school(i), to: pair.hub)
        {
            reasons.append(
                .reportedDistance(
                    kilometres: pair.distance.kilometres,
                    measured: measured.isReachable ? measured.kilometres : nil,
                    isByRoad: travel.source == .road))
        }
        let villages = Set(
            ways(of: i).filter { travel.homeSource(from: $0.village, to: $0.school) == .reported }
                .map(\.village))
        if !villages.isEmpty { reasons.append(.reportedHomes(villages: villages.count)) }
        return reasons
    }

    /// The ways of a school's pupils, to the school itself and to where they are taught under the plan.
    private func ways(of i: Int) -> [(village: Int, school: Int)] {
        baseline.entries[i].homes.flatMap { home in
            let taught = Set(home.pupils.grades.grades.map { assignment.teaching(i, $0) } + [i])
            return taught.sorted().map { (village: home.village, school: $0) }
        }
    }
}
