import Foundation
import SchoolDistrict
import SpatialTypes
import Testing

@testable import NetworkPlanning
@testable import Publishing

/// A layer as another program sees it.
struct ParsedLayer {
    let top: [String: Any]
    let features: [[String: Any]]

    init(_ text: String) throws {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        top = try #require(value as? [String: Any])
        features = try #require(top["features"] as? [[String: Any]])
    }

    func properties(_ id: String) throws -> [String: Any] {
        let feature = try #require(features.first { $0["id"] as? String == id })
        return try #require(feature["properties"] as? [String: Any])
    }

    static func all(of plan: Plan) throws -> [String: ParsedLayer] {
        var layers: [String: ParsedLayer] = [:]
        for file in try PlanPublisher.contents(of: plan) where file.name.hasSuffix(".geojson") {
            layers[String(file.name.dropLast(8))] = try ParsedLayer(file.text)
        }
        return layers
    }
}

@Suite struct LayerTests {
    /// What a value of the contract may be; `optional` also allows null.
    enum Shape {
        case text, wholeNumber, number, flag, texts, optionalText, optionalWhole, optionalNumber
    }

    static let contract: [(key: String, shape: Shape)] = [
        ("code", .text), ("name_th", .text), ("role", .text), ("hub_code", .optionalText),
        ("link", .text), ("moved_grades", .texts), ("pupils_before", .wholeNumber),
        ("pupils_after", .wholeNumber), ("classes_before", .wholeNumber),
        ("classes_after", .wholeNumber), ("teachers", .optionalWhole),
        ("teachers_needed", .optionalWhole), ("teacher_shortage", .optionalWhole),
        ("over_3km_before", .optionalWhole), ("over_3km_after", .optionalWhole),
        ("mean_km_before", .optionalNumber), ("mean_km_after", .optionalNumber),
        ("distance_source", .text), ("hub_score", .optionalNumber), ("reasons", .texts),
        ("locked", .flag), ("status_note_th", .optionalText),
    ]

    static func has(_ value: Any?, _ shape: Shape) -> Bool {
        guard let value else { return false }
        switch shape {
        case .text: return value is String
        case .flag: return isFlag(value)
        case .texts: return value is [String]
        case .wholeNumber:
            return !isFlag(value) && (value as? Double).map { $0 == $0.rounded() } ?? false
        case .number: return !isFlag(value) && value is Double
        case .optionalText: return value is NSNull || has(value, .text)
        case .optionalWhole: return value is NSNull || has(value, .wholeNumber)
        case .optionalNumber: return value is NSNull || has(value, .number)
        }
    }

    /// JSONSerialization gives numbers and flags as `NSNumber`; only its type letter tells them apart.
    static func isFlag(_ value: Any) -> Bool {
        (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? false
    }

    @Test func everySchoolKeepsTheContract() throws {
        for plan in [
            try SamplePlans.small(), try SamplePlans.rich(), try SamplePlans.realSize(seed: 3),
        ] {
            let layer = try ParsedLayer(PlanLayers(plan, areas: [:]).schools.text)
            #expect(layer.features.count == plan.schools.count)
            for feature in layer.features {
                let properties = try #require(feature["properties"] as? [String: Any])
                for (key, shape) in Self.contract {
                    let value = properties[key]
                    #expect(Self.has(value, shape), "\(key): \(String(describing: value))")
                }
                #expect(feature["id"] as? String == properties["code"] as? String)
                #expect(Role(rawValue: properties["role"] as? String ?? "") != nil)
                #expect(Link(rawValue: properties["link"] as? String ?? "") != nil)
                #expect((properties["reasons"] as? [String])?.isEmpty == false)
            }
        }
    }

    @Test func theContractStandsInItsOrder() throws {
        let feature = try #require(
            PlanLayers(SamplePlans.small(), areas: [:]).schools.features.first)
        let keys = feature.properties.map(\.key)
        #expect(Array(keys.prefix(Self.contract.count)) == Self.contract.map(\.key))
        #expect(Set(keys).count == keys.count)
    }

