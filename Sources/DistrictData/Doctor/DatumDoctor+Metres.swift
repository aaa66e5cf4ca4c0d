extension DatumDoctor {
    /// The datum of UTM metres that stand where degrees should.
    enum MetresDatum {
        case wgs84, indian1975
        /// The witnesses do not tell: there are none, or they disagree.
        case undecided
    }

    /// Which datum the UTM metres of some rows are on, by all of them together.
    ///
    /// UTM metres on WGS 84 and on Indian 1975 look alike, and their places are some 500 m apart. The nearest
    /// road, the village and the mapped school of the same name and the own subdistrict are asked.
    ///
    /// - Parameters:
    ///   - suspects: the rows, each at the place its metres have on WGS 84.
    ///   - others: the rows of the table that have a place, which teach how near right places lie.
    func datum(ofMetres suspects: [SchoolRow], among others: [SchoolRow]) -> MetresDatum {
        let candidates = candidates(suspects)
        guard !candidates.isEmpty else { return .undecided }
        let scales = Scales(candidates + self.candidates(others))
        var gain = 0.0
        for candidate in candidates {
            guard let moved = candidate.shifted.first(where: { $0.mistake == .projected })
            else { continue }
            gain +=
                scales.logLikelihood(moved.evidence) - scales.logLikelihood(candidate.read)
            if let here = candidate.read.mapped, let there = moved.evidence.mapped {
                gain += Self.mappedBell(there) - Self.mappedBell(here)
            }
        }
        if gain >= Self.decisive { return .indian1975 }
        return gain <= -Self.decisive ? .wgs84 : .undecided
    }

    /// The logarithm of how well a place suits that lies so many metres from the school of its name on the map.
    private static func mappedBell(_ metres: Double) -> Double {
        let ratio = metres / 150
        return max(-5, -ratio * ratio / 2)
    }
}
