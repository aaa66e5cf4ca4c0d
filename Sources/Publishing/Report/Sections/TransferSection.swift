import NetworkPlanning
import SchoolDistrict
import SpatialTypes
import Staffing

/// The proposals behind the teacher figures, by the leading norm: who moves, who rotates, and which majors are missing.
struct TransferSection {
    let context: ReportContext

    private var staffing: StaffingPlan { context.plan.staffing }

    var markup: Markup {
        guard let leading = staffing.leading else { return .none }
        let body = transfers(leading) + rotations(leading.rotation) + majors
        guard !body.text.isEmpty else { return .none }
        let title = context.leadingNorm.map { context.title(of: $0) } ?? .none
        return .section(
            "transfers",
            "\(Markup.both("ข้อเสนอเกลี่ยครู ครูเวียนสอน และวิชาเอก", "Proposed transfers, rotating teachers and majors")): \(title)",
            body)
    }

    // MARK: Transfers

    private func transfers(_ figures: NormStaffing) -> Markup {
        guard !figures.transfers.isEmpty else { return .none }
        let parts: [(Markup, Bool)] = [
            (.both("ย้ายภายในเครือข่าย", "Transfers inside clusters"), true),
            (.both("ย้ายข้ามเครือข่าย", "Transfers between clusters"), false),
        ]
        let lists = parts.map { title, isInside -> Markup in
            let transfers = figures.transfers.filter { $0.isInsideCluster == isInside }
            guard !transfers.isEmpty else { return .none }
            let teachers = transfers.reduce(0) { $0 + $1.teachers }
            return """
                <h3>\(title) <small>\(teachers) \(Markup.both("คน", "teachers"))</small></h3>
                \(DenseList(lines(transfers), columns: 3).markup)
                """
        }
        return .joined(lists) + key
    }

    /// One line for each pair of schools, their majors together.
    private func lines(_ transfers: [TeacherTransfer]) -> [Markup] {
        var pairs: [(from: String, to: String, transfers: [TeacherTransfer])] = []
        for transfer in transfers {
            if let last = pairs.last, (last.from, last.to) == (transfer.fromCode, transfer.toCode) {
                pairs[pairs.count - 1].transfers.append(transfer)
            } else {
                pairs.append((transfer.fromCode, transfer.toCode, [transfer]))
            }
        }
        return pairs.map { pair in
            let majors = pair.transfers.map { transfer -> Markup in
                "\(major(transfer.major)) \(transfer.teachers)\(marks(transfer))"
            }
            return """
                \(way(pair.from, pair.to, pair.transfers[0].distance)) \
                <b>\(Markup.joined(majors, by: ", "))</b>
                """
        }
    }

    private func marks(_ transfer: TeacherTransfer) -> Markup {
        var marks = Markup.none
        if transfer.followsPupils { marks += "<sup>น</sup>" }
        if transfer.bringsMissingMajor { marks += "<sup>อ</sup>" }
        if transfer.needsHouse { marks += "<sup>บ</sup>" }
        return marks
    }

    private var key: Markup {
        let distance = DecimalText.plain(
            context.plan.scenario.staffing.housingDistance.kilometres, decimals: 1)
        return """
            <ul class="notes"><li>\(Markup.both(
                "ตัวเลขคือจำนวนครู · น ตามนักเรียนไป · อ เป็นวิชาเอกที่ปลายทางไม่มี · บ ต้องมีบ้านพักครู (ไกลเกิน \(distance) กม.)",
                "Numbers are teachers · น follows the pupils · อ brings a major missing there · บ needs a teacher house (over \(distance) km)"))</li></ul>

            """
    }

    private func way(_ from: String, _ to: String, _ distance: Metres) -> Markup {
        let source = context.plan.schoolSource(from: from, to: to)
        return """
            \(context.name(from)) <span class="to">→</span> \(context.name(to)) \
            <span class="muted">\(Figures.kilometres(distance, source: source)) \(Markup.both("กม.", "km"))</span>
            """
    }

    private func major(_ recorded: String?) -> Markup {
        recorded.map { "\($0)" } ?? .both("ไม่ระบุเอก", "no major recorded")
    }

    // MARK: Rotating teachers

    private func rotations(_ rotation: RotationPlan) -> Markup {
        guard !rotation.visits.isEmpty else { return .none }
        let lines = rotation.visits.map { visit -> Markup in
            """
            \(way(visit.fromCode, visit.toCode, visit.distance)) <b>\(major(visit.major)) \
            \(visit.daysPerWeek) \(Markup.both("วัน", "d"))</b>\(visit.purpose == .shortage ? "<sup>ข</sup>" as Markup : .none)
            """
        }
        let days = rotation.visits.reduce(0) { $0 + $1.daysPerWeek }
        return """
            <h3>\(Markup.both("ครูเวียนสอน", "Rotating teachers")) <small>\(days) \(Markup.both("วันต่อสัปดาห์", "days a week"))</small></h3>
            \(DenseList(lines, columns: 3).markup)\
            <ul class="notes"><li>\(Markup.both(
                "วัน คือวันต่อสัปดาห์ที่ไปสอน ไม่เกิน 4 วันต่อคน · ข ไปเพราะครูขาด นอกนั้นไปเพราะไม่มีครูวิชาเอกนั้น",
                "d is days a week away, at most 4 for one teacher · ข goes because teachers are short, otherwise for a missing major"))</li></ul>

            """
    }

    // MARK: Majors

