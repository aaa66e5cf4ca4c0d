import MixedIntegerProgramming
import PlanarGeometry
import Projections
import VectorData

/// The libraries that figures rest on, for the provenance of a plan.
enum LibraryVersions {
    /// Names and versions, sorted by name.
    static var all: [(name: String, version: String)] {
        [
            ("GDAL", VectorLibrary.version), ("GEOS", GeometryLibrary.version),
            ("HiGHS", SolverLibrary.version), ("PROJ", ProjectionLibrary.version),
        ]
    }
}
