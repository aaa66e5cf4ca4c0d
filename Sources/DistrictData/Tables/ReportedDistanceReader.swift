import Foundation
import SchoolDistrict

/// Reads a table of reported distances that stands by itself.
public enum ReportedDistanceReader {
    /// The rows of a table with every code as it stands (origins as villages), or those of a district.
    ///
    /// - Parameter path: a table in any form that a manifest may name, or a district's folder or manifest.
    /// - Throws: `DistrictDataError` with every error found.
    public static func read(_ path: String) throws(DistrictDataError) -> [ReportedDistance] {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let name = path.lowercased()
        if isFolder.boolValue || name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            return try DistrictReader.read(path).district.reportedDistances
        }
        let findings = FindingList()
        let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        let opener = TableOpener(
            files: InputFiles(folder: here, findings: findings), findings: findings)
        var source = TableSource(
            kind: .reported, file: path, origin: Origin(file: path, line: nil, keyPath: ""))
        source.location = path
        var rows: [ReportedDistance] = []
        if let cells = opener.open(source),
            cells.table.require(["origin", "destination"], findings: findings),
            ReportedTable.hasDistance(cells.table, findings: findings)
        {
            rows = ReportedTable(cells: cells, places: nil).read()
        }
        try findings.throwIfErrors()
        return rows
    }
}
