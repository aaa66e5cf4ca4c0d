import DistrictData
import Foundation
import SchoolDistrict
import SpatialTypes
import Testing

@Suite("Scenario files")
struct ScenarioReaderTests {
    private final class File {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("scenario-\(UUID().uuidString)")
        var path: String { folder.appendingPathComponent("s.yaml").path }

        init(_ text: String) throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: folder.appendingPathComponent("s.yaml"))
        }

        deinit { try? FileManager.default.removeItem(at: folder) }
    }

    private func failures(_ text: String, _ overrides: [String] = []) throws -> [Finding] {
        let file = try File(text)
        do throws(DistrictDataError) {
            _ = try ScenarioReader.read(file.path, overrides: overrides)
            return []
        } catch { return error.findings }
    }

    @Test func onlyADistrictIsToday() throws {
        let file = try File("district: ../d\n")
        let read = try ScenarioReader.read(file.path)
        #expect(read.scenario == Scenario())
        let expected = file.folder.deletingLastPathComponent().appendingPathComponent("d")
        #expect(read.districtPath == expected.standardized.path)
        #expect(read.origin(of: "district") == "s.yaml:1")
        #expect(read.origin(of: "hubs.exactly") == nil)
        #expect(read.inputs.map(\.path) == ["s.yaml"])
        #expect(read.inputs.first?.bytes == 15)
    }

    static let everyKey = """
        name_th: คำถาม
        name_en: A question
        district: d
        objective: p_median
        hubs:
          exactly: ๔๐
          minimum_pupils: 80
          minimum_rooms: 6
          requires_administrator: true
          required_grades: K2-P6
          minimum_score: 40
          score_weights:
            enrolment: 1
            enrolment_trend: 2
            spare_rooms: 3
            land: 0
            teachers_per_class: 4
            majors: 5
            administrator: 6
            learning_results: 7
            internet: 8
            devices: 9
            housing: 10
            road_access: 11
            centrality: 12
            community_support: 13.5
        travel:
          profile: school_van
          limit_km: 2.5
          hard_maximum_km: 12
          share_inside: 0.9
          merge_radius_km: 7
          share_radius_km: 14
          cover_limit_km: 5
          cover_demand: homes
          detour_factor: 1.4
          maximum_snap_km: 1
          young_maximum_km: 6
          young_grades: K1-P2
          maximum_ride_minutes: 25
        capacity:
          pupils_per_room: {pre_primary: 25, primary: 35, lower_secondary: 36, upper_secondary: 37}
          rooms_may_be_added: yes
          maximum_added_rooms: 3
        moves:
          whole_school: false
          maximum_pupils: 60
          share_instead_of_move_penalty_km: 2
          stand_alone_penalty_km: 20
          blocks: [P4-P6, อ.2–อ.3, [P1, P2, P3]]
          split_penalty_km: 3
          grades_hub_may_open: M1-M3
          pooling: {allowed: true, radius_km: 5, maximum_schools: 3, blocks: usual}
        staffing:
          norm: one-per-class
          priced_norm: tepc-2545
          prices_administrators: true
          transfer_radius_km: 18
          transfers_within_clusters_only: true
          housing_distance_km: 28
          discounts_retirements: true
        estimates: {pupils_per_grade: 9, spare_rooms: 2}
        costs:
          subsidy_per_pupil_day: {value: 20, confirmed: true}
          school_days: 190
          teacher_per_year: 1
          added_room_per_year: 2
          hub_per_year: 3
          small_school_top_up_per_pupil: 4
          share_per_kilometre_year: 5
          stand_alone_per_year: 6.5
          administrator_per_year: 7
          split_school_per_year: 8
          open_grade_per_year: 9
          pool_school_per_year: 10
          over_limit_pupil_per_year: 11
          missing_teacher_per_year: 12
          score_point_per_year: 13
          van_per_year: {value: 14, funding: csr}
          van_per_kilometre: 15
          room_one_off: {value: 16, confirmed: true, funding: local}
          hub_one_off: 17
          moved_pupil_one_off: 18
          stand_alone_one_off: 19
          van_seats: 14
          subsidy_bands: [{up_to_km: 3, baht: 0}, {up_to_km: 10, baht: 10.5}, {baht: 20}]
        locks:
          - {school: "33040012", decision: joins, hub: ๓๓๐๔๐๐๑๓, reason: ใกล้}
          - {school: 080005, decision: hub}
        protected: {statuses: [island], schools: ["33040001"]}
        solver: {seed: 7, time_limit_seconds: 30, gap_percent: 0.5}
        """

    @Test func everyFieldIsRead() throws {
        var expected = Scenario()
        expected.nameThai = "คำถาม"
        expected.nameEnglish = "A question"
        expected.objective = .pMedian
        expected.hubs.count = .exactly(40)
        expected.hubs.minimumPupils = 80
        expected.hubs.minimumRooms = 6
        expected.hubs.requiresAdministrator = true
        expected.hubs.requiredGrades = GradeSet([.k2, .k3, .p1, .p2, .p3, .p4, .p5, .p6])
        expected.hubs.minimumScore = 40
        expected.hubs.scoreWeights = [
            "enrolment": 1, "enrolment_trend": 2, "spare_rooms": 3, "land": 0,
            "teachers_per_class": 4, "majors": 5, "administrator": 6, "learning_results": 7,
            "internet": 8, "devices": 9, "housing": 10, "road_access": 11, "centrality": 12,
            "community_support": 13.5,
        ]
        expected.travel.profile = "school_van"
        expected.travel.indicatorLimit = Metres(2_500)
        expected.travel.hardMaximum = Metres(12_000)
        expected.travel.shareInside = 0.9
        expected.travel.mergeRadius = Metres(7_000)
        expected.travel.shareRadius = Metres(14_000)
        expected.travel.coverLimit = Metres(5_000)
        expected.travel.coverDemand = .homes
        expected.travel.detourFactor = 1.4
        expected.travel.maximumSnap = Metres(1_000)
        expected.travel.youngMaximum = Metres(6_000)
        expected.travel.youngGrades = GradeSet([.k1, .k2, .k3, .p1, .p2])
        expected.travel.maximumRide = Seconds(1_500)
        expected.capacity.pupilsPerRoom = [
            .prePrimary: 25, .primary: 35, .lowerSecondary: 36, .upperSecondary: 37,
        ]
        expected.capacity.roomsMayBeAdded = true
        expected.capacity.maximumAddedRooms = 3
        expected.moves.wholeSchool = false
        expected.moves.maximumPupils = 60
        expected.moves.shareInsteadOfMovePenalty = Metres(2_000)
        expected.moves.standAlonePenalty = Metres(20_000)
        expected.moves.blocks = [
            GradeSet([.k2, .k3]), GradeSet([.p1, .p2, .p3]), GradeSet([.p4, .p5, .p6]),
        ]
        expected.moves.splitPenalty = Metres(3_000)
        expected.moves.gradesHubMayOpen = GradeSet([.m1, .m2, .m3])
        expected.moves.pooling.isAllowed = true
        expected.moves.pooling.radius = Metres(5_000)
        expected.moves.pooling.maximumSchools = 3
        expected.moves.pooling.blocks = MoveRules.usualBlocks
        expected.staffing.norm = "one-per-class"
        expected.staffing.pricedNorm = "tepc-2545"
        expected.staffing.pricesAdministrators = true
        expected.staffing.transferRadius = Metres(18_000)
        expected.staffing.transfersWithinClustersOnly = true
        expected.staffing.housingDistance = Metres(28_000)
        expected.staffing.discountsRetirements = true
        expected.estimates.pupilsPerGrade = 9
        expected.estimates.spareRooms = 2
        // Who pays stays as it is where the file does not say.
        expected.costs.subsidyPerPupilDay = Rate(20, isConfirmed: true, funding: .local)
        expected.costs.schoolDays = 190
        expected.costs.teacherPerYear = Rate(1)
        expected.costs.addedRoomPerYear = Rate(2)
        expected.costs.hubPerYear = Rate(3)
        expected.costs.smallSchoolTopUpPerPupil = Rate(4)
        expected.costs.sharePerKilometreYear = Rate(5)
        expected.costs.standAlonePerYear = Rate(6.5)
        expected.costs.administratorPerYear = Rate(7)
        expected.costs.splitSchoolPerYear = Rate(8)
        expected.costs.openGradePerYear = Rate(9)
        expected.costs.poolSchoolPerYear = Rate(10)
        expected.costs.overLimitPupilPerYear = Rate(11)
        expected.costs.missingTeacherPerYear = Rate(12)
        expected.costs.scorePointPerYear = Rate(13)
        expected.costs.vanPerYear = Rate(14, funding: .csr)
        expected.costs.vanPerKilometre = Rate(15, funding: .local)
        expected.costs.roomOneOff = Rate(16, isConfirmed: true, funding: .local)
        expected.costs.hubOneOff = Rate(17, funding: .csr)
        expected.costs.movedPupilOneOff = Rate(18)
        expected.costs.standAloneOneOff = Rate(19, funding: .csr)
        expected.costs.vanSeats = 14
        expected.costs.subsidyBands = [
            SubsidyBand(upTo: Metres(3_000), baht: 0),
            SubsidyBand(upTo: Metres(10_000), baht: 10.5),
            SubsidyBand(upTo: nil, baht: 20),
        ]
        expected.locks = [
            Lock(
                schoolCode: "33040012", decision: .joins(hubCode: "33040013"), reason: "ใกล้",
                origin: "s.yaml:88"),
            Lock(schoolCode: "080005", decision: .hub, origin: "s.yaml:89"),
        ]
        expected.protection.statuses = [.island]
        expected.protection.schoolCodes = ["33040001"]
        expected.solver.seed = 7
        expected.solver.timeLimit = Seconds(30)
        expected.solver.relativeGap = 0.005
        let file = try File(Self.everyKey)
        let read = try ScenarioReader.read(file.path)
        #expect(read.scenario == expected)
        #expect(read.origin(of: "capacity.pupils_per_room.primary") == "s.yaml:42")
    }

    /// Line, key path and code of each kind of mistake.
    @Test(arguments: [
        ("objectiv: none", 2, "objectiv", "unknown_key"),
        ("hubs:\n  exactlly: 3", 3, "hubs.exactlly", "unknown_key"),
        ("objective: best", 2, "objective", "invalid_value"),
        ("hubs: {exactly: 0}", 2, "hubs.exactly", "invalid_value"),
        ("hubs: {exactly: many}", 2, "hubs.exactly", "wrong_type"),
        ("hubs: {exactly: 3.5}", 2, "hubs.exactly", "wrong_type"),
        ("hubs: {exactly: [3]}", 2, "hubs.exactly", "wrong_type"),
        ("hubs: 3", 2, "hubs", "wrong_type"),
        ("hubs:\n  exactly: 3\n  at_most: 4", 4, "hubs.at_most", "conflicting_keys"),
        ("hubs: {free: false}", 2, "hubs.free", "invalid_value"),
        ("hubs: {one_per: province}", 2, "hubs.one_per", "invalid_value"),
        ("hubs: {required_grades: ป.9}", 2, "hubs.required_grades", "invalid_value"),
        ("travel: {share_inside: 1.1}", 2, "travel.share_inside", "invalid_value"),
        ("travel: {limit_km: 0}", 2, "travel.limit_km", "invalid_value"),
        ("travel: {merge_radius_km: -6}", 2, "travel.merge_radius_km", "invalid_value"),
        ("hubs:\n  score_weights: {ladn: 2}", 3, "hubs.score_weights.ladn", "unknown_key"),
        ("hubs: {score_weights: {land: -1}}", 2, "hubs.score_weights.land", "invalid_value"),
        ("hubs: {score_weights: 2}", 2, "hubs.score_weights", "wrong_type"),
        ("hubs: {minimum_score: 101}", 2, "hubs.minimum_score", "invalid_value"),
        ("moves: {blocks: usuel}", 2, "moves.blocks", "wrong_type"),
        ("moves:\n  blocks:\n  - K1-K3\n  - K3-P1", 5, "moves.blocks[2]", "conflicting_keys"),
        ("moves: {blocks: [P1-P3, P9]}", 2, "moves.blocks[2]", "invalid_value"),
        ("moves: {blocks: [[]]}", 2, "moves.blocks[1]", "invalid_value"),
        ("moves: {poling: {allowed: true}}", 2, "moves.poling", "unknown_key"),
        ("moves: {pooling: {alowed: true}}", 2, "moves.pooling.alowed", "unknown_key"),
        (
            "moves: {pooling: {maximum_schools: 6}}", 2, "moves.pooling.maximum_schools",
            "invalid_value"
        ),
        ("staffing: {prices_administrators: 2}", 2, "staffing.prices_administrators", "wrong_type"),
        (
            "costs: {hub_one_off: {value: 1, funding: donor}}", 2, "costs.hub_one_off.funding",
            "invalid_value"
        ),
        ("costs: {van_seats: 0}", 2, "costs.van_seats", "invalid_value"),
        ("costs: {subsidy_bands: 15}", 2, "costs.subsidy_bands", "wrong_type"),
        (
            "costs: {subsidy_bands: [{baht: 1}, {baht: 2}]}", 2, "costs.subsidy_bands[1].up_to_km",
            "missing_key"
        ),
        (
            "costs: {subsidy_bands: [{up_to_km: 3, baht: 1}]}", 2,
            "costs.subsidy_bands[1].up_to_km", "conflicting_keys"
        ),
        (
            "costs:\n  subsidy_bands:\n  - {up_to_km: 3, baht: 1}\n  - {up_to_km: 3, baht: 2}\n"
                + "  - {baht: 3}", 5, "costs.subsidy_bands[2]", "invalid_value"
        ),
        (
            "costs: {subsidy_bands: [{km: 3, baht: 1}]}", 2, "costs.subsidy_bands[1].km",
            "unknown_key"
        ),
        ("capacity: {pupils_per_room: 40}", 2, "capacity.pupils_per_room", "wrong_type"),
        ("costs: {hub_per_year: {confirmed: true}}", 2, "costs.hub_per_year.value", "missing_key"),
        ("costs: {hub_per_year: {value: -1}}", 2, "costs.hub_per_year.value", "invalid_value"),
        ("locks: [{school: \"1\", decision: joins}]", 2, "locks[1].hub", "missing_key"),
        (
            "locks: [{school: \"1\", decision: hub, hub: \"2\"}]", 2, "locks[1].hub",
            "conflicting_keys"
        ),
        (
            "locks:\n- {school: \"1\", decision: hub}\n- {school: \"1\", decision: stays}", 4,
            "locks[2]", "conflicting_keys"
        ),
        ("protected: {statuses: [isle]}", 2, "protected.statuses[1]", "invalid_value"),
        ("solver:\n  seed:", 3, "solver.seed", "wrong_type"),
    ])
    func mistakes(_ text: String, _ line: Int, _ key: String, _ code: String) throws {
        let all = try failures("district: d\n" + text + "\n")
        let found = try #require(all.first, "nothing found")
        #expect(all.count == 1, "\(all)")
        #expect(found.file == "s.yaml")
        #expect(found.line == line)
        #expect(found.column == key)
        #expect(found.code == code)
    }

    @Test func suggestionAndEmptyAndMissing() throws {
        let typing = try #require(try failures("district: d\nhubs: {exactlly: 3}\n").first)
        #expect(typing.expectedThai.contains("หมายถึง “exactly”"))
        #expect(try failures("").map(\.code) == ["empty_file"])
        #expect(try failures("# nothing\n").map(\.code) == ["empty_file"])
        #expect(try failures("name_th: ก\n").map(\.column) == ["district"])
        let error = #expect(throws: DistrictDataError.self) {
            try ScenarioReader.read("/no/such/scenario.yaml")
        }
        #expect(error?.exitCode == 66)
    }

    @Test func overridesReplace() throws {
        let file = try File("district: d\nhubs: {one_per: subdistrict, minimum_pupils: 5}\n")
        let read = try ScenarioReader.read(
            file.path,
            overrides: [
                "hubs.exactly=30", "costs.hub_per_year={value: 9, confirmed: true}",
                "capacity.pupils_per_room={primary: 20}", "district=elsewhere",
                "protected.statuses=[]",
            ])
        #expect(read.scenario.hubs.count == .exactly(30))
        #expect(read.scenario.hubs.minimumPupils == 5)
        #expect(read.scenario.costs.hubPerYear == Rate(9, isConfirmed: true))
        #expect(read.scenario.capacity.pupilsPerRoom[.primary] == 20)
        #expect(read.scenario.capacity.pupilsPerRoom[.prePrimary] == 30)
        #expect(read.scenario.protection.statuses.isEmpty)
        #expect(read.districtPath == "elsewhere")
        #expect(read.origin(of: "hubs.exactly") == "--set hubs.exactly=30")
        #expect(read.origin(of: "hubs.one_per") == nil)
        let last = try ScenarioReader.read(
            file.path, overrides: ["hubs.exactly=3", "hubs.free=true"])
        #expect(last.scenario.hubs.count == .free)
    }

    /// A part of a rate is replaced alone; what the file or the defaults say of the rest stays.
    @Test func overridesReachThePartsOfARate() throws {
        let file = try File(
            "district: d\ncosts: {hub_per_year: {value: 7, funding: local}, van_per_year: 8}\n")
        let costs = try ScenarioReader.read(
            file.path,
            overrides: [
                "costs.hub_per_year.value=9", "costs.van_per_year.confirmed=true",
                "costs.teacher_per_year.confirmed=true",
            ]
        ).scenario.costs
        let usual = CostTable()
        #expect(costs.hubPerYear == Rate(9, funding: .local))
        #expect(costs.vanPerYear == Rate(8, isConfirmed: true, funding: usual.vanPerYear.funding))
        #expect(
            costs.teacherPerYear
                == Rate(
                    usual.teacherPerYear.baht, isConfirmed: true,
                    funding: usual.teacherPerYear.funding))
        let finding = try failures("district: d\n", ["hubs.exactly.number=3"]).first
        #expect(finding?.code == "wrong_type")
        #expect(finding?.expectedEnglish.contains("hubs.exactly=value") == true)
    }

    /// Everything a file may say, the command line may say.
    @Test func overridesReachBlocksBandsAndWeights() throws {
        let file = try File("district: d\nmoves: {blocks: usual}\n")
        let scenario = try ScenarioReader.read(
            file.path,
            overrides: [
                "moves.blocks=[K2-P6]", "moves.pooling.blocks=single_grades",
                "moves.pooling.allowed=true", "hubs.score_weights.land=0",
                "hubs.score_weights={majors: 2}", "costs.subsidy_bands=[{baht: 12}]",
                "costs.van_per_year={value: 1, funding: state}", "travel.young_maximum_km=4",
                "objective=balanced",
            ]
        ).scenario
        #expect(scenario.moves.blocks == [GradeSet([.k2, .k3, .p1, .p2, .p3, .p4, .p5, .p6])])
        #expect(scenario.moves.pooling.blocks == Grade.allCases.map { GradeSet([$0]) })
        #expect(scenario.moves.pooling.isAllowed)
        #expect(scenario.hubs.scoreWeights == ["land": 0, "majors": 2])
        #expect(scenario.costs.subsidyBands == [SubsidyBand(upTo: nil, baht: 12)])
        #expect(scenario.costs.vanPerYear == Rate(1, funding: .state))
        #expect(scenario.travel.youngMaximum == Metres(4_000))
        #expect(scenario.objective == .balanced)
    }

    /// A key may be named by its end, as long as one key ends so.
    @Test func bareKeysAreFoundWhenOnlyOneEndsSo() throws {
        #expect(try ScenarioReader.keyPath(for: "merge_radius_km") == "travel.merge_radius_km")
        #expect(try ScenarioReader.keyPath(for: "pooling.blocks") == "moves.pooling.blocks")
        #expect(try ScenarioReader.keyPath(for: "objective") == "objective")
        #expect(try ScenarioReader.keyPath(for: "moves.blocks") == "moves.blocks")
        // No key: what reads it names the mistake.
        #expect(try ScenarioReader.keyPath(for: "merge_radus") == "merge_radus")
        let error = #expect(throws: DistrictDataError.self) {
            try ScenarioReader.keyPath(for: "blocks")
        }
        #expect(error?.description.contains("moves.blocks, moves.pooling.blocks") == true)
    }

    @Test func anUnknownScorePartNamesTheAllowedOnes() throws {
        let found = try #require(
            try failures("district: d\nhubs: {score_weights: {intermet: 2}}\n").first)
        #expect(found.expectedEnglish.contains("did you mean “internet”"))
        for part in HubRules.scoreParts { #expect(found.expectedThai.contains(part)) }
    }

    @Test(arguments: [
        ("hubs.exactly", "invalid_value"), ("hubs.exactly=0", "invalid_value"),
        ("hubs.exactly=x", "wrong_type"), ("hubs.exact=3", "unknown_key"),
        ("hub.exactly=3", "unknown_key"), ("hubs.exactly=[3", "invalid_value"),
        ("solver.seed=", "invalid_value"),
    ])
    func badOverrides(_ text: String, _ code: String) throws {
        let all = try failures("district: d\n", [text])
        #expect(all.map(\.code) == [code])
        #expect(all.first?.file == "--set \(text)")
    }

    /// The schema is JSON, and knows exactly the keys of the file above.
    @Test func schemaHasEveryKey() throws {
        let data = Data(ScenarioSchema.jsonSchema.utf8)
        let root = try #require(
            try JSONSerialization.jsonObject(with: data) as? [String: Any])
        var paths: Set<String> = []
        func walk(_ schema: [String: Any], _ prefix: String) {
            guard let properties = schema["properties"] as? [String: [String: Any]] else {
                paths.insert(prefix)
                return
            }
            for (key, value) in properties {
                walk(value, prefix.isEmpty ? key : "\(prefix).\(key)")
            }
        }
        walk(root, "")
        let file = try File(Self.everyKey)
        let read = try ScenarioReader.read(file.path)
        let counts: Set = ["hubs.at_most", "hubs.one_per", "hubs.free"]
        #expect(counts.isSubset(of: paths))
        for path in paths.subtracting(counts) {
            #expect(read.origin(of: path) != nil, "\(path) is not in the file above")
        }
        #expect(paths.count == 95)
    }
}
