/// What choices cost, by heading, with the quantity behind every amount: the one source of objective, cost table and
/// explanation.
struct Expenses: Hashable {
    /// A heading of the yearly costs, in the order shown.
    enum Heading: String, CaseIterable {
        case teachers, administrators, transport
        case lostTopUp = "lost_top_up"
        case hubs, rooms
        case openedGrades = "opened_grades"
        case sharing
        case standAlone = "stand_alone"
        case split, pools
        /// Prices that steer `balanced`; not baht that anybody pays.
        case overLimit = "over_limit"
        case missingTeachers = "missing_teachers"
        case score

        /// Whether the amount is a weight of the goal rather than money.
        var isWeight: Bool {
            switch self {
            case .overLimit, .missingTeachers, .score: true
            default: false
            }
        }
    }

    private var amounts = [Double](repeating: 0, count: Heading.allCases.count)
    private var quantities = [Double](repeating: 0, count: Heading.allCases.count)

    /// Adds a quantity at a rate.
    mutating func add(_ heading: Heading, _ quantity: Double, at rate: Double) {
        add(heading, quantity, baht: quantity * rate)
    }

    /// Adds a quantity with its amount.
    mutating func add(_ heading: Heading, _ quantity: Double, baht: Double) {
        quantities[Self.index(heading)] += quantity
        amounts[Self.index(heading)] += baht
    }

    /// Baht a year under a heading.
    func baht(_ heading: Heading) -> Double { amounts[Self.index(heading)] }

    /// Posts, pupils, kilometres … under a heading.
    func quantity(_ heading: Heading) -> Double { quantities[Self.index(heading)] }

    /// The sum of all headings.
    var total: Double { amounts.reduce(0, +) }

    static func += (left: inout Expenses, right: Expenses) {
        for index in left.amounts.indices {
            left.amounts[index] += right.amounts[index]
            left.quantities[index] += right.quantities[index]
        }
    }

    static func - (left: Expenses, right: Expenses) -> Expenses {
        var difference = left
        for index in left.amounts.indices {
            difference.amounts[index] -= right.amounts[index]
            difference.quantities[index] -= right.quantities[index]
        }
        return difference
    }

    private static func index(_ heading: Heading) -> Int {
        Heading.allCases.firstIndex(of: heading) ?? 0
    }
}
