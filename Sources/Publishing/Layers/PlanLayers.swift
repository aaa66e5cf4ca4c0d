import Accessibility
import NetworkPlanning
import SchoolDistrict
import SpatialTypes
import Staffing

/// The five layers of a plan.
struct PlanLayers {
    let plan: Plan
    private let areas: [String: [Polygon]]
    private let origin: [(key: String, value: JSONValue)]
    private let names: [String: String]

    /// The layers of a plan.
    ///
    /// - Parameter areas: the area of each cluster by hub code.
    init(_ plan: Plan, areas: [String: [Polygon]]) {
        self.plan = plan
        self.areas = areas
        names = Dictionary(
            uniqueKeysWithValues: plan.schools.map { ($0.school.code, $0.school.nameThai) })
        origin = [
            ("office_code", .string(plan.district.office.code)),
            ("office_name_th", .string(plan.district.office.nameThai)),
            ("academic_year", .integer(plan.district.academicYear)),
            ("as_of", .text(plan.district.asOf)),
            ("source", .text(plan.district.source)),
            ("scenario_th", .string(plan.scenario.nameThai)),
            ("unconfirmed_norms", .texts(plan.unconfirmedNorms.map(\.id))),
        ]
    }

    /// The norm that the contract's teacher figures follow.
    var leadingNorm: String { plan.norms.first?.id ?? plan.scenario.staffing.norm }

    /// The Thai name of a planned school.
    func name(of code: String) -> String? { names[code] }

    /// All layers, in the order in which they are written.
    var all: [FeatureCollection] { [schools, links, clusters, villages, catchments] }

    /// One point for every planned school.
    var schools: FeatureCollection {
        layer("schools", plan.schools.map { schoolFeature($0) })
    }

    /// One line for every school and the hub, or the member of its pool, that it is tied to; the school first.
    var links: FeatureCollection {
        let schools = Dictionary(uniqueKeysWithValues: plan.schools.map { ($0.school.code, $0) })
        return layer(
            "links",
            plan.links.map { link in
                let school = schools[link.schoolCode]
                let grades = school?.destinations.first { $0.code == link.hubCode }?.grades ?? []
                let moved = ShownCount(link.pupilsMoved)
                // A line needs two positions; school and hub may share a compound.
                let path = link.path.count == 1 ? link.path + link.path : link.path
                return Feature(
                    id: "\(link.schoolCode)-\(link.hubCode)",
                    geometry: path.isEmpty ? nil : .lineString(path),
                    properties: [
                        ("school_code", .string(link.schoolCode)),
                        ("school_name_th", .text(names[link.schoolCode])),
                        ("hub_code", .string(link.hubCode)),
                        ("hub_name_th", .text(names[link.hubCode])),
                        ("link", .string(link.link.rawValue)),
                        ("link_th", .string(link.link.thaiLabel)),
                        ("distance_km", .measure(link.distance.kilometres, decimals: 3)),
                        ("distance_source", .string(link.distanceSource.rawValue)),
                        ("pupils_moved", .count(moved.value)),
                        ("moved_grades", .texts(grades.grades.map(\.code))),
                        ("pool_code", .text(school?.poolCode)),
                        ("move_mode", .text(school?.moveMode?.rawValue)),
                        (
                            "hidden_small_counts",
                            .texts(moved.isHidden ? ["pupils_moved"] : [])
                        ),
                    ])
            })
    }

    /// One area for every hub with the schools that link to it, and one for every pool.
    var clusters: FeatureCollection {
        layer(
            "clusters",
            plan.clusters.map { clusterFeature($0) } + plan.pools.map { poolFeature($0) })
    }

    /// One point for every village; villages with fewer than five pupils show no figures.
    var villages: FeatureCollection {
        layer("villages", plan.villages.map { villageFeature($0) })
    }

