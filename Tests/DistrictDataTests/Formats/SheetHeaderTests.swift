import SchoolDistrict
import Testing

@testable import DistrictData

/// Headers that merged cells spread over two rows, as offices lay them out.
@Suite struct SheetHeaderTests {
    private func table(_ rows: [[String]]) throws -> CellTable {
        try #require(CellTable(sheet: rows, rowNumbers: Array(1...rows.count)))
    }

    private func down(_ rows: [[String]]) throws -> (table: CellTable, codes: [String]) {
        let findings = FindingList()
        let wide = GradesAcross(
            try table(rows), file: "w.xlsx", sheet: nil, findings: findings)
        return (wide.gradesDown(), findings.findings.map(\.code))
    }

    /// Code and name merged downwards beside a title over the grades: the commonest layout.
    @Test func codeAndNameStandAboveTheGrades() throws {
        let (table, codes) = try down([
            ["รหัสโรงเรียน", "ชื่อโรงเรียน", "ปีการศึกษา 2566", "", ""],
            ["", "", "อ.2", "อ.3", "ป.1"],
            ["99040001", "บ้านหนึ่ง", "3", "4", "5"],
            ["99040002", "บ้านสอง", "6", "", "7"],
        ])
        #expect(table.titleYear == 2566 && codes.isEmpty)
        #expect(
            table.rows.map { [$0[0], $0[2], $0[3]] } == [
                ["99040001", "K2", "3"], ["99040001", "K3", "4"], ["99040001", "P1", "5"],
                ["99040002", "K2", "6"], ["99040002", "P1", "7"],
            ])
    }

    /// The grades twice, under two years: each number keeps its year, and each sum its own.
    @Test(arguments: [true, false])
    func gradesUnderTwoYears(isCodeBelow: Bool) throws {
        let names = ["รหัสโรงเรียน", "ชื่อโรงเรียน"]
        let grades = ["ป.1", "ป.2", "ป.3", "รวม", "ป.1", "ป.2", "ป.3", "รวม"]
        let years = ["ปีการศึกษา 2565", "", "", "", "ปีการศึกษา 2566", "", "", ""]
        let blank = ["", ""]
        let (table, codes) = try down([
            (isCodeBelow ? blank : names) + years,
            (isCodeBelow ? names : blank) + grades,
            ["99040001", "บ้านหนึ่ง", "1", "2", "3", "6", "4", "5", "6", "15"],
        ])
        #expect(codes.isEmpty)
        let year = try #require(table.header.firstIndex(of: "year"))
        #expect(
            table.rows.map { [$0[year], $0[2], $0[3]] } == [
                ["2565", "P1", "1"], ["2565", "P2", "2"], ["2565", "P3", "3"],
                ["2566", "P1", "4"], ["2566", "P2", "5"], ["2566", "P3", "6"],
            ])
    }

    /// Without years above them, a second column of a grade is an error and never overwrites the first.
    @Test func repeatedGradesAreNotMixed() throws {
        let (table, codes) = try down([
            ["รหัสโรงเรียน", "ชื่อโรงเรียน", "ป.1", "ป.2", "ป.3", "ป.1"],
            ["99040001", "บ้านหนึ่ง", "1", "2", "3", "9"],
        ])
        #expect(codes == [FindingCode.duplicateColumn])
        #expect(table.rows.map { $0[3] } == ["1", "2", "3"])
    }

    /// Without a column of schools nothing is taken for totals: the sheet is refused.
    @Test func aSheetWithoutSchoolsIsRefused() throws {
        let (table, codes) = try down([
            ["เขต", "หมายเหตุ", "ป.1", "ป.2", "ป.3"], ["ก", "ข", "1", "2", "3"],
        ])
        #expect(table.rows.isEmpty && codes == [FindingCode.missingColumn])
    }

    /// `พิกัด` merged over latitude and longitude.
    @Test func positionsUnderOneTitle() throws {
        let table = try table([
            ["รหัสโรงเรียน", "ชื่อโรงเรียน", "พิกัด", ""], ["", "", "ละติจูด", "ลองจิจูด"],
            ["99040001", "บ้านหนึ่ง", "15.5", "104.5"],
        ])
        #expect(table.header == ["รหัสโรงเรียน", "ชื่อโรงเรียน", "ละติจูด", "ลองจิจูด"])
        #expect(table.rows == [["99040001", "บ้านหนึ่ง", "15.5", "104.5"]])
        #expect(table.rowNumbers == [3])
    }

    /// Below the schools come the total, a signature and a remark: the last two name no school.
    @Test func signaturesAndRemarksAreNoRows() throws {
        let table = try table([
            ["รหัสโรงเรียน", "ชื่อโรงเรียน", "ละติจูด"], ["99040001", "บ้านที่มา", "15.5"],
            ["", "รวม", "1 แห่ง"], ["", "ลงชื่อ นายลับสุดยอด ใจดี", ""], ["หมายเหตุ: ร่าง", "", ""],
        ])
        #expect(table.rows.map { $0[1] } == ["บ้านที่มา", "รวม"] && table.rowNumbers == [2, 3])
        // A code in the row names a school, whatever its name begins with.
        let last = try self.table([
            ["รหัสโรงเรียน", "ชื่อโรงเรียน", "ละติจูด"], ["99040001", "ที่มาศึกษา", ""],
        ])
        #expect(last.rows.count == 1)
    }
}
