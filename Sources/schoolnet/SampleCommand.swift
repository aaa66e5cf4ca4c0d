import ArgumentParser
import Publishing
import SyntheticDistrict

/// `schoolnet sample`: a synthetic district of any size.
struct SampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "สร้างข้อมูลเขตสังเคราะห์ · make a synthetic district",
        discussion: """
            ข้อมูลสังเคราะห์ทั้งหมด ไม่มีโรงเรียนหรือบุคคลจริง ขนาดและเมล็ดสุ่มเดียวกันให้ไฟล์เหมือนกันทุกไบต์
            Everything is synthetic; the same sizes and seed give the same bytes.

            ตัวอย่าง / Examples:
              schoolnet sample my-district
              schoolnet sample --schools 2000 --seed 7 big-district
            """)

    @Argument(help: "โฟลเดอร์ที่จะสร้าง / the folder to make")
    var output: String

    @Option(help: "จำนวนโรงเรียน / schools of the office")
    var schools = SampleOptions().schools

    @Option(help: "เมล็ดสุ่ม / seed")
    var seed = SampleOptions().seed

    @Option(help: "จำนวนกลุ่มโรงเรียน / school groups (default: in proportion)")
    var groups: Int?

    @Option(help: "จำนวนอำเภอ / districts (default: in proportion)")
    var districts: Int?

    @Option(help: "จำนวนตำบล / subdistricts (default: in proportion)")
    var subdistricts: Int?

    @Option(help: "จำนวนครู / permanent teachers (default: in proportion)")
    var teachers: Int?

    @Option(help: "จำนวนผู้บริหาร / administrators (default: in proportion)")
    var administrators: Int?

    func run() throws {
        try reportingErrors {
            let target = OutputFolder(output, contents: .sampleDistrict)
            try target.validate()
            let files = try SampleGenerator.generate(
                SampleOptions(
                    schools: schools, seed: seed, groups: groups, districts: districts,
                    subdistricts: subdistricts, teachers: teachers, administrators: administrators))
            let written = try target.replace(
                with: files.map { (name: $0.path, bytes: $0.contents) })
            for file in written { print("\(file.bytes)\t\(target.path)/\(file.name)") }
        }
    }
}

extension FolderContents {
    /// A district made by `schoolnet sample`: it may be made again, a real district is never overwritten.
    static let sampleDistrict = FolderContents(
        description: "a synthetic district", ownNames: Set(SampleGenerator.fileNames),
        markerName: "district.yaml", markerText: SampleGenerator.manifestOpening)
}
