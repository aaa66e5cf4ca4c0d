import SpatialTypes

/// Why a segment is not part of a graph.
public enum DropReason: String, CaseIterable, Codable, CodingKeyRepresentable, Hashable, Sendable {
    /// The profile does not use the class.
    case classNotUsable
    /// An access tag forbids it.
    case accessDenied
    /// A ford that rain has closed.
    case closedFord
    /// Fewer than two different coordinates.
    case noLength
    /// A coordinate that is not a position on earth, or node identifiers that do not fit.
    case malformed
}

/// What one profile makes of one segment.
struct SegmentRule {
    /// Whether the first coordinate leads to the last.
    var forward: Bool
    /// Whether the last coordinate leads to the first.
    var backward: Bool
    /// Kilometres per hour.
    var speed: Double
    /// Whether points may be joined to the segment: not in the middle of the water.
    var isSnappable: Bool
    /// Whether the profile flags the class.
    var isDangerous: Bool
}

/// A profile prepared for many lookups.
struct ProfileRules {
    private let profile: TravelProfile
    private let allowed: Set<String>
    private let denied: Set<String>
    private let needingPermission: Set<String>
    private let blocking: Set<String>
    private let passable: Set<String>
    private let dangerous: Set<String>

    init(_ profile: TravelProfile) throws(RoadNetworkError) {
        let speeds =
            Array(profile.speeds.values) + Array(profile.surfaceSpeedLimits.values)
            + (profile.rain.map { Array($0.speeds.values) + $0.surfaceSpeedLimits.values } ?? [])
            + [profile.offRoadSpeed, profile.defaultSpeed ?? 1]
        guard speeds.allSatisfy({ $0.isFinite && $0 > 0 }) else {
            throw RoadNetworkError(
                .invalidProfile, "profile \(profile.name): every speed must be above 0 km/h")
        }
        self.profile = profile
        allowed = Set(profile.allowedAccess)
        denied = Set(profile.deniedAccess)
        needingPermission = Set(profile.classesNeedingPermission)
        blocking = Set(profile.blockingBarriers)
        passable = Set(profile.passableBarriers)
        dangerous = Set(profile.dangerousClasses)
    }

    func verdict(on segment: RoadSegment) -> SegmentVerdict {
        guard isWellFormed(segment) else { return .drop(.malformed) }
        if profile.closesFords, segment.isFord { return .drop(.closedFord) }
        let access = decidingAccess(in: segment.access)
        let isAllowed = access.map(allowed.contains) ?? false
        if let access, denied.contains(access) { return .drop(.accessDenied) }
        guard
            var speed = profile.speeds[segment.roadClass]
                ?? (isAllowed ? profile.defaultSpeed : nil)
        else { return .drop(.classNotUsable) }
        if needingPermission.contains(segment.roadClass), !isAllowed {
            return .drop(.accessDenied)
        }
        if let surface = segment.surface, let limit = profile.surfaceSpeedLimits[surface] {
            speed = min(speed, limit)
        }
        if profile.respectsSpeedLimits, let limit = segment.speedLimit, limit > 0 {
            speed = min(speed, limit)
        }
        let oneway = oneway(of: segment)
        return .use(
            SegmentRule(
                forward: oneway != .backward, backward: oneway != .forward, speed: speed,
                isSnappable: segment.roadClass != "ferry",
                isDangerous: dangerous.contains(segment.roadClass)))
    }

    func blocks(_ barrier: RoadBarrier) -> Bool {
        if barrier.kind == "ford" { return profile.closesFords }
        if let access = decidingAccess(in: barrier.access) { return denied.contains(access) }
        if passable.contains(barrier.kind) { return false }
        return blocking.contains(barrier.kind) || profile.unlistedBarriersBlock
    }

    private func decidingAccess(in tags: [String: String]) -> String? {
        for key in profile.accessKeys {
            if let value = tags[key] { return value }
        }
        return nil
    }

    private func oneway(of segment: RoadSegment) -> Oneway {
        if let key = profile.onewayKey, let value = segment.access[key] {
            switch value {
            case "yes", "1", "true": return .forward
            case "-1", "reverse": return .backward
            default: return .no
            }
        }
        return profile.respectsOneway ? segment.oneway : .no
    }

    private func isWellFormed(_ segment: RoadSegment) -> Bool {
        segment.coordinates.allSatisfy {
            abs($0.longitude) <= 180 && abs($0.latitude) <= 90
        } && (segment.nodeIDs.map { $0.count == segment.coordinates.count } ?? true)
    }
}

/// Whether a profile uses a segment.
enum SegmentVerdict {
    case use(SegmentRule)
    case drop(DropReason)
}
