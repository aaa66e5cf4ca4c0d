import NetworkPlanning

extension PlanMap {
    /// Lines of longitude and latitude with their degrees at the frame.
    static func graticule(_ frame: MapFrame) -> Markup {
        let step = frame.graticuleStep
        let decimals = step < 0.1 ? 2 : step < 1 ? 1 : 0
        func multiples(_ low: Double, _ high: Double) -> [Double] {
            let range = Int((low / step).rounded(.up))...Int((high / step).rounded(.down))
            return range.map { Double($0) * step }
        }
        let meridians = multiples(frame.ground.west, frame.ground.east).map { degrees -> Markup in
            let x = frame.point(.init(longitude: degrees, latitude: frame.ground.south)).x
            return """
                <path d="M\(at: x) \(at: frame.top)V\(at: frame.bottom)"/>\
                <text x="\(at: x)" y="\(at: frame.bottom + 15)" text-anchor="middle">\
                \(DecimalText.grouped(degrees, decimals: decimals))°E</text>

                """
        }
        let parallels = multiples(frame.ground.south, frame.ground.north).map { degrees -> Markup in
            let y = frame.point(.init(longitude: frame.ground.west, latitude: degrees)).y
            return """
                <path d="M\(at: frame.left) \(at: y)H\(at: frame.right)"/>\
                <text x="\(at: frame.left - 5)" y="\(at: y + 3.5)" text-anchor="end">\
                \(DecimalText.grouped(degrees, decimals: decimals))°N</text>

                """
        }
        return """
            <g class="graticule">\(meridians)\(parallels)<rect x="\(at: frame.left)" \
            y="\(at: frame.top)" width="\(at: frame.right - frame.left)" \
            height="\(at: frame.bottom - frame.top)"/></g>

            """
    }

    /// Scale bar, north arrow and legend, below the map so that they hide nothing.
    static func key(_ context: ReportContext, _ frame: MapFrame) -> Markup {
        let bar = frame.scaleBar
        let half = bar.length / 2
        func text(_ kilometres: Double) -> String { DecimalText.plain(kilometres, decimals: 2) }
        // The bar's share of the drawing's width keeps it true at every size.
        let share = (bar.length + 60) / frame.width * 100
        let scale: Markup = """
            <svg class="scale" style="width:\(DecimalText.plain(share, decimals: 3))%" \
            viewBox="-10 0 \(at: bar.length + 60) 30" role="img" aria-label="scale">\
            <rect x="0" y="4" width="\(at: half)" height="6" fill="#27364a" stroke="#27364a"/>\
            <rect x="\(at: half)" y="4" width="\(at: half)" height="6" fill="#fff" \
            stroke="#27364a"/><text x="0" y="25">0</text>\
            <text x="\(at: half)" y="25">\(text(bar.kilometres / 2))</text>\
            <text x="\(at: bar.length)" y="25">\(text(bar.kilometres)) กม.</text></svg>
            """
        let north: Markup = """
            <svg class="north" viewBox="-14 -22 28 44" role="img" aria-label="north">\
            <path d="M0 -6L8 18L0 12L-8 18Z" fill="#27364a"/>\
            <text x="0" y="-9" text-anchor="middle">N</text></svg>
            """
        let roles = Role.allCases.filter { context.plan.after.roles[$0] ?? 0 > 0 }.map {
            role -> Markup in
            "<li>\(context.label(role))</li>"
        }
        func line(_ style: String) -> Markup {
            """
            <svg class="line" viewBox="0 0 34 8" aria-hidden="true"><path d="M1 4H33" \
            fill="none" stroke="#27364a" stroke-linecap="round" \(Markup(text: style))/></svg>
            """
        }
        return """
            <figcaption><div class="bar">\(scale)\(north)</div><ul class="legend">\(roles)\
            <li>\(line("stroke-width=\"2\""))\(Markup.both("มาเรียนรวม", "pupils move"))</li>\
            <li>\(line("stroke-width=\"1.4\" stroke-dasharray=\"1 5\""))\
            \(Markup.both("ใช้ทรัพยากรร่วมกัน", "resources shared"))</li>\
            \(context.plan.pools.isEmpty ? .none : "<li>\(line("stroke-width=\"2\" stroke-dasharray=\"7 3\" style=\"stroke:#00795a\""))\(Markup.both("แบ่งชั้นกันสอน", "grades shared out"))</li>")\
            \(context.districts.isEmpty ? .none : "<li>\(line("stroke-width=\"2.4\" style=\"stroke:#6b4e71\""))\(Markup.both("เขตอำเภอ", "district"))</li>")\
            <li><span class="dot"></span>\(Markup.both("หมู่บ้าน", "village"))</li>\
            <li>\(Markup.both("ขนาดสัญลักษณ์ตามจำนวนนักเรียน · ตัวเลขคือลำดับเครือข่าย", "symbol size by pupils · numbers are the clusters"))</li>\
            </ul></figcaption>
            """
    }
}
