import ArgumentParser

/// Numbers of the command line that must be real, above zero and within what the roads can count.
enum NumberCheck {
    /// Points further from a road than this are not on the network of anybody's village.
    static let largestSnap = 100.0
    /// Kilometres; distances are counted in millimetres of 32 bits, which end at 4,294 km.
    static let largestKilometres = 4_000.0
    /// Minutes; times are counted in milliseconds of 32 bits, which end at 71,582 minutes.
    static let largestMinutes = 60_000.0
    /// Metres on either side of a road that an area may take in.
    static let largestOffRoad = 10_000.0
    /// Kilometres per hour.
    static let speeds = 1.0...200.0

    /// Checks a number that must be above zero and not above a limit; a missing one is right.
    ///
    /// - Throws: `ValidationError` that names the option, what it was given and what it takes.
    static func positive(_ option: String, _ value: Double?, atMost limit: Double) throws {
        guard let value else { return }
        guard value.isFinite, value > 0, value <= limit else {
            let most = shown(limit)
            throw ValidationError(
                """
                \(option) \(shown(value)): ต้องเป็นตัวเลขมากกว่า 0 และไม่เกิน \(most)
                \(option) \(shown(value)): a number above 0 and at most \(most) is needed
                """)
        }
    }

    /// A number as a person writes it: 4000, not 4000.0.
    static func shown(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? "\(value)"
    }
}

/// A new speed for a way, written `WAY=KMH`.
struct SpeedEdit: ExpressibleByArgument {
    /// The identifier of the way.
    var way: Int64
    /// Kilometres per hour.
    var speed: Double

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let way = Int64(parts[0]), let speed = Double(parts[1]) else {
            return nil
        }
        (self.way, self.speed) = (way, speed)
    }
}
