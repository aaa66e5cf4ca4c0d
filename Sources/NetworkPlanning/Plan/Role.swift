/// What a school becomes.
public enum Role: String, CaseIterable, Hashable, Sendable {
    case hub, network
    case standAlone = "stand_alone"
    case undecided

    /// The Thai label (DOMAIN 4.6).
    public var thaiLabel: String {
        switch self {
        case .hub: "โรงเรียนคุณภาพ"
        case .network: "โรงเรียนเครือข่าย"
        case .standAlone: "โรงเรียน Stand Alone"
        case .undecided: "ยังไม่จัดกลุ่ม"
        }
    }

    /// The English label.
    public var englishLabel: String {
        switch self {
        case .hub: "Hub"
        case .network: "Network school"
        case .standAlone: "Stand-alone school"
        case .undecided: "Undecided"
        }
    }
}

/// How a school is tied to its hub.
public enum Link: String, CaseIterable, Hashable, Sendable {
    /// All pupils learn at the hub (เรียนรวม).
    case movesAll = "moves_all"
    /// Pupils of some grades learn at the hub.
    case movesSome = "moves_some"
    /// Teachers, rooms and equipment are shared; pupils stay (ใช้ทรัพยากรร่วมกัน).
    case shares
    case none

    /// The Thai label.
    public var thaiLabel: String {
        switch self {
        case .movesAll: "มาเรียนรวมทั้งโรงเรียน"
        case .movesSome: "มาเรียนรวมบางชั้น"
        case .shares: "ใช้ทรัพยากรร่วมกัน"
        case .none: "ไม่เชื่อมโยง"
        }
    }

    /// The English label.
    public var englishLabel: String {
        switch self {
        case .movesAll: "All pupils learn at the hub"
        case .movesSome: "Some grades learn at the hub"
        case .shares: "Shares resources"
        case .none: "No link"
        }
    }
}
