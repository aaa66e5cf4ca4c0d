import NetworkPlanning
import SchoolDistrict
import SpatialTypes

/// The map of the plan as inline SVG, drawn from the geometries of the layers.
struct PlanMap {
    private let context: ReportContext
    private let frame: MapFrame
    private let largestSchool: Int

    private static let tints = ["#d9e8f5", "#e3efd9", "#fbeed3", "#efe1f0", "#dcefee", "#f6e0da"]
    private static let textSize = 13.0

    /// The map of a plan; `nil` without schools.
    init?(_ context: ReportContext) {
        let plan = context.plan
        let places =
            plan.schools.map(\.school.position) + plan.links.flatMap(\.path)
            + plan.district.boundaries.flatMap { $0.area }.flatMap(\.exterior.coordinates)
        guard let box = BoundingBox(of: places) else { return nil }
        self.context = context
        frame = MapFrame(showing: box)
        largestSchool = max(1, plan.schools.map { max($0.pupilsBefore.total, 1) }.max() ?? 1)
    }

    /// The drawing with its key below.
    var markup: Markup {
        """
        <figure class="map"><svg viewBox="0 0 \(at: frame.width) \(at: frame.height)" role="img" \
        aria-label="แผนที่เครือข่ายโรงเรียน">
        <defs><clipPath id="frame"><rect x="\(at: frame.left)" y="\(at: frame.top)" \
        width="\(at: frame.right - frame.left)" height="\(at: frame.bottom - frame.top)"/>\
        </clipPath></defs>
        <g clip-path="url(#frame)">
        <rect x="0" y="0" width="\(at: frame.width)" height="\(at: frame.height)" fill="#fbfbf9"/>
        \(areas)\(boundaries)\(villages)\(links)\(schools)</g>
        \(Self.graticule(frame))\(hubNames)</svg>
        \(Self.key(context, frame))</figure>

        """
    }

    private var areas: Markup {
        let tints = tintByHub
        let shapes = context.plan.clusters.map { cluster -> Markup in
            let area = frame.path(context.areas[cluster.hubCode] ?? [])
            return """
                <path d="\(area)" fill="\(Self.tints[tints[cluster.hubCode] ?? 0])" \
                fill-rule="evenodd"/>

                """
        }
        return "<g class=\"areas\" stroke=\"#fff\" stroke-width=\"1.4\">\(shapes)</g>\n"
    }

    /// A tint for each cluster that differs from those of its neighbours where six tints allow.
    private var tintByHub: [String: Int] {
        var tints: [String: Int] = [:]
        var placed: [(point: MapFrame.Point, tint: Int)] = []
        for cluster in context.plan.clusters {
            guard let hub = context.schools[cluster.hubCode] else { continue }
            let point = frame.point(hub.school.position)
            let neighbours = placed.sorted {
                distance($0.point, point) < distance($1.point, point)
            }.prefix(8)
            // The tint whose nearest use is furthest away.
            let tint = Self.tints.indices.max { one, other in
                rank(one, neighbours.map(\.tint)) < rank(other, neighbours.map(\.tint))
            }
            tints[cluster.hubCode] = tint ?? 0
            placed.append((point, tint ?? 0))
        }
        return tints
    }

    private func rank(_ tint: Int, _ nearest: [Int]) -> Int { nearest.firstIndex(of: tint) ?? 99 }

    private func distance(_ one: MapFrame.Point, _ other: MapFrame.Point) -> Double {
        (one.x - other.x) * (one.x - other.x) + (one.y - other.y) * (one.y - other.y)
    }

    private var boundaries: Markup {
        let lines = context.plan.district.boundaries.map { boundary -> Markup in
            "<path d=\"\(frame.path(boundary.area))\"/>\n"
        }
        let outlines = context.districts.map { district -> Markup in
            "<path d=\"\(frame.path(district.area))\"/>\n"
        }
        let names = context.districts.compactMap { district -> Markup? in
            guard let box = BoundingBox(of: district.area.flatMap(\.exterior.coordinates)) else {
                return nil
            }
            let point = frame.point(box.centre)
            return "<text x=\"\(at: point.x)\" y=\"\(at: point.y)\">\(district.name)</text>\n"
        }
        return """
            <g fill="none" stroke="#8a93a0" stroke-width="0.7" stroke-dasharray="4 2 1 2">\
            \(lines)</g><g fill="none" stroke="#6b4e71" stroke-width="1.8" stroke-opacity="0.75">\
            \(outlines)</g><g class="district">\(names)</g>

            """
    }

