import ArgumentParser
import DistrictData
import Foundation

/// `schoolnet import`: a district folder from the files that an office has.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "นำเข้าแฟ้มที่เขตมีอยู่ · make a district of the files an office has",
        discussion: """
            บอกว่าแต่ละแฟ้มคืออะไร จับคู่หัวตาราง และเขียน district.yaml ไม่แก้ไขแฟ้มเดิม
            ข้อมูลนักเรียนรายคนถูกนับเป็นรายโรงเรียน ชั้น และหมู่บ้าน ไม่เก็บเลขประจำตัวและชื่อ
            Tells what each file is, maps its columns and writes district.yaml; changes no file.
            Single pupils are counted by school, grade and village; numbers and names are not kept.

            ตัวอย่าง / Examples:
              schoolnet import schools.xlsx students.csv staff.csv --into my-district
              schoolnet import register.csv village.zip --office "สพป.นครปฐม เขต 1" --into np1
              schoolnet import office.gpkg students.xlsx --layer schools --layer tambons \\
                --sheet "ปี 2566" --kind students.xlsx=enrolment --into my-district

            รหัสจบการทำงาน / Exit codes:
              0 done, 64 usage, 65 nothing that can be planned or bad data (nothing written)
              66 input missing, 73 output cannot be created, 74 I/O error
            """)

    @Argument(help: "แฟ้มข้อมูล (CSV, Excel, ODS, Shapefile, zip, GeoJSON, KML, OSM, PG:…) / files")
    var files: [String]

    @Option(name: .customLong("into"), help: "โฟลเดอร์ที่จะเขียน / the folder to write")
    var folder: String

    @Option(help: "รหัสหรือชื่อเขตพื้นที่ / the office, by code or name")
    var office: String?

    @Option(help: "ปีการศึกษา พ.ศ. / academic year, Buddhist era")
    var year: Int?

    @Option(
        name: .customLong("layer"),
        help: "ชั้นข้อมูล: ชื่อ หรือ แฟ้ม=ชื่อ ใส่ได้หลายครั้ง / layers: NAME or FILE=NAME; may be repeated")
    var layers: [String] = []

    @Option(
        name: .customLong("sheet"),
        help: "แผ่นงานของ Excel/ODS: ชื่อ หรือ แฟ้ม=ชื่อ / sheets: NAME or FILE=NAME; may be repeated")
    var sheets: [String] = []

    @Option(
        name: .customLong("kind"),
        help: ArgumentHelp(
            "ชนิดของแฟ้ม ชั้น หรือแผ่นงาน: ชนิด หรือ แฟ้ม=ชนิด / what a file, layer or sheet is: KIND or FILE=KIND",
            discussion: ImportRequest.kindNames.joined(separator: ", ")))
    var kinds: [String] = []

    @Flag(help: "คัดลอกเฉพาะช่องที่ใช้ ไม่คัดลอกข้อมูลส่วนบุคคล / copy the columns in use, no personal data")
    var copy = false

    @Flag(help: "เขียนทับแฟ้มที่มีอยู่ / overwrite files that exist")
    var force = false

    func validate() throws {
        if let year, !(2400...2700).contains(year) {
            throw ValidationError("--year: ปี พ.ศ. / a Buddhist-era year, such as 2566")
        }
    }

    func run() throws {
        try reportingErrors {
            let result = try DistrictImporter.prepare(
                ImportRequest(
                    files: files, folder: folder, office: office, academicYear: year,
                    presentYear: Self.presentYear(), copiesFiles: copy, layers: layers,
                    sheets: sheets,
                    kinds: kinds))
            if result.isPlannable { try makeFolder() }
            if result.isPlannable { try write(result) }
            Terminal.error(FindingText.grouped(result.findings))
            print(result.text, terminator: "")
            guard result.isPlannable else {
                Terminal.error("[ผิดพลาด] ไม่ได้เขียน \(folder)\n  \(folder) was not written")
                throw ExitCode.badData
            }
            for output in result.outputs {
                print("\(output.bytes.count)\t\(folder)/\(output.name)")
            }
            for copy in result.copies { print("\(copy.source) → \(folder)/\(copy.name)") }
        }
    }

    /// Makes the folder, or says in plain words why it cannot be.
    private func makeFolder() throws {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: folder, isDirectory: &isFolder), !isFolder.boolValue {
            Terminal.error(
                "[ผิดพลาด] \(folder) เป็นแฟ้ม ให้ระบุชื่อโฟลเดอร์อื่น\n"
                    + "  \(folder) is a file; name a folder instead")
            throw ExitCode(73)
        }
        do {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            Terminal.error(
                "[ผิดพลาด] สร้างโฟลเดอร์ \(folder) ไม่ได้ ตรวจชื่อและสิทธิ์ของโฟลเดอร์ที่อยู่เหนือขึ้นไป\n"
                    + "  the folder \(folder) cannot be created; check the name and the "
                    + "permissions of the folders above it")
            throw ExitCode(73)
        }
    }

    /// Writes every file, or none when one exists already and `--force` is not given.
    private func write(_ result: ImportResult) throws {
        let target = URL(fileURLWithPath: folder)
        let names = result.outputs.map(\.name) + result.copies.map(\.name)
        let present = names.filter {
            FileManager.default.fileExists(atPath: target.appendingPathComponent($0).path)
        }
        guard force || present.isEmpty else {
            let list = present.joined(separator: ", ")
            Terminal.error(
                "[ผิดพลาด] \(folder) มีแฟ้ม \(list) อยู่แล้ว ใช้ --force เพื่อเขียนทับ\n"
                    + "  \(folder) already holds \(list); use --force to overwrite")
            throw ExitCode(73)
        }
        do {
            for output in result.outputs {
                try Data(output.bytes).write(
                    to: target.appendingPathComponent(output.name), options: .atomic)
            }
            for copy in result.copies { try place(copy, in: target) }
        } catch {
            Terminal.error("[ผิดพลาด] เขียน \(folder) ไม่ได้ / cannot write \(folder)\n  \(error)")
            throw ExitCode(74)
        }
    }

    private func place(_ copy: ImportResult.Copy, in target: URL) throws {
        let source = URL(fileURLWithPath: copy.source)
        let place = target.appendingPathComponent(copy.name)
        guard source.standardizedFileURL != place.standardizedFileURL else { return }
        try? FileManager.default.removeItem(at: place)
        try FileManager.default.copyItem(at: source, to: place)
    }

    /// The academic year of today: it begins in the middle of May.
    private static func presentYear() -> Int {
        let today = Calendar(identifier: .gregorian).dateComponents(
            [.year, .month, .day], from: Date())
        let (year, month, day) = (today.year ?? 0, today.month ?? 0, today.day ?? 0)
        return year + 543 - ((month, day) < (5, 16) ? 1 : 0)
    }
}
