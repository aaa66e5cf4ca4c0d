import ArgumentParser
import DistrictData
import Foundation
import RoadNetwork
import SpatialTypes
import VectorData

/// What every command that travels on roads asks for.
struct RoadOptions: ParsableArguments {
    @Option(help: "แฟ้มถนน (.osm.pbf .osm .osm.gz หรือชั้นเส้น) / the roads")
    var roads: String

    @Option(
        help: """
            วิธีเดินทาง walk bicycle motorcycle school_van หรือแฟ้ม .json / profile by name or file
            """)
    var profile = "walk"

    @Flag(help: "ฤดูฝน: ปิดทางน้ำผ่าน ถนนลูกรังช้าลง / rainy season: fords closed, laterite slower")
    var rain = false

    @Option(
        help: """
            ชั้นเส้นแม่น้ำ คลอง หรือรั้วที่ข้ามไม่ได้ / line layer of rivers or fences that points are \
            not joined across
            """)
    var barriers: String?

    @Option(help: "ชั้นเส้นที่ตัดกันเป็นทางแยก (node) หรือไม่ (ignore) / whether lines meet where they cross")
    var crossings = RoadReader.Crossings.ignore

    @Option(
        help: ArgumentHelp(
            "รหัสเส้นทาง (OSM way) ที่ปิด ใช้ซ้ำได้ / a closed way, repeatable", valueName: "way-id"))
    var close: [Int64] = []

    @Option(
        help: ArgumentHelp(
            "ความเร็วใหม่ของเส้นทาง (กม./ชม.) ใช้ซ้ำได้ / new speed of a way in km/h, repeatable",
            valueName: "way-id=km/h"))
    var speed: [SpeedEdit] = []

    @Option(help: "ระยะไกลสุดจากจุดถึงถนน (กม.) / furthest distance to a road, in kilometres")
    var snapKm = 2.0

    @Option(help: "โฟลเดอร์เก็บถนนที่เตรียมแล้ว / folder of prepared roads [~/.cache/schoolnet]")
    var cache: String?

    @Flag(help: "ไม่ใช้และไม่เก็บถนนที่เตรียมแล้ว / neither use nor keep prepared roads")
    var noCache = false

    /// What every road command says about how it ends.
    static let exitCodes = """
        รหัสจบ / Exit codes: 0 สำเร็จ / done · 2 ไม่มีทางถึงกัน / no way (route) · 64 คำสั่งผิด / misuse · \
        65 ข้อมูลผิด / bad data · 66 ไม่พบแฟ้ม / no such file · 73 สร้างแฟ้มไม่ได้ / cannot create · \
        74 เขียนไม่สำเร็จ / cannot write
        """

    /// The rule by which points are joined to roads.
    var snapRule: SnapRule { SnapRule(maximumDistance: Metres(kilometres: snapKm)) }

    func validate() throws {
        try NumberCheck.positive("--snap-km", snapKm, atMost: NumberCheck.largestSnap)
        var seen = Set<Int64>()
        for edit in speed {
            guard NumberCheck.speeds.contains(edit.speed) else {
                let (low, high) = (NumberCheck.speeds.lowerBound, NumberCheck.speeds.upperBound)
                let range = "\(NumberCheck.shown(low))–\(NumberCheck.shown(high))"
                throw ValidationError(
                    """
                    --speed \(edit.way)=\(NumberCheck.shown(edit.speed)): ความเร็วต้องอยู่ใน \(range) กม./ชม.
                    --speed \(edit.way)=\(NumberCheck.shown(edit.speed)): a speed is \(range) km/h
                    """)
            }
            guard seen.insert(edit.way).inserted else {
                throw ValidationError(
                    "--speed \(edit.way): ระบุซ้ำ / given more than once")
            }
        }
        guard crossings == .ignore || !RoadReader.isOpenStreetMap(roads) else {
            throw ValidationError(
                """
                --crossings ใช้กับชั้นเส้นเท่านั้น OpenStreetMap บอกทางแยกอยู่แล้ว
                --crossings is for line layers; OpenStreetMap says itself where roads meet
                """)
        }
    }

    /// The roads as one profile can use them.
    func graph() throws -> RoadGraph { try prepared().graph }

    /// The roads as one profile can use them, and where they are kept.
    func prepared() throws -> RoadCache.Roads {
        let profile = try travelProfile()
        let found = try roadCache.roads(
            path: roads, inputs: barriers.map { [$0] } ?? [], profile: profile
        ) {
            let read = try RoadReader.read(
                path: roads, options: RoadReader.Options(crossings: crossings))
            return (
                try RoadGraph(
                    segments: read.segments, barriers: read.barriers,
                    restrictions: read.restrictions, obstacles: read.obstacles + barrierLines(),
                    profile: profile),
                read.warnings
            )
        }
        for warning in found.warnings { Terminal.error("[ควรตรวจ] \(roads): \(warning)") }
        let edits = RoadEdits(
            closedSegments: Set(close),
            speeds: Dictionary(speed.map { ($0.way, $0.speed) }) { first, _ in first })
        let unknown = found.graph.unknownSegments(in: edits)
        for (option, ways) in [("--close", close), ("--speed", speed.map(\.way))] {
            let missing = unknown.filter(ways.contains).map(String.init).joined(separator: ", ")
            guard missing.isEmpty else {
                throw RoadCommandError(
                    exitCode: 64, thai: "\(option): ไม่มีเส้นทางรหัส \(missing) ใน \(roads)",
                    english: "\(option): \(roads) has no way \(missing)")
            }
        }
        return edits.isEmpty ? found : found.applying(edits)
    }

