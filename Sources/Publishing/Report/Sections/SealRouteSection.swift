import NetworkPlanning
import SchoolDistrict

/// Highways on the ways to school, for the whole office.
struct SealRouteSummary {
    let context: ReportContext

    var markup: Markup {
        let rows = SealRouteRows(context.plan)
        let title = Markup.both("เส้นทางปลอดภัย (Seal Route)", "Safe ways to school (Seal Route)")
        guard rows.isKnown else {
            return """
                <h3>\(title)</h3>
                <p>\(Figures.noData): \(Markup.both(
                    "ไม่มีข้อมูลถนนหรือที่อยู่ จึงไม่ทราบว่าทางไปโรงเรียนผ่านทางหลวงหรือไม่",
                    "without roads or homes nobody knows whether ways to school meet a highway"))</p>

                """
        }
        func change(_ part: KeyPath<ShownSafety, ShownCount>) -> Markup {
            Figures.change(
                Figures.count(rows.before[keyPath: part]), Figures.count(rows.after[keyPath: part]))
        }
        let facts: [(Markup, Markup)] = [
            (
                .both("โรงเรียนที่มีนักเรียนบนทางหลวง (แห่ง)", "Schools with pupils on highways"),
                Figures.change("\(rows.schoolsBefore)", "\(rows.schoolsAfter)")
            ),
            (.both("นักเรียนบนเส้นทางที่ต้องดูแล (คน)", "Pupils on a flagged way"), change(\.flagged)),
            (.both("เดินเลียบทางหลวง (คน)", "Along a highway"), change(\.along)),
            (.both("ข้ามทางหลวง (คน)", "Crossing a highway"), change(\.crossing)),
        ]
        let list = facts.map { "<div><dt>\($0)</dt><dd>\($1)</dd></div>" as Markup }
        return """
            <h3>\(title)</h3>
            <dl class="facts money">\(list)</dl>
            \(rule)
            """
    }

    /// When a way is flagged; the thresholds are the planner's own.
    private var rule: Markup {
        let rule = context.plan.travel.sealRoute
        let classes = rule.classes.joined(separator: ", ")
        let metres = DecimalText.plain(rule.longestAlong.value, decimals: 0)
        return """
            <ul class="notes"><li>\(Markup.both(
                "นับเมื่อทางเดินเลียบถนนชั้น \(classes) เกิน \(metres) ม. หรือข้ามอย่างน้อย \(rule.crossings) ครั้ง",
                "A way is flagged when it follows roads of class \(classes) for over \(metres) m or crosses them at least \(rule.crossings) time(s)")) \
            <span class="confirm">? \(Markup.both("โปรดยืนยันเกณฑ์", "rule to be confirmed"))</span></li>\
            <li>\(Markup.both(
                "ตามแผนนับเฉพาะนักเรียนที่ไม่ขึ้นรถรับส่ง และถือว่าเดินเท้าทุกคน",
                "Under the plan only pupils who ride no van count, all of them taken to walk"))</li></ul>

            """
    }
}

/// The schools of which pupils walk along or across highways, in a dense list.
struct SealRouteSection {
    let context: ReportContext

    var markup: Markup {
        let rows = SealRouteRows(context.plan).rows
        guard !rows.isEmpty else { return .none }
        let lines = rows.map { row -> Markup in
            """
            \(context.name(row.schoolCode)) <b>\(change(row, \.flagged))</b> \
            <span class="muted">\(Markup.both("เลียบ", "along")) \(change(row, \.along)) · \
            \(Markup.both("ข้าม", "across")) \(change(row, \.crossing))</span>
            """
        }
        return .section(
            "seal-route",
            .both(
                "โรงเรียนที่นักเรียนเดินเลียบหรือข้ามทางหลวง", "Schools with pupils along or across highways"
            ),
            """
            <ul class="notes"><li>\(Markup.both(
                "นักเรียนที่เรียนในโรงเรียนนั้น (คน): เส้นทางที่ต้องดูแล ปัจจุบัน → ตามแผน · &lt;5 คือ 1–4 คน",
                "Pupils taught there: on a flagged way, today → under the plan · &lt;5 means 1–4 pupils"))</li></ul>
            \(DenseList(lines, columns: 3).markup)
            """)
    }

    private func change(
        _ row: SealRouteRows.Row, _ part: KeyPath<ShownSafety, ShownCount>
    ) -> Markup {
        Figures.change(
            Figures.count(row.before[keyPath: part]), Figures.count(row.after[keyPath: part]))
    }
}
