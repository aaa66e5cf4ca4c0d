import Foundation
import SpatialTypes
import Testing

@testable import VectorData

/// Shapefiles without `.cpg` and `.prj`, written byte by byte.
@Suite struct BareShapefileTests {
    private static func big(_ value: Int32) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }

    private static func little<Value: BitwiseCopyable>(_ value: Value) -> [UInt8] {
        withUnsafeBytes(of: value) { Array($0) }
    }

    /// One point in UTM 48N with one text of 10 bytes; the table's header claims Western Windows.
    private func write(_ text: [UInt8], in folder: ScratchFolder) throws -> String {
        let (x, y) = (500_000.0, 1_600_000.0)
        let box = [x, y, x, y].flatMap(Self.little) + [UInt8](repeating: 0, count: 32)
        func head(_ words: Int32) -> [UInt8] {
            Self.big(9994) + [UInt8](repeating: 0, count: 20) + Self.big(words)
                + Self.little(Int32(1000)) + Self.little(Int32(1)) + box
        }
        let point = Self.little(Int32(1)) + Self.little(x) + Self.little(y)
        let path = try folder.file("p.shp", bytes: head(64) + Self.big(1) + Self.big(10) + point)
        _ = try folder.file("p.shx", bytes: head(54) + Self.big(50) + Self.big(10))
        var field = Array("NAME".utf8) + [UInt8](repeating: 0, count: 7) + [UInt8(ascii: "C")]
        field += [0, 0, 0, 0, 10, 0] + [UInt8](repeating: 0, count: 14)
        let table: [UInt8] =
            [3, 126, 1, 1] + Self.little(Int32(1)) + Self.little(Int16(65)) + Self.little(Int16(11))
            + [UInt8](repeating: 0, count: 17) + [0x57, 0, 0]
        let cell = text + [UInt8](repeating: 0x20, count: 10 - text.count)
        _ = try folder.file("p.dbf", bytes: table + field + [0x0D, 0x20] + cell + [0x1A])
        return path
    }

    /// “ยก” is C2 A1 in the code page, which is also “¡” in UTF-8; “บ้าน” is no UTF-8.
    @Test func encodingIsToldFromTheBytes() throws {
        let folder = try ScratchFolder()
        let options = VectorReader.Options(fallbackCRS: "EPSG:32648")
        let page = try VectorReader.read(
            path: write([0xBA, 0xE9, 0xD2, 0xB9, 0xC2, 0xA1], in: folder), options: options)
        #expect(page.features[0].text("NAME") == "บ้านยก")
        #expect(page.detectedEncoding == "CP874")
        // “บ้าน” in UTF-8 takes 12 bytes: the last letter is cut after its first byte.
        let cut = try VectorReader.read(
            path: write(Array("บ้าน".utf8.prefix(10)), in: folder), options: options)
        #expect(cut.features[0].text("NAME") == "บ้า")
        #expect(cut.detectedEncoding == "UTF-8")
    }

    /// Without a `.prj` the fallback places the point on the zone's meridian; a stated system wins.
    @Test func systemIsTheFallback() throws {
        let folder = try ScratchFolder()
        let path = try write([0x41], in: folder)
        let layer = try VectorReader.read(path: path, options: .init(fallbackCRS: "EPSG:32648"))
        #expect(layer.lacksCRS)
        let place = try #require(layer.features[0].geometry?.coordinates.first)
        #expect(abs(place.longitude - 105) < 1e-9 && abs(place.latitude - 14.47) < 0.01)
        let stated = try VectorReader.read(
            path: path, options: .init(crs: "EPSG:32647", fallbackCRS: "EPSG:32648"))
        #expect(!stated.lacksCRS)
        #expect(abs((stated.features[0].geometry?.coordinates.first?.longitude ?? 0) - 99) < 1e-9)
        #expect(throws: VectorDataError.self) { try VectorReader.read(path: path) }
    }
}
