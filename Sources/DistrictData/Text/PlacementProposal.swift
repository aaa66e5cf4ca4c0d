/// Where a school of a register probably lies, from a list that names places but carries no codes.
public struct PlacementProposal: Hashable, Sendable {
    /// How sure the proposal is.
    public enum Certainty: String, Hashable, Sendable, CaseIterable {
        /// One entry has the name, and no other school claims it.
        case exact
        /// The name alone does not decide (a tie, or another spelling), but a second witness names the same place.
        case supported
        /// Several places remain.
        case ambiguous
        /// No entry resembles the name.
        case none
    }

    /// The school's index in the register.
    public var school: Int
    /// How sure it is.
    public var certainty: Certainty
    /// The places that remain, sorted.
    ///
    /// Exactly one when `exact` or `supported`; for `none`, those of the codes beside it, as a hint.
    public var places: [String]
    /// What speaks for it, Thai.
    public var evidenceThai: String
    /// What speaks for it, English.
    public var evidenceEnglish: String
}

/// Joins a register to a list of named schools with places, by name and by running codes.
///
/// Offices number their schools subdistrict by subdistrict, so that the schools with the codes beside one stand mostly in
/// the same subdistrict. Two series of codes (the ministry's and the office's) are two witnesses.
public struct PlacementJoin: Sendable {
    /// A school of the register.
    public struct School: Sendable {
        /// The name as the register has it.
        public var name: String
        /// Its code in each running series, in one order for all schools.
        public var codes: [String]

        /// A school by name and codes.
        public init(name: String, codes: [String]) {
            self.name = name
            self.codes = codes
        }
    }

    /// An entry of the list.
    public struct Entry: Sendable {
        /// The name as the list has it.
        public var name: String
        /// The place it names, such as `กันทรลักษ์/กระแชง`.
        public var place: String

        /// A named school in a place.
        public init(name: String, place: String) {
            self.name = name
            self.place = place
        }
    }

    private let schools: [School]
    private let entries: [Entry]
    private let matcher: NameMatcher

    /// A join of a register with a list.
    public init(schools: [School], entries: [Entry]) {
        self.schools = schools
        self.entries = entries
        matcher = NameMatcher(entries.map(\.name))
    }

    /// One proposal for each school, in the order of the register.
    public func proposals() -> [PlacementProposal] {
        let matches = schools.map { matcher.matches(for: $0.name) }
        var certain: [Int: String] = [:]
        var claimed: [Int: [Int]] = [:]
        for (school, found) in matches.enumerated() {
            let best = found.filter { $0.agreement <= .withoutBrackets }
            for match in best { claimed[match.entry, default: []].append(school) }
            let places = Set(best.map { entries[$0.entry].place })
            if places.count == 1, let place = places.first { certain[school] = place }
        }
        // An entry that two schools claim by name is certain for neither.
        for (school, found) in matches.enumerated() where certain[school] != nil {
            let best = found.filter { $0.agreement <= .withoutBrackets }
            if best.allSatisfy({ (claimed[$0.entry]?.count ?? 0) > 1 }) { certain[school] = nil }
        }
        let orders = neighbourOrders()
        let taken = Set(
            certain.keys.flatMap { school in
                matches[school].filter { $0.agreement <= .withoutBrackets }.map(\.entry)
            })
        return schools.indices.map { school in
            if let place = certain[school] {
                return PlacementProposal(
                    school: school, certainty: .exact, places: [place],
                    evidenceThai: "ชื่อตรงกับรายการเดียว", evidenceEnglish: "one entry has the name")
            }
            return proposal(
                for: school, matches[school].filter { !taken.contains($0.entry) },
                votes(for: school, certain, orders))
        }
    }

    private func proposal(
        for school: Int, _ matches: [NameMatcher.Match], _ votes: [String: Int]
    ) -> PlacementProposal {
        let near = votes.keys.sorted()
        guard !matches.isEmpty else {
            return PlacementProposal(
                school: school, certainty: .none, places: near,
                evidenceThai: "ไม่มีชื่อใกล้เคียง รหัสข้างเคียงอยู่ใน " + near.joined(separator: ", "),
                evidenceEnglish: "no entry resembles the name; the codes beside it lie in "
                    + near.joined(separator: ", "))
        }
        let places = Set(matches.map { entries[$0.entry].place }).sorted()
        let supported = places.filter { votes[$0] != nil }
        let best = supported.map { votes[$0] ?? 0 }.max() ?? 0
        let winners = supported.filter { votes[$0] == best }
        guard winners.count == 1, best >= 2,
            let match = matches.first(where: { entries[$0.entry].place == winners[0] })
        else {
            return PlacementProposal(
                school: school, certainty: .ambiguous, places: places,
                evidenceThai: "ชื่อพบใน " + places.joined(separator: ", "),
                evidenceEnglish: "the name is found in " + places.joined(separator: ", "))
        }
        let name = entries[match.entry].name
        let asked = 2 * Self.reach * (schools.map(\.codes.count).min() ?? 0)
        return PlacementProposal(
            school: school, certainty: .supported, places: winners,
            evidenceThai:
                "“\(name)” (\(match.agreement.thaiLabel)) และรหัสข้างเคียงอยู่ที่เดียวกัน \(best) จาก \(asked)",
            evidenceEnglish: "“\(name)” (\(match.agreement.englishLabel)); \(best) of the "
                + "\(asked) codes beside it lie there"
                + (places.count > 1 ? ", of \(places.count) places with such a name" : ""))
    }
}

extension PlacementJoin {
    /// How many codes on either side of a school are asked.
    private static let reach = 3

    /// For each series, the schools in the order of their codes and each school's rank.
    private func neighbourOrders() -> [(order: [Int], rank: [Int: Int])] {
        let series = schools.map(\.codes.count).min() ?? 0
        return (0..<series).map { series in
            let order = schools.indices.sorted {
                (schools[$0].codes[series], $0) < (schools[$1].codes[series], $1)
            }
            let rank = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
            return (order, rank)
        }
    }

    /// The places of the certain schools with the codes beside one, and how many there are of each.
    ///
    /// The nearest certain school on either side has two votes, the next ones have one.
    private func votes(
        for school: Int, _ certain: [Int: String], _ orders: [(order: [Int], rank: [Int: Int])]
    ) -> [String: Int] {
        var votes: [String: Int] = [:]
        for (order, rank) in orders {
            guard let here = rank[school] else { continue }
            for direction in [-1, 1] {
                for step in 1...Self.reach {
                    let there = here + direction * step
                    guard order.indices.contains(there), let place = certain[order[there]] else {
                        continue
                    }
                    votes[place, default: 0] += 1
                }
            }
        }
        return votes
    }
}
