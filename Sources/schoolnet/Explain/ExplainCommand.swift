import ArgumentParser
import DistrictData
import NetworkPlanning
import SchoolDistrict

/// `schoolnet explain`: where every figure of a plan comes from, and what its rules cost.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "อธิบายแผน · explain a plan: a school's arithmetic, the price of a rule",
        discussion: """
            วางแผนซ้ำจากข้อมูลเดิม (ตรวจ SHA-256 ก่อน) แล้วพิมพ์ที่มาของทุกตัวเลขของโรงเรียนหนึ่งแห่ง
            หรือคำนวณใหม่ภายใต้กติกาอื่นเพื่อบอกราคาของกติกานั้น ตัวเลขรายหมู่บ้านใช้ภายใน ไม่ควรเผยแพร่
            Plans again from the same inputs (SHA-256 is checked) and prints where every figure of a school
            comes from, or solves again under another rule to tell its price. Counts by village are internal.

            ตัวอย่าง / Examples:
              schoolnet explain plans/forty-hubs 99040012
              schoolnet explain plans/forty-hubs --rule merge_radius_km=7
              schoolnet explain plans/forty-hubs --lock 99040012=stays --lock 99040016=hub

            รหัสจบการทำงาน / Exit codes:
              0 done · 2 no plan is possible under the rule · 64 usage
              65 not a plan, inputs have changed, bad rule · 66 plan or inputs missing
            """)

    @Argument(
        help: "โฟลเดอร์แผน (จาก schoolnet plan) / the plan folder", completion: .directory)
    var plan: String

    @Argument(help: "รหัสโรงเรียน / the school's code")
    var code: String?

    @Option(
        name: .customLong("rule"),
        help: ArgumentHelp(
            "คำนวณใหม่เมื่อกติกานี้เปลี่ยน / solve again with this rule; may be repeated",
            valueName: "key=value"))
    var rules: [String] = []

    @Option(
        name: .customLong("lock"),
        help: ArgumentHelp(
            "คำนวณใหม่เมื่อล็อกโรงเรียน / solve again with a lock: stays, hub, not_hub, joins:HUB, "
                + "shares_with:HUB, or free to lift the school's locks; may be repeated",
            valueName: "CODE=decision"))
    var locks: [LockArgument] = []

    @Flag(help: "พิมพ์เวลาของแต่ละขั้นเมื่อคำนวณใหม่ / print the wall time of every step of the new plan")
    var timings = false

    func validate() throws {
        let asksWhatIf = !rules.isEmpty || !locks.isEmpty
        guard (code != nil) != asksWhatIf else {
            throw ValidationError(
                "ระบุรหัสโรงเรียน หรือ --rule/--lock อย่างใดอย่างหนึ่ง / give a school's code, or --rule and "
                    + "--lock")
        }
        if rules.contains(where: { $0.hasPrefix("district=") }) {
            throw ValidationError(
                "ข้อมูลเขตไม่ใช่กติกา / the district is no rule: plan it with schoolnet plan --set")
        }
    }

    func run() throws {
        let folder = try reportingErrors { try PlanFolder(plan) }
        let inputs = try reportingErrors { try folder.inputs() }
        let clock = StepClock(isQuiet: false)
        var run = ExplainRun(inputs: inputs, folder: folder)
        let base = try run.base { clock.take($0) }
        clock.end()
        var text = ExplainText()
        run.writeDoubts(base, to: &text)
        var isSolved = true
        if let code {
            try reportingErrors { try run.writeSchool(code, in: base, to: &text) }
        } else {
            isSolved = try run.writeWhatIf(
                rules: rules, locks: locks, base: base, timings: timings, to: &text)
        }
        text.lines.forEach { print($0) }
        if !isSolved { throw ExitCode.unsatisfiable }
    }
}