    private func barrierLines() throws -> [ObstacleLine] {
        guard let barriers else { return [] }
        return try ObstacleReader.read(path: barriers)
    }

    /// Where prepared roads are kept.
    var roadCache: RoadCache {
        if noCache { return RoadCache(folder: nil) }
        return RoadCache(
            folder: cache
                ?? RoadCache.standardFolder(environment: ProcessInfo.processInfo.environment))
    }

    private func travelProfile() throws -> TravelProfile {
        let found: TravelProfile
        if profile.lowercased().hasSuffix(".json") {
            guard let bytes = FileManager.default.contents(atPath: profile) else {
                throw RoadCommandError(
                    exitCode: 66, thai: "ไม่พบแฟ้ม \(profile)", english: "no file \(profile)")
            }
            found = try TravelProfile(json: [UInt8](bytes))
        } else if let known = TravelProfile.builtIn.first(where: { $0.name == profile }) {
            found = known
        } else {
            let names = TravelProfile.builtIn.map(\.name).joined(separator: ", ")
            throw RoadCommandError(
                exitCode: 64, thai: "ไม่รู้จักวิธีเดินทาง \(profile) เลือกจาก \(names)",
                english: "unknown profile \(profile); choose one of \(names)")
        }
        return rain ? found.inRain : found
    }
}

extension RoadReader.Crossings: ExpressibleByArgument {}

/// Why a road command cannot do its work.
struct RoadCommandError: Error {
    var exitCode: Int32
    var thai: String
    var english: String
}

/// Points with names, from a table or any point layer.
struct PointFile {
    var path: String
    var ids: [String] = []
    var coordinates: [Coordinate] = []

    /// Reads the points; CSV needs longitude and latitude columns under a usual name.
    init(_ path: String) throws {
        self.path = path
        let layer = try VectorReader.read(path: path, options: Self.options(for: path))
        let usual = ["id", "code", "school", "รหัส", "รหัสโรงเรียน"]
        let column = usual.first(where: layer.fieldNames.contains)
        for feature in layer.features {
            guard case .point(let place) = feature.geometry else {
                throw RoadCommandError(
                    exitCode: 65,
                    thai: "\(path) แถว \(feature.id): ไม่มีพิกัดของจุด (ต้องมีคอลัมน์ lon และ lat)",
                    english: "\(path) row \(feature.id): no point (columns lon and lat are needed)")
            }
            ids.append(column.flatMap { feature.text($0) } ?? String(feature.id))
            coordinates.append(place)
        }
        var seen = Set<String>()
        if let twice = ids.first(where: { !seen.insert($0).inserted }) {
            throw RoadCommandError(
                exitCode: 65, thai: "\(path): รหัส \(twice) ซ้ำ",
                english: "\(path): the id \(twice) is there twice")
        }
    }

    /// How a table of positions is read.
    static func options(for path: String) -> VectorReader.Options {
        var options = VectorReader.Options()
        if path.lowercased().hasSuffix(".csv") {
            options.crs = "EPSG:4326"
            options.openOptions = [
                "X_POSSIBLE_NAMES": "lon,longitude,lng,x,ลองจิจูด",
                "Y_POSSIBLE_NAMES": "lat,latitude,y,ละติจูด", "AUTODETECT_TYPE": "NO",
            ]
        }
        return options
    }

    /// Joins the points to the roads and says which ones are too far from any.
    func snap(_ graph: RoadGraph, _ rule: SnapRule) -> [SnappedPoint?] {
        let snapped = graph.snap(coordinates, rule: rule)
        let lost = ids.indices.filter { snapped[$0] == nil }
        if !lost.isEmpty {
            let names = lost.prefix(5).map { ids[$0] }.joined(separator: ", ")
            Terminal.error(
                """
                [ควรตรวจ] \(path): \(lost.count) จุดอยู่ไกลถนน จึงไม่มีระยะทาง (\(names))
                  \(lost.count) points are too far from any road and have no distance
                """)
        }
        return snapped
    }

    /// Says which points, by index, have no ground although a road is near: the way to the road alone is beyond the
    /// limit, or the ground is nearer to others.
    func warnOfNothing(_ points: [Int]) {
        guard !points.isEmpty else { return }
        let names = points.prefix(5).map { ids[$0] }.joined(separator: ", ")
        Terminal.error(
            """
            [ควรตรวจ] \(path): \(points.count) จุดไม่มีพื้นที่ เพราะทางไปถนนไกลเกินขีดจำกัด หรือจุดอื่นใกล้กว่า (\(names))
              \(points.count) points have no ground: the way to the road is beyond the limit, or others are nearer
            """)
    }
}