    @Test func figuresOfThreeSchoolsByHand() throws {
        let layer = try ParsedLayer(PlanLayers(SamplePlans.small(), areas: [:]).schools.text)
        // 34 pupils move: nobody is left to teach, one teacher is in post.
        let mover = try layer.properties("0102")
        #expect(mover["name_th"] as? String == "วัด \"ป่า\" & <ท่าน้ำ>")
        #expect(mover["role"] as? String == "network")
        #expect(mover["link"] as? String == "moves_all")
        #expect(mover["hub_code"] as? String == "0101")
        #expect(mover["pupils_before"] as? Int == 34)
        #expect(mover["pupils_after"] as? Int == 0)
        #expect(mover["teachers"] as? Int == 1)
        #expect(mover["teachers_needed"] as? Int == 0)
        #expect(mover["teacher_shortage"] as? Int == 0)
        #expect(
            mover["moved_grades"] as? [String] == ["K2", "K3", "P1", "P2", "P3", "P4", "P5", "P6"])
        #expect(mover["status_note_th"] as? String == "ชุมชนเห็นชอบ <ประชุม 2/2566>")
        // The hub receives 34 + 18 pupils on top of its 240 and is locked.
        let hub = try layer.properties("0101")
        #expect(hub["pupils_after"] as? Int == 292)
        #expect(hub["locked"] as? Bool == true)
        #expect(hub["hub_score"] as? Double == 40)
        // No staff record: needs are known, a shortage is not.
        let unstaffed = try layer.properties("0108")
        #expect(unstaffed["teachers"] is NSNull)
        #expect(unstaffed["teacher_shortage"] is NSNull)
        #expect(unstaffed["teachers_needed"] as? Int == 4)
        // The island has no hub.
        let island = try layer.properties("0112")
        #expect(island["hub_code"] is NSNull)
        #expect(island["status_note_th"] as? String == "พื้นที่เกาะ")
        #expect(island["reasons"] as? [String] == ["protected_island", "not_on_roads"])
        #expect(!layer.features.contains { $0["id"] as? String == "9901" })
    }

    @Test func smallCountsAreHiddenAndUnknownOnesAreNull() throws {
        let layers = try ParsedLayer.all(of: SamplePlans.small())
        let schools = try #require(layers["schools"])
        // Three pupils live 3.4 km away: too few to show. After the move all 34 are far.
        let school = try schools.properties("0102")
        #expect(school["over_3km_before"] is NSNull)
        #expect(school["over_3km_after"] as? Int == 34)
        #expect(school["hidden_small_counts"] as? [String] == ["over_3km_before"])
        // Homes unknown: null, and nothing is hidden.
        let homeless = try schools.properties("0109")
        #expect(homeless["over_3km_before"] is NSNull)
        #expect(homeless["mean_km_before"] is NSNull)
        #expect(homeless["hidden_small_counts"] as? [String] == [])
        #expect(homeless["pupils_estimated"] as? Bool == true)
        // A village of three pupils shows no figure at all; its neighbour does.
        let villages = try #require(layers["villages"])
        let hamlet = try villages.properties("20102")
        #expect(hamlet["pupils"] is NSNull)
        #expect(hamlet["schools_after"] is NSNull)
        #expect(try villages.properties("10102")["pupils"] as? Int == 31)
    }

    @Test func noLayerShowsACountFromOneToFour() throws {
        let layers =
            try Array(ParsedLayer.all(of: SamplePlans.realSize(seed: 9)))
            + Array(ParsedLayer.all(of: SamplePlans.rich()))
        for (name, layer) in layers {
            for feature in layer.features {
                let properties = try #require(feature["properties"] as? [String: Any])
                for key in ["over_3km_before", "over_3km_after"] {
                    if let count = properties[key] as? Int { #expect(count == 0 || count > 4) }
                }
                if name == "villages", let pupils = properties["pupils"] as? Int {
                    #expect(pupils == 0 || pupils > 4)
                }
            }
        }
    }

    @Test func aClusterDoesNotGiveItsOneHiddenSchoolAway() throws {
        var plan = try SamplePlans.small()
        for (index, count) in [("0106", 20), ("0105", 30), ("0107", 3), ("0110", 0)] {
            let place = try #require(plan.schools.firstIndex { $0.school.code == index })
            plan.schools[place].travelAfter.overLimit = count
        }
        let cluster = try ParsedLayer(PlanLayers(plan, areas: [:]).clusters.text).properties("0106")
        #expect(cluster["over_3km_after"] is NSNull)
        let place = try #require(plan.schools.firstIndex { $0.school.code == "0110" })
        plan.schools[place].travelAfter.overLimit = 4
        let safe = try ParsedLayer(PlanLayers(plan, areas: [:]).clusters.text).properties("0106")
        #expect(safe["over_3km_after"] as? Int == 57)
    }

    @Test func geometryFollowsRFC7946() throws {
        for plan in [
            try SamplePlans.small(), try SamplePlans.rich(), try SamplePlans.realSize(seed: 5),
        ] {
            for (name, layer) in try ParsedLayer.all(of: plan) {
                #expect(layer.top["type"] as? String == "FeatureCollection")
                #expect(layer.top["crs"] == nil)
                let box = try #require(layer.top["bbox"] as? [Double], "\(name)")
                #expect(box.count == 4 && box[0] < box[2] && box[1] < box[3])
                let ids = layer.features.compactMap { $0["id"] as? String }
                #expect(ids.count == layer.features.count && ids == ids.sorted())
                #expect(Set(ids).count == ids.count)
                for feature in layer.features {
                    let geometry = try #require(feature["geometry"] as? [String: Any])
                    try check(geometry, inside: box)
                }
            }
        }
    }

    private func check(_ geometry: [String: Any], inside box: [Double]) throws {
        let coordinates = try #require(geometry["coordinates"])
        switch geometry["type"] as? String {
        case "Point": try check([#require(coordinates as? [Double])], inside: box)
        case "LineString":
            let line = try #require(coordinates as? [[Double]])
            #expect(line.count >= 2)
            try check(line, inside: box)
        case "Polygon": try check(rings: #require(coordinates as? [[[Double]]]), inside: box)
        case "MultiPolygon":
            for rings in try #require(coordinates as? [[[[Double]]]]) {
                try check(rings: rings, inside: box)
            }
        default: Issue.record("unexpected \(geometry["type"] ?? "nothing")")
        }
    }

    private func check(rings: [[[Double]]], inside box: [Double]) throws {
        for (index, ring) in rings.enumerated() {
            #expect(ring.count >= 4 && ring.first == ring.last)
            let doubled = zip(ring, ring.dropFirst()).reduce(0.0) { sum, side in
                sum + (side.1[0] - side.0[0]) * (side.1[1] + side.0[1])
            }
            // Outer rings counter-clockwise, holes clockwise.
            #expect(index == 0 ? doubled < 0 : doubled > 0)
            try check(ring, inside: box)
        }
    }

    private func check(_ positions: [[Double]], inside box: [Double]) throws {
        for position in positions {
            #expect(position.count == 2)
            #expect(position[0] >= box[0] && position[0] <= box[2])
            #expect(position[1] >= box[1] && position[1] <= box[3])
        }
    }

    @Test func coordinatesHaveSevenDecimalsAtMost() throws {
        for file in try PlanPublisher.contents(of: SamplePlans.realSize(seed: 2))
        where file.name.hasSuffix(".geojson") {
            #expect(!file.text.contains(#/\.\d{8}/#), "\(file.name)")
        }
    }

    @Test func holesAreKeptAndWound() throws {
        let outer = SamplePlans.rectangle(104, 15, 104.3, 15.3).exterior
        let hole = SamplePlans.rectangle(104.1, 15.1, 104.2, 15.2).exterior.reversed
        let layer = FeatureCollection(
            name: "x", origin: [],
            features: [
                Feature(
                    id: "1", geometry: .polygon(Polygon(exterior: outer, holes: [hole])),
                    properties: [])
            ])
        let parsed = try ParsedLayer(layer.text)
        let geometry = try #require(parsed.features[0]["geometry"] as? [String: Any])
        try check(geometry, inside: [104, 15, 104.3, 15.3])
        #expect((geometry["coordinates"] as? [Any])?.count == 2)
    }

    /// Two clusters of the small plan: three catchments in a row, and four in the shape of a T on its side.
    @Test func aClusterIsTheUnionOfItsCatchments() throws {
        let plan = try SamplePlans.small()
        let areas = try ClusterAreas.areas(of: plan)
        let row = try #require(areas["0101"])
        #expect(row.count == 1)
        // Square degrees, by the shoelace formula.
        let area = abs(row[0].exterior.doubledSignedArea / 2)
        #expect(abs(area - 3 * 0.03 * 0.03) < 1e-12)
        let other = try #require(areas["0106"])
        #expect(other.count == 1)
        #expect(abs(abs(other[0].exterior.doubledSignedArea / 2) - 4 * 0.03 * 0.03) < 1e-12)
    }

    @Test func withoutCatchmentsAClusterIsTheGroundRoundItsSchools() throws {
        var plan = try SamplePlans.small()
        plan.catchments = []
        let areas = try ClusterAreas.areas(of: plan)
        let ring = try #require(areas["0101"]?.first?.exterior)
        // Three schools in a row, 0.06° apart end to end: 6.45 km × 1.4 km plus a circle of 700 m radius.
        let squareMetres =
            ring.doubledSignedArea / 2 * 111_195.08 * 111_195.08 * cos(14.815 * .pi / 180)
        let expected = 0.06 * 107_498.0 * 1_400 + Double.pi * 700 * 700
        #expect(abs(squareMetres - expected) / expected < 0.01)
        #expect(ring.isCounterClockwise)
    }
}