    /// One area for every school that has a catchment.
    var catchments: FeatureCollection {
        let roles = Dictionary(uniqueKeysWithValues: plan.schools.map { ($0.school.code, $0) })
        return layer(
            "catchments",
            plan.catchments.map { catchment in
                let school = roles[catchment.schoolCode]
                return Feature(
                    id: catchment.schoolCode, geometry: .area(catchment.area),
                    properties: [
                        ("school_code", .string(catchment.schoolCode)),
                        ("school_name_th", .text(school?.school.nameThai)),
                        ("role", .text(school?.role.rawValue)),
                        ("hub_code", .text(school?.hubCode)),
                        ("built_by_planner", .bool(catchment.isBuilt)),
                    ])
            })
    }

    private func layer(_ name: String, _ features: [Feature]) -> FeatureCollection {
        FeatureCollection(name: name, origin: origin, features: features)
    }

    private func clusterFeature(_ cluster: Cluster) -> Feature {
        let before = plan.shownTravel(of: cluster, \.travelBefore)
        let after = plan.shownTravel(of: cluster, \.travelAfter)
        let members = cluster.memberCodes
        let moved = shownMoves(of: cluster)
        var properties: [(key: String, value: JSONValue)] = [
            ("cluster_type", .string("hub")),
            ("hub_code", .string(cluster.hubCode)),
            ("hub_name_th", .text(names[cluster.hubCode])),
            ("pool_code", .null),
            ("schools", .integer(members.count + 1)),
            ("member_codes", .texts(members)),
            ("member_names_th", .texts(members.map { names[$0] ?? $0 })),
            ("teaching", .null),
            ("pupils", .integer(cluster.pupils)),
            ("pupils_moved", .count(moved.value)),
            ("hub_rooms", .count(cluster.hubRooms)),
            ("hub_classes_after", .integer(cluster.hubClassesAfter)),
            ("furthest_link_km", .measure(cluster.furthestLink.kilometres, decimals: 3)),
            ("over_3km_before", .count(before.overLimit)),
            ("over_3km_after", .count(after.overLimit)),
            ("mean_km_before", .measure(before.meanKilometres, decimals: 3)),
            ("mean_km_after", .measure(after.meanKilometres, decimals: 3)),
            ("distance_source", .string(cluster.distanceSource.rawValue)),
        ]
        properties += staffProperties(before: cluster.staffBefore, after: cluster.staffAfter)
        properties.append(hiddenCounts(before: before, after: after, moved: moved))
        return Feature(
            id: cluster.hubCode, geometry: .area(areas[cluster.hubCode] ?? []),
            properties: properties)
    }

    /// A pool has the properties of a cluster; those of a hub are `null`.
    private func poolFeature(_ pool: Pool) -> Feature {
        let members = plan.members(of: pool)
        let before = plan.shownTravel(of: pool, \.travelBefore)
        let after = plan.shownTravel(of: pool, \.travelAfter)
        let code = pool.memberCodes.first ?? ""
        let moved = shownMoves(of: pool)
        var properties: [(key: String, value: JSONValue)] = [
            ("cluster_type", .string("pool")), ("hub_code", .null), ("hub_name_th", .null),
            ("pool_code", .string(code)), ("schools", .integer(members.count)),
            ("member_codes", .texts(pool.memberCodes)),
            ("member_names_th", .texts(pool.memberCodes.map { names[$0] ?? $0 })),
            ("teaching", PlanDocument.byGrade(pool.teachingSchool)),
            ("pupils", .integer(pool.pupils)), ("pupils_moved", .count(moved.value)),
            ("hub_rooms", .null), ("hub_classes_after", .null),
            ("furthest_link_km", .number(pool.furthest.kilometres, decimals: 3)),
            ("over_3km_before", .count(before.overLimit)),
            ("over_3km_after", .count(after.overLimit)),
            ("mean_km_before", .measure(before.meanKilometres, decimals: 3)),
            ("mean_km_after", .measure(after.meanKilometres, decimals: 3)),
            (
                "distance_source",
                .text(DistanceSource.leastCertain(of: members.map(\.distanceSource))?.rawValue)
            ),
        ]
        properties += staffProperties(
            before: plan.staff(of: pool, \.staffBefore), after: plan.staff(of: pool, \.staffAfter))
        properties.append(hiddenCounts(before: before, after: after, moved: moved))
        return Feature(
            id: "pool-\(code)", geometry: .area(areas[ClusterAreas.key(of: pool)] ?? []),
            properties: properties)
    }

