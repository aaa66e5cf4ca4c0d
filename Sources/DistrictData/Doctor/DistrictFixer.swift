import Foundation

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
    /// Findings with a safe repair that could not be applied, since their table is no delimited text.
    public var notApplied: [Finding]
    /// What was found before the repairs.
    public var report: DoctorReport
}

/// Applies the safe repairs of a district to a copy of it.
public enum DistrictFixer {
    /// The copy; the district itself is never touched.
    ///
    /// Tables of delimited text are written again with the repaired cells, in their own encoding; every other file the
    /// manifest names is copied as it is. Files outside the district's folder are copied into the new one
    /// when they are changed, and the manifest is made to name the copy.
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
        var copy = FolderCopy(path: path)
        var changes: [FixedDistrict.AppliedChange] = []
        var notApplied: [Finding] = []
        for kind in TableKind.allCases {
            guard let source = manifest.tables[kind] else { continue }
            let safe = report.findings.filter {
                $0.file == source.file && $0.repair?.isSafe == true
            }
            guard !safe.isEmpty else {
                copy.keep(source)
                continue
            }
            guard let csv = examination.cells[kind]?.table.csv else {
                notApplied += safe
                copy.keep(source)
                continue
            }
            var editor = CSVEditor(csv)
            for finding in safe { changes += editor.apply(finding) }
            copy.write(editor.bytes(encoding: source.encoding), for: source)
        }
        copy.add("changes.csv", Array(Self.list(changes).utf8))
        return FixedDistrict(
            files: copy.files, changes: changes, notApplied: notApplied, report: report)
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
                "ยังไม่ได้แก้ \(notApplied.count) รายการ เพราะตารางไม่ใช่ CSV/TSV ให้บันทึกเป็น CSV ก่อน")
            lines.append(
                "  \(notApplied.count) safe repairs were not applied: their tables are not CSV or TSV"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
