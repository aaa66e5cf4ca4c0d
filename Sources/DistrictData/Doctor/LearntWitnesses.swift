import Foundation

/// How the places of schools differ from places beside them, learnt from the schools of the table themselves.
///
/// Most schools of a table stand where it says. What is measured at their places (how far the next road and village are,
/// how much road lies round them, …) shows how a school stands in this district, with these maps; the same
/// measured at places moved by a datum shift shows how it looks beside a school. The logarithm of the ratio of the two
/// densities is a witness; witnesses are added as if they were independent, for which the limits of a verdict allow.
/// A map that says nothing of schools gives two like densities and hence a silent witness.
struct LearntWitnesses {
    private let measures: [(right: LearntDensity, beside: LearntDensity)?]
    private let answers: [(right: Double, beside: Double)?]

    /// Fewer schools than this teach nothing.
    static let fewest = 40

    /// Learns from schools taken as right and from the same schools moved by a mistake's shift; `nil` from too few.
    init?(right: [DatumDoctor.Evidence], beside: [DatumDoctor.Evidence]) {
        guard right.count >= Self.fewest, let first = right.first else { return nil }
        measures = first.measures.indices.map { index in
            let known = right.compactMap { $0.measures[index] }
            let moved = beside.compactMap { $0.measures[index] }
            guard known.count >= Self.fewest / 2, moved.count >= Self.fewest / 2 else { return nil }
            return (LearntDensity(known), LearntDensity(moved))
        }
        answers = first.answers.indices.map { index in
            let known = right.compactMap { $0.answers[index] }
            let moved = beside.compactMap { $0.answers[index] }
            guard known.count >= Self.fewest / 2, moved.count >= Self.fewest / 2 else { return nil }
            return (Self.share(known), Self.share(moved))
        }
    }

    /// The share of yes by Laplace's rule.
    private static func share(_ answers: [Bool]) -> Double {
        Double(answers.count { $0 } + 1) / Double(answers.count + 2)
    }

    /// The logarithm of the likelihood ratio that a school was moved by the mistake, to that it stands right.
    ///
    /// - Parameter areLearnt: whether both places were among those learnt from; what they taught is then left out.
    func gain(
        from read: DatumDoctor.Evidence, to moved: DatumDoctor.Evidence, areLearnt: Bool = true
    ) -> Double {
        var sum = 0.0
        for (index, densities) in measures.enumerated() {
            guard let densities, let here = read.measures[index], let there = moved.measures[index]
            else { continue }
            sum += densities.right.logarithm(at: there)
            sum -= densities.beside.logarithm(at: there, leavingOut: areLearnt)
            sum -= densities.right.logarithm(at: here, leavingOut: areLearnt)
            sum += densities.beside.logarithm(at: here)
        }
        for (index, shares) in answers.enumerated() {
            guard let shares, let here = read.answers[index], let there = moved.answers[index],
                here != there
            else { continue }
            let ratio =
                log(shares.right / shares.beside) - log((1 - shares.right) / (1 - shares.beside))
            sum += there ? ratio : -ratio
        }
        return sum
    }
}

/// A density estimated from examples by Gaussian kernels (Silverman 1986, rule of thumb), kept in a table of cells.
struct LearntDensity {
    private let low: Double
    private let step: Double
    private let cells: [Double]
    private let count: Double
    private let peak: Double
    private let floor: Double

    private static let cellCount = 256

    /// Learns from at least two examples.
    init(_ examples: [Double]) {
        let sorted = examples.sorted()
        count = Double(sorted.count)
        let mean = sorted.reduce(0, +) / count
        let variance = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        let width = max(1.06 * variance.squareRoot() * pow(count, -0.2), 1e-3)
        let (least, most) = (sorted[0] - 4 * width, sorted[sorted.count - 1] + 4 * width)
        low = least
        step = (most - least) / Double(Self.cellCount - 1)
        peak = 1 / (width * (2 * Double.pi).squareRoot())
        // Two in a hundred may be anywhere: no witness is ever certain.
        floor = 0.02 / (most - least)
        var cells = [Double](repeating: 0, count: Self.cellCount)
        for example in sorted {
            let reach = Int((4 * width / step).rounded(.up))
            let middle = Int(((example - low) / step).rounded())
            for cell in max(0, middle - reach)...min(Self.cellCount - 1, middle + reach) {
                let away = (low + Double(cell) * step - example) / width
                cells[cell] += peak * exp(-away * away / 2)
            }
        }
        self.cells = cells
    }

    /// The logarithm of the density at a value, with one example at that very value left out where asked.
    func logarithm(at value: Double, leavingOut: Bool = false) -> Double {
        let place = (value - low) / step
        var sum = 0.0
        if place >= 0, place < Double(Self.cellCount - 1) {
            let cell = Int(place)
            let share = place - Double(cell)
            sum = cells[cell] * (1 - share) + cells[cell + 1] * share
        }
        let density = leavingOut ? max(0, sum - peak) / (count - 1) : sum / count
        return log(0.98 * density + floor)
    }
}
