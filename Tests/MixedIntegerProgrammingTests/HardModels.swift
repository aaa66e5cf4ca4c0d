import MixedIntegerProgramming
import TestSupport

/// Small models that take a solver long.
enum HardModels {
    /// The market-split problem (Cornuéjols and Dawande 1998) with slacks: choose binaries
    /// so that every row hits half its sum; minimise the total deviation.
    static func marketSplit(rows: Int, columns: Int, seed: UInt64) -> MixedIntegerModel {
        var random = SplitMix64(seed: seed)
        var model = MixedIntegerModel()
        let binaries = (0..<columns).map { model.addBinary("x\($0)") }
        for row in 0..<rows {
            let over = model.addVariable("over\(row)", objective: 1)
            let under = model.addVariable("under\(row)", objective: 1)
            let weights = binaries.map { _ in Int.random(in: 0..<100, using: &random) }
            let half = weights.reduce(0, +) / 2
            let terms = zip(weights, binaries).map { LinearTerm(Double($0), $1) }
            model.addRow(
                "half\(row)", lower: Double(half), upper: Double(half),
                terms: terms + [LinearTerm(-1, over), LinearTerm(1, under)])
        }
        return model
    }
}