    private var villages: Markup {
        let dots = context.plan.villages.map { entry -> Markup in
            let point = frame.point(entry.village.position)
            return "M\(at: point.x) \(at: point.y)h0"
        }
        return """
            <path d="\(dots)" fill="none" stroke="#9aa3ad" stroke-width="1.8" \
            stroke-linecap="round"/>

            """
    }

    private var links: Markup {
        let lines = context.plan.links.map { link -> Markup in
            let path = frame.path(link.path, closed: false)
            if context.schools[link.schoolCode]?.poolCode != nil {
                return "<path class=\"pool\" d=\"\(path)\"/>\n"
            }
            return link.link == .shares
                ? "<path class=\"share\" d=\"\(path)\"/>\n" : "<path d=\"\(path)\"/>\n"
        }
        return """
            <g class="links" fill="none" stroke="#27364a" stroke-linecap="round" \
            stroke-linejoin="round">\(lines)</g>

            """
    }

    private var schools: Markup {
        // Large symbols first, so that small ones stay visible on top; hubs last, for their numbers.
        let drawn = context.plan.schools.sorted {
            ($0.role == .hub ? 1 : 0, radius($1), $0.school.code)
                < ($1.role == .hub ? 1 : 0, radius($0), $1.school.code)
        }
        return .joined(
            drawn.map { entry in
                let point = frame.point(entry.school.position)
                let shape = MapSymbols.shape(
                    entry.role, x: point.x, y: point.y, radius: radius(entry))
                let title = """
                    \(entry.school.code) \(entry.school.nameThai) · \(entry.role.thaiLabel) · \
                    \(DecimalText.grouped(entry.pupilsBefore.total)) คน
                    """
                let number = context.hubNumbers[entry.school.code].map { number -> Markup in
                    """
                    <text class="no asis" x="\(at: point.x)" y="\(at: point.y + 3.6)">\(number)</text>
                    """
                }
                return "<g><title>\(title)</title>\(shape)\(number ?? .none)</g>\n"
            })
    }

    private func radius(_ entry: SchoolPlan) -> Double {
        let share = Double(entry.pupilsBefore.total) / Double(largestSchool)
        return entry.role == .hub
            ? 7.5 + 5 * share.squareRoot() : 3.2 + 6 * share.squareRoot()
    }

    private var hubNames: Markup {
        func box(_ entry: SchoolPlan) -> LabelPlacement.Box {
            let point = frame.point(entry.school.position)
            let radius = radius(entry) + 1
            return .init(
                left: point.x - radius, top: point.y - radius, right: point.x + radius,
                bottom: point.y + radius)
        }
        let hubs = context.plan.schools.filter { $0.role == .hub }
            .sorted {
                (-$0.pupilsBefore.total, $0.school.code) < (-$1.pupilsBefore.total, $1.school.code)
            }
        var placement = LabelPlacement(
            bounds: .init(
                left: frame.left + 2, top: frame.top + 2, right: frame.right - 2,
                bottom: frame.bottom - 2),
            taken: hubs.map(box),
            soft: context.plan.schools.filter { $0.role != .hub }.map(box))
        let names = hubs.map { hub -> Markup in
            let point = frame.point(hub.school.position)
            let width = LabelPlacement.width(of: hub.school.nameThai) * Self.textSize + 2
            guard
                let placed = placement.place(
                    x: point.x, y: point.y, radius: radius(hub), width: width,
                    height: Self.textSize * 1.45)
            else { return .none }
            let text: Markup = """
                <text x="\(at: placed.box.left + 1)" y="\(at: placed.box.bottom - 5)">\
                \(hub.school.nameThai)</text>

                """
            guard placed.hasLeader else { return text }
            let endX = min(max(point.x, placed.box.left), placed.box.right)
            let endY = min(max(point.y, placed.box.top + 4), placed.box.bottom - 4)
            return """
                <path class="leader" d="M\(at: point.x) \(at: point.y)L\(at: endX) \(at: endY)"/>\
                \(text)
                """
        }
        return "<g class=\"names\">\(names)</g>\n"
    }
}
