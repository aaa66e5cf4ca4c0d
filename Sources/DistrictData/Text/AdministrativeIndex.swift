import SchoolDistrict

/// Administrative areas by their TIS 1099 code and by name.
///
/// Names are matched tolerantly and propose: several areas may answer to one name.
public struct AdministrativeIndex: Sendable {
    /// A code of TIS 1099-2548 and the subdistrict it stands for.
    public struct Code: Hashable, Sendable {
        /// Six digits: province, district, subdistrict.
        public var code: String
        /// The subdistrict's Thai name.
        public var nameThai: String

        /// A code and its name.
        public init(code: String, nameThai: String) {
            self.code = code
            self.nameThai = nameThai
        }
    }

    /// The areas, as given; codes filled in where they could be told.
    public let areas: [Boundary]
    /// Indices of areas that took their code from the list of codes.
    public let coded: [Int]
    private let byCode: [String: Int]
    private let matcher: NameMatcher

    /// An index of areas; those without a code take it from a list of codes where names tell it.
    ///
    /// A list of codes names no districts. A district of the areas is the code's district whose subdistrict names it shares
    /// most (at least half), and within it the names must be unique; others keep no code.
    public init(_ areas: [Boundary], codes: [Code] = []) {
        var areas = areas
        var coded: [Int] = []
        if !codes.isEmpty, areas.contains(where: { $0.code == nil }) {
            for (index, code) in Self.codes(for: areas, codes) where areas[index].code == nil {
                areas[index].code = code
                coded.append(index)
            }
        }
        self.areas = areas
        self.coded = coded.sorted()
        byCode = Dictionary(
            areas.indices.compactMap { index in areas[index].code.map { ($0, index) } },
            uniquingKeysWith: { first, _ in first })
        matcher = NameMatcher(areas.map(\.nameThai))
    }

    /// The area of a code; Thai digits and blanks are understood.
    public func area(code: String) -> Boundary? {
        CodeText.read(code).flatMap { byCode[$0.code] }.map { areas[$0] }
    }

    /// The areas whose name agrees best, within a district when it is given: one, several tied, or none.
    public func areas(named name: String, district: String? = nil) -> [Boundary] {
        let wanted = district.map(ThaiName.soundKey)
        let found = matcher.matches(for: name).filter { match in
            guard let wanted else { return true }
            return areas[match.entry].districtThai.map(ThaiName.soundKey) == wanted
        }
        return found.filter { $0.agreement == found.first?.agreement }.map { areas[$0.entry] }
    }

    private static func codes(for areas: [Boundary], _ codes: [Code]) -> [(Int, String)] {
        let districts = Dictionary(grouping: areas.indices) { areas[$0].districtThai ?? "" }
        let lists = Dictionary(grouping: codes) { String($0.code.prefix(4)) }
        let names = lists.mapValues { list in
            Dictionary(grouping: list) { ThaiName.key($0.nameThai) }
        }
        var listsOfName: [String: [String]] = [:]
        for (list, entries) in names {
            for name in entries.keys { listsOfName[name, default: []].append(list) }
        }
        var found: [(Int, String)] = []
        for (_, members) in districts.sorted(by: { $0.key < $1.key }) {
            let keys = members.map { ThaiName.key(areas[$0].nameThai) }
            var shared: [String: Int] = [:]
            for key in Set(keys) {
                for list in listsOfName[key] ?? [] { shared[list, default: 0] += 1 }
            }
            let ranked = shared.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            guard let best = ranked.first, best.value * 2 >= Set(keys).count,
                ranked.dropFirst().first.map({ $0.value < best.value }) ?? true
            else { continue }
            for (index, key) in zip(members, keys) {
                guard let entries = names[best.key]?[key], entries.count == 1 else { continue }
                found.append((index, entries[0].code))
            }
        }
        return found
    }
}
