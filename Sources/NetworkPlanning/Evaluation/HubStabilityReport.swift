import SchoolDistrict

/// How far each score weight may move before another eligible school of its cluster outscores a hub.
///
/// With weights *w* and parts *v* the score is Σ w·v / Σ w over the recorded parts. Moving one weight *t* and keeping the
/// others, two scores draw level where a quadratic in *t* is zero; the nearest such *t* ≥ 0 is the tipping point.
struct HubStabilityReport {
    /// One entry for every hub whose cluster holds another eligible school, sorted by hub code.
    let entries: [HubStability]

    /// - Parameters:
    ///   - schools: all schools of the plan.
    ///   - eligible: the positions in `schools` of those that may be hubs.
    init(schools: [SchoolPlan], clusters: [Cluster], eligible: Set<Int>) {
        let position = Dictionary(
            uniqueKeysWithValues: schools.enumerated().map { ($1.school.code, $0) })
        entries = clusters.compactMap { cluster in
            guard let hub = position[cluster.hubCode] else { return nil }
            let rivals = cluster.memberCodes.compactMap { position[$0] }.filter(eligible.contains)
            guard !rivals.isEmpty else { return nil }
            let own = schools[hub].hubScore?.total
            let better = rivals.count { (schools[$0].hubScore?.total ?? -1) > (own ?? -1) }
            return HubStability(
                hubCode: cluster.hubCode, score: own, rank: better + 1,
                candidates: rivals.count + 1,
                tippingPoint: Self.tippingPoint(
                    of: schools[hub], rivals: rivals.map { schools[$0] }))
        }
    }

    private static func tippingPoint(
        of hub: SchoolPlan, rivals: [SchoolPlan]
    ) -> HubStability.TippingPoint? {
        guard let own = hub.hubScore else { return nil }
        var nearest: (change: Double, point: HubStability.TippingPoint)?
        for rival in rivals {
            guard let other = rival.hubScore else { continue }
            for (index, part) in own.parts.enumerated() {
                for weight in crossings(own, other, part: index) {
                    // Relative to the weight; a part left out so far is measured against 1.
                    let change = abs(weight - part.weight) / max(part.weight, 1e-9)
                    guard change > 1e-9, change < nearest?.change ?? .infinity else { continue }
                    nearest = (
                        change,
                        HubStability.TippingPoint(
                            part: part.key, weight: part.weight, tippingWeight: weight,
                            rivalCode: rival.school.code)
                    )
                }
            }
        }
        return nearest?.point
    }

    /// The weights of one part at which two scores are equal.
    static func crossings(_ first: HubScore, _ second: HubScore, part: Int) -> [Double] {
        func parts(_ score: HubScore) -> (a: Double, w: Double, v: Double, b: Double) {
            var a = 0.0
            var w = 0.0
            for (index, other) in score.parts.enumerated() where index != part {
                guard let value = other.value else { continue }
                a += other.weight * value
                w += other.weight
            }
            let value = score.parts[part].value
            return (a, w, value ?? 0, value == nil ? 0 : 1)
        }
        let (h, r) = (parts(first), parts(second))
        let square = h.v * r.b - r.v * h.b
        let linear = h.a * r.b + h.v * r.w - r.a * h.b - r.v * h.w
        let constant = h.a * r.w - r.a * h.w
        var roots: [Double] = []
        if abs(square) < 1e-12 {
            if abs(linear) > 1e-12 { roots = [-constant / linear] }
        } else {
            let discriminant = linear * linear - 4 * square * constant
            guard discriminant >= 0 else { return [] }
            let root = discriminant.squareRoot()
            roots = [(-linear - root) / (2 * square), (-linear + root) / (2 * square)]
        }
        return roots.filter { $0 >= 0 && $0.isFinite && h.w + $0 * h.b > 0 && r.w + $0 * r.b > 0 }
            .sorted()
    }
}
