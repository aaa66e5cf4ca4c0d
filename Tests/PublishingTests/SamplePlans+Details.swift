import RoadNetwork
import SchoolDistrict
import SpatialTypes

@testable import Accessibility
@testable import NetworkPlanning
@testable import Staffing

extension SamplePlans {
    /// The rich plan with transfers, rotating teachers, majors, travel, highways, vans and rule prices, all by hand.
    static func detailed() throws -> Plan {
        var plan = try rich()
        plan.staffing = try staffing(plan.norms)
        plan.travel = travel()
        plan.rulePrices = rulePrices()
        return plan
    }

    // MARK: Staffing

    private static func staffing(_ norms: [StaffingNorm]) throws -> StaffingPlan {
        var staffing = StaffingPlan()
        staffing.byNorm = norms.map { figures($0.id) }
        staffing.byNorm[0].transfers = [
            transfer("0102", "0101", "คณิตศาสตร์", kilometres: 4.2, follows: true, brings: true),
            transfer("0102", "0101", nil, kilometres: 4.2, follows: true),
            transfer("0106", "0104", "ภาษาไทย", kilometres: 31, inside: false, house: true),
        ]
        staffing.byNorm[0].rotation.visits = [
            RotationVisit(
                fromCode: "0101", toCode: "0103", major: "ภาษาอังกฤษ", coreMajor: "english",
                daysPerWeek: 2, distance: Metres(kilometres: 8.4), purpose: .major),
            RotationVisit(
                fromCode: "0106", toCode: "0110", major: nil, coreMajor: nil, daysPerWeek: 3,
                distance: Metres(kilometres: 4.3), purpose: .shortage),
        ]
        staffing.byNorm[0].rotation.openShortageDays = ["0110": 2]
        let majors = try CoreMajors().majors
        func coverage(_ id: String, _ hub: Int?, _ cluster: Int?, _ after: Int?) -> MajorCoverage? {
            majors.first { $0.id == id }.map {
                MajorCoverage(
                    major: $0, atHub: hub, inCluster: cluster, inClusterAfterTransfers: after,
                    schoolsWithout: [], hubNeedsIt: true)
            }
        }
        staffing.majors = [
            ClusterMajors(
                clusterCode: "0101", isPool: false,
                coverage: [
                    coverage("thai", 1, 2, 2), coverage("mathematics", 0, 0, 1),
                    coverage("english", 0, 1, 1),
                ].compactMap { $0 }, schoolsWithoutMajors: []),
            ClusterMajors(
                clusterCode: "0106", isPool: false,
                coverage: [coverage("thai", nil, nil, nil)].compactMap { $0 },
                schoolsWithoutMajors: ["0105", "0106", "0110"]),
        ]
        staffing.schoolsWithoutRecord = ["0108"]
        staffing.retiring = 2
        return staffing
    }

    /// 30 posts today, 26 of them at schools with a record, 24 people: 5 short, 3 above.
    private static func figures(_ norm: String) -> NormStaffing {
        func totals(_ needed: Int, short: Int, above: Int) -> StaffTotals {
            StaffTotals(
                needed: needed, neededWithRecord: needed - 4, inPost: 24, shortage: short,
                surplus: above)
        }
        return NormStaffing(
            normID: norm, before: totals(30, short: 5, above: 3),
            after: totals(27, short: 4, above: 5),
            afterTransfersInClusters: totals(27, short: 2, above: 3),
            afterTransfers: totals(27, short: 1, above: 2),
            administratorsBefore: totals(31, short: 4, above: 1),
            administratorsAfter: totals(29, short: 3, above: 2),
            teacherPosts: PostChange(freed: 5, added: 2),
            administratorPosts: PostChange(freed: 2, added: 0), transfers: [],
            rotation: RotationPlan(), schools: [], shortageOnAssumedPupils: 0)
    }

    private static func transfer(
        _ from: String, _ to: String, _ major: String?, kilometres: Double, inside: Bool = true,
        follows: Bool = false, brings: Bool = false, house: Bool = false
    ) -> TeacherTransfer {
        TeacherTransfer(
            fromCode: from, toCode: to, major: major, teachers: 1,
            distance: Metres(kilometres: kilometres), isInsideCluster: inside,
            followsPupils: follows, bringsMissingMajor: brings, needsHouse: house)
    }

    // MARK: Travel

