import NetworkPlanning
import SchoolDistrict

/// The best choice that a school did not get, and what it would have cost, in words.
struct AlternativeText {
    let thai: String
    let english: String

    /// `nil` where the school had no other choice.
    init?(_ entry: SchoolPlan, limit: String) {
        guard let alternative = entry.alternative else { return nil }
        let unit = GoalUnit(alternative.unit)
        let change = DecimalText.grouped(
            abs(alternative.objectiveChange), decimals: unit.decimals)
        let isNothing = !change.contains { ("1"..."9").contains($0) }
        var thai = alternative.thai
        var english = alternative.english
        if isNothing {
            thai += " · เป้าหมายเท่ากัน"
            english += "; the goal would be the same"
        } else if alternative.objectiveChange > 0 {
            thai += " · เป้าหมายแย่ลง \(change) \(unit.thai)"
            english += "; the goal would be worse by \(change) \(unit.english)"
        } else {
            thai += " · เป้าหมายดีขึ้น \(change) \(unit.thai) (อยู่ในช่องว่างที่พิสูจน์)"
            english +=
                "; the goal would be better by \(change) \(unit.english), within the proven gap"
        }
        if let added = entry.shownAlternativeOverLimit, added != 0 {
            let count = DecimalText.grouped(abs(added))
            thai += " · เดินทางเกิน \(limit) กม. \(added > 0 ? "เพิ่ม" : "ลด") \(count) คน"
            english += "; \(count) \(added > 0 ? "more" : "fewer") pupils over \(limit) km"
        }
        self.thai = thai
        self.english = english
    }
}

extension SchoolPlan {
    /// The alternative's change of pupils over the limit as it may be shown.
    ///
    /// `nil` without an alternative, when the change is small, or when it would give away a small count of this
    /// school: today's, the plan's, or the alternative's.
    var shownAlternativeOverLimit: Int? {
        guard let change = alternative?.overLimitChange else { return nil }
        let counts = [
            abs(change), travelBefore.overLimit, travelAfter.overLimit,
            travelAfter.overLimit + change,
        ]
        return counts.contains(where: SmallCounts.isSmall) ? nil : change
    }
}

/// The unit of a goal in words.
struct GoalUnit {
    let thai: String
    let english: String
    /// Decimals that say something in this unit.
    let decimals: Int

    /// The unit by its code; a code that is not known is shown as it is.
    init(_ code: String) {
        switch code {
        case "pupil_km_with_penalties":
            (thai, english, decimals) = ("คน·กม. (รวมค่าปรับ)", "pupil-km (with penalties)", 1)
        case "hubs": (thai, english, decimals) = ("แห่ง", "hubs", 0)
        case "pupils": (thai, english, decimals) = ("คน", "pupils", 0)
        case "baht_per_year": (thai, english, decimals) = ("บาทต่อปี", "baht a year", 0)
        case "baht_per_year_with_weights":
            (thai, english, decimals) = ("บาทต่อปี (รวมน้ำหนัก)", "baht a year (with weights)", 0)
        default: (thai, english, decimals) = (code, code, 2)
        }
    }
}
