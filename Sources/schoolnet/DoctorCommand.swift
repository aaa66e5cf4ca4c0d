import ArgumentParser
import DistrictData
import Foundation
import Publishing

/// `schoolnet doctor`: everything there is to say about a district's data.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "ตรวจข้อมูลเขต · examine a district's data",
        discussion: """
            ตรวจทุกตารางและบอกแฟ้ม แถว ช่อง ค่า สิ่งที่ควรเป็น และข้อเสนอการแก้ไข โดยไม่แก้ข้อมูลเดิม
            ใช้ --fix --into เพื่อเขียนโฟลเดอร์ใหม่ที่แก้เฉพาะสิ่งที่แก้ได้แน่นอน พร้อมรายการแก้ไข changes.csv
            Examines every table and names file, row, column, value, expectation and repair; changes nothing.
            --fix --into writes a new folder with the safe repairs applied and lists each in changes.csv.

            ตัวอย่าง / Examples:
              schoolnet doctor GeoData/sample
              schoolnet doctor GeoData/sample --format html > check.html
              schoolnet doctor GeoData/sample --fix --into mended

            รหัสจบการทำงาน / Exit codes:
              0 the district (with --fix: the mended one) can be planned
              65 bad data: it cannot yet; with --fix the safe repairs are written all the same
              66 input missing, 73 output cannot be created, 74 I/O error
            """)

    /// How findings are printed.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json, html, geojson
    }

    @Argument(help: "โฟลเดอร์ข้อมูลเขต หรือแฟ้ม district.yaml / the district folder or its manifest")
    var district: String

    @Option(help: "รูปแบบผลลัพธ์ / output format")
    var format = Format.text

    @Option(
        name: .customLong("as-of-today"),
        help: "วันที่ใช้ตัดสินว่าข้อมูลเก่า เช่น 2566-11-25 (ค่าเริ่มต้น: วันนี้) / the day that data is judged by")
    var asOfToday: String?

    @Flag(help: "แก้เฉพาะสิ่งที่แก้ได้แน่นอน ลงโฟลเดอร์ใหม่ / apply the safe repairs into a new folder")
    var fix = false

    @Option(help: "โฟลเดอร์ใหม่ของข้อมูลที่แก้แล้ว / the new folder for the mended data")
    var into: String?

    func validate() throws {
        if fix != (into != nil) {
            throw ValidationError("--fix และ --into ต้องใช้คู่กัน / --fix and --into go together")
        }
        if let asOfToday, CalendarDay(asOfToday) == nil {
            throw ValidationError(
                "--as-of-today “\(asOfToday)”: ต้องเป็นวันที่ เช่น 2566-11-25 / a date such as 2023-11-25"
            )
        }
    }

    func run() throws {
        let today = asOfToday.flatMap { CalendarDay($0) } ?? systemDay
        if let into { return try writeMended(into: into, today: today) }
        let report = DistrictDoctor.examine(district, today: today)
        switch format {
        case .text: print(report.text, terminator: "")
        case .json: print(try report.json(), terminator: "")
        case .html: print(report.html(), terminator: "")
        case .geojson: print(try report.geoJSON(), terminator: "")
        }
        if report.exitCode != 0 { throw ExitCode(report.exitCode) }
    }

    private func writeMended(into path: String, today: CalendarDay?) throws {
        try reportingErrors {
            let mended = try DistrictFixer.fix(district, today: today)
            let target = OutputFolder(
                path,
                contents: FolderContents(
                    description: "a mended district", ownNames: Set(mended.files.map(\.path)),
                    markerName: "changes.csv", markerText: "\u{FEFF}file,row,school,code"))
            try target.validate()
            _ = try target.replace { folder in
                for file in mended.files {
                    let url = URL(fileURLWithPath: folder).appendingPathComponent(file.path)
                    try FileManager.default.createDirectory(
                        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                    try Data(file.contents).write(to: url)
                }
            }
            print(mended.text, terminator: "")
            try judge(path, today: today)
        }
    }

    /// Says whether the mended folder can be planned, and what still keeps it from that.
    private func judge(_ path: String, today: CalendarDay?) throws {
        let report = DistrictDoctor.examine(path, today: today)
        guard report.exitCode != 0 else {
            let count = report.schoolCount ?? 0
            print("วางแผนได้: โรงเรียน \(count) แห่ง / can be planned: \(count) schools")
            return
        }
        let errors = report.findings.filter { $0.severity == .error }
        Terminal.error(
            "[ผิดพลาด] ยังวางแผนไม่ได้: เหลือข้อผิดพลาด \(errors.count) รายการที่แก้อัตโนมัติไม่ได้ ใน \(path)\n"
                + "  not plannable yet: \(errors.count) errors in \(path) are left for people")
        Terminal.error(FindingText.grouped(errors))
        throw ExitCode(report.exitCode)
    }

    private var systemDay: CalendarDay? {
        let parts = Calendar(identifier: .gregorian)
            .dateComponents([.year, .month, .day], from: Date())
        guard let year = parts.year, let month = parts.month, let day = parts.day else {
            return nil
        }
        return CalendarDay(year: year, month: month, day: day)
    }
}
