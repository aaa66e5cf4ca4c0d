import NetworkPlanning
import SchoolDistrict

/// Schools by size before and after, and pupils of the last years.
struct ChartSection {
    let context: ReportContext

    var markup: Markup {
        .section(
            "charts", .both("ขนาดโรงเรียนและแนวโน้มนักเรียน", "School sizes and enrolment"),
            """
            <div class="charts"><figure><figcaption>\(Markup.both(
                "จำนวนโรงเรียนตามขนาด (นักเรียน, คน)", "Schools by number of pupils"))</figcaption>
            \(ColumnChart(groups: sizeGroups, series: sizeSeries, isStacked: false).markup)\
            \(estimateNote)</figure>
            <figure><figcaption>\(Markup.both(
                "นักเรียนตามระดับชั้น รายปีการศึกษา (คน)", "Pupils by level and academic year"))</figcaption>
            \(trend)</figure></div>

            """)
    }

    /// The dashboard's bands of small schools; the last band holds all others.
    static let bands: [ClosedRange<Int>] = [
        0...0, 1...20, 21...40, 41...60, 61...80, 81...100, 101...120, 121...Int.max,
    ]

    /// How many schools fall into each band.
    static func countByBand(_ pupils: [Int]) -> [Int] {
        bands.map { band in pupils.count(where: band.contains) }
    }

    private var sizeSeries: [ColumnChart.Series] {
        [
            .init(name: .both("ปัจจุบัน", "today"), colour: "#a9b4c2"),
            .init(name: .both("ตามแผน", "under the plan"), colour: "#0b4f8a"),
        ]
    }

    private var sizeGroups: [ColumnChart.Group] {
        let schools = context.plan.schools
        let before = Self.countByBand(schools.map(\.pupilsBefore.total))
        let after = Self.countByBand(schools.map(\.pupilsAfter.total))
        return Self.bands.indices.map { index in
            let band = Self.bands[index]
            let label =
                band.upperBound == .max
                ? "\(band.lowerBound)+"
                : band.count == 1
                    ? "\(band.lowerBound)" : "\(band.lowerBound)–\(band.upperBound)"
            return .init(label: label, note: nil, values: [before[index], after[index]])
        }
    }

    /// Columns made of assumed pupils show the assumption, not the schools.
    private var estimateNote: Markup {
        let count = context.plan.schools.count(where: \.pupilsAreEstimated)
        guard count > 0 else { return .none }
        return """
            <p class="muted">\(Markup.both(
                "≈ จำนวนนักเรียนของ \(count) แห่งเป็นค่าสมมติ",
                "≈ the pupils of \(count) schools are assumed"))</p>
            """
    }

    private var trend: Markup {
        let schools = context.plan.schools.map(\.school)
        let years = Set(schools.flatMap(\.enrolment.keys)).sorted().suffix(5)
        guard !years.isEmpty else { return "<p>\(Figures.noData)</p>" }
        let groups = years.map { year -> ColumnChart.Group in
            let recorded = schools.compactMap { $0.enrolment[year]?.pupils }
            let total = recorded.reduce(GradeCounts(), +)
            let note =
                recorded.count == schools.count ? nil : "\(recorded.count)/\(schools.count)"
            return .init(
                label: String(year), note: note, values: SchoolLevel.allCases.map(total.total(of:)))
        }
        let colours = ["#e69f00", "#0b4f8a", "#56b4e9", "#009e73"]
        let series = zip(SchoolLevel.allCases, colours).map { level, colour in
            ColumnChart.Series(
                name: .both(text: level.thaiLabel, level.englishLabel), colour: colour)
        }
        let used = series.indices.filter { index in groups.contains { $0.values[index] > 0 } }
        let shown = groups.map { group in
            ColumnChart.Group(
                label: group.label, note: group.note, values: used.map { group.values[$0] })
        }
        let isPartial = groups.contains { $0.note != nil }
        return ColumnChart(groups: shown, series: used.map { series[$0] }, isStacked: true).markup
            + (isPartial
                ? """
                <p class="muted">\(Markup.both("ใต้ปี: โรงเรียนที่มีข้อมูล/ทั้งหมด", "Below the year: schools recorded/all"))</p>
                """ : .none)
    }
}

extension SchoolLevel {
    /// The English name of the level.
    var englishLabel: String {
        switch self {
        case .prePrimary: "pre-primary"
        case .primary: "primary"
        case .lowerSecondary: "lower secondary"
        case .upperSecondary: "upper secondary"
        }
    }
}
