import CHiGHS

/// The library behind this room.
public enum SolverLibrary {
    /// HiGHS's version, such as `1.15.1`.
    public static var version: String { String(cString: Highs_version()) }
}
