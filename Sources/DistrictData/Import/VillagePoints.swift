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

    /// The points by subdistrict and number; several where districts share a subdistrict's name.
    private var points: [PupilAggregate.Home: [(district: String, point: Point)]] = [:]

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
        func other(_ words: [String]) -> Int? {
            words.lazy.map(HeaderWords.compact).compactMap(compacted.firstIndex(of:)).first
        }
        let number = other(["หมู่", "หมู่ที่", "moo"])
        let district = other(["district"] + HeaderWords.synonyms(of: "district", in: .villages))
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
            let point = Point(
                code: key, name: text(column("name_th")), longitude: longitude, latitude: latitude)
            points[home, default: []].append(
                (text(district).removingPrefix(["อำเภอ", "อ."]), point))
        }
    }

    /// The point of a home; `nil` where there is none, or several that the district does not tell apart.
    private func point(of home: PupilAggregate.Home) -> Point? {
        let candidates = points[.init(subdistrict: home.subdistrict, number: home.number)] ?? []
        let near = candidates.filter {
            home.district.isEmpty || $0.district.isEmpty || $0.district == home.district
        }
        return Set(near.map(\.point.code)).count == 1 ? near[0].point : nil
    }

    /// The homes with a village point as the villages table, and those without as they are.
    func joined(with homes: CellTable) -> (placed: CellTable, unplaced: CellTable) {
        var placed: [[String]] = []
        var unplaced: [[String]] = []
        for row in homes.rows {
            let home = PupilAggregate.Home(
                district: row[0], subdistrict: row[1], number: Int(row[2]) ?? 0)
            if let point = point(of: home) {
                placed.append(
                    [point.code, point.name, point.longitude, point.latitude, row[1]] + row[3...])
            } else {
                unplaced.append(row)
            }
        }
        let header =
            ["code", "name_th", "longitude", "latitude", "subdistrict"] + homes.header[3...]
        return (
            ImportAssembly.table(header, placed), ImportAssembly.table(homes.header, unplaced)
        )
    }
}
