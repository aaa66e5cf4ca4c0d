/// What choices cost, by heading, with the quantity behind every amount: the one source of objective, cost table and
/// explanation.
struct Expenses: Hashable {
    /// A heading of the yearly costs, in the order shown.
    enum Heading: Int, CaseIterable {
        case teachers, administrators, transport, lostTopUp, hubs, rooms, openedGrades, sharing
        case standAlone, split, pools
        /// Prices that steer `balanced`; not baht that anybody pays.
        case overLimit, missingTeachers, score

        /// The key used in files.
        var key: String { Self.keys[rawValue] }

        private static let keys = [
            "teachers", "administrators", "transport", "lost_top_up", "hubs", "rooms",
            "opened_grades", "sharing", "stand_alone", "split", "pools", "over_limit",
            "missing_teachers", "score",
        ]

        /// Whether the amount is a weight of the goal rather than money.
        var isWeight: Bool {
            switch self {
            case .overLimit, .missingTeachers, .score: true
            default: false
            }
        }
    }

    // One lane a heading: thousands of neighbours of a plan are added up without a heap in sight.
    private var amounts = SIMD16<Double>(repeating: 0)
    private var quantities = SIMD16<Double>(repeating: 0)

    /// Adds a quantity at a rate.
    mutating func add(_ heading: Heading, _ quantity: Double, at rate: Double) {
        add(heading, quantity, baht: quantity * rate)
    }

    /// Adds a quantity with its amount.
    mutating func add(_ heading: Heading, _ quantity: Double, baht: Double) {
        quantities[heading.rawValue] += quantity
        amounts[heading.rawValue] += baht
    }

    /// Baht a year under a heading.
    func baht(_ heading: Heading) -> Double { amounts[heading.rawValue] }

    /// Posts, pupils, kilometres … under a heading.
    func quantity(_ heading: Heading) -> Double { quantities[heading.rawValue] }

    /// The sum of all headings.
    var total: Double { amounts.sum() }

    /// The sum of the headings that are weights.
    var weights: Double {
        Heading.allCases.reduce(0) { $1.isWeight ? $0 + baht($1) : $0 }
    }

    static func += (left: inout Expenses, right: Expenses) {
        left.amounts += right.amounts
        left.quantities += right.quantities
    }

    static func - (left: Expenses, right: Expenses) -> Expenses {
        var difference = left
        difference.amounts -= right.amounts
        difference.quantities -= right.quantities
        return difference
    }
}
