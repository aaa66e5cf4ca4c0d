import NetworkPlanning
import SchoolDistrict
import Staffing

/// Teachers and administrators by every norm side by side: today, under the plan, and after the proposed transfers.
struct StaffingSection {
    let context: ReportContext

    private var plan: Plan { context.plan }
    private var staffing: StaffingPlan { plan.staffing }

    var markup: Markup {
        guard !staffing.byNorm.isEmpty else { return .none }
        return .section(
            "staffing", .both("ครูและผู้บริหารตามเกณฑ์", "Teachers and administrators by norm"),
            table + notes + withoutRecord)
    }

    // MARK: Norms side by side

    private var hasMoves: Bool {
        staffing.byNorm.contains { !$0.transfers.isEmpty || !$0.rotation.visits.isEmpty }
    }

    private var isEstimated: Bool { !staffing.schoolsWithAssumedPupils.isEmpty }

    private var table: Markup {
        let heads = staffing.byNorm.map { figures -> Markup in
            let title =
                plan.norms.first { $0.id == figures.normID }.map { context.title(of: $0) }
                ?? "\(figures.normID)"
            return "<th class=\"n\">\(title)</th>"
        }
        return .table(
            class: "norms",
            head: """
                <tr><th>\(Markup.both("ปัจจุบัน → ตามแผน", "Today → under the plan"))</th>\(heads)</tr>
                """,
            rows: teacherRows + transferRows + administratorRows)
    }

    private var teacherRows: [Markup] {
        var rows = [
            group(.both("ครู (อัตรา)", "Teachers (posts)")),
            row(.both("ควรมีทุกโรงเรียน", "Needed in all schools")) {
                change($0.before.needed, $0.after.needed)
            },
            row(.both("ควรมีในโรงเรียนที่มีข้อมูลครู", "Needed where staff is recorded")) {
                $0.after.inPost == nil
                    ? Figures.noData
                    : change($0.before.neededWithRecord, $0.after.neededWithRecord)
            },
            row(.both("มีอยู่ (คน)", "In post")) { Figures.count($0.after.inPost) },
            row(.both("อัตราที่ลดลง / เพิ่มขึ้นเมื่อนักเรียนย้าย", "Posts freed / added as pupils move")) {
                posts($0.teacherPosts)
            },
            row(.both("ขาด: ครูอยู่ที่เดิม", "Short: everyone stays")) {
                change($0.before.shortage, $0.after.shortage)
            },
            row(.both("เกิน: ครูอยู่ที่เดิม", "Above: everyone stays")) {
                change($0.before.surplus, $0.after.surplus)
            },
        ]
        if staffing.byNorm.contains(where: { $0.shortageOnAssumedPupils > 0 }) {
            rows.append(
                row(
                    .both("ขาดในโรงเรียนที่สมมติจำนวนนักเรียน", "Short where pupils are assumed")
                ) { count($0.shortageOnAssumedPupils) })
        }
        return rows
    }

    private var transferRows: [Markup] {
        guard hasMoves else { return [] }
        return [
            row(.both("ขาด: หลังเกลี่ยครูภายในเครือข่าย", "Short: after transfers inside clusters")) {
                count($0.afterTransfersInClusters.shortage)
            },
            row(.both("เกิน: หลังเกลี่ยครูภายในเครือข่าย", "Above: after transfers inside clusters")) {
                count($0.afterTransfersInClusters.surplus)
            },
            row(.both("ขาด: หลังเกลี่ยข้ามเครือข่ายด้วย", "Short: after transfers between clusters too")) {
                count($0.afterTransfers.shortage)
            },
            row(.both("เกิน: หลังเกลี่ยข้ามเครือข่ายด้วย", "Above: after transfers between clusters too")) {
                count($0.afterTransfers.surplus)
            },
            row(.both("ครูที่เสนอให้ย้าย (คน)", "Teachers proposed to move")) {
                count($0.teachersTransferred)
            },
            row(.both("ครูเวียนสอน (วันต่อสัปดาห์)", "Rotating teachers (days a week)")) {
                count($0.rotation.visits.reduce(0) { $0 + $1.daysPerWeek })
            },
            row(
                .both("ยังขาดหลังเวียนสอน (วันต่อสัปดาห์)", "Still missing after rotation (days a week)")
            ) { figures in
                figures.after.inPost == nil
                    ? Figures.noData : count(figures.rotation.openShortageDays.values.reduce(0, +))
            },
        ]
    }

