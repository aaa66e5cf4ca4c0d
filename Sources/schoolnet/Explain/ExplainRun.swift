import DistrictData
import NetworkPlanning
import SchoolDistrict
import SpatialTypes

/// One explanation: the plan made again, and the what-ifs solved after it with its memory.
struct ExplainRun {
    let inputs: PlanInputs
    let folder: PlanFolder
    private var memory = PlanMemory()

    init(inputs: PlanInputs, folder: PlanFolder) {
        self.inputs = inputs
        self.folder = folder
    }

    /// The plan of the folder, made again.
    mutating func base(
        report: @escaping @Sendable (PlanPipeline.Event) -> Bool
    ) throws -> Plan {
        try inputs.plan(remembering: &memory, report: report)
    }

    /// Says so where the plan made again is not the one in the folder.
    func writeDoubts(_ plan: Plan, to text: inout ExplainText) {
        let origin = folder.record.provenance
        let libraries = Dictionary(
            plan.provenance.libraries.map { ($0.name, $0.version) }, uniquingKeysWith: { $1 })
        if origin.plannerVersion != plan.provenance.plannerVersion || origin.libraries != libraries
        {
            text.sentence(
                "แผนนี้ทำด้วยโปรแกรมรุ่นอื่น (\(origin.plannerVersion))",
                "the plan was made by another version (\(origin.plannerVersion))", level: 0)
        }
        let hubs = plan.schools.filter { $0.role == .hub }.map(\.school.code)
        let network = plan.schools.filter { $0.role == .network }.map(\.school.code)
        let isSame =
            folder.record.roles["hub"]?.codes == hubs
            && folder.record.roles["network"]?.codes == network
            && zip(folder.record.outcome.stages, plan.outcome.stages).allSatisfy {
                abs($0.objective - $1.objective) <= 1e-6 * max(1, abs($1.objective))
            }
        if !isSame {
            text.sentence(
                "คำนวณซ้ำแล้วได้แผนไม่ตรงกับ plan.json (เช่น หมดเวลาก่อนพิสูจน์) ตัวเลขต่อไปนี้เป็นของแผนที่คำนวณซ้ำ",
                "planning again does not give the plan of plan.json (a time limit, for example): the "
                    + "figures below are those of the plan made now", level: 0)
        }
    }

    /// Everything about one school, then the best plans without the choice it took.
    ///
    /// - Throws: `ExplainError` for an unknown code.
    mutating func writeSchool(
        _ code: String, in plan: Plan, to text: inout ExplainText
    ) throws {
        guard let school = plan.schools.first(where: { $0.school.code == code }) else {
            let near = plan.schools.map(\.school.code).first {
                $0.hasSuffix(code) || code.hasSuffix($0)
            }
            throw ExplainError.unknownSchool(code, suggestion: near)
        }
        SchoolSheet(school: school, plan: plan).write(to: &text)
        text.heading("ถ้าไม่เลือกเช่นนี้ (คำนวณทั้งเขตใหม่)", "Without this choice (the office solved again)")
        let choices = ForbiddenChoice.choices(
            for: school, in: plan, hubs: hubs(near: code, in: plan))
        if choices.isEmpty {
            text.sentence("ไม่มีการตัดสินใจให้เปลี่ยน", "nothing was decided")
        }
        for choice in choices {
            text.line("\(choice.thai) / \(choice.english)")
            var changed = inputs
            changed.file.replaceLocks(of: [code], with: choice.lock.map { [$0] } ?? [])
            do {
                let other = try changed.planOrThrow(remembering: &memory)
                PlanComparison(base: plan, other: other, isRestriction: choice.isRestriction)
                    .writeGoals(to: &text, level: 2)
            } catch let error as PlanningError where error.code == .scenarioDoesNotFit {
                for issue in error.issues {
                    text.sentence(
                        "ทำไม่ได้: \(issue.expectedThai)", "not possible: \(issue.expectedEnglish)",
                        level: 2)
                }
            }
        }
    }

    /// The price of rules and locks: the office solved again under them.
    ///
    /// - Parameter timings: whether the wall time of every step is printed.
    /// - Returns: whether there is a plan under them.
    mutating func writeWhatIf(
        rules: [String], locks: [LockArgument], base: Plan, timings: Bool = false,
        to text: inout ExplainText
    ) throws -> Bool {
        let (overrides, changed) = try reportingErrors {
            let overrides = try rules.map(Self.override)
            var changed = inputs
            changed.file = try PlanInputs.scenario(
                folder.rerun, more: overrides, from: folder.workingDirectory)
            changed.file.replaceLocks(
                of: Set(locks.map(\.schoolCode)), with: locks.compactMap(\.lock))
            return (overrides, changed)
        }
        let clock = StepClock(isQuiet: false)
        let other = try changed.plan(remembering: &memory) { clock.take($0) }
        clock.end()
        text.title("แผน / Plan: \(base.scenario.nameThai) / \(base.scenario.nameEnglish)")
        for rule in overrides { text.title("ถ้า / If: \(rule)") }
        for lock in locks { text.title("ถ้า / If: \(lock.text)") }
        text.heading("ค่าเป้าหมาย", "The goal")
        let comparison = PlanComparison(base: base, other: other)
        comparison.writeGoals(to: &text)
        comparison.writeChanges(to: &text)
        text.title("")
        let solved = StepClock.text(clock.seconds(of: PlanPipeline.Step.solve.rawValue))
        let planned = StepClock.text(clock.total)
        text.sentence(
            "แก้โจทย์ใหม่ใน \(solved) วินาที วางแผนใหม่ทั้งหมดใน \(planned) วินาที",
            "solved again in \(solved) s, planned again in \(planned) s", level: 0)
        if timings { clock.table.forEach { Terminal.error($0) } }
        return comparison.isSolved
    }

    /// The hubs of a plan other than a school, nearest first, as the plan measured the ways.
    private func hubs(near code: String, in plan: Plan) -> [(code: String, distance: Metres)] {
        let index = Dictionary(
            uniqueKeysWithValues: plan.schools.enumerated().map { ($1.school.code, $0) })
        guard let here = index[code] else { return [] }
        return plan.clusters.map(\.hubCode).filter { $0 != code }.compactMap { hub in
            index[hub].flatMap { memory.schoolDistance(from: here, to: $0) }.map { (hub, $0) }
        }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    }

    /// `key=value` with the key written in full.
    ///
    /// - Throws: `DistrictDataError` when several keys end so.
    private static func override(_ rule: String) throws -> String {
        guard let separator = rule.firstIndex(of: "=") else { return rule }
        return try ScenarioReader.keyPath(for: String(rule[..<separator])) + rule[separator...]
    }
}
