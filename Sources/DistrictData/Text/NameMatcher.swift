/// Finds the entries of a list that a Thai name may mean: proposes, never decides, and lists ties.
public struct NameMatcher: Sendable {
    /// How far two spellings agree, best first.
    public enum Agreement: Hashable, Sendable, Comparable {
        /// Letter for letter, prefixes, blanks and signs aside.
        case name
        /// But for what stands in brackets.
        case withoutBrackets
        /// But for the word บ้าน or วัด in front, which lists leave out.
        case withoutHouse
        /// By sound: old spellings, silent letters and signs of tone aside.
        case sound
        /// But for a few letters; the number of them.
        case letters(Int)

        /// The agreement in words, Thai.
        public var thaiLabel: String {
            switch self {
            case .name: "ชื่อตรงกัน"
            case .withoutBrackets: "ตรงกันเมื่อไม่นับวงเล็บ"
            case .withoutHouse: "ตรงกันเมื่อไม่นับคำว่าบ้านหรือวัด"
            case .sound: "เสียงตรงกัน สะกดต่างกัน"
            case .letters(let count): "ต่างกัน \(count) ตัวอักษร"
            }
        }

        /// The agreement in words, English.
        public var englishLabel: String {
            switch self {
            case .name: "the same name"
            case .withoutBrackets: "the same but for brackets"
            case .withoutHouse: "the same but for บ้าน or วัด in front"
            case .sound: "the same sound, spelt otherwise"
            case .letters(let count): "\(count) letters differ"
            }
        }
    }

    /// An entry that a name may mean.
    public struct Match: Hashable, Sendable {
        /// The entry's index in the list.
        public var entry: Int
        /// How far the spellings agree.
        public var agreement: Agreement

        /// An entry and how far it agrees.
        public init(entry: Int, agreement: Agreement) {
            self.entry = entry
            self.agreement = agreement
        }
    }

    private let names: [String]
    private let cores: [[Unicode.Scalar]]
    private let byName: [String: [Int]]
    private let byCore: [String: [Int]]
    private let byBare: [String: [Int]]
    private let bySound: [String: [Int]]

    /// A matcher over the names of a list, in its order.
    public init(_ names: [String]) {
        self.names = names
        let cores = names.map(ThaiName.coreKey)
        self.cores = cores.map { Array($0.unicodeScalars) }
        byName = Dictionary(grouping: names.indices) { ThaiName.key(names[$0]) }
        byCore = Dictionary(grouping: names.indices) { cores[$0] }
        byBare = Dictionary(grouping: names.indices) { Self.bare(cores[$0]) }
        bySound = Dictionary(grouping: names.indices) { ThaiName.soundKey(names[$0]) }
    }

    /// The entries that agree best, in the order of the list: one, several tied, or none.
    public func best(for name: String) -> [Match] {
        let all = matches(for: name)
        return all.filter { $0.agreement == all.first?.agreement }
    }

    /// Every entry that a name may mean, best agreement first, then in the order of the list.
    ///
    /// Letters may differ by a fifth of the name, two at most: `ชำเบ็ง` and `ซำเบ็ง` are near, `โนนแก` and `โนนแฝก` as well,
    /// so that such a match needs a second witness.
    public func matches(for name: String) -> [Match] {
        var found: [Int: Agreement] = [:]
        func add(_ entries: [Int]?, _ agreement: Agreement) {
            for entry in entries ?? [] where found[entry] == nil { found[entry] = agreement }
        }
        let core = ThaiName.coreKey(name)
        add(byName[ThaiName.key(name)], .name)
        add(byCore[core], .withoutBrackets)
        add(byBare[Self.bare(core)], .withoutHouse)
        add(bySound[ThaiName.soundKey(name)], .sound)
        let scalars = Array(core.unicodeScalars)
        let limit = min(2, scalars.count / 5)
        if limit > 0 {
            for entry in names.indices
            where found[entry] == nil && abs(cores[entry].count - scalars.count) <= limit {
                let distance = Suggestion.editDistance(scalars, cores[entry])
                if distance <= limit { found[entry] = .letters(distance) }
            }
        }
        return found.map { Match(entry: $0.key, agreement: $0.value) }
            .sorted { ($0.agreement, $0.entry) < ($1.agreement, $1.entry) }
    }

    private static func bare(_ key: String) -> String {
        for word in ["บ้าน", "วัด"] where key.unicodeScalars.starts(with: word.unicodeScalars) {
            let rest = key.unicodeScalars.dropFirst(word.unicodeScalars.count)
            if rest.count >= 3 { return String(rest) }
        }
        return key
    }
}
