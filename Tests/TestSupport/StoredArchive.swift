/// A zip archive whose members are stored as they are, built in memory for tests.
public struct StoredArchive {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    /// An archive without members.
    public init() {}

    /// Adds a member; the name is written as given, in whatever encoding, without the UTF-8 mark
    /// unless `isUTF8`.
    public mutating func add(_ name: [UInt8], _ bytes: [UInt8], isUTF8: Bool = false) {
        let flags: UInt16 = isUTF8 ? 1 << 11 : 0
        let offset = UInt32(body.count)
        // Version, flags, method (stored), time, date, checksum, both sizes, lengths of name and extra.
        let common =
            Self.little(UInt16(20)) + Self.little(flags) + Self.little(UInt16(0))
            + Self.little(UInt32(0x21 << 16)) + Self.little(Self.checksum(bytes))
            + Self.little(UInt32(bytes.count)) + Self.little(UInt32(bytes.count))
            + Self.little(UInt16(name.count)) + Self.little(UInt16(0))
        body += Self.little(UInt32(0x0403_4B50)) + common + name + bytes
        directory +=
            Self.little(UInt32(0x0201_4B50)) + Self.little(UInt16(20)) + common
            + [UInt8](repeating: 0, count: 10) + Self.little(offset) + name
        count += 1
    }

    /// Adds a member with an ASCII or UTF-8 name.
    public mutating func add(_ name: String, _ text: String) {
        add(Array(name.utf8), Array(text.utf8), isUTF8: true)
    }

    /// The whole archive.
    public var bytes: [UInt8] {
        body + directory + Self.little(UInt32(0x0605_4B50)) + [0, 0, 0, 0] + Self.little(count)
            + Self.little(count) + Self.little(UInt32(directory.count))
            + Self.little(UInt32(body.count)) + [0, 0]
    }

    private static func little<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    /// CRC-32 as zip wants it (polynomial 0xEDB88320).
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320 }
        }
        return ~value
    }

    /// An XLSX file: each sheet by name, with its rows of texts; digits alone are stored as numbers.
    public static func spreadsheet(_ sheets: [(name: String, rows: [[String]])]) -> [UInt8] {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006"
        let head = #"<?xml version="1.0" encoding="UTF-8"?>"#
        let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        var archive = StoredArchive()
        let numbers = sheets.indices.map { $0 + 1 }
        archive.add(
            "[Content_Types].xml",
            head + #"<Types xmlns="\#(package)/content-types">"#
                + #"<Default Extension="xml" ContentType="application/xml"/>"#
                + #"<Default Extension="rels" "#
                + #"ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
                + #"<Override PartName="/xl/workbook.xml" ContentType="\#(type).sheet.main+xml"/>"#
                + numbers.map {
                    #"<Override PartName="/xl/worksheets/sheet\#($0).xml" "#
                        + #"ContentType="\#(type).worksheet+xml"/>"#
                }.joined() + "</Types>")
        archive.add(
            "_rels/.rels",
            head + #"<Relationships xmlns="\#(package)/relationships"><Relationship Id="r1" "#
                + #"Type="\#(links)/officeDocument" Target="xl/workbook.xml"/></Relationships>"#)
        archive.add(
            "xl/workbook.xml",
            head + #"<workbook xmlns="\#(main)" xmlns:r="\#(links)"><sheets>"#
                + zip(numbers, sheets).map {
                    #"<sheet name="\#($1.name)" sheetId="\#($0)" r:id="rId\#($0)"/>"#
                }.joined() + "</sheets></workbook>")
        archive.add(
            "xl/_rels/workbook.xml.rels",
            head + #"<Relationships xmlns="\#(package)/relationships">"#
                + numbers.map {
                    #"<Relationship Id="rId\#($0)" Type="\#(links)/worksheet" "#
                        + #"Target="worksheets/sheet\#($0).xml"/>"#
                }.joined() + "</Relationships>")
        for (number, sheet) in zip(numbers, sheets) {
            let rows = sheet.rows.enumerated().map { index, cells in
                #"<row r="\#(index + 1)">"#
                    + cells.enumerated().map { cell($1, index, $0) }.joined()
                    + "</row>"
            }
            archive.add(
                "xl/worksheets/sheet\(number).xml",
                head + #"<worksheet xmlns="\#(main)"><sheetData>"# + rows.joined()
                    + "</sheetData></worksheet>")
        }
        return archive.bytes
    }

    /// An ODS file: each sheet by name, with its rows of texts; blanks behind a text are merged into it.
    public static func openDocument(_ sheets: [(name: String, rows: [[String]])]) -> [UInt8] {
        let names = ["office", "table", "text"].map {
            #"xmlns:\#($0)="urn:oasis:names:tc:opendocument:xmlns:\#($0):1.0""#
        }
        let tables = sheets.map { sheet in
            let rows = sheet.rows.map { row in
                "<table:table-row>" + row.map(openCell).joined() + "</table:table-row>"
            }
            return #"<table:table table:name="\#(sheet.name)">"# + rows.joined() + "</table:table>"
        }
        var archive = StoredArchive()
        archive.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.add(
            "content.xml",
            #"<?xml version="1.0" encoding="UTF-8"?><office:document-content "#
                + names.joined(separator: " ") + "><office:body><office:spreadsheet>"
                + tables.joined()
                + "</office:spreadsheet></office:body></office:document-content>")
        return archive.bytes
    }

    private static func openCell(_ text: String) -> String {
        if text.isEmpty { return "<table:covered-table-cell/>" }
        let isNumber = text.utf8.allSatisfy { (48...57).contains($0) } && !text.hasPrefix("0")
        let type = isNumber ? #"float" office:value="\#(text)"# : "string"
        return #"<table:table-cell office:value-type="\#(type)"><text:p>\#(text)</text:p>"#
            + "</table:table-cell>"
    }

    private static func cell(_ text: String, _ row: Int, _ column: Int) -> String {
        guard !text.isEmpty else { return "" }
        let first = column / 26 > 0 ? String(UnicodeScalar(UInt8(64 + column / 26))) : ""
        let place = first + String(UnicodeScalar(UInt8(65 + column % 26))) + "\(row + 1)"
        let isNumber = text.utf8.allSatisfy { (48...57).contains($0) } && !text.hasPrefix("0")
        return isNumber
            ? #"<c r="\#(place)"><v>\#(text)</v></c>"#
            : #"<c r="\#(place)" t="inlineStr"><is><t>\#(text)</t></is></c>"#
    }
}
