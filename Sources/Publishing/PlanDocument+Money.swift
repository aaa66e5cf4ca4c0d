import NetworkPlanning
import SchoolDistrict

extension PlanDocument {
    /// Yearly and one-off money by heading and by who pays; weights, which nobody pays, apart.
    var costs: JSONValue {
        .object([
            ("unit", .string("baht_per_year, plan minus today; one_off: baht once")),
            ("cost_today", .number(plan.costToday, decimals: 2)),
            ("total", .number(plan.yearlyChange, decimals: 2)),
            ("one_off_total", .number(plan.oneOffTotal, decimals: 2)),
            ("break_even_years", .measure(plan.breakEvenYears, decimals: 2)),
            ("lines", .array(plan.yearlyLines.map { line($0, unit: "baht_per_year") })),
            ("one_off", .array(plan.oneOffCosts.map { line($0, unit: "baht") })),
            ("weights", .array(plan.weightLines.map { line($0, unit: "weight") })),
            (
                "funding",
                .array(
                    plan.funding.map { part in
                        .line(
                            .object([
                                ("source", .string(part.source.rawValue)),
                                ("label_th", .string(part.source.thaiLabel)),
                                ("label_en", .string(part.source.englishLabel)),
                                ("baht_per_year", .number(part.perYear, decimals: 2)),
                                ("baht_once", .number(part.once, decimals: 2)),
                            ]))
                    })
            ),
        ])
    }

    private func line(_ line: CostLine, unit: String) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("key", .string(line.key)), ("label_th", .string(line.thaiLabel)),
            ("label_en", .string(line.englishLabel)),
            (unit, .number(line.bahtPerYear, decimals: 2)),
            ("basis_th", .string(line.basisThai)),
            ("basis_en", .string(line.basisEnglish)),
            ("quantity", .number(line.quantity, decimals: 4)),
            ("confirmed", .bool(line.isConfirmed)),
        ]
        if !line.isWeight { members.append(("funding", .string(line.funding.rawValue))) }
        return .line(.object(members))
    }
}
