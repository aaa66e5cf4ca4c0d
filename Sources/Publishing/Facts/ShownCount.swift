/// A count of pupils as it may be shown.
enum ShownCount: Hashable {
    /// Nobody recorded it.
    case unknown
    /// It may be read by anybody.
    case count(Int)
    /// So small that it could point at a child.
    case small
    /// Not small itself, but it would give a small one away by subtraction.
    case hidden

    /// A count by itself; `nil` is unknown.
    init(_ count: Int?) {
        guard let count else {
            self = .unknown
            return
        }
        self = SmallCounts.isSmall(count) ? .small : .count(count)
    }

    /// The number, where it is shown.
    var value: Int? {
        if case .count(let value) = self { return value }
        return nil
    }

    /// Whether the number is known but not shown.
    var isHidden: Bool { self == .small || self == .hidden }
}

extension SmallCounts {
    /// The parts of a sum that is shown: when one part alone is small, the next smallest is hidden with it.
    ///
    /// One hidden part would be the sum less the others.
    static func shown(_ parts: [Int?]) -> [ShownCount] {
        var shown = parts.map(ShownCount.init)
        guard shown.count(where: { $0 == .small }) == 1 else { return shown }
        let others = shown.indices.filter { (shown[$0].value ?? 0) > 0 }
        if let next = others.min(by: { (parts[$0] ?? 0, $0) < (parts[$1] ?? 0, $1) }) {
            shown[next] = .hidden
        }
        return shown
    }
}
