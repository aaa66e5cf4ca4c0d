import NetworkPlanning

/// The rule of the scenario that stands behind a reason, and how to ask for its price.
struct BindingRule {
    /// The scenario key.
    let key: String
    /// What the rule says, in Thai.
    let thai: String
    /// What the rule says, in English.
    let english: String

    /// The rule behind the first reason that rests on one; `nil` when the goal alone decided.
    init?(_ reasons: [Reason]) {
        let found = reasons.lazy.compactMap { reason in
            Self.rules.first { reason.code == $0.code || reason.code.hasSuffix("_" + $0.code) }
        }.first
        guard let found else { return nil }
        (key, thai, english) = (found.key, found.thai, found.english)
    }

    /// By the end of the reason's code, most telling first.
    private static let rules: [(code: String, key: String, thai: String, english: String)] = [
        ("locked", "locks", "มีการล็อกไว้", "a lock"),
        ("too_large", "moves.maximum_pupils", "ขนาดโรงเรียนที่ย้ายได้", "the size of schools that move"),
        ("homes_too_far", "travel.hard_maximum_km", "ระยะบ้านไกลสุดของผู้ที่ย้าย", "the furthest home"),
        (
            "young_too_far", "travel.young_maximum_km", "ระยะบ้านไกลสุดของเด็กเล็ก",
            "the nearer cap for the youngest"
        ),
        ("too_far", "travel.merge_radius_km", "รัศมีเรียนรวม", "the merge radius"),
        (
            "grades_not_offered", "moves.grades_hub_may_open", "ชั้นที่โรงเรียนคุณภาพเปิดได้",
            "the grades a hub offers"
        ),
        (
            "rooms_full", "capacity.rooms_may_be_added", "จำนวนห้องของโรงเรียนคุณภาพ",
            "the rooms of the hub"
        ),
        (
            "moves_not_allowed", "moves.whole_school", "การย้ายที่แบบจำลองอนุญาต",
            "which moves are allowed"
        ),
        ("no_link_allowed", "travel.share_radius_km", "รัศมีใช้ทรัพยากรร่วม", "the sharing radius"),
        ("no_hub_in_reach", "travel.share_radius_km", "รัศมีใช้ทรัพยากรร่วม", "the sharing radius"),
        (
            "protected_by_scenario", "protected.schools", "โรงเรียนที่แบบจำลองไม่ให้ย้าย",
            "schools protected by name"
        ),
        ("island", "protected.statuses", "สถานะพิเศษที่ไม่ย้าย", "special statuses that protect"),
        ("mountain", "protected.statuses", "สถานะพิเศษที่ไม่ย้าย", "special statuses that protect"),
        ("border", "protected.statuses", "สถานะพิเศษที่ไม่ย้าย", "special statuses that protect"),
        (
            "royal_patronage", "protected.statuses", "สถานะพิเศษที่ไม่ย้าย",
            "special statuses that protect"
        ),
    ]
}
