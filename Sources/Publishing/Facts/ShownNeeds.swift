import NetworkPlanning
import SchoolDistrict

/// A need as it may be shown: so few travelling pupils that they could point at a child are not counted out.
struct ShownNeed {
    let kind: SchoolNeed.Kind
    let thai: String
    let english: String
    /// How many; `nil` where a number says nothing, is missing or hidden.
    let count: Int?
    let baht: Double?
    /// Whether `baht` is paid once, rather than every year.
    let isOneOff: Bool
    let isUnknown: Bool
    let suitsSponsor: Bool
    /// Whether the count is known but not shown.
    let isHidden: Bool

    init(_ need: SchoolNeed) {
        kind = need.kind
        isUnknown = need.isUnknown
        isOneOff = need.isOneOff
        suitsSponsor = need.suitsSponsor && !need.isUnknown
        isHidden = need.kind == .travel && SmallCounts.isSmall(need.count ?? 0)
        count = isHidden || need.isUnknown ? nil : need.count
        baht = isHidden || need.isUnknown ? nil : need.baht
        thai = isHidden ? "การเดินทางของนักเรียนไม่ถึง \(SmallCounts.threshold) คน" : need.thai
        english =
            isHidden ? "Travel of fewer than \(SmallCounts.threshold) pupils" : need.english
    }
}

extension SchoolPlan {
    /// The needs as they may be shown, by kind in the order of the kinds.
    var shownNeeds: [ShownNeed] {
        SchoolNeed.Kind.allCases.flatMap { kind in
            needs.filter { $0.kind == kind }.map(ShownNeed.init)
        }
    }
}

/// What the schools of a group need of one kind, together.
struct NeedTotal {
    let kind: SchoolNeed.Kind
    /// Schools that need it, and schools of which nobody knows.
    let schools: Int
    let schoolsUnknown: Int
    /// The sum over the schools that need it; `nil` where a school's number says nothing or must stay hidden.
    let count: Int?
    /// Baht a year where rates say so; `nil` without a rate, or where the sum would give a hidden number away.
    let bahtPerYear: Double?
    /// Baht once, likewise.
    let bahtOnce: Double?
    /// Schools whose need suits a sponsor.
    let schoolsForSponsor: Int

    init(_ kind: SchoolNeed.Kind, of schools: [SchoolPlan]) {
        self.kind = kind
        let needs = schools.map { entry in entry.shownNeeds.filter { $0.kind == kind } }
        let known = needs.map { $0.filter { !$0.isUnknown } }.filter { !$0.isEmpty }
        self.schools = known.count
        schoolsUnknown = needs.count { $0.contains(where: \.isUnknown) }
        schoolsForSponsor = known.count { $0.contains(where: \.suitsSponsor) }
        let all = known.flatMap { $0 }
        // One hidden number is the sum less the others.
        let hides = all.contains(where: \.isHidden)
        let counts = all.compactMap(\.count)
        count = hides || counts.isEmpty || counts.count < all.count ? nil : counts.reduce(0, +)
        func sum(once: Bool) -> Double? {
            let sum = all.reduce(0) { $0 + ($1.isOneOff == once ? $1.baht ?? 0 : 0) }
            return hides || sum == 0 ? nil : sum
        }
        bahtPerYear = sum(once: false)
        bahtOnce = sum(once: true)
    }

    /// The totals of every kind.
    static func all(of schools: [SchoolPlan]) -> [NeedTotal] {
        SchoolNeed.Kind.allCases.map { NeedTotal($0, of: schools) }
    }
}
