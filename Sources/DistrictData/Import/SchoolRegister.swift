import SchoolDistrict
import SpatialTypes

/// The schools of one office in a register that lists many.
struct SchoolRegister {
    /// One school as the register has it.
    struct Entry: Hashable {
        var code: String
        var name: String
        var grades: String
        var officeCode: String
        var officeName: String
        var province: String
        var row: Int
    }

    private static let officeCodes = ["area_code", "รหัสเขตพื้นที่", "รหัสเขตพื้นที่การศึกษา", "รหัสเขต"]
    private static let officeNames = ["area_name", "เขตพื้นที่การศึกษา", "ชื่อเขตพื้นที่การศึกษา", "สังกัด"]
    private static let provinces = ["province", "จังหวัด"]

    let entries: [Entry]

    /// Reads a register; entries without a readable code are left out.
    ///
    /// - Parameter codeHeader: the header of the column of codes.
    init(_ file: ImportedFile, codeHeader: String) {
        guard let table = file.content else {
            entries = []
            return
        }
        let header = table.header
        let compacted = header.map(HeaderWords.compact)
        func find(_ words: [String]) -> Int? {
            words.lazy.compactMap { compacted.firstIndex(of: HeaderWords.compact($0)) }.first
        }
        func matched(_ column: String) -> Int? {
            file.matches.first { $0.column == column }
                .flatMap { header.firstIndex(of: $0.header) }
        }
        let (code, name) = (header.firstIndex(of: codeHeader), matched("name_th"))
        let (grades, office) = (matched("grades_offered"), find(Self.officeCodes))
        let (officeName, province) = (find(Self.officeNames), find(Self.provinces))
        entries = (0..<table.rowCount).compactMap { row in
            func text(_ column: Int?) -> String {
                column.map { ThaiText.trim(table.text(row: row, column: $0)) } ?? ""
            }
            guard let reading = CodeText.read(text(code)), !reading.code.isEmpty else { return nil }
            return Entry(
                code: reading.code, name: text(name), grades: text(grades),
                officeCode: text(office), officeName: text(officeName), province: text(province),
                row: table.rowNumber(row))
        }
    }

    /// The offices, sorted by code, with how many schools each has.
    var offices: [(office: Office, count: Int)] {
        Dictionary(grouping: entries) { $0.officeCode + "\n" + $0.officeName }
            .compactMap { _, list in
                list.first.map {
                    (Office(code: $0.officeCode, nameThai: $0.officeName), list.count)
                }
            }.sorted { ($0.0.code, $0.0.nameThai) < ($1.0.code, $1.0.nameThai) }
    }

    /// The office that a user names by code or name, blanks and digits' script aside.
    func office(named wanted: String) -> Office? {
        let key = HeaderWords.compact(wanted)
        return offices.map(\.office).first {
            HeaderWords.compact($0.code) == key || HeaderWords.compact($0.nameThai) == key
        }
    }

    /// The schools of an office.
    func schools(of office: Office) -> [Entry] {
        entries.filter { $0.officeCode == office.code && $0.officeName == office.nameThai }
    }

    /// The schools of every province in which an office has some.
    func neighbours(of office: Office) -> [Entry] {
        let near = Set(schools(of: office).map(\.province))
        return entries.filter { near.contains($0.province) }
    }
}
