import Foundation

extension TravelProfile {
    /// A profile from its file: JSON with keys in snake case; `name`, `speeds` and `access_keys`
    /// must be there, everything else has a default.
    ///
    /// - Throws: `RoadNetworkError` (`invalidProfile`) that names what is wrong; unknown keys are
    ///   errors, so that a misspelt rule is never silently without effect.
    public init(json: [UInt8]) throws(RoadNetworkError) {
        do {
            self = try JSONDecoder().decode(TravelProfile.self, from: Data(json))
        } catch let error as DecodingError {
            throw RoadNetworkError(.invalidProfile, Self.explanation(of: error))
        } catch {
            throw RoadNetworkError(.invalidProfile, "\(error)")
        }
        _ = try ProfileRules(self)
    }

    /// The same traveller in the rainy season; itself where rain changes nothing.
    ///
    /// Its name ends in `_rain`.
    public var inRain: TravelProfile {
        guard let rain else { return self }
        var copy = self
        copy.name += "_rain"
        copy.rain = nil
        copy.closesFords = rain.closesFords
        copy.speeds.merge(rain.speeds) { $1 }
        copy.surfaceSpeedLimits.merge(rain.surfaceSpeedLimits) { $1 }
        return copy
    }

    /// Walking in rural Thailand: 4 km/h everywhere; trunk roads are walkable and flagged dangerous.
    public static let walk = supplied(PackageResources.walk_json)

    /// A bicycle: 10 km/h on roads, slower on paths; trunk and primary roads are flagged.
    public static let bicycle = supplied(PackageResources.bicycle_json)

    /// A motorcycle: 30 km/h on roads, slower on unpaved ways; no motorways.
    public static let motorcycle = supplied(PackageResources.motorcycle_json)

    /// A school van: 35 km/h on paved roads, 20 km/h on laterite and tracks; takes a ferry only
    /// where motor vehicles are expressly allowed.
    public static let schoolVan = supplied(PackageResources.school_van_json)

    /// The rules of OSRM's `foot.lua`, restated for checks against OSRM: no trunk roads, 5 km/h,
    /// and every barrier blocks unless it is known to let a walker through.
    public static let osrmFoot = supplied(PackageResources.osrm_foot_json)

    /// The profiles that come with the planner, each also in the rain where that matters.
    public static let builtIn = [walk, bicycle, motorcycle, schoolVan, osrmFoot].flatMap {
        $0.rain == nil ? [$0] : [$0, $0.inRain]
    }

    private static func supplied(_ json: [UInt8]) -> TravelProfile {
        do {
            return try TravelProfile(json: json)
        } catch {
            preconditionFailure("a profile that comes with the planner is damaged: \(error)")
        }
    }

    private static func explanation(of error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "the key \(key.stringValue) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(context.codingPath.map(\.stringValue).joined(separator: ".")): "
                + context.debugDescription
        case .dataCorrupted(let context): context.debugDescription
        @unknown default: "\(error)"
        }
    }
}

// MARK: Coding

extension TravelProfile {
    /// Reads the form of the profile files.
    public init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(besides: CodingKeys.allCases.map(\.rawValue))
        let file = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try file.decode(String.self, forKey: .name),
            speeds: try file.decode([String: Double].self, forKey: .speeds),
            defaultSpeed: try file.decodeIfPresent(Double.self, forKey: .defaultSpeed),
            surfaceSpeedLimits: try file.value(for: .surfaceSpeedLimits, else: [:]),
            offRoadSpeed: try file.value(for: .offRoadSpeed, else: 4),
            accessKeys: try file.decode([String].self, forKey: .accessKeys),
            allowedAccess: try file.value(for: .allowedAccess, else: Self.commonAllowedAccess),
            deniedAccess: try file.value(for: .deniedAccess, else: Self.commonDeniedAccess),
            classesNeedingPermission: try file.value(for: .classesNeedingPermission, else: []),
            respectsOneway: try file.value(for: .respectsOneway, else: false),
            onewayKey: try file.decodeIfPresent(String.self, forKey: .onewayKey),
            blockingBarriers: try file.value(for: .blockingBarriers, else: []),
            passableBarriers: try file.value(for: .passableBarriers, else: []),
            unlistedBarriersBlock: try file.value(for: .unlistedBarriersBlock, else: false),
            dangerousClasses: try file.value(for: .dangerousClasses, else: []),
            respectsSpeedLimits: try file.value(for: .respectsSpeedLimits, else: false),
            closesFords: try file.value(for: .closesFords, else: false),
            rain: try file.decodeIfPresent(Rain.self, forKey: .rain),
            respectsTurnRestrictions: try file.value(for: .respectsTurnRestrictions, else: false),
            source: try file.decodeIfPresent(String.self, forKey: .source))
    }
}

extension TravelProfile.Rain {
    /// Reads the form of the profile files.
    public init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(besides: CodingKeys.allCases.map(\.rawValue))
        let file = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            closesFords: try file.value(for: .closesFords, else: true),
            speeds: try file.value(for: .speeds, else: [:]),
            surfaceSpeedLimits: try file.value(for: .surfaceSpeedLimits, else: [:]))
    }
}

/// Any key, to see those that nothing asks for.
private struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension Decoder {
    fileprivate func refuseKeys(besides known: [String]) throws {
        let keys = try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        guard let unknown = keys.filter({ !known.contains($0) }).min() else { return }
        throw DecodingError.dataCorrupted(
            .init(
                codingPath: codingPath,
                debugDescription: "unknown key \(unknown); known are "
                    + known.sorted().joined(separator: ", ")))
    }
}

extension KeyedDecodingContainer {
    fileprivate func value<Value: Decodable>(
        for key: Key, else standard: @autoclosure () -> Value
    ) throws -> Value {
        try decodeIfPresent(Value.self, forKey: key) ?? standard()
    }
}
