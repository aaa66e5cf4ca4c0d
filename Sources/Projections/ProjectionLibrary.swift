import CPROJ

/// The library behind this room.
public enum ProjectionLibrary {
    /// PROJ's version, such as `9.1.1`.
    public static var version: String { String(cString: proj_info().version) }
}
