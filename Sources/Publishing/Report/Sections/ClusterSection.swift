import Accessibility
import NetworkPlanning
import SchoolDistrict
import Staffing

/// One card for every cluster: what its committee reads, weighs and signs.
struct ClusterSection {
    let context: ReportContext

    private var plan: Plan { context.plan }

    var markup: Markup {
        guard !plan.clusters.isEmpty else { return .none }
        return .section(
            "clusters",
            .both("รายเครือข่ายโรงเรียนคุณภาพ", "Cluster by cluster"), class: "clusters",
            .joined(plan.clusters.map(card)))
    }

    private func card(_ cluster: Cluster) -> Markup {
        let number = context.hubNumbers[cluster.hubCode] ?? 0
        let hub = context.schools[cluster.hubCode]
        let place = [hub?.school.subdistrict, hub?.school.district].compactMap { $0 }
        return """
            <article class="card" id="cluster-\(cluster.hubCode)">
            <h3><span class="badge asis">\(number)</span> \(context.name(cluster.hubCode)) \
            <small>\(place.joined(separator: " · "))</small></h3>
            <dl class="facts">\(facts(cluster))</dl>
            \(line(cluster))\(members(cluster))<div class="foot">\(staff(cluster))\(OpinionBlock.markup)</div>
            </article>

            """
    }

    private func line(_ cluster: Cluster) -> Markup {
        ClusterStaffingLine(
            context: context, clusterCode: cluster.hubCode,
            schoolCodes: [cluster.hubCode] + cluster.memberCodes
        ).markup
    }

    private func facts(_ cluster: Cluster) -> Markup {
        let before = plan.shownTravel(of: cluster, \.travelBefore)
        let after = plan.shownTravel(of: cluster, \.travelAfter)
        let rooms = context.schools[cluster.hubCode]?.roomsAdded ?? 0
        let added: Markup =
            rooms > 0 ? " (+\(rooms) \(Markup.both("ห้องที่เพิ่ม", "rooms added")))" : .none
        let facts: [(Markup, Markup)] = [
            (
                .both("โรงเรียน", "Schools"),
                "\(cluster.memberCodes.count + 1) \(Markup.both("แห่ง", ""))"
            ),
            (.both("นักเรียน", "Pupils"), "\(cluster.pupils) \(Markup.both("คน", ""))"),
            (
                .both("มาเรียนรวม", "Pupils moving"),
                "\(cluster.pupilsMoved) \(Markup.both("คน", ""))"
            ),
            (
                .both("เดินทางเกิน \(context.limit) กม. (คน)", "Over \(context.limit) km (pupils)"),
                Figures.change(Figures.overLimit(before), Figures.overLimit(after))
            ),
            (
                .both("เฉลี่ย (กม.)", "Mean (km)"),
                Figures.change(
                    Figures.kilometres(before.meanKilometres),
                    Figures.kilometres(after.meanKilometres))
            ),
            (
                .both("ห้องที่ใช้ได้ / ชั้นเรียนหลังเรียนรวม", "Rooms / classes after"),
                "\(Figures.count(cluster.hubRooms))\(added) / \(cluster.hubClassesAfter)"
            ),
        ]
        return .joined(facts.map { "<div><dt>\($0)</dt><dd>\($1)</dd></div>" })
    }

    private func members(_ cluster: Cluster) -> Markup {
        let codes = [cluster.hubCode] + cluster.memberCodes
        let rows = codes.compactMap { context.schools[$0] }.map(member)
        return .table(
            class: "members",
            head: """
                <tr><th>\(Markup.both("โรงเรียนในเครือข่าย", "Member"))</th>\
                <th>\(Markup.both("การเชื่อมโยง", "Link"))</th><th class="n">\(Markup.both("กม.", "km"))</th>\
                <th class="n">\(Markup.both("นักเรียน (คน)", "Pupils"))</th>\
                <th class="n">\(Markup.both("เกิน \(context.limit) กม. (คน)", "Over \(context.limit) km"))</th>\
                <th>\(Markup.both("เหตุผล", "Why"))</th></tr>
                """,
            rows: rows)
    }

    private func member(_ entry: SchoolPlan) -> Markup {
        func pupils(_ counts: GradeCounts) -> Markup {
            Figures.count(counts.total, isEstimated: entry.pupilsAreEstimated)
        }
        let isHub = entry.role == .hub
        let link: Markup
        switch (entry.role, entry.link) {
        case (.hub, _): link = context.label(.hub)
        case (.standAlone, _):
            link =
                context.label(.standAlone)
                + "<br/><small>\(Markup.both("โรงเรียนพี่เลี้ยง ใช้ทรัพยากรร่วมกัน", "support hub, shares resources"))</small>"
        default:
            link =
                Markup.both(text: entry.link.thaiLabel, entry.link.englishLabel)
                + moved(entry)
        }
        return """
            <tr\(isHub ? " class=\"hub\"" as Markup : .none)><td>\(entry.school.nameThai) \
            <span class="asis muted">\(entry.school.code)</span></td><td>\(link)</td>\
            <td class="n">\(isHub ? "–" : context.hubDistance(of: entry))</td>\
            <td class="n">\(Figures.change(pupils(entry.pupilsBefore), pupils(entry.pupilsAfter)))</td>\
            <td class="n">\(Figures.overLimit(of: entry))</td>\
            <td class="why">\(context.why(entry))</td></tr>

            """
    }

    /// The grades that move, and those that stay when the school is split.
    private func moved(_ entry: SchoolPlan) -> Markup {
        guard !entry.movedGrades.isEmpty else { return .none }
        let grades = context.grades(entry.movedGrades)
        guard entry.link == .movesSome, !entry.gradesTaught.isEmpty else {
            return " <small>\(grades)</small>"
        }
        let staying = context.grades(entry.gradesTaught)
        return " <small>\(grades)<br/>\(Markup.both("สอนที่เดิม", "taught here")) \(staying)</small>"
    }

    private func staff(_ cluster: Cluster) -> Markup {
        StaffTable(
            context: context,
            title: .both("ครูทั้งเครือข่าย ตามเกณฑ์", "Teachers of the cluster, by norm"),
            before: cluster.staffBefore, after: cluster.staffAfter
        ).markup
    }
}
