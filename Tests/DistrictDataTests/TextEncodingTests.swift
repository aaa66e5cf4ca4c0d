import Foundation
import SchoolDistrict
import Testing

@testable import DistrictData

/// The same text in every encoding and with every line end.
enum WrittenText {
    /// The names of the encodings, each with or without a mark.
    static let encodings: [String] = [
        "utf-8", "utf-8 mark", "tis-620", "windows-874", "utf-16le", "utf-16le mark", "utf-16be",
        "utf-16be mark",
    ]

    static let lineEnds = ["\n", "\r", "\r\n"]

    /// Written independently of the reader: byte by byte from the scalar values.
    static func bytes(_ text: String, _ name: String, lineEnd: String) -> [UInt8] {
        let text = text.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: lineEnd)
        switch name {
        case "utf-8": return Array(text.utf8)
        case "utf-8 mark": return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        case "tis-620", "windows-874":
            return text.unicodeScalars.map {
                switch $0.value {
                case 0..<0x80: UInt8($0.value)
                case 0x0E01...0x0E5B: UInt8($0.value - 0x0E00 + 0xA0)
                case 0x201C: 0x93
                case 0x201D: 0x94
                default: UInt8(ascii: "?")
                }
            }
        case "utf-16le": return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case "utf-16be": return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case "utf-16le mark": return [0xFF, 0xFE] + bytes(text, "utf-16le", lineEnd: "\n")
        default: return [0xFE, 0xFF] + bytes(text, "utf-16be", lineEnd: "\n")
        }
    }
}

@Suite struct TextEncodingTests {
    /// 8 ways to write × 3 line ends: 24 identical districts, and each way is named.
    @Test func sameDistrictHoweverItIsWritten() throws {
        let rows = """
            school,grade,pupils,classes
            33040001,ป.1,๑๒,1
            33040001,ป.2,7,1
            33040002,อ.2,30,2

            """
        var districts: Set<District> = []
        for name in WrittenText.encodings {
            for lineEnd in WrittenText.lineEnds {
                let folder = try TemporaryDistrict(
                    tables: """
                        schools: {file: schools.csv}
                        enrolment: {file: enrolment.csv}
                        """)
                for (file, text) in [
                    ("schools.csv", TemporaryDistrict.schools), ("enrolment.csv", rows),
                ] {
                    let bytes = WrittenText.bytes(text, name, lineEnd: lineEnd)
                    try Data(bytes).write(to: folder.folder.appendingPathComponent(file))
                }
                let loaded = try DistrictReader.read(folder.path)
                districts.insert(loaded.district)
                #expect(loaded.district.schools[0].nameThai == "บ้านหนึ่ง")
                let notes = loaded.findings.filter { $0.code == "encoding_detected" }
                #expect(notes.count == (name == "utf-8" ? 0 : 2), "\(name)")
            }
        }
        #expect(districts.count == 1)
    }

    @Test(arguments: WrittenText.encodings) func detected(_ name: String) {
        for lineEnd in WrittenText.lineEnds {
            let text = name == "windows-874" ? "ชื่อ,“ก”\nข,ค\n" : "ชื่อ,ก\nข,ค\n"
            let detected = DetectedEncoding(
                of: WrittenText.bytes(text, name, lineEnd: lineEnd))
            #expect(detected.encoding.rawValue == name.split(separator: " ")[0])
            #expect(detected.hasByteOrderMark == name.hasSuffix("mark"))
            let ends = ["\n": "LF", "\r": "CR", "\r\n": "CRLF"]
            #expect(detected.lineEnd.rawValue == ends[lineEnd])
        }
    }

    /// A byte wrong in a long UTF-8 text is an error of UTF-8, not a text in TIS-620.
    @Test func brokenUTF8StaysUTF8() {
        var bytes = Array("ชื่อโรงเรียน,ตำบล\nบ้านหนึ่ง,หนึ่ง\n".utf8)
        bytes.insert(0xB9, at: 0)
        #expect(DetectedEncoding(of: bytes).encoding == .utf8)
        #expect(DetectedEncoding(of: [0x61, 0xFF, 0x0A]).encoding == .utf8)
    }

    /// Every letter of the code page against Unicode's CP874.TXT: 0xDB–0xDE and 0xFC–0xFF are none.
    @Test func codePage() throws {
        let text = try #require(
            String(bytes: TextEncoding.windows874.utf8Bytes(Array(0...255)), encoding: .utf8))
        let values = text.unicodeScalars.map(\.value)
        #expect(values.count == 256)
        #expect(values[0xA1] == 0x0E01 && values[0xDA] == 0x0E3A)
        #expect(values[0xDF] == 0x0E3F && values[0xFB] == 0x0E5B)
        #expect(values[0x80] == 0x20AC && values[0x97] == 0x2014 && values[0xA0] == 0xA0)
        let undefined = values.indices.filter { values[$0] == 0xFFFD }
        #expect(undefined.count == 4 + 11 + 8 + 4 + 4)
    }
}
