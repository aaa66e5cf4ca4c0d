/// How much tests do: debug builds are some twenty times slower, and there more instances of the
/// same kind would only test the clock.
enum BuildScale {
    /// Whether this is a release build.
    static var isOptimised: Bool {
        #if DEBUG
            false
        #else
            true
        #endif
    }

    /// A size or number in release builds, another in debug builds.
    static func size<Size>(_ release: Size, debug: Size) -> Size { isOptimised ? release : debug }

    /// Seeds from 0: so many in release builds, fewer in debug builds.
    static func seeds(_ release: UInt64, debug: UInt64) -> Range<UInt64> {
        0..<size(release, debug: debug)
    }
}
