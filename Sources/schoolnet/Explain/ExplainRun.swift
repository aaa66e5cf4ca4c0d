import DistrictData
import NetworkPlanning
import SchoolDistrict

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
    /// - Throws: `ExplainError` for an unknown code, `RoadNetworkError` when no road is usable.
    mutating func writeSchool(
        _ code: String, in plan: Plan, to text: inout ExplainText
    ) throws {
        guard let school = plan.schools.first(where: { $0.school.code == code }) else {
            let near = plan.schools.map(\.school.code).first {
                $0.hasSuffix(code) || code.hasSuffix($0)
            }
            throw ExplainError.unknownSchool(code, suggestion: near)
        }
        let distances = try SchoolDistances(
            of: school, in: plan,
            roads: inputs.loaded.roads.map {
                PlanPipeline.Roads(segments: $0.segments, barriers: $0.barriers)
            })
        SchoolSheet(school: school, plan: plan, distances: distances).write(to: &text)
        text.heading("ถ้าไม่เลือกเช่นนี้ (คำนวณทั้งเขตใหม่)", "Without this choice (the office solved again)")
        let choices = ForbiddenChoice.choices(for: school, in: plan, distances: distances)
        if choices.isEmpty {
            text.sentence("ไม่มีการตัดสินใจให้เปลี่ยน", "nothing was decided")
        }
        for choice in choices {
            text.line("\(choice.thai) / \(choice.english)")
            var changed = inputs
            changed.file.replaceLocks(of: [code], with: choice.lock.map { [$0] } ?? [])
            do {
                let other = try changed.planOrThrow(remembering: &memory)
                PlanComparison(
                    base: plan, other: other,
                    isRestriction: choice.isRestriction(in: plan.scenario)
                ).writeGoals(to: &text, level: 2)
                Self.writePenaltyNote([choice.lock], in: plan.scenario, to: &text, level: 2)
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
    /// - Returns: whether there is a plan under them.
    mutating func writeWhatIf(
        rules: [String], locks: [LockArgument], base: Plan, to text: inout ExplainText
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
        Self.writePenaltyNote(locks.map(\.lock), in: base.scenario, to: &text, level: 1)
        comparison.writeChanges(to: &text)
        text.title("")
        text.value(
            "เวลาคำนวณใหม่", "Solved again in", "\(StepClock.text(clock.total)) วินาที/s", level: 0)
        return comparison.isSolved
    }

    /// Says so where a lock that is set or lifted (`nil`) changes which penalties the p-median goal counts.
    private static func writePenaltyNote(
        _ locks: [Lock?], in scenario: Scenario, to text: inout ExplainText, level: Int
    ) {
        let changes = locks.contains { lock in
            switch lock?.decision {
            case .stays, .sharesWith, nil: true
            case .hub, .notHub, .joins: false
            }
        }
        guard changes, !scenario.objective.isMoney else { return }
        text.sentence(
            "โรงเรียนที่ล็อกให้อยู่ที่เดิมไม่ถูกคิดค่าปรับเมื่อไม่ย้าย ค่าทั้งสองจึงไม่ใช่มาตรวัดเดียวกันทีเดียว",
            "a school that is locked to stay pays no penalty for not moving: the two values are not "
                + "quite the same measure", level: level)
    }

    /// `key=value` with the key written in full.
    ///
    /// - Throws: `DistrictDataError` when several keys end so.
    private static func override(_ rule: String) throws -> String {
        guard let separator = rule.firstIndex(of: "=") else { return rule }
        return try ScenarioReader.keyPath(for: String(rule[..<separator])) + rule[separator...]
    }
}
