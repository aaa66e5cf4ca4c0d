import Accessibility
import RoadNetwork
import SchoolDistrict

extension PlanPipeline {
    /// The official catchments; those that are missing built from the homes of pupils, else along the roads, else by
    /// straight lines.
    func catchments(
        _ district: District, baseline: Baseline, graph: RoadGraph?, memory: inout PlanMemory
    ) throws -> [Catchment] {
        if let known = memory.catchments { return known }
        let owned = Set(district.catchments.map(\.schoolCode))
        var catchments = district.catchments
        if baseline.entries.contains(where: { !owned.contains($0.school.code) }) {
            catchments = try CatchmentCompletion.completed(
                catchments, with: built(district, baseline: baseline, graph: graph))
        }
        memory.catchments = catchments
        return catchments
    }

    /// One cell for each school: by villages, else by roads, else by straight lines.
    private func built(
        _ district: District, baseline: Baseline, graph: RoadGraph?
    ) throws -> [Catchment] {
        let schools = baseline.entries.map {
            (code: $0.school.code, position: $0.school.position)
        }
        let areas = district.boundaries.map(\.area)
        var catchments = try VillageCatchments.catchments(
            of: schools, villages: district.villages, within: areas)
        if catchments.isEmpty, let graph {
            catchments = try NetworkCatchments.catchments(of: schools, along: graph, within: areas)
        }
        if catchments.isEmpty {
            catchments = try CatchmentBuilder.catchments(
                of: schools, official: [], within: areas)
        }
        return catchments
    }
}
