import NetworkPlanning
import SchoolDistrict

/// One card for every pool: schools without a hub that share out their grades, after แก่งจันทร์.
struct PoolSection {
    let context: ReportContext

    private var plan: Plan { context.plan }

    var markup: Markup {
        guard !plan.pools.isEmpty else { return .none }
        return .section(
            "pools",
            .both("กลุ่มโรงเรียนที่แบ่งชั้นกันสอน (แก่งจันทร์)", "Pools that share out their grades"),
            class: "clusters",
            .joined(plan.pools.enumerated().map { card($1, number: $0 + 1) }))
    }

    private func card(_ pool: Pool, number: Int) -> Markup {
        let members = plan.members(of: pool)
        let place = [members.first?.school.subdistrict, members.first?.school.district]
            .compactMap { $0 }
        return """
            <article class="card pool" id="pool-\(pool.memberCodes.first ?? "")">
            <h3><span class="badge">\(Markup.both("กลุ่ม", "Pool")) \(number)</span> \
            \(pool.memberCodes.map(context.name).joined(separator: " · ")) \
            <small>\(place.joined(separator: " · "))</small></h3>
            <dl class="facts">\(facts(pool))</dl>
            \(line(pool))\(timetable(pool, members))\(table(members))\
            <div class="foot">\(staff(pool))\(OpinionBlock.markup)</div>
            </article>

            """
    }

    private func line(_ pool: Pool) -> Markup {
        ClusterStaffingLine(
            context: context, clusterCode: pool.memberCodes.first ?? "",
            schoolCodes: pool.memberCodes
        ).markup
    }

    private func facts(_ pool: Pool) -> Markup {
        let before = plan.shownTravel(of: pool, \.travelBefore)
        let after = plan.shownTravel(of: pool, \.travelAfter)
        let facts: [(Markup, Markup)] = [
            (
                .both("โรงเรียน", "Schools"),
                "\(pool.memberCodes.count) \(Markup.both("แห่ง", ""))"
            ),
            (.both("นักเรียน", "Pupils"), "\(pool.pupils) \(Markup.both("คน", ""))"),
            (
                .both("ไปเรียนที่โรงเรียนอื่นในกลุ่ม", "Pupils moving"),
                "\(pool.pupilsMoved) \(Markup.both("คน", ""))"
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
                .both("ห่างกันไกลที่สุด (กม.)", "Furthest apart (km)"),
                Figures.kilometres(
                    pool.furthest.kilometres, isEstimated: context.hasEstimatedDistances)
            ),
        ]
        return .joined(facts.map { "<div><dt>\($0)</dt><dd>\($1)</dd></div>" })
    }

    /// Who teaches which grade: the pupils of each grade at the one school that teaches it.
    private func timetable(_ pool: Pool, _ members: [SchoolPlan]) -> Markup {
        let grades = Grade.allCases.filter { grade in
            pool.teachingSchool[grade] != nil && members.contains { $0.pupilsAfter[grade] > 0 }
        }
        guard !grades.isEmpty else { return .none }
        let rows = members.map { entry -> Markup in
            let cells = grades.map { grade -> Markup in
                pool.teachingSchool[grade] == entry.school.code
                    ? "<td class=\"n teaches\">\(entry.pupilsAfter[grade])</td>"
                    : "<td class=\"n\">·</td>"
            }
            return "<tr><th scope=\"row\">\(entry.school.nameThai)</th>\(cells)</tr>\n"
        }
        let heads = grades.map { grade -> Markup in
            "<th class=\"n\">\(Markup.both(text: grade.thaiLabel, grade.code))</th>"
        }
        return .table(
            class: "timetable",
            head: """
                <tr><th>\(Markup.both("สอนชั้นใดที่ไหน (นักเรียนรวมทุกโรงเรียน, คน)", "Who teaches which grade (pupils of all members)"))</th>\(heads)</tr>
                """,
            rows: rows)
    }

    private func table(_ members: [SchoolPlan]) -> Markup {
        .table(
            class: "members",
            head: """
                <tr><th>\(Markup.both("โรงเรียนในกลุ่ม", "Member"))</th>\
                <th>\(Markup.both("นักเรียนที่ไปเรียนที่อื่น", "Pupils who move"))</th>\
                <th class="n">\(Markup.both("กม.", "km"))</th>\
                <th class="n">\(Markup.both("นักเรียน (คน)", "Pupils"))</th>\
                <th class="n">\(Markup.both("เกิน \(context.limit) กม. (คน)", "Over \(context.limit) km"))</th>\
                <th>\(Markup.both("เหตุผล", "Why"))</th></tr>
                """,
            rows: members.map(row))
    }

    private func row(_ entry: SchoolPlan) -> Markup {
        func pupils(_ counts: GradeCounts) -> Markup {
            Figures.count(counts.total, isEstimated: entry.pupilsAreEstimated)
        }
        let destinations = entry.destinations.map { place -> Markup in
            """
            \(context.grades(place.grades)) <span class="to">→</span> \(context.name(place.code)) \
            <small>\(entry.pupilsBefore.total(of: place.grades)) \(Markup.both("คน", "pupils"))</small>
            """
        }
        let distances = entry.destinations.map { place -> Markup in
            let link = plan.links.first {
                $0.schoolCode == entry.school.code && $0.hubCode == place.code
            }
            return Figures.kilometres(link?.distance, source: link?.distanceSource)
        }
        return """
            <tr><td>\(entry.school.nameThai) <span class="asis muted">\(entry.school.code)</span></td>\
            <td>\(destinations.isEmpty ? "–" : .joined(destinations, by: "<br/>"))</td>\
            <td class="n">\(distances.isEmpty ? "–" : .joined(distances, by: "<br/>"))</td>\
            <td class="n">\(Figures.change(pupils(entry.pupilsBefore), pupils(entry.pupilsAfter)))</td>\
            <td class="n">\(Figures.overLimit(of: entry))</td>\
            <td class="why">\(context.why(entry))</td></tr>

            """
    }

    private func staff(_ pool: Pool) -> Markup {
        StaffTable(
            context: context, title: .both("ครูทั้งกลุ่ม ตามเกณฑ์", "Teachers of the pool, by norm"),
            before: plan.staff(of: pool, \.staffBefore), after: plan.staff(of: pool, \.staffAfter)
        ).markup
    }
}
