import NetworkPlanning

extension SchoolSheet {
    /// What it needs to be good in its role, and what is not known.
    func writeNeeds(to text: inout ExplainText) {
        guard !school.needs.isEmpty else { return }
        text.heading("สิ่งที่ต้องมีเพื่อให้ดีตามบทบาท", "What it needs to be good in its role")
        for need in school.needs {
            let baht = need.baht.map { " · \(ExplainNumber.number($0, decimals: 0)) บาท/baht" }
            text.sentence(
                "\(need.kind.thaiLabel): \(need.thai)\(baht ?? "")"
                    + (need.suitsSponsor ? " · เหมาะกับผู้สนับสนุน (CSR)" : ""),
                "\(need.kind.englishLabel): \(need.english)")
        }
    }

    /// Reasons, the rule that binds, and the alternative that was left.
    func writeReasons(to text: inout ExplainText) {
        text.heading("เหตุผล", "Reasons")
        for reason in school.reasons { text.sentence(reason.thai, reason.english) }
        if let rule = BindingRule(school.reasons) {
            text.value("กติกาที่ผูก", "Binding rule", "\(rule.thai) / \(rule.english) (\(rule.key))")
        } else if school.role != .undecided {
            text.value("กติกาที่ผูก", "Binding rule", "ไม่มี เป้าหมายเป็นผู้เลือก / none: the goal chose")
        }
        if let other = school.alternative {
            text.sentence(
                "ทางเลือกถัดไปเมื่อที่อื่นคงเดิม: \(other.thai)",
                "next best with everything else as planned: \(other.english)")
            text.line(
                "\(ExplainNumber.signed(other.objectiveChange, decimals: 2)) "
                    + "\(ExplainNumber.unit(other.unit)) · เกินเกณฑ์/over limit "
                    + ExplainNumber.signed(other.overLimitChange), level: 2)
        }
    }
}
