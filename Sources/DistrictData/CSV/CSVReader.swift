/// Reads text separated by commas, semicolons, tabs or bars (RFC 4180).
///
/// Quoted cells may hold separators, line ends and doubled quotes; lines end with CRLF, LF or CR;
/// a byte-order mark is skipped. A row that is wholly blank is skipped but counted. Lines of one
/// cell above a table of several are titles, not its header.
public enum CSVReader {
    /// Reads a table from the bytes of a file.
    ///
    /// - Parameters:
    ///   - file: the name that findings carry.
    ///   - delimiter: the separator; detected from the header when `nil`.
    ///   - encoding: how bytes stand for letters; detected from the bytes when `nil`.
    /// - Throws: `DistrictDataError` with every row that is too short or too long, an unclosed
    ///   quote, the first invalid byte, or the lack of a header.
    /// - Complexity: O(bytes).
    public static func read(
        _ bytes: [UInt8], file: String, delimiter: Character? = nil,
        encoding: TextEncoding? = nil
    ) throws(DistrictDataError) -> CSVTable {
        guard bytes.count < Int(UInt32.max) / 3 else {
            throw DistrictDataError(findings: [
                Finding(
                    code: FindingCode.unreadableFile, severity: .error, file: file,
                    value: "\(bytes.count)", expectedThai: "ไฟล์ใหญ่เกิน 1.4 GB แบ่งไฟล์ก่อน",
                    expectedEnglish: "the file is larger than 1.4 GB; split it")
            ])
        }
        let detected = encoding == nil ? DetectedEncoding(of: bytes) : nil
        let text = (encoding ?? detected?.encoding ?? .utf8).utf8Bytes(bytes)
        if let offset = TextEncoding.firstInvalidUTF8(in: text) {
            throw invalidText(text, at: offset, byteOrderMark: bytes.count - text.count, file: file)
        }
        guard text.contains(where: { $0 > 0x20 }) else {
            throw DistrictDataError(findings: [
                Finding(
                    code: FindingCode.emptyFile, severity: .error, file: file,
                    expectedThai: "ไฟล์ว่างเปล่า ต้องมีแถวหัวตารางและข้อมูล",
                    expectedEnglish: "the file is empty; a header row and data are expected")
            ])
        }
        let separator = delimiter?.asciiValue ?? detectDelimiter(text)
        var scanner = CSVScanner(bytes: text, delimiter: separator)
        scanner.scan()
        return try table(from: scanner, file: file, bytes: text, detected: detected)
    }

    private static func table(
        from scanner: CSVScanner, file: String, bytes: [UInt8], detected: DetectedEncoding?
    ) throws(DistrictDataError) -> CSVTable {
        var findings: [Finding] = []
        if let row = scanner.unclosedQuoteRow {
            findings.append(
                Finding(
                    code: FindingCode.unclosedQuote, severity: .error, file: file, row: row,
                    expectedThai: "เครื่องหมายคำพูด (\") เปิดแล้วไม่ปิด",
                    expectedEnglish: "a quoted cell is opened and never closed"))
        }
        if let row = scanner.strayTextRow {
            findings.append(
                Finding(
                    code: FindingCode.strayText, severity: .error, file: file, row: row,
                    expectedThai:
                        "มีข้อความหลังเครื่องหมายคำพูดปิด เครื่องหมายคำพูดในข้อความต้องเขียนซ้อนสองตัว (\"\")",
                    expectedEnglish:
                        "text follows a closing quote; a quote inside a cell is written twice"))
        }
        let titles = titleRows(scanner)
        guard let width = scanner.rows.dropFirst(titles.count).first?.cellCount else {
            throw DistrictDataError(findings: [
                Finding(
                    code: FindingCode.emptyFile, severity: .error, file: file,
                    expectedThai: "มีแต่ตัวคั่น ไม่มีหัวตารางและข้อมูล",
                    expectedEnglish: "nothing but separators; a header row and data are expected")
            ])
        }
        let head = titles.reduce(0) { $0 + $1.cellCount }
        let header = scanner.cells[head..<(head + width)].map {
            ThaiText.trim(CSVTable.text(of: $0, in: bytes))
        }
        var cells: [CSVTable.Cell] = []
        cells.reserveCapacity(scanner.cells.count - width)
        var rowNumbers: [Int] = []
        rowNumbers.reserveCapacity(scanner.rows.count - 1)
        var first = head + width
        for row in scanner.rows.dropFirst(titles.count + 1) {
            let range = first..<(first + row.cellCount)
            first = range.upperBound
            if row.isBlank { continue }
            if row.cellCount == width {
                cells.append(contentsOf: scanner.cells[range])
                rowNumbers.append(row.number)
            } else {
                findings.append(
                    Finding(
                        code: FindingCode.cellCount, severity: .error, file: file, row: row.number,
                        value: "\(row.cellCount)",
                        expectedThai: "แถวนี้มี \(row.cellCount) ช่อง แต่หัวตารางมี \(width) ช่อง "
                            + "มีจุลภาคหรือเครื่องหมายคำพูดอยู่ในค่าหรือไม่",
                        expectedEnglish:
                            "the row has \(row.cellCount) cells, the header has \(width); "
                            + "a comma or quotation mark inside a value?"))
            }
        }
        if !findings.isEmpty { throw DistrictDataError(findings: findings) }
        return CSVTable(
            header: header, delimiter: Character(Unicode.Scalar(scanner.delimiter)), bytes: bytes,
            cells: cells, rowNumbers: rowNumbers, detectedEncoding: detected,
            titles: scanner.cells[0..<head].map { CSVTable.text(of: $0, in: bytes) })
    }

