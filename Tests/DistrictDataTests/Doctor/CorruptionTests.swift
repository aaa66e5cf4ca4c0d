import DistrictData
import Foundation
import SpatialTypes
import TestSupport
import Testing

/// What the doctor reached for one kind of dirt.
struct DirtScore {
    var injected = 0
    var found = 0
    var falseAlarms = 0
    var repaired = 0
    var worstMetres = 0.0

    var recall: Double { injected == 0 ? 1 : Double(found) / Double(injected) }
    var precision: Double {
        found + falseAlarms == 0 ? 1 : Double(found) / Double(found + falseAlarms)
    }

    func line(_ name: String) -> String {
        let title = name.padding(toLength: 40, withPad: " ", startingAt: 0)
        let share = String(
            format: "%5d %5d %5d  %6.2f %% %6.2f %%", injected, found, falseAlarms, recall * 100,
            precision * 100)
        let repair =
            repaired == 0 ? "" : String(format: "  %5d  %.2f m", repaired, worstMetres)
        return title + share + repair
    }
}

@Suite("Seeded corruption of the sample")
struct CorruptionTests {
    static let positions: [Dirt] = [
        .swapped, .utm(47), .utm(48), .dmsDecimal, .dmsText, .outside, .office, .truncated,
        .offRoad, .duplicateCode, .nearDuplicate, .unknownSubdistrict,
    ]
    static let people: [Dirt] = [
        .digitAdded, .digitLost, .noClass, .manyClasses, .emptyClass, .noPupils, .noTeachers,
        .notOffered, .offeredEmpty, .mojibake, .saraAm, .zeroWidth, .lookalike, .emptyVillage,
    ]
    static let datum: [Dirt] = [.indianDegrees, .indianUTM, .wrongOperation]
    static let today = CalendarDay(year: 2566, month: 11, day: 1)

    /// The keys that findings of a kind name: villages by code, everything else by school.
    private static func keys(_ kind: Dirt, _ report: DoctorReport) -> Set<String> {
        Set(
            report.findings.filter { kind.codes.contains($0.code) }
                .compactMap { $0.schoolCode ?? $0.value })
    }

    /// Damages, examines and scores; `damages` are runs of (kinds, count per kind, seed).
    private func scores(
        _ runs: [(kinds: [Dirt], count: Int, seed: UInt64)]
    ) throws -> [String: DirtScore] {
        let clean = try SampleTables()
        let map = try SampleMap()
        let untouched = try clean.write()
        let before = DistrictDoctor.examine(untouched.path, today: Self.today)
        var scores: [String: DirtScore] = [:]
        for run in runs {
            var corruption = Corruption(clean, map, seed: run.seed)
            try corruption.inject(run.kinds, count: run.count)
            let district = try corruption.tables.write()
            let fixed = try DistrictFixer.fix(district.path, today: Self.today)
            let report = fixed.report
            for kind in run.kinds {
                let injected = corruption.injected[kind.name] ?? []
                // Kinds that share a code share their findings as well.
                let siblings = run.kinds.filter {
                    !$0.codes.isDisjoint(with: kind.codes) || kind.echoes.contains($0.name)
                }
                let allowed = siblings.reduce(into: Set<String>()) {
                    $0.formUnion(corruption.injected[$1.name] ?? [])
                }
                let found = Self.keys(kind, report)
                var score = scores[kind.name] ?? DirtScore()
                score.injected += injected.count
                score.found += injected.intersection(found).count
                let alarms = found.subtracting(allowed).subtracting(Self.keys(kind, before))
                score.falseAlarms += alarms.count
                if kind.isRepaired { measure(fixed, injected, corruption, into: &score) }
                scores[kind.name] = score
                for alarm in alarms.sorted() {
                    let said = report.findings.first {
                        kind.codes.contains($0.code) && ($0.schoolCode ?? $0.value) == alarm
                    }
                    print("false alarm, seed \(run.seed): \(said?.description ?? alarm)")
                }
            }
        }
        return scores
    }

