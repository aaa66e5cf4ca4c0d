/// Writes roads, ferry and water as an OpenStreetMap XML document.
struct OpenStreetMapDocument: Sendable {
    private var nodeText = ""
    private var wayText = ""
    private var relationText = ""
    private var nextNode = 1
    private var nextWay = 1
    private let landscape: Landscape

    /// The document, with ids counted from 1.
    init(landscape: Landscape) {
        self.landscape = landscape
        let roads = landscape.roads
        var ids = Array(repeating: 0, count: roads.nodes.count)
        for (i, place) in roads.nodes.enumerated() where !roads.incident[i].isEmpty {
            ids[i] = writeNode(place)
        }
        for way in roads.ways {
            for run in Self.runs(of: way.first, in: roads) {
                writeWay(run.nodes.map { ids[$0] }, Self.tags(way.kind, isBridge: run.isBridge))
            }
        }
        writeWaters()
    }

    /// The way's pieces between changes: where it is a bridge, and where a piece is missing.
    private static func runs(
        of first: Int, in roads: RoadDrawing
    ) -> [(nodes: [Int], isBridge: Bool)] {
        var runs: [(nodes: [Int], isBridge: Bool)] = []
        var id = first
        while id >= 0 {
            let s = roads.segments[id]
            id = s.next
            guard s.isDrawn else { continue }
            if let last = runs.last, last.nodes.last == s.from, last.isBridge == s.isBridge {
                runs[runs.count - 1].nodes.append(s.to)
            } else {
                runs.append(([s.from, s.to], s.isBridge))
            }
        }
        return runs
    }

    private static func tags(_ kind: WayKind, isBridge: Bool) -> [(String, String)] {
        var tags: [(String, String)] = []
        if kind.isFerry {
            tags += [("route", "ferry"), ("duration", "00:15"), ("motor_vehicle", "yes")]
        } else {
            tags.append(("highway", kind.highway))
        }
        if kind.isRoundabout { tags.append(("junction", "roundabout")) }
        if kind.isOneway { tags.append(("oneway", "yes")) }
        if isBridge { tags += [("bridge", "yes"), ("layer", "1")] }
        if kind.isPrivate { tags.append(("access", "private")) }
        if let surface = kind.surface { tags.append(("surface", surface)) }
        if let ref = kind.ref { tags.append(("ref", ref)) }
        if let name = kind.name { tags.append(("name", name)) }
        return tags
    }

    private mutating func writeNode(_ place: PlanePoint) -> Int {
        let (longitude, latitude) = landscape.tiling.frame.degrees(place)
        nodeText +=
            "<node id=\"\(nextNode)\" lat=\"\(decimalDegrees(latitude))\""
            + " lon=\"\(decimalDegrees(longitude))\"/>\n"
        nextNode += 1
        return nextNode - 1
    }

    @discardableResult
    private mutating func writeWay(_ nodes: [Int], _ tags: [(String, String)]) -> Int {
        wayText += "<way id=\"\(nextWay)\">\n"
        for node in nodes { wayText += "<nd ref=\"\(node)\"/>\n" }
        for (key, value) in tags { wayText += "<tag k=\"\(key)\" v=\"\(value)\"/>\n" }
        wayText += "</way>\n"
        nextWay += 1
        return nextWay - 1
    }

    private mutating func writeWaters() {
        let name = ("name", "ลำน้ำตัวอย่าง")
        for line in landscape.waters.river {
            let nodes = line.map { writeNode($0) }
            writeWay(nodes, [("waterway", "river"), name])
        }
        var members: [Int] = []
        for ring in [landscape.waters.reservoir, landscape.waters.island] {
            let nodes = ring.map { writeNode($0) }
            let tags = members.isEmpty ? [] : [("place", "islet"), ("name", "เกาะกลางอ่าง")]
            members.append(writeWay(nodes + nodes.prefix(1), tags))
        }
        relationText += "<relation id=\"1\">\n"
        for (way, role) in zip(members, ["outer", "inner"]) {
            relationText += "<member type=\"way\" ref=\"\(way)\" role=\"\(role)\"/>\n"
        }
        for (key, value) in [
            ("type", "multipolygon"), ("natural", "water"), ("water", "reservoir"),
            ("name", "อ่างเก็บน้ำตัวอย่าง"),
        ] {
            relationText += "<tag k=\"\(key)\" v=\"\(value)\"/>\n"
        }
        relationText += "</relation>\n"
    }

    /// `roads.osm`.
    var file: GeneratedFile {
        var contents = Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- ข้อมูลสังเคราะห์: synthetic data, nothing here is real -->
            <osm version="0.6" generator="schoolnet sample">

            """.utf8)
        for part in [nodeText, wayText, relationText] { contents += Array(part.utf8) }
        contents += Array("</osm>\n".utf8)
        return GeneratedFile(path: "roads.osm", contents: contents)
    }
}
