import NetworkPlanning
import SchoolDistrict

/// What is missing or estimated, in plain words.
struct GapSection {
    let context: ReportContext

    var markup: Markup {
        let gaps = context.plan.gaps
        let body: Markup =
            gaps.isEmpty
            ? "<p>\(Markup.both("ข้อมูลครบถ้วนตามที่แผนใช้", "Nothing that the plan uses is missing"))</p>\n"
            : "<ul class=\"gaps\">\(gaps.map(item))</ul>\n"
        return .section(
            "gaps", .both("ข้อมูลที่ขาดหรือเป็นค่าประมาณ", "What is missing or estimated"), body)
    }

    private func item(_ gap: DataGap) -> Markup {
        let codes = gap.schoolCodes
        let scope: Markup =
            codes.isEmpty
            ? .both("ทั้งเขต", "whole office")
            : .both("\(codes.count) แห่ง", "\(codes.count) schools")
        let shown = codes.prefix(12).map(context.name).joined(separator: ", ")
        let rest: Markup =
            codes.count > 12
            ? .both(" และอีก \(codes.count - 12) แห่ง", " and \(codes.count - 12) more") : .none
        let names: Markup = codes.isEmpty ? .none : "<br/><small>\(shown)\(rest)</small>"
        return """
            <li><strong>\(Markup.both(text: gap.subject.thaiLabel, gap.subject.rawValue.replacing("_", with: " ")))</strong> \
            (\(scope)): \(Markup.both(text: gap.consequenceThai, gap.consequenceEnglish))\(names)</li>

            """
    }
}

/// How the plan was found, how good it is proved to be, and what it takes to run it again.
struct MethodSection {
    let context: ReportContext

    private var plan: Plan { context.plan }

    var markup: Markup {
        .section(
            "method", .both("วิธีการและการพิสูจน์", "Method and proof"), class: "method",
            "<p>\(status)</p>\n\(stages)\(facts)\(norms)\(inputs)")
    }

    private var status: Markup {
        switch plan.outcome.status {
        case .optimal:
            .both(
                "พิสูจน์แล้วว่าแผนนี้ต่างจากแผนที่ดีที่สุดที่เป็นไปได้ไม่เกินช่องว่างที่แสดง",
                "Proven: no plan can be better than this one by more than the gap shown")
        case .feasible:
            .both(
                "หมดเวลาก่อนพิสูจน์ถึงช่องว่างที่ขอ แผนนี้ใช้ได้และต่างจากแผนที่ดีที่สุดไม่เกินช่องว่างที่แสดง",
                "Time ran out before the asked gap was proven; the plan is valid and within the gap shown"
            )
        case .infeasible:
            .both("เงื่อนไขขัดกัน ไม่มีแผนที่เป็นไปได้", "The rules contradict each other")
        case .noPlan: .both("หมดเวลาก่อนพบแผน", "Time ran out before a plan was found")
        case .evaluated:
            .both("ประเมินสถานการณ์โดยไม่มีการตัดสินใจ", "Evaluated; nothing was to be decided")
        }
    }

    private var stages: Markup {
        guard !plan.outcome.stages.isEmpty else { return .none }
        let rows = plan.outcome.stages.map { stage -> Markup in
            """
            <tr><th scope="row">\(Markup.both(text: stage.nameThai, stage.nameEnglish))</th>\
            <td class="n">\(DecimalText.grouped(stage.objective, decimals: 2))</td>\
            <td class="n">\(DecimalText.grouped(stage.bound, decimals: 2))</td>\
            <td>\(Markup.both(text: GoalUnit(stage.unit).thai, GoalUnit(stage.unit).english))</td>\
            <td class="n">\(Figures.percent(stage.relativeGap, decimals: 3))</td></tr>

            """
        }
        return .table(
            class: "stages",
            head: """
                <tr><th>\(Markup.both("เป้าหมายตามลำดับ", "Goal, in order"))</th>\
                <th class="n">\(Markup.both("ค่าที่ได้", "Objective"))</th>\
                <th class="n">\(Markup.both("ขอบเขตที่ดีที่สุด", "Bound"))</th>\
                <th>\(Markup.both("หน่วย", "Unit"))</th>\
                <th class="n">\(Markup.both("ช่องว่าง", "Gap"))</th></tr>
                """,
            rows: rows)
    }

