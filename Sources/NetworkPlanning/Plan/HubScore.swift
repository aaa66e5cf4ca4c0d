/// Readiness of a school to be a hub, from visible parts.
public struct HubScore: Hashable, Sendable {
    /// One part of the score.
    public struct Part: Hashable, Sendable {
        /// A stable key such as `rooms`.
        public var key: String
        /// The Thai label.
        public var thaiLabel: String
        /// 0…1; `nil` where the data is missing.
        public var value: Double?
        /// How much it counts; 0 leaves it out.
        public var weight: Double

        /// A part of the score.
        public init(key: String, thaiLabel: String, value: Double?, weight: Double = 1) {
            self.key = key
            self.thaiLabel = thaiLabel
            self.value = value
            self.weight = weight
        }
    }

    /// The parts, in the order shown.
    public var parts: [Part]

    /// A score from its parts.
    public init(parts: [Part]) { self.parts = parts }

    /// The weighted mean of the recorded parts × 100; `nil` when none with a weight is recorded.
    public var total: Double? {
        var sum = 0.0
        var weights = 0.0
        for part in parts {
            guard let value = part.value, part.weight > 0 else { continue }
            sum += part.weight * value
            weights += part.weight
        }
        return weights > 0 ? sum / weights * 100 : nil
    }
}
