/// A turn that vehicles may not take, or the only one they may take.
public struct TurnRestriction: Hashable, Sendable {
    /// What lies between the road a vehicle comes by and the road it leaves by.
    public enum Via: Hashable, Sendable {
        /// A junction, by its node identifier.
        case node(Int64)
        /// Roads in the order they are driven, by their segment identifiers.
        case ways([Int64])
    }

    /// What the sign says.
    public enum Rule: String, Codable, Hashable, Sendable {
        /// The turn is forbidden.
        case forbidden
        /// After the way in, every other turn is forbidden.
        case mandatory
    }

    /// The identifier in the source, for messages.
    public var id: Int64
    /// The roads a vehicle comes by, by segment identifier; each of them is meant.
    public var from: [Int64]
    /// The junction or the roads between.
    public var via: Via
    /// The roads a vehicle leaves by; each of them is meant.
    public var to: [Int64]
    /// What the sign says.
    public var rule: Rule
    /// The access keys of the travellers it binds, such as `motorcar`; empty binds every vehicle.
    public var modes: Set<String>
    /// The access keys of the travellers it does not bind.
    public var exceptions: Set<String>

    /// A restriction from its parts; by default it binds every vehicle.
    public init(
        id: Int64, from: [Int64], via: Via, to: [Int64], rule: Rule, modes: Set<String> = [],
        exceptions: Set<String> = []
    ) {
        self.id = id
        self.from = from
        self.via = via
        self.to = to
        self.rule = rule
        self.modes = modes
        self.exceptions = exceptions
    }
}

extension TravelProfile {
    /// Whether a restriction concerns this traveller.
    func isBound(by restriction: TurnRestriction) -> Bool {
        guard respectsTurnRestrictions else { return false }
        let keys = accessKeys.filter { $0 != "access" }
        return restriction.exceptions.isDisjoint(with: keys)
            && (restriction.modes.isEmpty || !restriction.modes.isDisjoint(with: keys))
    }
}
