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
            "<div class=\"figures\">\(figures)</div>\n\(sentence)\(increase)\(modes)\(table)")
    }

    private var groups: PlanGroups { PlanGroups(plan) }

    private var figures: [Markup] {
        Role.allCases.map { role in
            let count = plan.after.roles[role] ?? 0
            let share = plan.schools.isEmpty ? 0 : Double(count) / Double(plan.schools.count)
            return """
                <div class="figure \(role.rawValue)"><p class="name">\(context.label(role))</p>
                <p class="big">\(count) <small>\(Markup.both("แห่ง", "schools"))</small></p>
                <p class="muted">\(Figures.percent(share)) \(Markup.both("ของโรงเรียนทั้งหมด", "of all schools"))</p>\(parts(of: role))</div>

                """
        }
    }

    /// What a group consists of.
    private func parts(of role: Role) -> Markup {
        let parts: [(thai: String, english: String, count: Int)] =
            switch role {
            case .hub, .undecided: []
            case .network: groups.networkParts
            case .standAlone: groups.standAloneParts
            }
        guard !parts.isEmpty else { return .none }
        let items = parts.map { part -> Markup in
            "<li><span>\(Markup.both(text: part.thai, part.english))</span> <b>\(part.count)</b></li>"
        }
        return "<ul class=\"parts\">\(items)</ul>"
    }

    /// More pupils over the limit than today, said plainly.
    private var increase: Markup {
        guard let increase = TravelIncrease(plan) else { return .none }
        return """
            <div class="banner warning" role="note"><strong>\(Markup.both(text: increase.thai, increase.english))</strong>\
            <div>\(Markup.both(
                "ดูรายเครือข่ายและรายโรงเรียนด้านล่าง และพิจารณาพาหนะรับส่งก่อนเห็นชอบ",
                "See the clusters and schools below, and weigh transport before approving"))</div></div>

            """
    }

    /// How pupils move, in the words of OBEC's own plans of 2554–2556.
    private var modes: Markup {
        let modes = groups.modes
        guard modes.contains(where: { $0.schools > 0 }) else { return .none }
        let rows = modes.map { mode -> Markup in
            """
            <tr><th scope="row">\(Markup.both(text: mode.mode.thaiLabel, mode.mode.englishLabel))</th>\
            <td class="n">\(mode.schools == 0 ? "–" : "\(mode.schools)")</td>\
            <td class="n">\(pupils(mode.pupilsMoved))</td>\
            <td class="n">\(pupils(mode.pupils - mode.pupilsMoved))</td></tr>

            """
        }
        return .table(
            class: "modes",
            head: """
                <tr><th>\(Markup.both("รูปแบบการเรียนรวม", "How pupils learn together"))</th>\
                <th class="n">\(Markup.both("โรงเรียน (แห่ง)", "Schools"))</th>\
                <th class="n">\(Markup.both("นักเรียนไปเรียนที่อื่น (คน)", "Pupils learning elsewhere"))</th>\
                <th class="n">\(Markup.both("นักเรียนเรียนที่เดิม (คน)", "Pupils staying"))</th></tr>
                """,
            rows: rows)
    }

    private func pupils(_ count: Int) -> Markup {
        count == 0
            ? "–" : Figures.count(count, isEstimated: context.hasEstimatedPupils)
    }

    private var sentence: Markup {
        let groups = groups
        let moving = groups.movesAll + groups.movesSome
        let moved = Figures.count(
            plan.schools.reduce(0) { $0 + ($1.poolCode == nil ? $1.pupilsMoved : 0) },
            isEstimated: context.hasEstimatedPupils)
        var thai: Markup = """
            จากโรงเรียน \(plan.schools.count) แห่ง พร้อมมาเรียนรวมกับโรงเรียนคุณภาพ \
            \(moving) แห่ง (นักเรียน \(moved) คน) และใช้ทรัพยากรร่วมกันโดยนักเรียนเรียนที่เดิม \
            \(groups.shares) แห่ง
            """
        var english: Markup = """
            Of \(plan.schools.count) schools, \(moving) can learn together at a hub \
            (\(moved) pupils), and \(groups.shares) share resources while their pupils stay
            """
        if groups.pooled > 0 {
            let pooled = pupils(plan.pools.reduce(0) { $0 + $1.pupilsMoved })
            thai += """
                 และอีก \(groups.pooled) แห่งแบ่งชั้นกันสอนเป็น \(plan.pools.count) กลุ่มโดยไม่มีโรงเรียนหลัก \
                (นักเรียน \(pooled) คน)
                """
            english += """
                ; \(groups.pooled) share out their grades in \(plan.pools.count) \
                pool\(plan.pools.count == 1 ? "" : "s") without a hub (\(pooled) pupils)
                """
        }
        return "<p class=\"lead\">\(Markup.both(thai, english))</p>\n"
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
