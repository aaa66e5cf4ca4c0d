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
