import SpatialTypes

/// Joins schools of a register, which have no positions, to named points on a map, by name.
///
/// Nothing is decided where two answers are possible: such schools are listed with every candidate.
struct PlaceMatching {
    /// A point with a name.
    struct Place: Hashable {
        var name: String
        var position: Coordinate
    }

    /// What was found for one school.
    enum Answer: Hashable {
        case found(Place)
        /// The point's name was cut off at the width of its field; its beginning fits one school only.
        case foundByBeginning(Place)
        /// The names agree but for what stands in brackets on one side: `วัดกงลาด (สถิตย์เสนาคาร)`.
        case foundWithoutBrackets(Place)
        case ambiguous([Place])
        case none
    }

    private let places: [String: [Place]]
    private let cut: [(key: String, place: Place)]
    /// How many schools bear a name, those of other offices included.
    private let namesakes: [String: Int]
    private let keys: [String]
    private let stems: [String: [Place]]
    private let stemNamesakes: [String: Int]

    /// Names are cut where a field of 100 bytes ends: 33 Thai letters.
    private static let cutLength = 98

    /// - Parameter schoolNames: the names of every school that the points may stand for.
    init(_ places: [Place], schoolNames: [String]) {
        self.places = Dictionary(grouping: places) { Self.key($0.name) }
        cut = places.filter { $0.name.utf8.count >= Self.cutLength }
            .map { (Self.key($0.name), $0) }
        keys = schoolNames.map(Self.key)
        namesakes = Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
        stems = Dictionary(grouping: places) { Self.stem(Self.key($0.name)) }
        stemNamesakes = Dictionary(keys.map { (Self.stem($0), 1) }, uniquingKeysWith: +)
    }

    /// A name as it is compared: without `โรงเรียน`, blanks and points, sara am in one piece.
    static func key(_ name: String) -> String {
        var text = ThaiText.normalise(name).replacing("\u{0E4D}\u{0E32}", with: "\u{0E33}")
        for prefix in ["โรงเรียน", "รร."] where text.hasPrefix(prefix) {
            text = String(text.dropFirst(prefix.count))
        }
        return text.filter { !" .\"'“”*".contains($0) }
    }

    /// A key without what stands in brackets at its end, whether or not they are closed.
    private static func stem(_ key: String) -> String {
        guard let bracket = key.firstIndex(of: "("), bracket > key.startIndex else { return key }
        return String(key[..<bracket])
    }

    /// The point of a school.
    func answer(_ name: String) -> Answer {
        let key = Self.key(name)
        let same = places[key] ?? []
        if !same.isEmpty {
            return same.count == 1 && namesakes[key, default: 1] == 1
                ? .found(same[0]) : .ambiguous(same)
        }
        let beginnings = cut.filter { key.hasPrefix($0.key) }
        if let first = beginnings.first {
            let fitting = keys.count { $0.hasPrefix(first.key) }
            return beginnings.count == 1 && fitting == 1
                ? .foundByBeginning(first.place) : .ambiguous(beginnings.map(\.place))
        }
        let stem = Self.stem(key)
        let related = stems[stem] ?? []
        guard let first = related.first else { return .none }
        return related.count == 1 && stemNamesakes[stem] == 1
            ? .foundWithoutBrackets(first) : .ambiguous(related)
    }
}