    /// How near the safe repairs bring the schools to where they were.
    private func measure(
        _ fixed: FixedDistrict, _ schools: Set<String>, _ corruption: Corruption,
        into score: inout DirtScore
    ) {
        let changed = Set(
            fixed.changes.filter { $0.change.column == "latitude" }
                .compactMap(\.finding.schoolCode))
        guard let file = fixed.files.first(where: { $0.path == "schools.csv" }),
            let table = try? CSVReader.read(file.contents, file: "schools.csv")
        else { return }
        for row in 0..<table.rowCount {
            let code = table.text(row: row, column: 0)
            guard schools.contains(code), changed.contains(code),
                row + 1 < corruption.clean.rows("schools.csv").upperBound,
                let longitude = Double(table.text(row: row, column: 2)),
                let latitude = Double(table.text(row: row, column: 3))
            else { continue }
            let place = Coordinate(longitude: longitude, latitude: latitude)
            score.repaired += 1
            score.worstMetres = max(
                score.worstMetres, SampleMap.metres(place, corruption.clean.position(row + 1)))
        }
    }

    private func show(_ title: String, _ kinds: [Dirt], _ scores: [String: DirtScore]) {
        print("\n\(title)")
        print(
            "kind".padding(toLength: 40, withPad: " ", startingAt: 0)
                + "  made found false   recall precision  mended  worst")
        for kind in kinds { print((scores[kind.name] ?? DirtScore()).line(kind.name)) }
    }

    @Test func everyKindIsFoundAndNothingElse() throws {
        // 3, 4, 6 and 8 of 209 schools: 1.4 to 4 % of each kind at once, 40 % of all schools in the worst run.
        let counts = [3, 4, 6, 8]
        let scores = try scores(
            counts.enumerated().flatMap { index, count in
                [
                    (Self.positions, count, UInt64(100 + index)),
                    (Self.people, count, UInt64(200 + index)),
                ]
            })
        show(
            "Each kind at 1–4 % of the schools, all together", Self.positions + Self.people, scores)
        for kind in Self.positions + Self.people {
            let score = try #require(scores[kind.name])
            #expect(score.injected > 0, "\(kind.name)")
            #expect(score.recall >= 0.99, "\(score.line(kind.name))")
            #expect(score.precision >= 0.98, "\(score.line(kind.name))")
            if kind.isRepaired {
                #expect(score.repaired == score.injected, "\(score.line(kind.name))")
                #expect(score.worstMetres <= 5, "\(score.line(kind.name))")
            }
        }
    }

    /// The usual case: a whole table, or all schools of one group, were taken with one wrong setting.
    @Test(arguments: [Dirt.indianDegrees.name, Dirt.indianUTM.name, Dirt.wrongOperation.name])
    func tablesAndGroupsInTheWrongDatum(_ name: String) throws {
        let clean = try SampleTables()
        let map = try SampleMap()
        let kind = try #require(Self.datum.first { $0.name == name })
        for group in [nil, "กลุ่มโรงเรียนที่ 3"] {
            var corruption = Corruption(clean, map, seed: 1)
            var score = DirtScore()
            var injected: Set<String> = []
            for row in clean.rows("schools.csv") {
                if let group, clean["schools.csv", row, "group"] != group { continue }
                if let key = try kind.inject(&corruption, row) { injected.insert(key) }
            }
            let district = try corruption.tables.write()
            let fixed = try DistrictFixer.fix(district.path, today: Self.today)
            let found = Self.keys(kind, fixed.report)
            score.injected = injected.count
            score.found = injected.intersection(found).count
            score.falseAlarms = found.subtracting(injected).count
            measure(fixed, injected, corruption, into: &score)
            print(
                score.line(
                    name.replacing(
                        "single schools", with: group == nil ? "whole table" : "one group")))
            #expect(score.recall >= 0.99)
            #expect(score.precision >= 0.98)
            #expect(score.repaired == score.injected)
            #expect(score.worstMetres <= 5)
        }
    }
}
