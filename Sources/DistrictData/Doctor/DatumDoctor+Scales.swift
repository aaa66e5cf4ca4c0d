extension DatumDoctor {
    /// How far right positions lie from their roads and villages, learnt from the table itself.
    struct Scales {
        let road: Double
        let village: Double

        init(_ candidates: [Candidate]) {
            road = max(30, Self.least(candidates, \.road) * 1.3)
            village = max(100, Self.least(candidates, \.village) * 1.2)
        }

        /// The smallest median over the readings of the table: the reading that is right has it.
        private static func least(
            _ candidates: [Candidate], _ part: KeyPath<Evidence, Double?>
        ) -> Double {
            let count = candidates.map(\.shifted.count).min() ?? 0
            var medians = [median(candidates.compactMap { $0.read[keyPath: part] })]
            for index in 0..<count {
                medians.append(
                    median(candidates.compactMap { $0.shifted[index].evidence[keyPath: part] }))
            }
            return medians.compactMap(\.self).min() ?? 100
        }

        private static func median(_ values: [Double]) -> Double? {
            values.isEmpty ? nil : values.sorted()[values.count / 2]
        }

        /// The logarithm of how well a place suits, floored so that no single witness decides.
        func logLikelihood(_ evidence: Evidence) -> Double {
            witnesses(evidence).reduce(0, +)
        }

        /// What each witness says: subdistrict, road, village.
        func witnesses(_ evidence: Evidence) -> [Double] {
            [
                evidence.isInside == false ? -4 : 0,
                evidence.road.map { bell($0 / road) } ?? 0,
                evidence.village.map { bell($0 / village) } ?? 0,
            ]
        }

        private func bell(_ ratio: Double) -> Double { max(-5, -ratio * ratio / 2) }
    }
}
