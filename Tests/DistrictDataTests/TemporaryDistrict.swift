import DistrictData
import Foundation

/// A district folder in a temporary place, removed with the last reference.
final class TemporaryDistrict {
    let folder: URL

    var path: String { folder.path }

    /// A folder with the manifest's head, the given table lines and the given files.
    ///
    /// - Parameters:
    ///   - tables: YAML lines of the tables; the smallest set when `nil`.
    ///   - head: YAML lines before the tables.
    init(
        head: String = TemporaryDistrict.head, tables: String = "schools: {file: schools.csv}\n",
        files: [String: String] = [:]
    ) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("district-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write("district.yaml", head + tables)
        if files["schools.csv"] == nil { try write("schools.csv", Self.schools) }
        for (name, text) in files { try write(name, text) }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: folder.appendingPathComponent(name))
    }

    static let head = """
        office: {code: "3304", name_th: สพป.ทดสอบ เขต 4}
        academic_year: 2566
        crs: EPSG:4326

        """

    /// Three schools: two ordinary ones 5 km apart and one private.
    static let schools = """
        code,name_th,longitude,latitude,subdistrict,grades_offered,rooms,statuses,external
        33040001,บ้านหนึ่ง,104.60,14.60,ตำบลหนึ่ง,K2-P6,8,,no
        33040002,บ้านสอง,104.65,14.60,สอง,อนุบาล-มัธยมศึกษาตอนต้น,12,island;เกาะ,no
        90000001,เอกชน,104.70,14.70,,,,,yes

        """
}

/// What a reading says, errors included.
func findings(in district: TemporaryDistrict) -> [Finding] {
    DistrictDoctor.examine(district.path).findings
}

/// The real data that lies beside the repository.
enum SharedData {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared/data")

    /// Whether tests on real data run: always in CI, where a missing file must fail.
    static var isExpected: Bool {
        ProcessInfo.processInfo.environment["CI"] == "true"
            || FileManager.default.fileExists(atPath: folder.path)
    }

    static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}
