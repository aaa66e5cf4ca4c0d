import NetworkPlanning

/// Writes everything that a plan gives: the layers, the numbers and the report.
public enum PlanPublisher {
    /// Writes all files of a plan into a folder, all or nothing; an earlier plan in that folder is replaced.
    ///
    /// The same plan gives the same bytes in every file.
    ///
    /// - Returns: the files written, sorted by name.
    /// - Throws: `PublishingError` with code `cannotCreate` when something else is in the way, `inputOutput` when
    ///   writing fails, `geometry` when the shapes of a cluster cannot be joined. The earlier results are then
    ///   untouched.
    public static func publish(_ plan: Plan, to path: String) throws -> [PublishedFile] {
        let folder = OutputFolder(path)
        try folder.validate()
        let files = try contents(of: plan)
        return try folder.replace(with: files.map { (name: $0.name, bytes: Array($0.text.utf8)) })
    }

    /// The text of every file, in memory.
    static func contents(of plan: Plan) throws -> [(name: String, text: String)] {
        let areas = try ClusterAreas.areas(of: plan)
        let report = ReportPage(
            plan, areas: areas, districts: try ClusterAreas.districts(of: plan))
        let layers = PlanLayers(plan, areas: areas).all.map { ($0.name + ".geojson", $0.text) }
        return [("plan.json", PlanDocument(plan).text)] + layers
            + [("report.html", report.text)]
    }
}