    /// The lines of one cell before the first of several; none when there is no such line near the top.
    private static func titleRows(_ scanner: CSVScanner) -> ArraySlice<CSVScanner.Row> {
        let titles = scanner.rows.prefix(12).prefix { $0.cellCount == 1 || $0.isBlank }
        return titles.count < min(12, scanner.rows.count) ? titles : []
    }

    /// The separator that occurs most often outside quotes in the first line that has any.
    private static func detectDelimiter(_ bytes: [UInt8]) -> UInt8 {
        let candidates = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }
        var counts = [0, 0, 0, 0]
        var isQuoted = false
        var hasText = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if hasText, counts != [0, 0, 0, 0] { break }
                continue
            }
            hasText = true
            if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
        }
        var best = 0
        for index in 1..<4 where counts[index] > counts[best] { best = index }
        return candidates[best]
    }

    private static func invalidText(
        _ bytes: [UInt8], at offset: Int, byteOrderMark: Int, file: String
    ) -> DistrictDataError {
        let before = CSVScanner.rowNumber(at: offset, in: bytes)
        let looksThai = bytes[offset] >= 0xA1 && bytes[offset] <= 0xFB
        let hint = "บันทึกเป็น “CSV UTF-8”"
        let hex = String(bytes[offset], radix: 16, uppercase: true)
        return DistrictDataError(findings: [
            Finding(
                code: FindingCode.invalidText, severity: .error, file: file, row: before,
                value: "byte 0x\(hex)",
                expectedThai:
                    "ไบต์ที่ \(offset + byteOrderMark + 1) ไม่ใช่ UTF-8: \(hint)"
                    + (looksThai ? " หรือระบุ encoding: windows-874 ใน district.yaml" : ""),
                expectedEnglish:
                    "byte \(offset + byteOrderMark + 1) is not UTF-8: save as “CSV UTF-8”"
                    + (looksThai ? " or state encoding: windows-874 in the manifest" : ""))
        ])
    }
}

/// One pass over the bytes, giving cells and rows.
struct CSVScanner {
    struct Row {
        var number: Int
        var cellCount: Int
        var isBlank: Bool
    }

    let bytes: [UInt8]
    let delimiter: UInt8
    private(set) var cells: [CSVTable.Cell] = []
    private(set) var rows: [Row] = []
    private(set) var unclosedQuoteRow: Int?
    /// The first row with text between a closing quote and the separator.
    private(set) var strayTextRow: Int?

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(bytes: [UInt8], delimiter: UInt8) {
        self.bytes = bytes
        self.delimiter = delimiter
    }

    mutating func scan() {
        var position = 0
        var number = 1
        while position < bytes.count {
            position = scanRow(from: position, number: number)
            number += 1
        }
        // The header is the first row that is not blank.
        let blanks = rows.prefix { $0.isBlank }
        cells.removeFirst(blanks.reduce(0) { $0 + $1.cellCount })
        rows.removeFirst(blanks.count)
    }

    /// Reads one row and returns where the next begins.
    private mutating func scanRow(from start: Int, number: Int) -> Int {
        var position = start
        let firstCell = cells.count
        var isBlank = true
        while true {
            position = scanCell(from: position, rowNumber: number, isBlank: &isBlank)
            guard position < bytes.count else { break }
            let byte = bytes[position]
            position += 1
            if byte == delimiter { continue }
            if byte == Self.carriageReturn, position < bytes.count,
                bytes[position] == Self.lineFeed
            {
                position += 1
            }
            break
        }
        rows.append(Row(number: number, cellCount: cells.count - firstCell, isBlank: isBlank))
        return position
    }

    /// Reads one cell and returns the position of the separator, the line end or the end of the bytes.
    private mutating func scanCell(
        from start: Int, rowNumber: Int, isBlank: inout Bool
    ) -> Int {
        var position = start
        if position < bytes.count, bytes[position] == Self.quote {
            isBlank = false
            position += 1
            let textStart = position
            var hasEscapes = false
            while position < bytes.count {
                if bytes[position] == Self.quote {
                    guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else {
                        break
                    }
                    hasEscapes = true
                    position += 1
                }
                position += 1
            }
            append(textStart, min(position, bytes.count), hasEscapes)
            if position >= bytes.count {
                unclosedQuoteRow = unclosedQuoteRow ?? rowNumber
                return bytes.count
            }
            position += 1
            while position < bytes.count, !isEnd(bytes[position]) {
                if bytes[position] > 0x20 { strayTextRow = strayTextRow ?? rowNumber }
                position += 1
            }
            return position
        }
        while position < bytes.count, !isEnd(bytes[position]) {
            if bytes[position] > 0x20 { isBlank = false }
            position += 1
        }
        append(start, position, false)
        return position
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn
    }

    private mutating func append(_ start: Int, _ end: Int, _ hasEscapes: Bool) {
        cells.append(
            CSVTable.Cell(start: UInt32(start), end: UInt32(end), hasEscapes: hasEscapes))
    }

    /// The spreadsheet row that holds a byte: line ends outside quotes are counted.
    static func rowNumber(at offset: Int, in bytes: [UInt8]) -> Int {
        var number = 1
        var isQuoted = false
        for index in 0..<offset {
            switch bytes[index] {
            case quote: isQuoted.toggle()
            case lineFeed where !isQuoted: number += 1
            case carriageReturn where !isQuoted:
                if index + 1 >= bytes.count || bytes[index + 1] != lineFeed { number += 1 }
            default: continue
            }
        }
        return number
    }
}
