import NetworkPlanning
import SchoolDistrict

/// Who, when, which question, from which data; and whatever must be known before reading on.
struct TitleSection {
    let context: ReportContext

    var markup: Markup {
        let plan = context.plan
        let district = plan.district
        return """
            <header class="title">
            <p class="office">\(district.office.nameThai) <span class="asis muted">\
            \(district.office.code)</span></p>
            <h1>\(Markup.both(text: plan.scenario.nameThai, plan.scenario.nameEnglish))</h1>
            <p class="sub">\(Markup.both("แผนเครือข่ายโรงเรียนคุณภาพ ปีการศึกษา", "School network plan, academic year")) \
            \(Markup(text: String(district.academicYear)))</p>
            <dl class="meta">\(meta)</dl>
            <p class="proposal">\(Markup.both("ข้อเสนอเพื่อประกอบการพิจารณา ไม่ใช่คำสั่ง", "A proposal for consideration, not an order"))</p>
            </header>
            \(banners)

            """
    }

    private var meta: Markup {
        let plan = context.plan
        let rows: [(Markup, Markup)] = [
            (
                Markup.both("ข้อมูล ณ วันที่", "Data as of"),
                plan.district.asOf.map(ThaiDate.words) ?? Figures.noData
            ),
            (
                Markup.both("แหล่งข้อมูล", "Source"),
                plan.district.source.map { "\($0)" } ?? Figures.noData
            ),
            (
                Markup.both("เป้าหมาย", "Goal"),
                Markup.both(
                    text: plan.scenario.objective.thaiLabel, plan.scenario.objective.englishLabel)
            ),
        ]
        return .joined(rows.map { "<div><dt>\($0)</dt><dd>\($1)</dd></div>" })
    }

    private var banners: Markup {
        var banners: [Markup] = []
        if context.isSynthetic {
            banners.append(
                banner(
                    "synthetic",
                    .both("ข้อมูลสังเคราะห์", "Synthetic data"),
                    .both(
                        "ชื่อ ที่ตั้ง และตัวเลขทั้งหมดสร้างขึ้นเพื่อสาธิต ไม่ใช่โรงเรียนจริง",
                        "All names, places and figures were made up for demonstration; these are not real schools"
                    )))
        }
        if let conflict { banners.append(conflict) }
        if let sketch { banners.append(sketch) }
        return .joined(banners)
    }

    private var plan: Plan { context.plan }

    /// What the whole office lacks, said first where pupils or roads are assumed throughout.
    private var sketch: Markup? {
        let missing = plan.gaps.filter { $0.schoolCodes.isEmpty && $0.subject.shapesPlan }
        guard missing.contains(where: { $0.subject == .enrolment || $0.subject == .roads })
        else { return nil }
        return banner(
            "warning",
            .both("แผนนี้เป็นภาพร่างจากข้อมูลที่มี", "This plan is a sketch from what is known"),
            .both(
                text: "ทั้งเขตไม่มีข้อมูล "
                    + missing.map(\.subject.thaiLabel).joined(separator: ", ")
                    + " ตัวเลขที่มี ≈ เป็นค่าสมมติหรือค่าประมาณ",
                "The whole office lacks data on "
                    + missing.map { $0.subject.rawValue.replacing("_", with: " ") }
                    .joined(separator: ", ")
                    + "; figures with ≈ are assumed or estimated"))
    }

    /// Why the rules cannot hold, or whom no hub covers.
    private var conflict: Markup? {
        let outcome = plan.outcome
        let title: Markup
        switch outcome.status {
        case .infeasible:
            title = .both(
                "เงื่อนไขของแบบจำลองขัดกัน จึงยังไม่มีแผน ตัวเลขที่แสดงคือสถานการณ์ปัจจุบัน",
                "The scenario's rules contradict each other: there is no plan, and today's situation is shown"
            )
        case .noPlan:
            title = .both(
                "หมดเวลาก่อนพบแผน ตัวเลขที่แสดงคือสถานการณ์ปัจจุบัน",
                "Time ran out before a plan was found: today's situation is shown")
        case .optimal, .feasible, .evaluated:
            guard !outcome.uncovered.isEmpty else { return nil }
            title = .both(
                "ไม่มีโรงเรียนคุณภาพที่เข้าถึงได้สำหรับบางแห่ง",
                "No eligible hub can be reached from some places")
        }
        let rules = zip(
            outcome.conflictThai,
            outcome.conflictEnglish + Array(repeating: "", count: outcome.conflictThai.count)
        ).map { thai, english in
            "<li>\(Markup.both(text: thai, english.isEmpty ? thai : english))</li>" as Markup
        }
        let most = 12
        var places = outcome.uncovered.prefix(most).map { "<li>\($0)</li>" as Markup }
        if outcome.uncovered.count > most {
            let rest = outcome.uncovered.count - most
            places.append(
                "<li>\(Markup.both("และอีก \(rest) แห่ง (ดู plan.json)" as Markup, "and \(rest) more (see plan.json)" as Markup))</li>"
            )
        }
        return banner(
            "conflict", title,
            "\(rules.isEmpty ? .none : "<ul>\(rules)</ul>")"
                + (places.isEmpty
                    ? .none
                    : """
                    <p>\(Markup.both("ไม่มีโรงเรียนใดที่เป็นโรงเรียนคุณภาพได้ในระยะหรือพื้นที่นี้", "No school that may be a hub is in reach, or in the area"))</p><ul class="cols">\(places)</ul>
                    """))
    }

    private func banner(_ kind: String, _ title: Markup, _ body: Markup) -> Markup {
        """
        <div class="banner \(kind)" role="note"><strong>\(title)</strong><div>\(body)</div></div>

        """
    }
}

extension DataGap.Subject {
    /// Whether the answer itself would change with this data.
    fileprivate var shapesPlan: Bool {
        switch self {
        case .enrolment, .staff, .rooms, .villages, .roads, .gradesOffered, .positions: true
        case .classes, .catchments, .boundaries, .homes: false
        }
    }
}

extension Objective {
    /// The English name of the goal.
    var englishLabel: String {
        switch self {
        case .none: "nothing is decided (today's situation)"
        case .pMedian: "least pupil-kilometres to hubs (p-median)"
        case .lscp: "fewest hubs that cover everyone (LSCP)"
        case .mclp: "most pupils within the cover limit (MCLP)"
        case .minimumCost: "least yearly cost (minimum cost)"
        case .balanced: "least yearly cost with distance and missing teachers priced (balanced)"
        }
    }
}
