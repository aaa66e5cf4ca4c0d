import DistrictData
import TestSupport
import Testing

@Suite("CSV")
struct CSVReaderTests {
    private func read(_ text: String, delimiter: Character? = nil) throws -> CSVTable {
        try CSVReader.read(Array(text.utf8), file: "t.csv", delimiter: delimiter)
    }

    private func rows(_ table: CSVTable) -> [[String]] {
        (0..<table.rowCount).map { row in
            table.header.indices.map { table.text(row: row, column: $0) }
        }
    }

    private func failure(_ bytes: [UInt8], _ encoding: TextEncoding? = nil) -> [Finding] {
        do throws(DistrictDataError) {
            _ = try CSVReader.read(bytes, file: "t.csv", encoding: encoding)
            return []
        } catch { return error.findings }
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func lineEnds(_ end: String) throws {
        let table = try read(["รหัส,ชื่อ", "01,\"ก\(end)ข\"", "02,", ""].joined(separator: end))
        #expect(table.header == ["รหัส", "ชื่อ"])
        #expect(rows(table) == [["01", "ก\(end)ข"], ["02", ""]])
        #expect((0..<2).map(table.rowNumber) == [2, 3])
    }

    @Test func quotesAndByteOrderMark() throws {
        let table = try read("\u{FEFF}a,b\n\"say \"\"hi\"\"\",\"1,2\"\n\"\",x")
        #expect(table.header == ["a", "b"])
        #expect(rows(table) == [["say \"hi\"", "1,2"], ["", "x"]])
    }

    @Test(arguments: [
        ("a;b,c;d\n1;2;3", ";" as Character), ("a\tb;c\td\n1\t2\t3", "\t"), ("a\n1", ","),
    ])
    func delimiterFromHeader(_ text: String, _ expected: Character) throws {
        #expect(try read(text).delimiter == expected)
    }

    @Test func delimiterInsideQuotesDoesNotCount() throws {
        #expect(try read("\"a,b,c\";d\n1;2").header == ["a,b,c", "d"])
    }

    @Test func blankRowsAreSkippedButCounted() throws {
        let table = try read("\n,\na,b\n\n1,2\n,\n3,4\n")
        #expect(table.header == ["a", "b"])
        #expect(rows(table) == [["1", "2"], ["3", "4"]])
        #expect((0..<2).map(table.rowNumber) == [5, 7])
    }

    /// Nine rows with a comma too many: five in full, one line for the other four, and what to look for.
    @Test func manyBadRowsAreGrouped() throws {
        let rows = String(repeating: "1,ก,ข\n", count: 9)
        let error = DistrictDataError(findings: failure(Array("code,name\n\(rows)".utf8)))
        let text = "\(error)"
        #expect(text.split(separator: "error cell_count").count == 6)
        #expect(text.contains("and 4 more of cell_count"))
        #expect(text.contains("a comma or quotation mark inside a value?"))
    }

    @Test func everyRaggedRowIsNamed() {
        let findings = failure(Array("a,b\n1\n1,2\n1,2,3\n".utf8))
        #expect(findings.map(\.row) == [2, 4])
        #expect(findings.map(\.code) == ["cell_count", "cell_count"])
        #expect(findings.map(\.value) == ["1", "3"])
    }

    @Test func malformedQuotes() {
        #expect(failure(Array("a,b\n1,\"2\n3,4\n".utf8)).first?.code == "unclosed_quote")
        #expect(failure(Array("a,b\n1,\"2\n3,4\n".utf8)).first?.row == 2)
        #expect(failure(Array("a,b\n\"1\"x,2\n".utf8)).map(\.code) == ["stray_text"])
    }

    @Test(arguments: ["", " \n\r\n", "\u{FEFF}"])
    func emptyFile(_ text: String) {
        #expect(failure(Array(text.utf8)).map(\.code) == ["empty_file"])
    }

    /// "กข" in TIS-620 is A1 A2; in UTF-8 those bytes cannot start a letter.
    @Test func thaiCodePage() throws {
        let bytes = Array("a,b\n1,".utf8) + [0xA1, 0xA2, 0x0A]
        let finding = try #require(failure(bytes, .utf8).first)
        #expect(finding.code == "invalid_utf8")
        #expect(finding.row == 2)
        #expect(finding.expectedEnglish.contains("byte 7 "))
        #expect(finding.expectedEnglish.contains("windows-874"))
        for encoding in [TextEncoding.windows874, .tis620, nil] {
            let table = try CSVReader.read(bytes, file: "t.csv", encoding: encoding)
            #expect(table.text(row: 0, column: 1) == "กข")
        }
    }

    /// Overlong forms, surrogates and values past U+10FFFF are refused (RFC 3629).
    @Test(
        arguments: [
            [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE0],
            [0xF0, 0x9F, 0x98],
        ] as [[UInt8]])
    func invalidUTF8(_ bytes: [UInt8]) {
        #expect(failure([0x61, 0x0A] + bytes).map(\.code) == ["invalid_utf8"])
    }

    /// decode(encode(x)) = x for tables of awkward cells, any separator and line end.
    @Test(arguments: 1...300)
    func roundTrip(_ seed: Int) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        let letters = ["ก", "ำ", "a", "😀", "\"", ",", ";", "\t", "\n", "\r", " ", "1", "๑"]
        let delimiter = [",", ";", "\t"].randomElement(using: &generator) ?? ","
        let end = ["\n", "\r\n", "\r"].randomElement(using: &generator) ?? "\n"
        let width = Int.random(in: 1...5, using: &generator)
        let header = (0..<width).map { "h\($0)" }
        let body = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
            (0..<width).map { column in
                // The first cell keeps a row from being blank.
                let text = (0..<Int.random(in: 0...6, using: &generator))
                    .map { _ in letters.randomElement(using: &generator) ?? "" }.joined()
                return column == 0 ? "x" + text : text
            }
        }
        let text = ([header] + body).map { row in
            row.map { encode($0, quoted: Bool.random(using: &generator)) }
                .joined(separator: delimiter)
        }.joined(separator: end)
        let table = try read(text, delimiter: Character(delimiter))
        #expect(table.header == header, "seed \(seed)")
        #expect(rows(table) == body, "seed \(seed)")
        #expect((0..<table.rowCount).map(table.rowNumber) == body.indices.map { $0 + 2 })
    }

    /// Scalar by scalar: a quote and a Thai vowel after it are one `Character`.
    private func encode(_ cell: String, quoted: Bool) -> String {
        let special = "\",;\t\n\r".unicodeScalars
        guard quoted || cell.unicodeScalars.contains(where: special.contains) else { return cell }
        var text = "\""
        for scalar in cell.unicodeScalars {
            if scalar == "\"" { text += "\"" }
            text.unicodeScalars.append(scalar)
        }
        return text + "\""
    }
}
