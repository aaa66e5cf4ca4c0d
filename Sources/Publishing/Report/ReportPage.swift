import NetworkPlanning
import SpatialTypes

/// The report that a director and a committee read: one file, Thai with an English switch, for screen and A4.
///
/// The page is well-formed XML, needs no network, and holds no clock reading.
struct ReportPage {
    private let context: ReportContext

    /// The report of a plan.
    ///
    /// - Parameters:
    ///   - areas: the area of each cluster by hub code.
    ///   - districts: the districts' names and outlines.
    init(
        _ plan: Plan, areas: [String: [Polygon]], districts: [(name: String, area: [Polygon])]
    ) {
        context = ReportContext(plan, areas: areas, districts: districts)
    }

    /// The whole page.
    var text: String {
        let office = context.plan.district.office.nameThai
        let page: Markup = """
            <!DOCTYPE html>
            <html lang="th">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>\(office) · \(context.plan.scenario.nameThai)</title>
            <style>
            \(Markup(text: ReportStyle.css))</style>
            </head>
            <body>
            <nav class="tools"><button id="language" type="button">\(Markup.both("English", "ไทย"))</button>\
            <button id="digits" type="button">๐–๙ / 0–9</button>\
            <button id="print" type="button">\(Markup.both("พิมพ์", "Print"))</button></nav>
            <main>
            \(sections)\(footer)</main>
            <script>
            \(Markup(text: ReportStyle.script))
            </script>
            </body>
            </html>

            """
        return page.text
    }

    private var sections: [Markup] {
        [
            TitleSection(context: context).markup,
            AnswerSection(context: context).markup,
            IndicatorSection(context: context).markup,
            StaffingSection(context: context).markup,
            TravelSection(context: context).markup,
            map,
            ChartSection(context: context).markup,
            ClusterSection(context: context).markup,
            PoolSection(context: context).markup,
            TransferSection(context: context).markup,
            VanSection(context: context).markup,
            SealRouteSection(context: context).markup,
            PlanSheetSection(context: context).markup,
            HubScoreSection(context: context).markup,
            AllSchoolsSection(context: context).markup,
            MoneySection(context: context).markup,
            RulePriceSection(context: context).markup,
            GapSection(context: context).markup,
            MethodSection(context: context).markup,
        ]
    }

    private var map: Markup {
        PlanMap(context).map {
            .section("map", .both("แผนที่เครือข่ายโรงเรียนคุณภาพ", "Map of the network"), $0.markup)
        } ?? .none
    }

    private var footer: Markup {
        let plan = context.plan
        return """
            <footer>\(plan.district.office.nameThai) · \(Markup.both("ปีการศึกษา", "academic year")) \
            \(String(plan.district.academicYear)) · \(plan.scenario.nameThai) · \
            \(Markup.both("ข้อเสนอเพื่อประกอบการพิจารณา ไม่ใช่คำสั่ง", "a proposal for consideration, not an order"))</footer>

            """
    }
}
