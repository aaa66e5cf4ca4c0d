import CPROJ
import SpatialTypes

/// A flat map in metres round one place: azimuthal equidistant on the WGS 84 ellipsoid.
///
/// Distances from the centre are exact; between two places 100 km from it they are too long by
/// less than 1 in 10,000. Owns a PROJ context, therefore not `Sendable`: make one per worker.
public final class LocalProjection {
    /// The place that becomes easting 0, northing 0.
    public let centre: Coordinate
    private let handle: ProjObject

    /// A map round `centre`.
    ///
    /// - Throws: `ProjectionError` when the centre is not a position on earth.
    public init(centre: Coordinate) throws(ProjectionError) {
        guard (-180...180).contains(centre.longitude), (-90...90).contains(centre.latitude) else {
            throw ProjectionError(
                .notTransformable,
                subject: "longitude \(centre.longitude), latitude \(centre.latitude)",
                detail: "is not a position on earth")
        }
        let context = try ProjContext()
        let definition =
            "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
            + "+step +proj=aeqd +ellps=WGS84 +lon_0=\(centre.longitude) +lat_0=\(centre.latitude)"
        guard let pointer = proj_create(context.pointer, definition) else {
            throw context.failure(of: "proj_create")
        }
        handle = ProjObject(context: context, adopting: pointer)
        self.centre = centre
    }

    /// The place of a position on the map.
    public func projected(_ coordinate: Coordinate) throws(ProjectionError) -> ProjectedCoordinate {
        guard let image = handle.image(x: coordinate.longitude, y: coordinate.latitude) else {
            throw ProjectionError(
                .notTransformable,
                subject: "longitude \(coordinate.longitude), latitude \(coordinate.latitude)",
                detail: "has no place on the map round \(centre)")
        }
        return ProjectedCoordinate(easting: image.x, northing: image.y)
    }

    /// The position behind a place on the map.
    public func unprojected(_ place: ProjectedCoordinate) throws(ProjectionError) -> Coordinate {
        guard let image = handle.image(x: place.easting, y: place.northing, inverse: true) else {
            throw ProjectionError(
                .notTransformable, subject: "easting \(place.easting), northing \(place.northing)",
                detail: "has no position on earth on the map round \(centre)")
        }
        return Coordinate(longitude: image.x, latitude: image.y)
    }

    /// The places of many positions, in their order.
    public func projected(
        _ coordinates: [Coordinate]
    ) throws(ProjectionError) -> [ProjectedCoordinate] {
        var places: [ProjectedCoordinate] = []
        places.reserveCapacity(coordinates.count)
        for coordinate in coordinates { places.append(try projected(coordinate)) }
        return places
    }

    /// The positions behind many places, in their order.
    public func unprojected(
        _ places: [ProjectedCoordinate]
    ) throws(ProjectionError) -> [Coordinate] {
        var coordinates: [Coordinate] = []
        coordinates.reserveCapacity(places.count)
        for place in places { coordinates.append(try unprojected(place)) }
        return coordinates
    }
}
