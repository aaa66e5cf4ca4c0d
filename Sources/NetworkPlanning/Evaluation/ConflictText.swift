import FacilityLocation
import SchoolDistrict

/// Names the rules of an infeasible problem in the planner's words.
struct ConflictText {
    let network: NetworkProblem
    let baseline: Baseline
    let scenario: Scenario

    /// The rule in Thai and English.
    func text(of rule: LocationRule) -> (thai: String, english: String) {
        switch rule {
        case .openCount: openCount
        case .group(_, let name):
            ("ต้องมีโรงเรียนคุณภาพ 1 แห่งใน\(name)", "exactly one hub in \(name)")
        case .fixedOpen(let site):
            (
                "ล็อกให้\(name(ofSite: site))เป็นโรงเรียนคุณภาพ",
                "\(code(ofSite: site)) is locked as a hub"
            )
        case .fixedClosed(let site):
            (
                "ล็อกไม่ให้\(name(ofSite: site))เป็นโรงเรียนคุณภาพ",
                "\(code(ofSite: site)) is locked as not a hub"
            )
        case .coverAll:
            (
                "ทุกแห่งต้องอยู่ในระยะ \(Reason.km(scenario.travel.coverLimit.kilometres)) กม. ของโรงเรียนคุณภาพ",
                "everyone within \(Reason.km(scenario.travel.coverLimit.kilometres)) km of a hub"
            )
        case .moduleLimit(let site):
            ("จำนวนห้องเรียนของ\(name(ofSite: site))", "the rooms of \(code(ofSite: site))")
        case .capacity(let site):
            ("ความจุของ\(name(ofSite: site))", "the capacity of \(code(ofSite: site))")
        case .minimumLoad(let site):
            (
                "จำนวนนักเรียนขั้นต่ำของ\(name(ofSite: site))",
                "the fewest pupils of \(code(ofSite: site))"
            )
        case .nearest:
            ("ไปโรงเรียนคุณภาพที่ใกล้ที่สุด", "everyone goes to the nearest hub")
        case .client(let school):
            (
                "\(baseline.entries[school].school.displayName)ต้องมีทางเลือก (ล็อกหรือกติกา)",
                "\(baseline.entries[school].school.code) must keep a choice (a lock or rule)"
            )
        }
    }

    private var openCount: (thai: String, english: String) {
        switch scenario.hubs.count {
        case .exactly(let p): ("โรงเรียนคุณภาพ \(p) แห่งพอดี", "exactly \(p) hubs")
        case .atMost(let p): ("โรงเรียนคุณภาพไม่เกิน \(p) แห่ง", "at most \(p) hubs")
        case .free, .onePer: ("จำนวนโรงเรียนคุณภาพ", "the number of hubs")
        }
    }

    private func name(ofSite site: Int) -> String {
        baseline.entries[network.schoolOfSite[site]].school.displayName
    }

    private func code(ofSite site: Int) -> String {
        baseline.entries[network.schoolOfSite[site]].school.code
    }
}