    /// Every cluster with its core majors; nothing where no school records majors.
    private var majors: Markup {
        let columns = staffing.majors.flatMap { $0.coverage.map(\.major) }
            .reduce(into: [CoreMajor]()) { list, major in
                if !list.contains(where: { $0.id == major.id }) { list.append(major) }
            }
        let title = Markup.both("วิชาเอกหลักรายเครือข่าย", "Core majors by cluster")
        guard staffing.majors.contains(where: { $0.coverage.contains { $0.inCluster != nil } })
        else {
            return staffing.majors.isEmpty
                ? .none : "<h3>\(title)</h3>\n<p>\(Figures.noData)</p>\n"
        }
        let heads = columns.map {
            "<th class=\"n\">\(Markup.both(text: $0.titleThai, $0.titleEnglish))</th>" as Markup
        }
        return """
            <h3>\(title)</h3>
            <ul class="notes"><li>\(Markup.both(
                "ครูที่โรงเรียนคุณภาพ / ทั้งเครือข่าย → หลังเกลี่ยครู · ขาด คือชั้นที่สอนต้องใช้แต่ไม่มีครูวิชาเอกนั้น",
                "Teachers at the hub / in the cluster → after transfers · lacks: its grades need the major and nobody has it"))</li></ul>

            """
                + .table(
                    class: "majors",
                    head: """
                        <tr><th>\(Markup.both("เครือข่าย", "Cluster"))</th>\(heads)\
                        <th class="n">\(Markup.both("ไม่บันทึกวิชาเอก (แห่ง)", "Majors not recorded (schools)"))</th></tr>
                        """,
                    rows: staffing.majors.map { row($0, columns) })
    }

    private func row(_ cluster: ClusterMajors, _ columns: [CoreMajor]) -> Markup {
        let number: Markup =
            cluster.isPool
            ? "<span class=\"muted\">[\(Markup.both("กลุ่ม", "pool")) \(context.poolNumbers[cluster.clusterCode] ?? 0)]</span>"
            : "<span class=\"muted\">[\(context.hubNumbers[cluster.clusterCode] ?? 0)]</span>"
        let cells = columns.map { major -> Markup in
            let coverage = cluster.coverage.first { $0.major.id == major.id }
            return "<td class=\"n\">\(coverage.map(cell) ?? "–")</td>"
        }
        let unrecorded = cluster.schoolsWithoutMajors.count
        return """
            <tr><td>\(number) \(context.name(cluster.clusterCode))</td>\(cells)\
            <td class="n">\(unrecorded == 0 ? "–" : "\(unrecorded)")</td></tr>

            """
    }

    private func cell(_ coverage: MajorCoverage) -> Markup {
        guard let inCluster = coverage.inCluster else { return Figures.noData }
        let hub: Markup = coverage.atHub.map { "\($0)" } ?? "–"
        let cluster = Figures.change(
            "\(inCluster)", "\(coverage.inClusterAfterTransfers ?? inCluster)")
        let lack: Markup =
            coverage.clusterLacksIt == true
            ? " <span class=\"short\">\(Markup.both("ทั้งเครือข่ายขาด", "cluster lacks"))</span>"
            : coverage.hubLacksIt == true
                ? " <span class=\"short\">\(Markup.both("ขาด", "hub lacks"))</span>" : .none
        return "\(hub)/\(cluster)\(lack)"
    }
}

/// The line of a cluster card that says who moves, who rotates and which majors are missing.
struct ClusterStaffingLine {
    let context: ReportContext
    let clusterCode: String
    let schoolCodes: [String]

    var markup: Markup {
        let plan = context.plan
        guard
            let staffing = ClusterStaffing(
                plan.staffing, clusterCode: clusterCode, schoolCodes: schoolCodes)
        else { return .none }
        var parts: [Markup] = []
        func add(_ count: Int, _ thai: Markup, _ english: Markup) {
            if count > 0 { parts.append("\(Markup.both(thai, english)) <b>\(count)</b>") }
        }
        add(staffing.movingInside, "ครูย้ายภายในเครือข่าย (คน)", "teachers moving inside")
        add(staffing.joining, "รับจากเครือข่ายอื่น (คน)", "joining from elsewhere")
        add(staffing.leaving, "ไปเครือข่ายอื่น (คน)", "leaving for elsewhere")
        add(staffing.rotatingDays, "ครูเวียนสอน (วัน/สัปดาห์)", "rotating (days a week)")
        parts += majors(staffing)
        if let van = plan.travel.vans.first(where: { $0.schoolCode == clusterCode }) {
            add(van.schedule.routes.count, "รถรับส่ง (คัน)", "vans")
        }
        return parts.isEmpty
            ? .none : "<p class=\"teachers\">\(Markup.joined(parts, by: " · "))</p>\n"
    }

    private func majors(_ staffing: ClusterStaffing) -> [Markup] {
        guard staffing.majors != nil else { return [] }
        guard let cluster = staffing.lackingInCluster else {
            return ["\(Markup.both("วิชาเอก", "majors")) \(Figures.noData)"]
        }
        func list(_ majors: [CoreMajor], _ thai: Markup, _ english: Markup) -> Markup {
            let names = Markup.both(
                text: majors.map(\.titleThai).joined(separator: ", "),
                majors.map(\.titleEnglish).joined(separator: ", "))
            return "<span class=\"short\">\(Markup.both(thai, english))</span> \(names)"
        }
        var parts: [Markup] = []
        if !cluster.isEmpty { parts.append(list(cluster, "ทั้งเครือข่ายขาดเอก", "the cluster lacks")) }
        let ids = Set(cluster.map(\.id))
        let hub = (staffing.lackingAtHub ?? []).filter { !ids.contains($0.id) }
        if !hub.isEmpty { parts.append(list(hub, "โรงเรียนคุณภาพขาดเอก", "the hub lacks")) }
        return parts
    }
}
