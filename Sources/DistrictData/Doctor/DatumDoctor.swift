import Foundation
import Projections
import RoadNetwork
import SpatialTypes

/// Finds positions that were taken in Indian 1975 and read as WGS 84, or converted by the wrong operation.
///
/// Such a position is some 450–520 m (the wrong operation: 190 m) off, in one direction. Witnesses are asked whether the
/// school would stand better when shifted back: its subdistrict and official catchment, the nearest road and how much road
/// there is round it, the village of its name and the nearest of any, the school of its name on the map, and the
/// other schools (a whole table or school group is usually wrong together).
struct DatumDoctor {
    /// What may have happened.
    enum Mistake: CaseIterable {
        case geographic, projected, operation

        var code: String {
            self == .operation ? FindingCode.wrongDatumOperation : FindingCode.indianDatum
        }
    }

    /// What the witnesses say of one place.
    struct Evidence {
        /// Whether it lies in the school's own subdistrict; `nil` when that is unknown.
        var isInside: Bool?
        /// Whether it lies in the school's official catchment; `nil` when there is none.
        var isInCatchment: Bool?
        /// Metres to the nearest road.
        var road: Double?
        /// Metres to the village of the same name.
        var village: Double?
        /// Metres to the nearest village of any name.
        var anyVillage: Double?
        /// Kilometres of road within some circles; empty when roads are unknown.
        var roadsAround: [Double] = []
        /// Metres to the school of the same name on the map.
        var mapped: Double?

        /// What is measured, in one order.
        var measures: [Double?] {
            [road, village, anyVillage, mapped]
                + RoadsAround.radii.indices.map { index in
                    // Twice the road is one step, in a hamlet as in a town.
                    index < roadsAround.count ? log(0.1 + roadsAround[index]) : nil
                }
        }

        /// What is answered by yes or no, in one order.
        var answers: [Bool?] { [isInside, isInCatchment] }
    }

    /// A school with its place as read and as each mistake would have it.
    struct Candidate {
        var row: SchoolRow
        var position: Coordinate
        var read: Evidence
        var shifted: [(mistake: Mistake, place: Coordinate, evidence: Evidence)]
        /// The place as read, moved by what lies between the first two mistakes; `nil` when they cannot both be.
        var apart: Evidence?
    }

    /// What probably happened to one school.
    struct Verdict {
        /// The mistake, as an index into the candidate's shifted places.
        var mistake: Int
        /// Whether its whole table or group shows the same.
        var isCohort = false
        /// Whether the evidence is strong enough to be sure of it.
        var isCertain = true
        /// Whether no other mistake explains the school nearly as well.
        var isAlone = true
    }

    let frame: CoordinateFrame
    let ground: DistrictGround
    let columns: (x: String, y: String)?
    let notes: DoctorNotes
    /// The roads; `nil` when unknown.
    let graph: RoadGraph?
    /// The places of villages by name key.
    let villages: [String: [Coordinate]]
    /// The schools of another source by name key.
    let mapped: [String: [Coordinate]]
    /// Whether a place lies in the official catchment of a school; `nil` when it has none.
    let isInCatchment: (String, Coordinate) -> Bool?

    /// Codes of the schools that were explained for sure.
    func run(_ rows: [SchoolRow]) -> Set<String> {
        let candidates = candidates(rows)
        guard !candidates.isEmpty else { return [] }
        var verdicts = cohortVerdicts(candidates)
        let free = candidates.indices.filter { verdicts[$0] == nil }
        for (index, verdict) in singleVerdicts(free.map { ($0, candidates[$0]) }) {
            verdicts[index] = verdict
        }
        for (index, verdict) in verdicts.sorted(by: { $0.key < $1.key }) {
            report(candidates[index], verdict)
        }
        // A school that only looks better when shifted back is still examined for everything else.
        return Set(verdicts.filter(\.value.isCohort).keys.map { candidates[$0].row.code })
    }
}

extension DatumDoctor {
    /// Log-likelihood ratio that a verdict on a cohort needs, and its lead over the second-best mistake.
    static let decisive = 5.5
    private static let lead = 1.0

