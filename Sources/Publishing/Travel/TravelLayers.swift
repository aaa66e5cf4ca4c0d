import Accessibility
import Projections
import RoadNetwork
import SpatialTypes

/// Ways and grounds by road as GeoJSON layers (RFC 7946).
public struct TravelLayers: Sendable {
    /// The profile the roads were read for.
    public var profile: String
    /// The file the roads come from, by its name.
    public var roads: String

    /// Layers for roads of one file.
    public init(profile: String, roads: String) {
        self.profile = profile
        self.roads = roads
    }

    /// The shortest ways, each a line with its length and time.
    public func ways(_ ways: [(from: String, to: String, route: Route)]) -> String {
        layer(
            "ways",
            ways.map { way in
                Feature(
                    id: "\(way.from)-\(way.to)", geometry: .lineString(way.route.coordinates),
                    properties: [
                        ("from", .string(way.from)), ("to", .string(way.to)),
                        ("distance_m", .number(way.route.distance.value, decimals: 1)),
                        ("duration_s", .number(way.route.duration.value, decimals: 1)),
                        (
                            "dangerous_m",
                            .number(way.route.dangerousDistance.value, decimals: 1)
                        ),
                    ])
            })
    }

    /// The ground within a limit of each place; `null` geometry where the place is not on a road.
    ///
    /// - Parameters:
    ///   - limit: Metres or seconds, as the metric says.
    ///   - pupils: The pupils inside each area; `nil` where unknown.
    public func serviceAreas(
        _ areas: [(id: String, area: [Polygon])], limit: Double, metric: TravelMetric,
        pupils: [Int]? = nil
    ) -> String {
        layer(
            "service_areas",
            areas.enumerated().map { index, place in
                Feature(
                    id: place.id, geometry: Geometry.area(place.area),
                    properties: [
                        ("id", .string(place.id)),
                        (
                            metric == .distance ? "limit_m" : "limit_s",
                            .number(limit, decimals: 1)
                        ), ("area_km2", squareKilometres(place.area)),
                    ] + count(pupils?[index]))
            })
    }

    /// The ground nearest to each place by road, in bands.
    ///
    /// - Parameter pupils: The pupils inside each band; `nil` where unknown.
    public func catchments(
        _ bands: [ServiceAreaBuilder.Band], ids: [String], pupils: [Int]? = nil
    ) -> String {
        layer(
            "road_catchments",
            bands.enumerated().map { index, band in
                let from = String(band.kilometres.lowerBound)
                let padded = String(repeating: "0", count: max(0, 4 - from.count)) + from
                return Feature(
                    id: "\(ids[band.place])-\(padded)", geometry: Geometry.area(band.area),
                    properties: [
                        ("id", .string(ids[band.place])),
                        ("from_km", .integer(band.kilometres.lowerBound)),
                        ("to_km", .integer(band.kilometres.upperBound)),
                        ("area_km2", squareKilometres(band.area)),
                    ] + count(pupils?[index]))
            })
    }

    /// Ground by road laid over official catchments; `null` where either side has no school.
    public func comparison(_ comparison: CatchmentComparison) -> String {
        layer(
            "catchment_comparison",
            comparison.parts.map { part in
                Feature(
                    id: "\(part.built ?? "")/\(part.official ?? "")",
                    geometry: Geometry.area(part.area),
                    properties: [
                        ("by_road", part.built.map { .string($0) } ?? .null),
                        ("official", part.official.map { .string($0) } ?? .null),
                        ("agrees", .bool(part.agrees)),
                        ("area_km2", .number(part.squareMetres / 1e6, decimals: 3)),
                    ] + count(part.pupils))
            })
    }

    private func count(_ pupils: Int?) -> [(String, JSONValue)] {
        pupils.map { [("pupils", .integer($0))] } ?? []
    }

    private func squareKilometres(_ area: [Polygon]) -> JSONValue {
        let square = area.reduce(0) { $0 + Geodesic.wgs84.areaSquareMetres(of: $1) }
        return area.isEmpty ? .null : .number(square / 1e6, decimals: 3)
    }

    private func layer(_ name: String, _ features: [Feature]) -> String {
        FeatureCollection(
            name: name,
            origin: [("profile", .string(profile)), ("roads", .string(roads))],
            features: features
        ).text
    }
}
