import SchoolDistrict
import SpatialTypes

/// The positions of villages by subdistrict and number, for homes that were counted without any.
struct VillagePoints {
    private struct Point {
        var code: String
        var name: String
        var longitude: String
        var latitude: String
    }

    private var points: [PupilAggregate.Home: Point] = [:]

    /// `nil` when the file does not give code, subdistrict and position.
    ///
    /// The number is a column `หมู่` or `moo`, else the last two digits of the eight-digit code.
    init?(_ file: ImportedFile) {
        guard let content = file.content else { return nil }
        func column(_ name: String) -> Int? {
            file.matches.first { $0.column == name }
                .flatMap { content.header.firstIndex(of: $0.header) }
        }
        guard let code = column("code"), let subdistrict = column("subdistrict") else { return nil }
        let compacted = content.header.map(HeaderWords.compact)
        let number = ["หมู่", "หมู่ที่", "moo"].lazy.compactMap(compacted.firstIndex(of:)).first
        for row in 0..<content.rowCount {
            func text(_ column: Int?) -> String {
                column.map { ThaiText.trim(content.text(row: row, column: $0)) } ?? ""
            }
            let place = content.point(row)
            let longitude = place.map { "\($0.longitude)" } ?? text(column("longitude"))
            let latitude = place.map { "\($0.latitude)" } ?? text(column("latitude"))
            let key = CodeText.read(text(code))?.code ?? ""
            let digits = number == nil ? String(key.suffix(2)) : text(number)
            guard !longitude.isEmpty, !latitude.isEmpty, !key.isEmpty,
                let moo = try? NumberText.integer(digits)
            else { continue }
            let home = PupilAggregate.Home(
                subdistrict: text(subdistrict).removingPrefix(["ตำบล", "ต."]), number: moo)
            points[home] = Point(
                code: key, name: text(column("name_th")), longitude: longitude, latitude: latitude)
        }
    }

    /// The homes with a village point as the villages table, and those without as they are.
    func joined(with homes: CellTable) -> (placed: CellTable, unplaced: CellTable) {
        var placed: [[String]] = []
        var unplaced: [[String]] = []
        for row in homes.rows {
            let home = PupilAggregate.Home(subdistrict: row[0], number: Int(row[1]) ?? 0)
            if let point = points[home] {
                placed.append(
                    [point.code, point.name, point.longitude, point.latitude, row[0]] + row[2...])
            } else {
                unplaced.append(row)
            }
        }
        let header =
            ["code", "name_th", "longitude", "latitude", "subdistrict"] + homes.header[2...]
        return (
            ImportAssembly.table(header, placed), ImportAssembly.table(homes.header, unplaced)
        )
    }
}