    /// The schools that were taken with one wrong setting: the whole table, or school groups of five and more.
    private func cohortVerdicts(_ candidates: [Candidate]) -> [Int: Verdict] {
        let scales = Scales(candidates)
        let gains = candidates.map { candidate in
            let read = scales.logLikelihood(candidate.read)
            return candidate.shifted.map { scales.logLikelihood($0.evidence) - read }
        }
        let all = Array(candidates.indices)
        let groups = Dictionary(grouping: all) { candidates[$0].row.group ?? "" }
        let cohorts =
            [all]
            + groups.filter { !$0.key.isEmpty && $0.value.count >= 5 }
            .sorted { $0.key < $1.key }.map(\.value)
        var verdicts: [Int: Verdict] = [:]
        for cohort in cohorts where cohort.allSatisfy({ verdicts[$0] == nil }) {
            guard let mistake = mistake(of: cohort.map { gains[$0] }) else { continue }
            for index in cohort { verdicts[index] = Verdict(mistake: mistake, isCohort: true) }
        }
        return verdicts
    }

    /// The mistake that explains the schools of a cohort decisively; `nil` when none does.
    private func mistake(of gains: [[Double]]) -> Int? {
        guard let count = gains.map(\.count).min(), count > 0 else { return nil }
        let sums = (0..<count).map { mistake in gains.reduce(0) { $0 + $1[mistake] } }
        guard let best = sums.indices.max(by: { sums[$0] < sums[$1] }),
            sums[best] > Self.decisive
        else { return nil }
        let second = sums.indices.filter { $0 != best }.map { sums[$0] }.max() ?? -.infinity
        guard sums[best] - second >= Self.lead else { return nil }
        // In a cohort, most of its members must stand better: a few strays must not carry the rest.
        if gains.count > 1 {
            let better = gains.count { $0[best] > 0 }
            let worse = gains.count { $0[best] < -1 }
            guard better > worse * 3, Double(better) > Double(gains.count) * 0.5 else { return nil }
        }
        return best
    }

    /// Log-likelihood ratio from which one school is said to be in the wrong datum, and from which it is said to be possible.
    ///
    /// The witnesses are not independent, so that these are no probabilities. Both were chosen on the sample and four other
    /// synthetic districts, where one right school in some 950 passed 7; on two districts not looked at before,
    /// precision without a second source was 98.9 and 97.1 %.
    private static let certain = 7.0
    private static let possible = 4.0
    /// How far the verdict must lead every other mistake before its repair counts as safe.
    private static let safeLead = 4.0

    /// Verdicts on single schools among right ones, by what the table itself teaches of right places.
    private func singleVerdicts(
        _ candidates: [(index: Int, candidate: Candidate)]
    ) -> [(Int, Verdict)] {
        let known = candidates.filter { $0.candidate.apart != nil }
        let read = known.map(\.candidate.read)
        let witnesses = Mistake.allCases.indices.compactMap { mistake in
            LearntWitnesses(
                right: read, beside: known.map { $0.candidate.shifted[mistake].evidence })
        }
        guard witnesses.count == Mistake.allCases.count,
            let umpire = LearntWitnesses(right: read, beside: known.compactMap(\.candidate.apart))
        else { return [] }
        return known.compactMap { index, candidate in
            let gains = zip(witnesses, candidate.shifted).map { witness, shifted in
                witness.gain(from: candidate.read, to: shifted.evidence)
            }
            return verdict(candidate, gains, umpire).map { (index, $0) }
        }
    }

    /// The verdict on one school, by its gains from each mistake.
    ///
    /// The shifts of degrees and of UTM metres are only 130 m apart, so that a school can be told to be in the wrong
    /// datum where the way it went wrong cannot. Between those two the umpire decides, who has learnt what
    /// 130 m change; the two gains were learnt from different distances and do not compare.
    private func verdict(
        _ candidate: Candidate, _ gains: [Double], _ umpire: LearntWitnesses
    ) -> Verdict? {
        guard var best = gains.indices.max(by: { gains[$0] < gains[$1] }),
            gains[best] >= Self.possible
        else { return nil }
        let certainty = gains[best]
        var lead = certainty - (gains.indices.filter { $0 != best }.map { gains[$0] }.max() ?? 0)
        if best < 2 {
            let first = umpire.gain(
                from: candidate.shifted[1].evidence, to: candidate.shifted[0].evidence,
                areLearnt: false)
            best = first >= 0 ? 0 : 1
            lead = min(abs(first), certainty - gains[2])
        }
        // A place that no road comes near explains nothing.
        let road = candidate.shifted[best].evidence.road ?? 0
        guard road <= PlaceChecks.roadLimit else { return nil }
        return Verdict(
            mistake: best, isCertain: certainty >= Self.certain, isAlone: lead >= Self.safeLead)
    }
}
