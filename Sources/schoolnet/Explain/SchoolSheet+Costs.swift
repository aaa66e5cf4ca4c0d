import NetworkPlanning

extension SchoolSheet {
    /// The school's lines of the yearly costs, each beside the plan's own, and the check that all schools add up.
    func writeCosts(to text: inout ExplainText) {
        text.heading(
            "ค่าใช้จ่ายต่อปีของโรงเรียนนี้ เทียบกับปัจจุบัน", "Yearly costs of this school against today")
        if let pool, let first = pool.memberCodes.first {
            text.sentence(
                "ค่าใช้จ่ายของกลุ่มนับไว้ที่ \(name(first)) แห่งอื่นของกลุ่มแสดงเฉพาะสิ่งที่ไม่ต้องจ่ายที่นั่นแล้ว",
                "what the pool costs is counted at \(first); its other members show what is no longer "
                    + "paid there")
        }
        if school.costs.isEmpty {
            text.sentence("ไม่มีค่าใช้จ่ายที่เปลี่ยนไป", "no cost changes")
        } else {
            var rows = [["รายการ/Item", "บาท/Baht", "ทั้งแผน/Whole plan", "ที่มา/Basis"]]
            for line in school.costs {
                let whole = plan.costs.first { $0.key == line.key }
                rows.append([
                    "\(line.thaiLabel) / \(line.englishLabel)",
                    ExplainNumber.signed(line.bahtPerYear),
                    whole.map { ExplainNumber.signed($0.bahtPerYear) } ?? "–",
                    "\(line.basisThai) / \(line.basisEnglish)"
                        + (line.isConfirmed ? "" : " (ยังไม่ยืนยัน/unconfirmed)"),
                ])
            }
            text.table(rows)
            writeBands(to: &text)
            writeTotals(of: school.costs, to: &text)
        }
        writeCheck(to: &text)
    }

    /// The pupils behind travel support by distance: those of the pool's other members too where it is counted here.
    private func writeBands(to text: inout ExplainText) {
        let rates = plan.scenario.costs
        guard !rates.subsidyBands.isEmpty,
            let line = school.costs.first(where: { $0.key == "transport" })
        else { return }
        let codes = Set(pool?.memberCodes ?? [code])
        let ways = plan.schools.filter { codes.contains($0.school.code) }.flatMap { mover in
            mover.homes.filter { $0.taughtAt != mover.school.code }
        }
        var (lower, left, baht) = (-Double.infinity, Int(line.quantity), line.bahtPerYear)
        for band in rates.subsidyBands {
            let upper = band.upTo?.kilometres ?? .infinity
            let pupils = ways.filter { lower < $0.after.kilometres && $0.after.kilometres <= upper }
                .reduce(0) { $0 + $1.pupils.total }
            lower = upper
            guard pupils > 0 else { continue }
            let amount = Double(pupils * rates.schoolDays) * band.baht
            left -= pupils
            baht -= amount
            let reach =
                band.upTo.map { "≤ \(ExplainNumber.number($0.kilometres)) กม./km" }
                ?? "ไกลกว่านั้น/beyond"
            text.value(
                "ค่าพาหนะ", "travel support",
                "\(reach): \(pupils) คน × \(ExplainNumber.number(band.baht)) บาท × "
                    + "\(rates.schoolDays) วัน = \(ExplainNumber.signed(amount))", level: 2)
        }
        if left > 0 {
            text.value(
                "ไม่ทราบบ้าน คิดจากระยะระหว่างโรงเรียน", "home unknown, by the way between the schools",
                "\(left) คน = \(ExplainNumber.signed(baht))", level: 2)
        }
    }

    /// The lines of several schools added up by heading.
    func writeSums(of schools: [SchoolPlan], to text: inout ExplainText) {
        let sums = Self.sums(of: schools, in: plan)
        let rows = sums.filter { $0.bahtPerYear != 0 || $0.quantity != 0 }.map { line in
            [
                "\(line.thaiLabel) / \(line.englishLabel)",
                ExplainNumber.signed(line.quantity, decimals: 2),
                "\(ExplainNumber.signed(line.bahtPerYear)) บาท/baht",
            ]
        }
        text.table(rows, level: 2)
        writeTotals(of: sums, to: &text)
    }

    /// The plan's lines with the quantities and baht of some schools in their place.
    static func sums(of schools: [SchoolPlan], in plan: Plan) -> [CostLine] {
        plan.costs.map { line in
            var sum = line
            let own = schools.flatMap(\.costs).filter { $0.key == line.key }
            sum.quantity = own.reduce(0) { $0 + $1.quantity }
            sum.bahtPerYear = own.reduce(0) { $0 + $1.bahtPerYear }
            return sum
        }
    }

    /// Money and weights apart: a weight is nobody's bill.
    private func writeTotals(of lines: [CostLine], to text: inout ExplainText) {
        let money = lines.filter { !$0.isWeight }.reduce(0) { $0 + $1.bahtPerYear }
        text.value("รวมต่อปี", "A year", "\(ExplainNumber.signed(money)) บาท/baht")
        let weights = lines.filter(\.isWeight)
        guard !weights.isEmpty else { return }
        text.value(
            "น้ำหนักในเป้าหมาย (ไม่ใช่เงิน)", "Weights of the goal (not money)",
            ExplainNumber.signed(weights.reduce(0) { $0 + $1.bahtPerYear }))
    }

    /// Whether the lines of all schools add up to the plan's, heading by heading.
    private func writeCheck(to text: inout ExplainText) {
        let apart = zip(Self.sums(of: plan.schools, in: plan), plan.costs).filter { sum, line in
            abs(sum.bahtPerYear - line.bahtPerYear) > 1e-9 * max(1e6, abs(line.bahtPerYear))
        }
        if apart.isEmpty {
            text.sentence(
                "ทุกรายการของทุกโรงเรียนรวมกันเท่ากับทั้งแผน",
                "the lines of all schools add up to the plan's")
        }
        for (sum, line) in apart {
            text.line(
                "\(line.thaiLabel) / \(line.englishLabel): "
                    + "\(ExplainNumber.signed(line.bahtPerYear - sum.bahtPerYear, decimals: 2)) "
                    + "บาท/baht ไม่แยกรายโรงเรียน / not of a single school")
        }
    }
}