    private func villageFeature(_ entry: VillagePlan) -> Feature {
        let pupils = entry.village.pupils.total
        let isHidden = SmallCounts.isSmall(pupils)
        let before = ShownTravel(entry.travelBefore)
        let after = ShownTravel(entry.travelAfter)
        return Feature(
            id: entry.village.code, geometry: .point(entry.village.position),
            properties: [
                ("code", .string(entry.village.code)),
                ("name_th", .string(entry.village.nameThai)),
                ("subdistrict_th", .text(entry.village.subdistrict)),
                ("pupils", isHidden ? .null : .integer(pupils)),
                ("over_3km_before", isHidden ? .null : .count(before.overLimit)),
                ("over_3km_after", isHidden ? .null : .count(after.overLimit)),
                (
                    "mean_km_before",
                    isHidden ? .null : .measure(before.meanKilometres, decimals: 3)
                ),
                ("mean_km_after", isHidden ? .null : .measure(after.meanKilometres, decimals: 3)),
                ("distance_source", .string(entry.distanceSource.rawValue)),
                ("schools_after", isHidden ? .null : .texts(entry.schoolsAfter)),
                isHidden
                    ? (
                        "hidden_small_counts",
                        .texts([
                            "pupils", "over_3km_before", "over_3km_after", "mean_km_before",
                            "mean_km_after", "schools_after",
                        ])
                    ) : hiddenCounts(before: before, after: after),
            ])
    }
}

extension PlanLayers {
    /// The keys whose small counts are left out of a feature.
    func hiddenCounts(
        before: ShownTravel, after: ShownTravel, moved: ShownCount = .unknown
    ) -> (key: String, value: JSONValue) {
        var keys: [String] = []
        if before.hidesOverLimit { keys.append("over_3km_before") }
        if after.hidesOverLimit { keys.append("over_3km_after") }
        if before.hidesDistances { keys.append("mean_km_before") }
        if after.hidesDistances { keys.append("mean_km_after") }
        if moved.isHidden { keys.append("pupils_moved") }
        return ("hidden_small_counts", .texts(keys))
    }

    /// Pupils who move to a hub; hidden when few, or when the links would tell of one with few.
    private func shownMoves(of cluster: Cluster) -> ShownCount {
        shownMoves(
            cluster.pupilsMoved, along: plan.links.filter { $0.hubCode == cluster.hubCode })
    }

    /// Pupils of a pool who move between its members, with the same care.
    private func shownMoves(of pool: Pool) -> ShownCount {
        let codes = Set(pool.memberCodes)
        return shownMoves(
            pool.pupilsMoved, along: plan.links.filter { codes.contains($0.schoolCode) })
    }

    private func shownMoves(_ total: Int, along links: [PlanLink]) -> ShownCount {
        let hidden = links.count { SmallCounts.isSmall($0.pupilsMoved) }
        let shown = ShownCount(total)
        return hidden == 1 && shown != .small ? .hidden : shown
    }

    /// Teachers needed, short and above by every norm, before and after.
    func staffProperties(
        before: [String: StaffBalance], after: [String: StaffBalance]
    ) -> [(key: String, value: JSONValue)] {
        plan.norms.flatMap { norm -> [(key: String, value: JSONValue)] in
            let key = norm.id.replacing("-", with: "_")
            return [
                ("needed_\(key)_before", .count(before[norm.id]?.needed)),
                ("needed_\(key)_after", .count(after[norm.id]?.needed)),
                ("shortage_\(key)_before", .count(before[norm.id]?.shortage)),
                ("shortage_\(key)_after", .count(after[norm.id]?.shortage)),
                ("surplus_\(key)_after", .count(after[norm.id]?.surplus)),
            ]
        }
    }
}