    private var facts: Markup {
        let (travel, solver) = (plan.scenario.travel, plan.scenario.solver)
        func km(_ kilometres: Double) -> String { DecimalText.plain(kilometres, decimals: 2) }
        let facts: [(Markup, Markup)] = [
            (
                .both("รัศมีเรียนรวม โรงเรียน→โรงเรียน", "Merge radius, school → school"),
                "\(km(travel.mergeRadius.kilometres)) \(Markup.both("กม.", "km"))"
            ),
            (
                .both("รัศมีใช้ทรัพยากรร่วม", "Sharing radius"),
                "\(km(travel.shareRadius.kilometres)) \(Markup.both("กม.", "km"))"
            ),
            (
                .both("ตัวชี้วัดบ้าน→โรงเรียน", "Indicator, home → school"),
                "\(context.limit) \(Markup.both("กม.", "km"))"
            ),
            (
                .both("ไกลที่สุดที่ยอมให้เดินทาง", "Hard maximum"),
                "\(km(travel.hardMaximum.kilometres)) \(Markup.both("กม.", "km"))"
            ),
            (
                .both("ตัวคูณระยะเส้นตรงเมื่อไม่มีถนน", "Detour factor without roads"),
                "\(km(travel.detourFactor))"
            ),
            (
                .both("โรงเรียนที่มาเรียนรวมได้", "Schools that may move"),
                plan.scenario.moves.wholeSchool
                    ? .both(
                        "ไม่เกิน \(plan.scenario.moves.maximumPupils) คน" as Markup,
                        "at most \(plan.scenario.moves.maximumPupils) pupils" as Markup)
                    : .both("ไม่มี", "none")
            ),
            (.both("ชั้นที่ย้ายแยกกันได้", "Grade blocks that may move"), blocks),
            (.both("แบ่งชั้นกันสอนโดยไม่มีโรงเรียนหลัก (แก่งจันทร์)", "Grade pools without a hub"), pooling),
            (.both("เกณฑ์ที่ใช้คิดงบ", "Norm that is priced"), pricedNorm),
            (.both("เงื่อนไขโรงเรียนคุณภาพ", "Conditions for a hub"), hubConditions),
            (
                .both("ไม่ย้ายนักเรียนของ", "Never moved"),
                "\(plan.scenario.protection.statuses.sorted().map(\.thaiLabel).joined(separator: ", "))"
            ),
            (
                .both("ทางเลือกที่พิจารณา", "Choices weighed"),
                .both(
                    "เรียนรวม \(plan.outcome.movePairs) คู่ ใช้ร่วม \(plan.outcome.sharePairs) คู่ โรงเรียนคุณภาพที่เป็นไปได้ \(plan.outcome.eligibleHubs) แห่ง"
                        as Markup,
                    "\(plan.outcome.movePairs) moves, \(plan.outcome.sharePairs) shares, \(plan.outcome.eligibleHubs) eligible hubs"
                        as Markup)
            ),
            (
                .both("ค่าเริ่มสุ่ม", "Seed"), "<span class=\"asis\">\(String(solver.seed))</span>"
            ),
            (
                .both("โปรแกรม", "Planner"),
                "<span class=\"asis\">schoolnet \(plan.provenance.plannerVersion)</span>"
            ),
            (.both("ไลบรารี", "Libraries"), "<span class=\"asis\">\(libraries)</span>"),
            (.both("พิกัด", "Coordinates"), "\(plan.provenance.coordinateNote ?? "WGS 84")"),
            (
                .both("ถนน", "Roads"),
                plan.provenance.roadNote.map { "\($0)" } ?? Figures.noData
            ),
        ]
        let rows = facts.map { "<div><dt>\($0)</dt><dd>\($1)</dd></div>" as Markup }
        return "<dl class=\"meta\">\(rows)</dl>\n"
    }

