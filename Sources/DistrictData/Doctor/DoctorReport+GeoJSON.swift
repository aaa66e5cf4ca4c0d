import Foundation

extension DoctorReport {
    /// The findings as GeoJSON points (RFC 7946), in the order of the list; those without a place have no geometry.
    ///
    /// Properties: `code, severity, file, row, column, value, school, school_name, expected_th, expected_en,
    /// repair, repair_safe, moved_metres`. Where a position is to be repaired, the point is the new place.
    ///
    /// - Throws: an encoding error of Foundation, which no finding can cause.
    public func geoJSON() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let features = try findings.map { finding in
            let feature = Feature(
                geometry: finding.place.map {
                    Point(coordinates: [rounded($0.longitude), rounded($0.latitude)])
                },
                properties: properties(of: finding))
            return String(decoding: try encoder.encode(feature), as: UTF8.self)
        }
        return "{\"type\":\"FeatureCollection\",\"name\":\"findings\",\"features\":[\n"
            + features.joined(separator: ",\n") + "\n]}\n"
    }

    private func properties(of finding: Finding) -> Properties {
        Properties(
            code: finding.code, severity: finding.severity.rawValue, file: finding.file,
            row: finding.row ?? finding.line, source: finding.source?.thaiText,
            column: finding.column, value: finding.value,
            school: finding.schoolCode,
            school_name: finding.schoolCode.flatMap { schoolNames[$0] },
            expected_th: finding.expectedThai, expected_en: finding.expectedEnglish,
            repair: finding.repair.map { repair in
                repair.changes.map { "\($0.column)=\($0.new)" }.joined(separator: "; ")
            },
            repair_safe: finding.repair?.isSafe, moved_metres: finding.repair?.movedMetres)
    }

    /// Six decimals: a tenth of a metre.
    private func rounded(_ degrees: Double) -> Double { (degrees * 1e6).rounded() / 1e6 }

    private struct Feature: Encodable {
        var type = "Feature"
        var geometry: Point?
        var properties: Properties

        enum CodingKeys: String, CodingKey { case type, geometry, properties }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(type, forKey: .type)
            // A feature without a place has a null geometry, not a missing one.
            try container.encode(geometry, forKey: .geometry)
            try container.encode(properties, forKey: .properties)
        }
    }

    private struct Point: Encodable {
        var type = "Point"
        var coordinates: [Double]
    }

    private struct Properties: Encodable {
        var code: String
        var severity: String
        var file: String
        var row: Int?
        var source: String?
        var column: String?
        var value: String?
        var school: String?
        var school_name: String?
        var expected_th: String
        var expected_en: String
        var repair: String?
        var repair_safe: Bool?
        var moved_metres: Double?
    }
}
