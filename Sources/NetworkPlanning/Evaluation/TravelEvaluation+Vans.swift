import Accessibility
import SchoolDistrict
import SpatialTypes

/// Plans the vans of every school that receives pupils from too far to walk.
struct VanEvaluation {
    let evaluation: TravelEvaluation
    let van: VanTravel

    private var rates: CostTable { evaluation.scenario.costs }

    /// Pupils who wait at one place for the vans of one school.
    private struct Waiting {
        var pupils = 0
        /// Baht a school day of travel support, were there no van.
        var subsidy = 0.0

        mutating func add(_ pupils: Int, subsidy: Double) {
            self.pupils += pupils
            self.subsidy += Double(pupils) * subsidy
        }
    }

    /// One plan for every receiving school with riders, sorted by code.
    func plans(of schools: [TravelEvaluation.Movement]) -> [VanPlan] {
        var waiting = [[TravelPlace: Waiting]](repeating: [:], count: schools.count)
        for school in schools {
            for part in school.parts where !part.stays {
                for home in school.homes {
                    let distance = evaluation.travel.homeDistance(
                        from: home.village, to: part.school)
                    guard evaluation.rides(distance) else { continue }
                    waiting[part.school][.home(home.village), default: Waiting()].add(
                        home.pupils.only(part.grades).total, subsidy: rates.subsidyPerDay(distance))
                }
                // Where homes are unknown the pupils gather at their own school.
                let between = evaluation.travel.schoolDistance(
                    from: school.school, to: part.school)
                guard evaluation.rides(between) else { continue }
                waiting[part.school][.school(school.school), default: Waiting()].add(
                    school.withoutHome.only(part.grades).total,
                    subsidy: rates.subsidyPerDay(between))
            }
        }
        return waiting.enumerated().compactMap { school, places in
            let stops = places.filter { $0.value.pupils > 0 }.sorted {
                ($0.key.order.kind, $0.key.order.index) < ($1.key.order.kind, $1.key.order.index)
            }
            return stops.isEmpty ? nil : plan(for: school, stops)
        }
    }

    private func plan(
        for school: Int, _ stops: [(key: TravelPlace, value: Waiting)]
    ) -> VanPlan {
        let days = Double(rates.schoolDays)
        let schedule = VanPlanner.schedule(
            VanProblem(
                demands: stops.map(\.value.pupils),
                legs: van.legs(between: [.school(school)] + stops.map(\.key)),
                rules: VanRules(
                    seats: max(1, rates.vanSeats),
                    maximumRide: evaluation.scenario.travel.maximumRide,
                    bahtPerVan: days > 0 ? rates.vanPerYear.baht / days : rates.vanPerYear.baht,
                    bahtPerKilometre: rates.vanPerKilometre.baht)))
        let unserved = Set(schedule.unserved.map(\.stop))
        let served = stops.indices.filter { !unserved.contains($0) }
        return VanPlan(
            schoolCode: evaluation.baseline.entries[school].school.code,
            stops: stops.map { stop(at: $0.key, pupils: $0.value.pupils) },
            schedule: schedule, source: van.source,
            bahtPerYear: Double(schedule.routes.count) * rates.vanPerYear.baht
                + schedule.kilometresPerDay * days * rates.vanPerKilometre.baht,
            subsidyPerYear: served.reduce(0) { $0 + stops[$1].value.subsidy } * days)
    }

    private func stop(at place: TravelPlace, pupils: Int) -> VanPlan.Stop {
        switch place {
        case .home(let index):
            let village = evaluation.district.villages[index]
            return VanPlan.Stop(
                place: .village(code: village.code), nameThai: village.nameThai, pupils: pupils)
        case .school(let index):
            let school = evaluation.baseline.entries[index].school
            return VanPlan.Stop(
                place: .school(code: school.code), nameThai: school.displayName, pupils: pupils)
        }
    }
}

extension TravelPlace {
    /// Homes before schools, each by index.
    fileprivate var order: (kind: Int, index: Int) {
        switch self {
        case .home(let index): (0, index)
        case .school(let index): (1, index)
        }
    }
}
