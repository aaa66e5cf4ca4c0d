import Accessibility
import SpatialTypes
import VectorData

extension PointFile {
    /// Where pupils live: points with a whole number in a column `pupils`.
    static func pupils(_ path: String) throws -> [PupilPlace] {
        let layer = try VectorReader.read(path: path, options: options(for: path))
        let names = ["pupils", "นักเรียน", "จำนวนนักเรียน", "population"]
        guard let column = names.first(where: layer.fieldNames.contains) else {
            throw RoadCommandError(
                exitCode: 65, thai: "\(path): ไม่มีช่อง pupils", english: "\(path): no column pupils")
        }
        return try layer.features.map { feature in
            guard case .point(let place) = feature.geometry,
                let count = feature.text(column).flatMap({ Int($0) }), count >= 0
            else {
                throw RoadCommandError(
                    exitCode: 65, thai: "\(path) แถว \(feature.id): ต้องมีพิกัดและจำนวนนักเรียน",
                    english: "\(path) row \(feature.id): a point and a whole number are needed")
            }
            return PupilPlace(coordinate: place, pupils: count)
        }
    }

    /// Official catchments: areas with the school's code.
    static func areas(_ path: String) throws -> [(code: String, area: [Polygon])] {
        let layer = try VectorReader.read(path: path)
        let names = ["school", "code", "id", "รหัสโรงเรียน", "รหัส"]
        guard let column = names.first(where: layer.fieldNames.contains) else {
            throw RoadCommandError(
                exitCode: 65, thai: "\(path): ไม่มีช่อง school", english: "\(path): no column school")
        }
        return layer.features.compactMap { feature in
            guard let code = feature.text(column), let geometry = feature.geometry,
                !geometry.polygons.isEmpty
            else { return nil }
            return (code: code, area: geometry.polygons)
        }
    }
}
