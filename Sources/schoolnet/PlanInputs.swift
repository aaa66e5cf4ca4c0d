import DistrictData
import NetworkPlanning
import SchoolDistrict

/// A scenario and its district as read, ready to be planned once or again and again.
struct PlanInputs {
    /// The scenario with what the command line changed.
    var file: ScenarioFile
    /// The district that it asks about.
    let loaded: LoadedDistrict
    /// The command, for the provenance.
    let rerun: Provenance.Rerun

    /// The scenario of a command, named after what the command line changed.
    ///
    /// - Parameters:
    ///   - more: further overrides, which do not change the name.
    ///   - folder: the folder that the command was given in; the working directory by default.
    /// - Throws: `DistrictDataError` with every key and value that cannot be used.
    static func scenario(
        _ rerun: Provenance.Rerun, more: [String] = [], from folder: String? = nil
    ) throws -> ScenarioFile {
        let path = folder.map { PlanFolder.path(rerun.scenario, from: $0) } ?? rerun.scenario
        var file = try ScenarioReader.read(path, overrides: rerun.overrides + more, from: folder)
        nameOverrides(rerun.overrides, in: &file.scenario)
        return file
    }

    /// Says in the scenario's name what the command line changed, so that no output carries a title that is not true.
    private static func nameOverrides(_ overrides: [String], in scenario: inout Scenario) {
        let changes = overrides.filter { !$0.hasPrefix("name_") && !$0.hasPrefix("district=") }
        guard !changes.isEmpty else { return }
        let list = changes.joined(separator: ", ")
        scenario.nameThai += " (ปรับ \(list))"
        scenario.nameEnglish += " (with \(list))"
    }

    /// Plans the district; faults of the scenario are shown with their place and end the command.
    func plan(
        remembering memory: inout PlanMemory,
        report: @escaping @Sendable (PlanPipeline.Event) -> Bool = { _ in true }
    ) throws -> Plan {
        try reportingErrors(in: file) {
            try planOrThrow(remembering: &memory, report: report)
        }
    }

    /// Plans the district.
    ///
    /// - Throws: what `PlanPipeline` throws.
    func planOrThrow(
        remembering memory: inout PlanMemory,
        report: @escaping @Sendable (PlanPipeline.Event) -> Bool = { _ in true }
    ) throws -> Plan {
        try PlanPipeline().plan(
            loaded.district, scenario: file.scenario, roads: roads, provenance: provenance,
            remembering: &memory, report: report)
    }

    /// The price of every rule of a plan made from these inputs; faults end the command.
    ///
    /// - Parameter progress: is told of each rule before it is priced; returning `false` leaves the rest out.
    func rulePrices(
        of plan: Plan, remembering memory: inout PlanMemory,
        progress: (RulePricing.Variation) -> Bool
    ) throws -> [RulePrice] {
        try reportingErrors(in: file) {
            try PlanPipeline().rulePrices(
                of: plan, roads: roads, remembering: &memory, progress: progress)
        }
    }

    private var roads: PlanPipeline.Roads? {
        loaded.roads.map {
            PlanPipeline.Roads(
                segments: $0.segments, barriers: $0.barriers, restrictions: $0.restrictions,
                obstacles: $0.obstacles)
        }
    }

    private var provenance: Provenance {
        Provenance(
            plannerVersion: Schoolnet.version, libraries: LibraryVersions.all,
            inputs: (file.inputs + loaded.inputs)
                .map { .init(path: $0.path, sha256: $0.sha256, bytes: $0.bytes) }
                .sorted { $0.path < $1.path },
            coordinateNote: loaded.coordinates.map {
                "\($0.sourceCRS) → WGS 84 by \($0.operation); candidates differ by up to "
                    + "\($0.spreadMetres) m"
            },
            roadNote: nil, rerun: rerun)
    }
}