    private var blocks: Markup {
        let blocks = plan.scenario.moves.blocks
        guard !blocks.isEmpty else {
            return .both("ไม่มี ย้ายทั้งโรงเรียนเท่านั้น", "none, whole schools only")
        }
        return .both(
            text: blocks.map(\.thaiLabel).joined(separator: " · "),
            blocks.map(\.englishLabel).joined(separator: "; "))
    }

    private var pooling: Markup {
        let pooling = plan.scenario.moves.pooling
        guard pooling.isAllowed else { return .both("ไม่พิจารณา", "not considered") }
        let radius = DecimalText.plain(pooling.radius.kilometres, decimals: 2)
        return .both(
            text: "ไม่เกิน \(pooling.maximumSchools) แห่ง ห่างกันไม่เกิน \(radius) กม.",
            "at most \(pooling.maximumSchools) schools within \(radius) km of each other")
    }

    private var pricedNorm: Markup {
        let id = plan.scenario.staffing.pricedNorm
        let title = plan.norms.first { $0.id == id }.map { context.title(of: $0) } ?? "\(id)"
        return plan.scenario.staffing.pricesAdministrators
            ? title + Markup.both(" รวมผู้บริหาร", ", administrators included") : title
    }

    private var hubConditions: Markup {
        let hubs = plan.scenario.hubs
        var thai: [String] = []
        var english: [String] = []
        if hubs.minimumPupils > 0 {
            thai.append("นักเรียนอย่างน้อย \(hubs.minimumPupils) คน")
            english.append("at least \(hubs.minimumPupils) pupils")
        }
        if hubs.minimumRooms > 0 {
            thai.append("ห้องเรียนอย่างน้อย \(hubs.minimumRooms) ห้อง")
            english.append("at least \(hubs.minimumRooms) rooms")
        }
        if hubs.requiresAdministrator {
            thai.append("มีผู้บริหาร")
            english.append("an administrator in post")
        }
        if !hubs.requiredGrades.isEmpty {
            thai.append("เปิดสอน \(hubs.requiredGrades.thaiLabel)")
            english.append(
                "offers \(hubs.requiredGrades.grades.map(\.code).joined(separator: ", "))")
        }
        return thai.isEmpty
            ? .both("มีนักเรียน", "has pupils")
            : .both(
                text: thai.joined(separator: " · "), english.joined(separator: "; "))
    }

    private var libraries: String {
        plan.provenance.libraries.map { "\($0.name) \($0.version)" }.joined(separator: " · ")
    }

    private var norms: Markup {
        let items = plan.norms.map { norm -> Markup in
            let mark: Markup =
                norm.confirmed
                ? .none
                : " <span class=\"confirm\">? \(Markup.both("โปรดยืนยันเกณฑ์", "norm to be confirmed"))</span>"
            let rows = norm.unconfirmedRows.map {
                "<li>\(Markup.both(text: $0.thai, $0.english))</li>" as Markup
            }
            let list: Markup = rows.isEmpty ? .none : "<ul class=\"notes\">\(rows)</ul>"
            return "<li>\(context.title(of: norm)): \(norm.source)\(mark)\(list)</li>"
        }
        return "<h3>\(Markup.both("เกณฑ์อัตรากำลัง", "Staffing norms"))</h3><ul>\(items)</ul>\n"
    }

    private var inputs: Markup {
        let rows = plan.provenance.inputs.map { input -> Markup in
            """
            <tr><td class="asis">\(input.path)</td><td class="n">\(input.bytes)</td>\
            <td class="hash asis">\(input.sha256)</td></tr>

            """
        }
        guard !rows.isEmpty else { return .none }
        return .table(
            class: "inputs",
            head: """
                <tr><th>\(Markup.both("แฟ้มข้อมูลเข้า", "Input file"))</th>\
                <th class="n">\(Markup.both("ไบต์", "Bytes"))</th><th>SHA-256</th></tr>
                """,
            rows: rows)
    }
}
