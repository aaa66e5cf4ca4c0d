import CGDAL

/// The library behind this room.
public enum VectorLibrary {
    /// GDAL's version, such as `3.6.2`.
    public static var version: String { String(cString: GDALVersionInfo("RELEASE_NAME")) }
}
