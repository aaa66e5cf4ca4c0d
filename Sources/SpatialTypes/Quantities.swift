/// A length in metres.
public struct Metres:
    Hashable, Comparable, Codable, Sendable, AdditiveArithmetic, BitwiseCopyable
{
    /// The number of metres; `.infinity` where a place cannot be reached.
    public var value: Double

    /// A length of `value` metres.
    @inlinable
    public init(_ value: Double) { self.value = value }

    /// A length given in kilometres.
    @inlinable
    public init(kilometres: Double) { self.value = kilometres * 1_000 }

    /// The same length in kilometres.
    @inlinable
    public var kilometres: Double { value / 1_000 }

    /// No length.
    public static let zero = Metres(0)

    /// Further than anything: the place cannot be reached.
    public static let unreachable = Metres(.infinity)

    /// Whether the length is a finite number, that is, the place can be reached.
    @inlinable
    public var isReachable: Bool { value.isFinite }

    /// The two lengths end to end.
    @inlinable
    public static func + (left: Metres, right: Metres) -> Metres {
        Metres(left.value + right.value)
    }
    /// The difference; may be negative.
    @inlinable
    public static func - (left: Metres, right: Metres) -> Metres {
        Metres(left.value - right.value)
    }
    /// Shorter first.
    @inlinable
    public static func < (left: Metres, right: Metres) -> Bool { left.value < right.value }

    /// The length times a plain number.
    @inlinable
    public static func * (left: Metres, factor: Double) -> Metres { Metres(left.value * factor) }
}

/// A time span in seconds.
public struct Seconds: Hashable, Comparable, Sendable, AdditiveArithmetic {
    /// The number of seconds.
    public var value: Double

    /// A span of `value` seconds.
    @inlinable
    public init(_ value: Double) { self.value = value }

    /// No time at all.
    public static let zero = Seconds(0)

    /// The two spans one after the other.
    @inlinable
    public static func + (left: Seconds, right: Seconds) -> Seconds {
        Seconds(left.value + right.value)
    }
    /// The difference; may be negative.
    @inlinable
    public static func - (left: Seconds, right: Seconds) -> Seconds {
        Seconds(left.value - right.value)
    }
    /// Shorter first.
    @inlinable
    public static func < (left: Seconds, right: Seconds) -> Bool { left.value < right.value }
}
