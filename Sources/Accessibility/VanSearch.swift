import SpatialTypes

/// Builds and improves tours over loads; a tour is the order in which loads are picked up.
struct VanSearch {
    private let problem: VanProblem
    private let loads: [VanLoad]
    /// Smaller improvements are rounding.
    private let tolerance = 1e-9

    /// A search over loads that each fit into a van and keep the ride limit when driven alone.
    init(_ problem: VanProblem, loads: [VanLoad]) {
        self.problem = problem
        self.loads = loads
    }

    /// The cheapest tours found.
    ///
    /// After the search a second one favours full vans beside empty ones, which moves pupils together although that
    /// costs kilometres, and a third search saves the vans that became superfluous.
    func best() -> [[Int]] {
        guard !loads.isEmpty else { return [] }
        var best: (tours: [[Int]], cost: Double)?
        func offer(_ tours: [[Int]]) {
            let cost = tours.reduce(0) { $0 + (self.cost($1) ?? .infinity) }
            if best.map({ cost < $0.cost - tolerance }) ?? true { best = (tours, cost) }
        }
        // Weights above 1 favour stops near each other, below 1 stops far from the school (Gaskell 1967, Yellow 1970).
        for weight in [1.0, 0.7, 1.4] {
            let tours = improved(savings(weight: weight))
            offer(tours)
            for fullness in [0.3, 1, 3] {
                offer(improved(improved(tours, fullness: fullness)))
            }
        }
        return best?.tours ?? []
    }

    // MARK: Costs

    /// Baht a day of a tour; `nil` when it breaks the seats or the ride limit.
    ///
    /// - Parameter fullness: how much the square of the pupils on board counts against the cost of a van: the sum of
    ///   squares grows when a fuller van takes pupils from an emptier one.
    private func cost(_ tour: [Int], fullness: Double = 0) -> Double? {
        guard !tour.isEmpty else { return 0 }
        let rules = problem.rules
        var pupils = 0
        for load in tour { pupils += loads[load].pupils }
        guard pupils <= rules.seats else { return nil }
        let (seconds, kilometres) = problem.measure(tour.lazy.map { loads[$0].stop })
        guard seconds <= rules.maximumRide.value, kilometres.isFinite else { return nil }
        let share = Double(pupils) / Double(rules.seats)
        return rules.bahtPerVan * (1 - fullness * share * share)
            + 2 * kilometres * rules.bahtPerKilometre
    }

    // MARK: Savings

    private struct Saving {
        var value: Double
        var first: Int
        var second: Int
    }

    /// Joins tours end to end, the greatest weighted saving of kilometres first.
    private func savings(weight: Double) -> [[Int]] {
        let metres = problem.legs.metres
        var list: [Saving] = []
        for first in loads.indices {
            let a = loads[first].stop + 1
            for second in loads.indices where second != first {
                let b = loads[second].stop + 1
                guard metres[a, b].isFinite else { continue }
                list.append(
                    Saving(
                        value: metres[a, 0] + metres[0, b] - weight * metres[a, b], first: first,
                        second: second))
            }
        }
        list.sort { ($1.value, $0.first, $0.second) < ($0.value, $1.first, $1.second) }
        var tours: [[Int]] = loads.indices.map { [$0] }
        var tourOf = Array(loads.indices)
        for saving in list {
            let (one, two) = (tourOf[saving.first], tourOf[saving.second])
            guard one != two, tours[one].last == saving.first, tours[two].first == saving.second,
                let apart = sum(cost(tours[one]), cost(tours[two])),
                let joined = cost(tours[one] + tours[two]), joined < apart - tolerance
            else { continue }
            tours[one] += tours[two]
            for load in tours[two] { tourOf[load] = one }
            tours[two] = []
        }
        return tours.filter { !$0.isEmpty }
    }

    // MARK: Local search

    /// A change of one or two tours.
    private struct Change {
        var first: Int
        var firstTour: [Int]
        var second: Int
        var secondTour: [Int]
        var gain: Double
    }

    /// Takes the best change of any two tours again and again until none gains.
    private func improved(_ start: [[Int]], fullness: Double = 0) -> [[Int]] {
        var tours = start
        var costs = tours.map { cost($0, fullness: fullness) ?? .infinity }
        // The best change between each pair is kept until one of the two tours changes.
        var known: [[Change?]] = tours.indices.map { first in
            tours.indices.map { second in
                second < first ? nil : bestChange(first, second, tours, costs, fullness)
            }
        }
        while let change = best(of: known) {
            tours[change.first] = change.firstTour
            tours[change.second] = change.secondTour
            for tour in [change.first, change.second] {
                costs[tour] = cost(tours[tour], fullness: fullness) ?? .infinity
            }
            for first in tours.indices {
                for second in first..<tours.count
                where [change.first, change.second].contains(first)
                    || [change.first, change.second].contains(second)
                {
                    known[first][second] = bestChange(first, second, tours, costs, fullness)
                }
            }
        }
        return tours.filter { !$0.isEmpty }
    }

    private func best(of known: [[Change?]]) -> Change? {
        var best: Change?
        for row in known {
            for case let change? in row where change.gain > (best?.gain ?? 0) + tolerance {
                best = change
            }
        }
        return best
    }

    private func bestChange(
        _ first: Int, _ second: Int, _ tours: [[Int]], _ costs: [Double],
        _ fullness: Double
    ) -> Change? {
        var best: Change?
        let before = first == second ? costs[first] : costs[first] + costs[second]
        func offer(_ one: [Int], _ two: [Int]) {
            guard let cost = cost(one, fullness: fullness) else { return }
            let after =
                first == second ? cost : self.cost(two, fullness: fullness).map { $0 + cost }
            guard let after, before - after > (best?.gain ?? 0) + tolerance else { return }
            best = Change(
                first: first, firstTour: one, second: second, secondTour: two,
                gain: before - after)
        }
        if first == second {
            reorderings(of: tours[first]) { offer($0, $0) }
        } else {
            exchanges(tours[first], tours[second], offer)
        }
        return best
    }

    /// One load elsewhere in its tour, or a part of the tour reversed.
    private func reorderings(of tour: [Int], _ offer: ([Int]) -> Void) {
        guard tour.count > 1 else { return }
        for low in tour.indices {
            for high in tour.indices where high != low {
                var moved = tour
                moved.insert(moved.remove(at: low), at: high)
                offer(moved)
                guard high > low + 1 else { continue }
                var reversed = tour
                reversed[low...high].reverse()
                offer(reversed)
            }
        }
    }

    /// A load relocated either way, two loads exchanged, or tails exchanged (which may join two tours).
    private func exchanges(
        _ one: [Int], _ two: [Int], _ offer: ([Int], [Int]) -> Void
    ) {
        for (from, to, isSwapped) in [(one, two, false), (two, one, true)] {
            for load in from.indices {
                var rest = from
                let moved = rest.remove(at: load)
                for place in 0...to.count {
                    var longer = to
                    longer.insert(moved, at: place)
                    if isSwapped { offer(longer, rest) } else { offer(rest, longer) }
                }
            }
        }
        for i in one.indices {
            for j in two.indices {
                var (a, b) = (one, two)
                (a[i], b[j]) = (two[j], one[i])
                offer(a, b)
            }
        }
        for i in 0...one.count {
            for j in 0...two.count {
                offer(
                    Array(one[..<i]) + Array(two[j...]), Array(two[..<j]) + Array(one[i...]))
            }
        }
    }

    private func sum(_ one: Double?, _ two: Double?) -> Double? {
        guard let one, let two else { return nil }
        return one + two
    }
}
