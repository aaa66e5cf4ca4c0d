import Foundation
import SchoolDistrict
import SpatialTypes

/// A district with its safe repairs applied, as files for a new folder.
public struct FixedDistrict: Sendable {
    /// A file of the new folder.
    public struct File: Sendable {
        /// The path within the folder.
        public var path: String
        /// The content.
        public var contents: [UInt8]
    }

    /// One cell that was changed.
    public struct AppliedChange: Hashable, Sendable {
        /// The finding whose repair was applied.
        public var finding: Finding
        /// The cell and its new content.
        public var change: Repair.Change
    }

    /// Every file of the new folder, `changes.csv` included, sorted by path.
    public var files: [File]
    /// What was changed, by file and row.
    public var changes: [AppliedChange]
    /// Findings with a safe repair that could not be applied, since their table cannot be written.
    public var notApplied: [Finding]
    /// What was found before the repairs.
    public var report: DoctorReport
}

/// Applies the safe repairs of a district to a copy of it.
public enum DistrictFixer {
    /// The copy; the district itself is never touched.
    ///
    /// Tables of delimited text are written again with the repaired cells, in their own encoding; GeoPackages and shapefiles
    /// are changed in place; a repaired table of another form becomes CSV, GeoJSON or a GeoPackage, and the manifest
    /// names that (see `TableMender`). Every other file the manifest names is copied as it is. Files outside the
    /// district's folder are copied into the new one when they are changed.
    ///
    /// - Parameter today: as for `DistrictDoctor.examine`.
    /// - Throws: `DistrictDataError` when the manifest or a file it names cannot be read at all.
    public static func fix(
        _ path: String, today: CalendarDay? = nil
    ) throws(DistrictDataError) -> FixedDistrict {
        let (report, examination) = DistrictDoctor.diagnosis(path, today: today)
        guard let manifest = examination.manifest else {
            throw DistrictDataError(findings: report.findings)
        }
        let sources = TableKind.allCases.compactMap { manifest.tables[$0] }
        var copy = FolderCopy(path: path, naming: sources)
        var changes: [FixedDistrict.AppliedChange] = []
        var notApplied: [Finding] = []
        for kind in TableKind.allCases {
            guard let source = manifest.tables[kind] else { continue }
            let table = examination.cells[kind]?.table
            // Several tables may come from one file: a finding belongs to the one with its column.
            let safe = report.findings.filter { finding in
                finding.file == source.file && finding.repair?.isSafe == true
                    && finding.repair?.changes.allSatisfy { change in
                        if change.column == Repair.Change.geometryColumn {
                            // Layers of one file have rows of the same numbers.
                            return kind == finding.movedKind
                        }
                        return table.map { $0.holds(change) } ?? true
                    } == true
            }
            guard !safe.isEmpty else {
                copy.keep(source)
                continue
            }
            guard let table else {
                notApplied += safe
                copy.keep(source)
                continue
            }
            let mender = TableMender(
                kind: kind, source: source, table: table, findings: safe,
                areas: kind == .catchments ? mendedAreas(examination, table) : [:])
            let outcome = mender.mend(into: &copy)
            changes += outcome.changes
            notApplied += outcome.notApplied
        }
        copy.keepLists()
        copy.add("changes.csv", Array(Self.list(changes).utf8))
        return FixedDistrict(
            files: copy.files, changes: changes, notApplied: notApplied, report: report)
    }

    /// The mended shapes of invalid catchments, with the rows of their schools.
    private static func mendedAreas(
        _ examination: Examination, _ table: Table
    ) -> [String: (area: [Polygon], rows: [Int])] {
        guard let district = examination.district,
            let repaired = try? CatchmentRepair.repaired(district.catchments)
        else { return [:] }
        let references = SchoolReferences(district.schools.map(\.code))
        let rows = CatchmentsTable.rows(of: table, references: references)
        let invalid = Set(repaired.changes.map(\.schoolCode))
        return Dictionary(
            repaired.catchments.filter { invalid.contains($0.schoolCode) }.map {
                ($0.schoolCode, ($0.area, rows[$0.schoolCode] ?? []))
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func list(_ changes: [FixedDistrict.AppliedChange]) -> String {
        let header = [
            "file", "row", "school", "code", "column", "old", "new", "moved_metres", "reason_th",
            "reason_en",
        ]
        let rows = changes.map { applied in
            [
                applied.finding.file, applied.finding.row.map(String.init) ?? "",
                applied.finding.schoolCode ?? "", applied.finding.code, applied.change.column,
                applied.change.old, applied.change.new,
                applied.finding.repair?.movedMetres.map { "\(Int($0))" } ?? "",
                applied.finding.repair?.reasonThai ?? "",
                applied.finding.repair?.reasonEnglish ?? "",
            ]
        }
        // The mark at the start lets spreadsheets read the Thai.
        return "\u{FEFF}"
            + ([header] + rows).map { CSVEditor.line($0, delimiter: ",") }.joined()
    }
}

extension Finding {
    /// The table whose shapes its repair changes: areas are mended in catchments alone, points in schools.
    fileprivate var movedKind: TableKind {
        code == FindingCode.catchmentInvalid ? .catchments : .schools
    }
}

extension FixedDistrict {
    /// What was done, for the terminal: Thai, then English.
    public var text: String {
        let schools = Set(changes.compactMap(\.finding.schoolCode)).count
        let left = report.findings.count - Set(changes.map(\.finding)).count
        var lines = [
            "แก้ไข \(changes.count) ช่อง ใน \(schools) โรงเรียน (รายการใน changes.csv) เหลือให้คนตรวจ \(left) รายการ",
            "  \(changes.count) cells changed at \(schools) schools (listed in changes.csv); "
                + "\(left) findings are left for people",
        ]
        if !notApplied.isEmpty {
            lines.append(
                "ยังไม่ได้แก้ \(notApplied.count) รายการ เพราะเขียนตารางนั้นใหม่ไม่ได้ ให้บันทึกเป็น CSV ก่อน")
            lines.append(
                "  \(notApplied.count) safe repairs were not applied: their tables cannot be written; "
                    + "save them as CSV first")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
