import ArgumentParser
import DistrictData
import Foundation
import NetworkPlanning
import Publishing
import SchoolDistrict

/// `schoolnet plan`: scenario in, folder of results out.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "วางแผนตามแบบจำลอง · plan a district by a scenario",
        discussion: """
            อ่านแบบจำลอง (YAML) และข้อมูลเขต คำนวณระยะทาง เลือกโรงเรียนคุณภาพ
            แล้วเขียน plan.json, ชั้นข้อมูล GeoJSON 5 ชั้น และ report.html ลงในโฟลเดอร์เดียว
            Reads the scenario and its district, measures distances, chooses hubs, writes one folder.

            ตัวอย่าง / Examples:
              schoolnet plan Scenarios/forty-hubs.yaml
              schoolnet plan Scenarios/forty-hubs.yaml --set hubs.exactly=30 -o plans/30
              schoolnet plan Scenarios/minimum-cost.yaml -o plans/cost --timings
              schoolnet plan Scenarios/grade-blocks.yaml --rule-prices

            รหัสจบการทำงาน / Exit codes:
              0 done
              2 the scenario cannot be satisfied; the results hold the diagnosis
              64 usage, 65 bad data or scenario, 66 input missing
              73 output cannot be created, 74 I/O error
            """)

    @Argument(
        help: "แฟ้มแบบจำลอง / the scenario file", completion: .file(extensions: ["yaml", "yml"]))
    var scenario: String

    @Option(
        name: [.short, .long],
        help: "โฟลเดอร์ผลลัพธ์ / folder of results (default: plans/<scenario>)")
    var output: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "เปลี่ยนค่าในแบบจำลอง / replace a value of the scenario; may be repeated",
            valueName: "key=value"))
    var overrides: [String] = []

    @Flag(name: [.short, .long], help: "ไม่พิมพ์สรุป / print nothing but errors")
    var quiet = false

    @Flag(help: "พิมพ์เวลาของแต่ละขั้น / print the wall time of every step")
    var timings = false

    @Flag(
        help: ArgumentHelp(
            "คำนวณราคาของกติกาทุกข้อด้วยการวางแผนใหม่ทีละข้อ กด Ctrl-C เพื่อหยุดและเก็บข้อที่เสร็จแล้ว / price every "
                + "rule by planning again without it; Ctrl-C keeps those done"))
    var rulePrices = false

    func run() throws {
        let clock = StepClock(isQuiet: quiet)
        let target = OutputFolder(output ?? defaultOutput)
        var (plan, inputs, memory) = try reportingErrors {
            try makePlan(clock: clock, target: target)
        }
        var isCut = false
        if rulePrices {
            isCut = try price(&plan, inputs: inputs, memory: &memory, clock: clock)
        }
        clock.begin("publish")
        _ = try reportingErrors { try PlanPublisher.publish(plan, to: target.path) }
        clock.end()
        if !quiet {
            printSummary(plan, loaded: inputs.loaded, seconds: clock.total, target: target)
        }
        if !quiet, rulePrices {
            RulePriceTable(prices: plan.rulePrices, plan: plan, isCut: isCut).lines
                .forEach { print($0) }
        }
        if timings { clock.table.forEach { Terminal.error($0) } }
        if plan.outcome.status == .infeasible || plan.outcome.status == .noPlan {
            throw ExitCode.unsatisfiable
        }
    }

    /// `plans/<scenario file's name>` in the current folder.
    private var defaultOutput: String {
        let name = URL(fileURLWithPath: scenario).deletingPathExtension().lastPathComponent
        return "plans/" + name
    }

    private func makePlan(
        clock: StepClock, target: OutputFolder
    ) throws -> (Plan, PlanInputs, PlanMemory) {
        clock.begin("scenario")
        let rerun = Provenance.Rerun(
            scenario: scenario, overrides: overrides,
            workingDirectory: PlanFolder.stepsUp(from: target.path))
        let file = try PlanInputs.scenario(rerun)
        try target.validate()
        clock.begin("read")
        let inputs = PlanInputs(
            file: file, loaded: try DistrictReader.read(file.districtPath), rerun: rerun)
        Self.warnOfUnplaced(inputs.loaded.district)
        var memory = PlanMemory()
        let plan = try inputs.plan(remembering: &memory) { clock.take($0) }
        return (plan, inputs, memory)
    }

    /// Says which schools of the office the plan leaves out: they are in no total.
    private static func warnOfUnplaced(_ district: District) {
        for gap in district.gaps where gap.subject == .positions {
            Terminal.error("[ควรตรวจ] \(gap.consequenceThai)\n  \(gap.consequenceEnglish)")
        }
    }

    /// Prices the rules of the plan one after the other.
    ///
    /// - Returns: whether Ctrl-C left some out.
    private func price(
        _ plan: inout Plan, inputs: PlanInputs, memory: inout PlanMemory, clock: StepClock
    ) throws -> Bool {
        let interrupt = Interrupt()
        var isCut = false
        plan.rulePrices = try inputs.rulePrices(of: plan, remembering: &memory) { variation in
            isCut = interrupt.isAsked
            if !isCut { clock.begin("price " + variation.key) }
            return !isCut
        }
        return isCut
    }

    private func printSummary(
        _ plan: Plan, loaded: LoadedDistrict, seconds: Double, target: OutputFolder
    ) {
        PlanSummary.lines(for: plan).forEach { print($0) }
        let warnings = loaded.findings.count { $0.severity == .warning }
        let remark =
            warnings > 0 ? " · ข้อมูลมี \(warnings) ข้อควรตรวจ (schoolnet doctor)" : ""
        print("เวลา \(StepClock.text(seconds)) วินาที · ผลลัพธ์อยู่ใน \(target.path)\(remark)")
    }
}
