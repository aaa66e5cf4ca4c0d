import Foundation

/// The schools of a register that an import could not place, from the list it left beside the manifest.
///
/// A school that has come into the schools table since is unplaced no more.
struct UnplacedSchools {
    /// A school without a position.
    struct School: Hashable {
        var code: String
        var name: String
        /// The row of the list.
        var row: Int
        /// The points that bear its name, where there are several.
        var candidates: String
    }

    /// The name of the list.
    static let file = "unplaced_schools.csv"

    /// The schools, in the order of the list.
    let schools: [School]

    /// Reads the list; nothing is unplaced where there is none.
    ///
    /// - Parameter placed: the codes of the schools table.
    init(_ files: InputFiles, placed: Set<String>) {
        guard FileManager.default.fileExists(atPath: files.resolve(Self.file).path),
            let bytes = files.read(Self.file),
            let table = try? CSVReader.read(bytes, file: Self.file, delimiter: nil, encoding: nil),
            let code = table.header.firstIndex(of: "code"),
            let name = table.header.firstIndex(of: "name_th")
        else {
            schools = []
            return
        }
        let candidates = table.header.firstIndex(of: "candidates")
        schools = (0..<table.rowCount).compactMap { row in
            let text = CodeText.read(table.text(row: row, column: code))?.code ?? ""
            guard !text.isEmpty, !placed.contains(text) else { return nil }
            return School(
                code: text, name: ThaiText.trim(table.text(row: row, column: name)),
                row: table.rowNumber(row),
                candidates: candidates.map { table.text(row: row, column: $0) } ?? "")
        }
    }

    /// One finding for each school, with what to do.
    var findings: [Finding] {
        schools.map { school in
            let isAmbiguous = !school.candidates.isEmpty
            return Finding(
                code: FindingCode.schoolUnplaced, severity: .warning, file: Self.file,
                row: school.row, column: "name_th", value: school.name,
                expectedThai: "โรงเรียนนี้ไม่มีพิกัด จึงไม่อยู่ในแผน "
                    + (isAmbiguous
                        ? "ชื่อตรงกับหลายจุด: \(school.candidates) เลือกจุดที่ถูก"
                        : "ไม่พบจุดชื่อนี้ ขอพิกัดจากโรงเรียน")
                    + " แล้วเพิ่มแถวในตารางโรงเรียน",
                expectedEnglish: "no position, therefore in no plan; "
                    + (isAmbiguous
                        ? "several points bear the name (\(school.candidates)): choose one"
                        : "no point bears the name: ask the school")
                    + " and add a row to the schools table",
                schoolCode: school.code)
        }
    }
}
