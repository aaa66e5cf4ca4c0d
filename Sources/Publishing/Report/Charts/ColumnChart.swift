/// Columns from zero, side by side or stacked, with their values written on them.
struct ColumnChart {
    /// What a colour stands for.
    struct Series {
        var name: Markup
        var colour: String
    }

    /// Columns over one label; one value for each series.
    struct Group {
        var label: String
        var note: String?
        var values: [Int]
    }

    let groups: [Group]
    let series: [Series]
    let isStacked: Bool

    private let width = 520.0
    private let base = 214.0
    private let top = 22.0

    /// The drawing with its legend.
    var markup: Markup {
        let legend = series.map { series -> Markup in
            "<li><span class=\"swatch\" style=\"background:\(series.colour)\"></span>\(series.name)</li>"
        }
        return """
            <svg class="chart" viewBox="0 0 \(at: width) 250" role="img">
            <path d="M8 \(at: base)H\(at: width - 8)" stroke="#8a93a0"/>
            \(columns)</svg><ul class="legend">\(legend)</ul>

            """
    }

    private var highest: Double {
        let values = isStacked ? groups.map { $0.values.reduce(0, +) } : groups.flatMap(\.values)
        return Double(max(1, values.max() ?? 1))
    }

    private var columns: Markup {
        let step = (width - 16) / Double(max(1, groups.count))
        let unit = (base - top) / highest
        return .joined(
            groups.enumerated().map { index, group in
                let left = 8 + Double(index) * step
                let bars = isStacked ? stack(group, left, step, unit) : row(group, left, step, unit)
                let middle = left + step / 2
                let note = group.note.map { note -> Markup in
                    "<text class=\"note\" x=\"\(at: middle)\" y=\"\(at: base + 31)\">\(note)</text>"
                }
                return """
                    \(bars)<text class="axis" x="\(at: middle)" y="\(at: base + 16)">\
                    \(group.label)</text>\(note ?? .none)

                    """
            })
    }

    private func row(_ group: Group, _ left: Double, _ step: Double, _ unit: Double) -> Markup {
        let bar = step * 0.8 / Double(max(1, series.count))
        return .joined(
            group.values.enumerated().map { index, value in
                let height = Double(value) * unit
                let x = left + step * 0.1 + Double(index) * bar
                return """
                    <rect x="\(at: x)" y="\(at: base - height)" width="\(at: bar - 1)" \
                    height="\(at: height)" fill="\(series[index].colour)"/>\
                    <text class="value" x="\(at: x + bar / 2)" y="\(at: base - height - 4)">\
                    \(value)</text>
                    """
            })
    }

    private func stack(_ group: Group, _ left: Double, _ step: Double, _ unit: Double) -> Markup {
        let bar = min(step * 0.62, 96)
        let x = left + (step - bar) / 2
        var y = base
        var parts = Markup.none
        for (index, value) in group.values.enumerated() where value > 0 {
            let height = Double(value) * unit
            y -= height
            parts += """
                <rect x="\(at: x)" y="\(at: y)" width="\(at: bar)" height="\(at: height)" \
                fill="\(series[index].colour)" stroke="#fff" stroke-width="0.8"/>
                """
            if height >= 15 {
                parts += """
                    <text class="inside" x="\(at: x + bar / 2)" y="\(at: y + height / 2 + 4)">\
                    \(value)</text>
                    """
            }
        }
        return parts + """
            <text class="value strong" x="\(at: x + bar / 2)" y="\(at: y - 5)">\
            \(group.values.reduce(0, +))</text>
            """
    }
}
