import Containers
import SpatialTypes

/// What school vans of one school must keep, and what they cost.
public struct VanRules: Hashable, Sendable {
    /// Seats of a van for pupils; at least 1.
    public var seats: Int
    /// No pupil sits in a van for longer.
    public var maximumRide: Seconds
    /// The time a van stands at each stop, counted for everybody on board, the stop's own pupils included.
    public var boarding = Seconds(60)
    /// Baht a school day for a van with its driver.
    public var bahtPerVan: Double
    /// Baht a kilometre.
    public var bahtPerKilometre: Double

    /// Rules and rates.
    public init(
        seats: Int, maximumRide: Seconds, bahtPerVan: Double, bahtPerKilometre: Double
    ) {
        precondition(seats > 0, "a van has a seat")
        self.seats = seats
        self.maximumRide = maximumRide
        self.bahtPerVan = bahtPerVan
        self.bahtPerKilometre = bahtPerKilometre
    }
}

/// Pupils waiting at stops for the vans of one school: an open vehicle routing problem with seats and a ride limit.
///
/// Every van makes one trip a morning, from its first stop to the school, and the same stops in the evening. A van
/// belongs at one end of its route overnight and at the other during the day, or the other way round; either way it
/// drives the leg between the school and its first stop empty twice a day. Its day is therefore twice the closed tour
/// school → first stop → … → last stop → school. The evening is taken to be as long as the morning.
public struct VanProblem: Hashable, Sendable {
    /// Pupils at each stop.
    public var demands: [Int]
    /// Place 0 is the school, place `i` + 1 is stop `i`; no detour is quicker than a leg.
    public var legs: VanLegs
    /// What vans must keep and cost.
    public var rules: VanRules

    /// A problem; `legs` has one place more than there are stops.
    public init(demands: [Int], legs: VanLegs, rules: VanRules) {
        precondition(legs.placeCount == demands.count + 1, "one place for the school and each stop")
        precondition(demands.allSatisfy { $0 >= 0 }, "pupils are not negative")
        self.demands = demands
        self.legs = legs
        self.rules = rules
    }

    /// Whether a van can drive between the school and a stop, there and back.
    func isServable(_ stop: Int) -> Bool {
        legs.isDrivable(from: stop + 1, to: 0) && legs.isDrivable(from: 0, to: stop + 1)
    }

    /// Whether the pupils of a stop exceed the ride limit even when they are driven straight to school.
    func isTooFar(_ stop: Int) -> Bool {
        legs.seconds[stop + 1, 0] + rules.boarding.value > rules.maximumRide.value
    }

    /// The ride of the pupils of the first stop, seconds, and the kilometres of the closed tour.
    func measure(_ stops: some Collection<Int>) -> (seconds: Double, kilometres: Double) {
        guard let first = stops.first else { return (0, 0) }
        var seconds = 0.0
        var metres = legs.metres[0, first + 1]
        var place = first + 1
        for stop in stops.dropFirst() {
            seconds += legs.seconds[place, stop + 1] + rules.boarding.value
            metres += legs.metres[place, stop + 1]
            place = stop + 1
        }
        seconds += legs.seconds[place, 0] + rules.boarding.value
        metres += legs.metres[place, 0]
        return (seconds, metres / 1_000)
    }
}

/// The route of one van in the morning.
public struct VanRoute: Hashable, Sendable {
    /// Pupils picked up at a stop.
    public struct Call: Hashable, Sendable {
        /// The stop, by its index.
        public var stop: Int
        /// Pupils who board.
        public var pupils: Int
    }

    /// The stops in the order driven; the school follows the last.
    public var calls: [Call]
    /// From the first stop to the school.
    public var distance: Metres
    /// From the school to the first stop, driven empty.
    public var emptyDistance: Metres
    /// The longest ride: that of the pupils of the first stop, boarding at every stop included.
    public var longestRide: Seconds
    /// Whether the longest ride exceeds the limit; such a stop is driven straight to school.
    public var isOverRideLimit: Bool

    /// Pupils on board at school.
    public var pupils: Int { calls.reduce(0) { $0 + $1.pupils } }
    /// Kilometres a school day: there and back, both empty legs included.
    public var kilometresPerDay: Double { 2 * (distance + emptyDistance).kilometres }
}

/// The vans of one school, and how much better they could be at the most.
public struct VanSchedule: Hashable, Sendable {
    /// One route for each van: longest ride first.
    public var routes: [VanRoute]
    /// Pupils at stops that no van can reach.
    public var unserved: [VanRoute.Call]
    /// No schedule that keeps the rules has fewer vans.
    public var vansAtLeast: Int
    /// No schedule that keeps the rules drives fewer kilometres a school day.
    public var kilometresPerDayAtLeast: Double
    /// Baht a school day.
    public var bahtPerDay: Double
    /// No schedule that keeps the rules costs less, baht a school day.
    public var bahtPerDayAtLeast: Double

    /// Kilometres a school day.
    public var kilometresPerDay: Double { routes.reduce(0) { $0 + $1.kilometresPerDay } }
    /// (cost − bound) / cost, 0…1: how much cheaper another schedule could be at the most.
    public var relativeGap: Double {
        bahtPerDay > 0 ? max(0, (bahtPerDay - bahtPerDayAtLeast) / bahtPerDay) : 0
    }
}