    /// 40 pupils of ป.3 live 2 km away, 7 of อ.2 and 3 of ป.4 over 3 km; poverty is recorded, disability is not.
    private static func travel() -> TravelPlan {
        var tally = TravelTally(
            limit: Metres(kilometres: 3), distancesAreEstimated: true, vanTimesAreEstimated: true)
        func add(_ grade: Grade, _ pupils: Int, _ kilometres: Double, poor: Int) {
            tally.add(
                TravelSample(
                    pupils: GradeCounts([grade: pupils]),
                    vulnerable: [.poor: GradeCounts([grade: poor])],
                    distance: Metres(kilometres: kilometres), vanTime: nil))
        }
        add(.p3, 40, 2, poor: 6)
        add(.k2, 7, 5, poor: 0)
        add(.p4, 3, 4, poor: 0)
        tally.addWithoutHome(GradeCounts([.p1: 12]))
        var travel = TravelPlan()
        travel.before = tally.breakdown
        travel.after = tally.breakdown
        travel.assumedHomeRadius = Metres(kilometres: 3)
        travel.intervalBefore.add(
            pupils: 12, old: Interval(0, 3_000), move: .zero, limit: Metres(kilometres: 3))
        travel.intervalAfter.add(
            pupils: 12, old: Interval(0, 3_000), move: Metres(kilometres: 2),
            limit: Metres(kilometres: 3))
        let (along, crossing) = (
            Way(distance: Metres(900), duration: Seconds(800), flaggedDistance: Metres(150)),
            Way(distance: Metres(900), duration: Seconds(800), crossings: 1)
        )
        let (ten, three) = (safety(10, along), safety(3, crossing))
        travel.safetyBefore = ten + three
        travel.safetyAfter = ten
        travel.schools = [
            "0101": school(tally.breakdown, before: ten, after: ten),
            "0103": school(TravelBreakdown(), before: three, after: RouteSafety()),
        ]
        travel.vans = vans()
        return travel
    }

    private static func safety(_ pupils: Int, _ way: Way) -> RouteSafety {
        var safety = RouteSafety()
        safety.add(home: 0, pupils: pupils, way: way, rule: SealRouteRule())
        return safety
    }

    private static func school(
        _ breakdown: TravelBreakdown, before: RouteSafety, after: RouteSafety
    ) -> SchoolTravel {
        SchoolTravel(
            before: breakdown, after: breakdown, intervalBefore: TravelInterval(),
            intervalAfter: TravelInterval(), safetyBefore: before, safetyAfter: after)
    }

    /// Nine pupils ride to 0101 from two stops, three to 0106 from one.
    private static func vans() -> [VanPlan] {
        func van(_ code: String, _ pupils: [Int]) -> VanPlan {
            let route = VanRoute(
                calls: pupils.indices.map { VanRoute.Call(stop: $0, pupils: pupils[$0]) },
                distance: Metres(kilometres: 6), emptyDistance: Metres(kilometres: 4),
                longestRide: Seconds(1_200), isOverRideLimit: false)
            return VanPlan(
                schoolCode: code,
                stops: pupils.enumerated().map { index, pupils in
                    VanPlan.Stop(
                        place: .village(code: "\(code)\(index)"), nameThai: "หมู่ \(index)",
                        pupils: pupils)
                },
                schedule: VanSchedule(
                    routes: [route], unserved: [], vansAtLeast: 1, kilometresPerDayAtLeast: 18,
                    bahtPerDay: 1_000, bahtPerDayAtLeast: 900),
                source: .road, bahtPerYear: 200_000,
                subsidyPerYear: 3_000 * Double(pupils.reduce(0, +)))
        }
        return [van("0101", [6, 3]), van("0106", [3])]
    }

    // MARK: Rules

    private static func rulePrices() -> [RulePrice] {
        func stage(_ objective: Double, bound: Double) -> PlanOutcome.Stage {
            PlanOutcome.Stage(
                nameThai: "ระยะทางรวม", nameEnglish: "Total distance",
                unit: "pupil_km_with_penalties", objective: objective, bound: bound,
                relativeGap: 0.01)
        }
        return [
            RulePrice(
                key: "travel.merge_radius_km", thai: "รัศมีเรียนรวม 6 → 7 กม.",
                english: "merge radius 6 → 7 km", status: .optimal,
                goalBefore: stage(100, bound: 99), goalAfter: stage(95, bound: 94), hubsBefore: 2,
                hubsAfter: 3, overLimitChange: 12),
            RulePrice(
                key: "locks[1]", thai: "ปลดล็อกโรงเรียน 0101", english: "lift the lock on 0101",
                status: .infeasible, goalBefore: stage(100, bound: 99), goalAfter: nil,
                hubsBefore: 2, hubsAfter: 0, overLimitChange: nil),
        ]
    }
}
