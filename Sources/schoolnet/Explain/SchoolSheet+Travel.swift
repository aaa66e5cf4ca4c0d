import Accessibility
import NetworkPlanning
import SchoolDistrict
import SpatialTypes

extension SchoolSheet {
    /// The ways of its pupils from home by village, before and after.
    func writeTravel(to text: inout ExplainText) {
        text.heading("การเดินทางจากบ้าน", "Travel from home")
        let limit = plan.scenario.travel.indicatorLimit
        guard school.travelBefore.isKnown else {
            text.sentence("ไม่ทราบที่อยู่ของนักเรียน", "the homes of its pupils are not known")
            return
        }
        var rows = [
            ["หมู่บ้าน/Village", "นักเรียน/Pupils", "กม./km", "เรียนที่/Taught at", "เกิน/Over"]
        ]
        for way in school.homes {
            let village = plan.district.villages.first { $0.code == way.villageCode }
            rows.append([
                "\(way.villageCode) \(village?.nameThai ?? "")",
                ExplainNumber.count(way.pupils.total),
                "\(ExplainNumber.km(way.before))\(mark(way.beforeSource)) → "
                    + "\(ExplainNumber.km(way.after))\(mark(way.afterSource))",
                way.taughtAt,
                "\(over(way.before, limit, way.pupils.total)) → "
                    + over(way.after, limit, way.pupils.total),
            ])
        }
        text.table(rows)
        let sources = school.homes.flatMap { [$0.beforeSource, $0.afterSource] }
        if sources.contains(.reported) {
            text.sentence("† ระยะทางตามที่รายงาน", "† a reported distance")
        }
        let (before, after) = (school.travelBefore, school.travelAfter)
        text.value(
            "เกิน \(ExplainNumber.number(limit.kilometres)) กม.",
            "Over \(ExplainNumber.number(limit.kilometres)) km",
            ExplainNumber.change(before.overLimit, after.overLimit) + " คน/pupils")
        text.value(
            "คน-กิโลเมตร", "Pupil-kilometres",
            "\(ExplainNumber.number(before.pupilKilometres)) → "
                + ExplainNumber.number(after.pupilKilometres))
        text.value(
            "เฉลี่ย", "Mean", "\(mean(before)) → \(mean(after)) กม./km (\(distanceNote))")
        if before.pupilsWithoutHome > 0 {
            text.value(
                "ไม่ทราบบ้าน", "Home unknown", "\(before.pupilsWithoutHome) คน/pupils")
        }
        writeVans(to: &text)
    }

    /// The vans that bring pupils here.
    private func writeVans(to text: inout ExplainText) {
        guard let vans = plan.travel.vans.first(where: { $0.schoolCode == code }) else { return }
        let ride = vans.longestRide.map {
            " · นั่งนานสุด/longest ride \(ExplainNumber.number($0.value / 60, decimals: 0)) นาที/min"
        }
        text.value(
            "รถรับส่งมาที่นี่", "Vans to this school",
            "\(vans.schedule.routes.count) คัน/vans · \(vans.pupils) คน/pupils · "
                + "\(ExplainNumber.number(vans.schedule.kilometresPerDay, decimals: 1)) กม.ต่อวัน/km a day"
                + " · \(ExplainNumber.number(vans.bahtPerYear, decimals: 0)) บาทต่อปี/baht a year"
                + (ride ?? ""))
        if vans.pupilsUnserved > 0 {
            text.value(
                "รถไปไม่ถึง", "out of reach of a van", "\(vans.pupilsUnserved) คน/pupils", level: 2)
        }
    }

    private func mark(_ source: DistanceSource) -> String { source == .reported ? "†" : "" }

    private func over(_ distance: Metres, _ limit: Metres, _ pupils: Int) -> String {
        distance.isReachable && distance > limit ? "\(pupils)" : "0"
    }

    private func mean(_ burden: TravelBurden) -> String {
        burden.meanKilometres.map { ExplainNumber.number($0) } ?? "–"
    }
}
