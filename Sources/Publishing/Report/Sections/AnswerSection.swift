import NetworkPlanning

/// The question of the ministry, answered first: how many of each group, and where.
struct AnswerSection {
    let context: ReportContext

    private var plan: Plan { context.plan }

    var markup: Markup {
        .section(
            "answer",
            .both(
                "มีโรงเรียนคุณภาพกี่แห่ง โรงเรียนเครือข่ายกี่แห่ง Stand Alone กี่แห่ง และที่ไหนบ้าง",
                "How many hubs, network schools and stand-alone schools, and where"),
            "<div class=\"figures\">\(figures)</div>\n\(sentence)\(table)")
    }

    private var figures: [Markup] {
        Role.allCases.map { role in
            let count = plan.after.roles[role] ?? 0
            let share = plan.schools.isEmpty ? 0 : Double(count) / Double(plan.schools.count)
            return """
                <div class="figure \(role.rawValue)"><p class="name">\(context.label(role))</p>
                <p class="big">\(count) <small>\(Markup.both("แห่ง", "schools"))</small></p>
                <p class="muted">\(Figures.percent(share)) \(Markup.both("ของโรงเรียนทั้งหมด", "of all schools"))</p></div>

                """
        }
    }

    private var sentence: Markup {
        let moving = plan.schools.filter { $0.link == .movesAll || $0.link == .movesSome }
        let sharing = plan.schools.filter { $0.link == .shares }
        let pupils = Figures.count(
            plan.links.reduce(0) { $0 + $1.pupilsMoved }, isEstimated: context.hasEstimatedPupils)
        return """
            <p class="lead">\(Markup.both(
                """
                จากโรงเรียน \(plan.schools.count) แห่ง พร้อมมาเรียนรวมกับโรงเรียนคุณภาพ \
                \(moving.count) แห่ง (นักเรียน \(pupils) คน) และใช้ทรัพยากรร่วมกันโดยนักเรียนเรียนที่เดิม \
                \(sharing.count) แห่ง
                """ as Markup,
                """
                Of \(plan.schools.count) schools, \(moving.count) can learn together at a hub \
                (\(pupils) pupils), and \(sharing.count) share resources while their pupils stay
                """ as Markup))</p>

            """
    }

    /// Counts by district and subdistrict, with the hubs named.
    private var table: Markup {
        let districts = Dictionary(grouping: plan.schools) { $0.school.district ?? "" }
        let rows = ThaiOrder.sorted(districts.keys).flatMap { district -> [Markup] in
            let schools = districts[district] ?? []
            let subdistricts = Dictionary(grouping: schools) { $0.school.subdistrict ?? "" }
            let head = row(district, schools, class: "group", namingHubs: false)
            return [head]
                + ThaiOrder.sorted(subdistricts.keys).map {
                    row($0, subdistricts[$0] ?? [], class: "", namingHubs: true)
                }
        }
        let total = row(
            .both("รวมทั้งเขต", "Whole office"), plan.schools, class: "total", namingHubs: false)
        let roles = Role.allCases.map { "<th class=\"n\">\(context.label($0))</th>" as Markup }
        return .table(
            class: "places",
            head: """
                <tr><th>\(Markup.both("อำเภอ / ตำบล", "District / subdistrict"))</th>\(roles)\
                <th class="n">\(Markup.both("รวม (แห่ง)", "Total (schools)"))</th>\
                <th>\(Markup.both("โรงเรียนคุณภาพ [เลขบนแผนที่]", "Hubs [number on the map]"))</th></tr>
                """,
            rows: rows, foot: total)
    }

    private func row(
        _ name: String, _ schools: [SchoolPlan], class kind: String, namingHubs: Bool
    ) -> Markup {
        row(
            name.isEmpty ? .both("ไม่ระบุ", "not recorded") : "\(name)", schools, class: kind,
            namingHubs: namingHubs)
    }

    private func row(
        _ name: Markup, _ schools: [SchoolPlan], class kind: String, namingHubs: Bool
    ) -> Markup {
        let counts = Role.allCases.map { role -> Markup in
            let count = schools.count { $0.role == role }
            return "<td class=\"n\">\(count == 0 ? "–" : "\(count)")</td>"
        }
        let hubs = schools.filter { $0.role == .hub }.map { hub -> Markup in
            let number = context.hubNumbers[hub.school.code] ?? 0
            return "\(hub.school.nameThai) <span class=\"muted\">[\(number)]</span>"
        }
        return """
            <tr class="\(kind)"><th scope="row">\(name)</th>\(counts)<td class="n">\(schools.count)</td>\
            <td>\(namingHubs ? Markup.joined(hubs, by: ", ") : .none)</td></tr>

            """
    }
}
