import Accessibility
import RoadNetwork
import SchoolDistrict

extension PlanPipeline {
    /// The official catchments; without any, built from the homes of pupils, else along the roads, else by straight lines.
    func catchments(
        _ district: District, baseline: Baseline, graph: RoadGraph?, memory: inout PlanMemory
    ) throws -> [Catchment] {
        if let known = memory.catchments { return known }
        let schools = baseline.entries.map {
            (code: $0.school.code, position: $0.school.position)
        }
        let areas = district.boundaries.map(\.area)
        var catchments = district.catchments
        if catchments.isEmpty {
            catchments = try VillageCatchments.catchments(
                of: schools, villages: district.villages, within: areas)
        }
        if catchments.isEmpty, let graph {
            catchments = try NetworkCatchments.catchments(of: schools, along: graph, within: areas)
        }
        if catchments.isEmpty {
            catchments = try CatchmentBuilder.catchments(
                of: schools, official: [], within: areas)
        }
        memory.catchments = catchments
        return catchments
    }
}
