import DistrictData
import Foundation
import SpatialTypes
import TestSupport
import Testing

/// Single schools in the wrong datum among right ones, with the witnesses that a district has.
@Suite("Single schools in the wrong datum")
struct SingleDatumTests {
    static let kinds: [Dirt] = [.indianDegrees, .indianUTM, .wrongOperation]

    /// What the doctor said of the injected schools of one kind.
    struct Score {
        var made = 0
        /// Said for sure, under the right code.
        var found = 0
        /// Said to be possible.
        var hinted = 0
        /// Said for sure of schools that do have this code, of whichever kind.
        var rightlySaid = 0
        /// Said for sure of other schools.
        var falseAlarms = 0
        /// Said to be possible of other schools.
        var falseHints = 0
        /// Repairs that count as safe, and how many of those do not bring the school to within 5 m.
        var safe = 0
        var wronglySafe = 0

        var recall: Double { Double(found) / Double(max(1, made)) }
        var precision: Double { Double(rightlySaid) / Double(max(1, rightlySaid + falseAlarms)) }

        func line(_ name: String) -> String {
            name.padding(toLength: 40, withPad: " ", startingAt: 0)
                + String(
                    format: "%5d %5d %5d %7.1f %% %6.1f %% %6d %5d %6d %5d", made, found,
                    falseAlarms, recall * 100, precision * 100, hinted, falseHints, safe,
                    wronglySafe)
        }
    }

    /// Injects a few schools of every kind again and again until each kind has at least `wanted`.
    private func measure(wanted: Int, each: Int, mapped: Double) throws -> [String: Score] {
        let clean = try SampleTables()
        let map = try SampleMap()
        var scores: [String: Score] = [:]
        var seed: UInt64 = 300
        while (scores[Self.kinds[0].name]?.made ?? 0) < wanted {
            var corruption = Corruption(clean, map, seed: seed)
            if mapped > 0 { try corruption.tables.addMappedSchools(share: mapped, seed: seed) }
            try corruption.inject(Self.kinds, count: each)
            let district = try corruption.tables.write()
            let findings = DistrictDoctor.examine(district.path, today: CorruptionTests.today)
                .findings
            let injected = corruption.injected.values.reduce(into: Set()) { $0.formUnion($1) }
            for kind in Self.kinds {
                let own = corruption.injected[kind.name] ?? []
                let said = findings.filter { kind.codes.contains($0.code) }
                let hints = findings.filter { $0.code == "possible_wrong_datum" }
                var score = scores[kind.name] ?? Score()
                score.made += own.count
                score.found += said.count { own.contains($0.schoolCode ?? "") }
                score.hinted += hints.count { own.contains($0.schoolCode ?? "") }
                // A school of the other kinds under this code is a false alarm, unless the kinds share the code.
                let allowed = Self.kinds.filter { $0.codes == kind.codes }.reduce(into: Set()) {
                    $0.formUnion(corruption.injected[$1.name] ?? [])
                }
                score.rightlySaid += said.count { allowed.contains($0.schoolCode ?? "") }
                score.falseAlarms += said.count { !allowed.contains($0.schoolCode ?? "") }
                score.falseHints += hints.count { !injected.contains($0.schoolCode ?? "") }
                for finding in said where own.contains(finding.schoolCode ?? "") {
                    guard let repair = finding.repair, repair.isSafe,
                        let row = clean.rows("schools.csv").first(where: {
                            clean["schools.csv", $0, "code"] == finding.schoolCode
                        }), let longitude = Double(repair.changes[0].new),
                        let latitude = Double(repair.changes[1].new)
                    else { continue }
                    score.safe += 1
                    let place = Coordinate(longitude: longitude, latitude: latitude)
                    if SampleMap.metres(place, clean.position(row)) > 5 { score.wronglySafe += 1 }
                }
                scores[kind.name] = score
            }
            seed += 1
        }
        return scores
    }

    private func show(_ title: String, _ scores: [String: Score]) {
        print("\n\(title)")
        print(
            "kind".padding(toLength: 40, withPad: " ", startingAt: 0)
                + " made found false   recall precision  hints false   safe wrong")
        for kind in Self.kinds { print((scores[kind.name] ?? Score()).line(kind.name)) }
    }

    /// How many of each kind are made: few in an ordinary run, `SCHOOLNET_MEASURE=200` in a measuring one.
    private static let measuring =
        Int(ProcessInfo.processInfo.environment["SCHOOLNET_MEASURE"] ?? "")

    /// The sample knows its roads, villages and subdistricts.
    ///
    /// A shift of 190 m stays in the village's streets, and no witness tells it: the recall that the issue asks for needs a
    /// second source.
    ///
    /// Measured with 200 of each kind: recall 89.5, 93.5 and 19 %, precision 98.9 % and 100 %. The limits of the verdict were
    /// chosen on this district, so that these are not held out. Two districts that were (generator seeds 15 and 16) gave
    /// recall 89–92, 90.5–91 and 29–37.5 %, precision 97.1–98.9 %.
    @Test func byRoadsVillagesAndSubdistricts() throws {
        try check(
            "Wrong datum, single schools (2 % of each kind), no second source", mapped: 0,
            recall: [0.85, 0.9, 0.15])
    }

    /// Two schools in three are on the map by name, some 40 m off: recall 95.5, 96 and 51 %, precision 100 %.
    @Test func withTwoInThreeSchoolsOnTheMap() throws {
        try check(
            "The same, two schools in three on OpenStreetMap", mapped: 0.67,
            recall: [0.92, 0.92, 0.45])
    }

    /// Recall 97.5, 99 and 72.5 %, precision 100 %.
    @Test func withEverySchoolOnTheMap() throws {
        try check(
            "The same, every school on OpenStreetMap", mapped: 1, recall: [0.95, 0.97, 0.65])
    }

    private func check(_ title: String, mapped: Double, recall: [Double]) throws {
        let wanted = Self.measuring ?? 8
        let scores = try measure(wanted: wanted, each: 4, mapped: mapped)
        show(title, scores)
        for (kind, least) in zip(Self.kinds, recall) {
            let score = try #require(scores[kind.name])
            #expect(score.made >= wanted, "\(kind.name)")
            // Of a few schools only a rough share can be asked.
            let margin = wanted < 100 ? 0.35 : 0
            #expect(score.recall >= least - margin, "\(score.line(kind.name))")
            #expect(score.precision >= 0.98, "\(score.line(kind.name))")
            // Safe repairs are right to within 5 m here; of 1,504 in the held-out districts one was not.
            #expect(score.wronglySafe == 0, "\(score.line(kind.name))")
        }
    }
}