    private var administratorRows: [Markup] {
        [
            group(.both("ผู้อำนวยการและรองผู้อำนวยการ (อัตรา)", "Directors and deputies (posts)")),
            row(.both("ควรมีทุกโรงเรียน", "Needed in all schools")) {
                change($0.administratorsBefore.needed, $0.administratorsAfter.needed)
            },
            row(.both("มีอยู่ (คน)", "In post")) { Figures.count($0.administratorsAfter.inPost) },
            row(.both("ขาด", "Short")) {
                change($0.administratorsBefore.shortage, $0.administratorsAfter.shortage)
            },
            row(.both("เกิน", "Above")) {
                change($0.administratorsBefore.surplus, $0.administratorsAfter.surplus)
            },
            row(.both("อัตราที่ลดลง / เพิ่มขึ้น", "Posts freed / added")) {
                posts($0.administratorPosts)
            },
        ]
    }

    private func group(_ title: Markup) -> Markup {
        """
        <tr class="group"><th scope="rowgroup" colspan="\(String(staffing.byNorm.count + 1))">\(title)</th></tr>

        """
    }

    private func row(_ title: Markup, _ cell: (NormStaffing) -> Markup) -> Markup {
        let cells = staffing.byNorm.map { "<td class=\"n\">\(cell($0))</td>" as Markup }
        return "<tr><th scope=\"row\">\(title)</th>\(cells)</tr>\n"
    }

    private func count(_ value: Int?) -> Markup {
        Figures.count(value, isEstimated: isEstimated)
    }

    private func posts(_ posts: PostChange) -> Markup {
        "\(count(posts.freed)) / \(count(posts.added))"
    }

    private func change(_ before: Int?, _ after: Int?) -> Markup {
        Figures.change(count(before), count(after))
    }

    // MARK: What the figures mean

    private var notes: Markup {
        var notes = [retirements]
        if hasMoves {
            notes.append(
                .both(
                    "การเกลี่ยครูและครูเวียนสอนเป็นข้อเสนอ ยังไม่มีผู้ใดถูกย้าย รายการอยู่หลังการ์ดเครือข่าย",
                    "Transfers and rotations are proposals and nobody has moved; the lists follow the cluster cards"
                ))
        }
        if isEstimated {
            let schools = staffing.schoolsWithAssumedPupils.count
            notes.append(
                .both(
                    "≈ รวมโรงเรียน \(schools) แห่งที่สมมติจำนวนนักเรียน ความต้องการครูของโรงเรียนเหล่านี้ต้องยืนยัน"
                        as Markup,
                    "≈ includes \(schools) schools whose pupils are assumed; their needs are to be confirmed"
                        as Markup))
        }
        if !plan.unconfirmedNorms.isEmpty {
            notes.append(
                .both(
                    "? คือเกณฑ์ที่บางข้อยังไม่ยืนยัน ดูรายการข้อในวิธีการและการพิสูจน์",
                    "? marks a norm with rows to be confirmed; they are listed under method and proof"
                ))
        }
        return "<ul class=\"notes\">\(notes.map { "<li>\($0)</li>" as Markup })</ul>\n"
    }

    /// Whether teachers about to retire count as in post, and what that means.
    private var retirements: Markup {
        guard let retiring = staffing.retiring else {
            return .both(
                "ไม่มีข้อมูลการเกษียณ ครูที่มีอยู่จึงนับทุกคน และการขาดครูในปีต่อไปอาจมากกว่านี้",
                "Retirements are not recorded: everyone in post counts, and later years may be shorter of teachers"
            )
        }
        return staffing.discountsRetirements
            ? .both(
                "หักครูที่จะเกษียณตามตารางบุคลากร \(retiring) คนออกจากครูที่มีอยู่แล้ว ตัวเลขขาดคือหลังการเกษียณ"
                    as Markup,
                "The \(retiring) teachers due to retire are not counted in post: shortages are those after they leave"
                    as Markup)
            : .both(
                "ยังนับครูที่จะเกษียณตามตารางบุคลากร \(retiring) คนเป็นครูที่มีอยู่ เมื่อเกษียณแล้วจะขาดเพิ่มได้ถึงจำนวนนี้"
                    as Markup,
                "The \(retiring) teachers due to retire still count in post: shortages may grow by as many when they leave"
                    as Markup)
    }

    /// The schools that nothing is known of: they are asked about, never short.
    private var withoutRecord: Markup {
        let codes = staffing.schoolsWithoutRecord
        guard !codes.isEmpty else { return .none }
        let head = Markup.both(
            "ไม่มีข้อมูลครู \(codes.count) แห่ง: ไม่นับว่าขาด และไม่อยู่ในการเกลี่ยครู" as Markup,
            "No staff record for \(codes.count) schools: they are not counted short and take no part in transfers"
                as Markup)
        guard codes.count < plan.schools.count else {
            return "<p class=\"muted\">\(head) (\(Markup.both("ทุกโรงเรียน", "every school")))</p>\n"
        }
        return "<p class=\"muted\">\(head)</p>\n"
            + DenseList(codes.map { "\(context.name($0))" }).markup
    }
}
