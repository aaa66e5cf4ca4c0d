import CGEOS

/// The library behind this room.
public enum GeometryLibrary {
    /// GEOS's version with that of its C interface, such as `3.11.1-CAPI-1.17.1`.
    public static var version: String { String(cString: GEOSversion()) }
}
