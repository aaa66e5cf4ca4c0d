import ArgumentParser
import DistrictData

/// `schoolnet doctor`: everything there is to say about a district's data.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "ตรวจข้อมูลเขต · examine a district's data",
        discussion: """
            ตรวจทุกตารางและบอกแฟ้ม แถว ช่อง ค่า และสิ่งที่ควรเป็น โดยไม่แก้ไขข้อมูล
            Examines every table and names file, row, column, value and expectation; changes nothing.

            ตัวอย่าง / Examples:
              schoolnet doctor GeoData/sample
              schoolnet doctor GeoData/sample --format json > findings.json
            """)

    /// How findings are printed.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    @Argument(help: "โฟลเดอร์ข้อมูลเขต หรือแฟ้ม district.yaml / the district folder or its manifest")
    var district: String

    @Option(help: "รูปแบบผลลัพธ์ / output format")
    var format = Format.text

    func run() throws {
        let report = DistrictDoctor.examine(district)
        switch format {
        case .text: print(report.text, terminator: "")
        case .json: print(try report.json(), terminator: "")
        }
        if report.exitCode != 0 { throw ExitCode(report.exitCode) }
    }
}
