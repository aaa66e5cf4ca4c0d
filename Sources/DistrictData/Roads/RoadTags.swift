import RoadNetwork
import SpatialTypes

/// The words in which sources say what a road is like.
enum RoadTags {
    /// Keys whose values profiles may ask for.
    static let accessKeys = [
        "access", "foot", "vehicle", "motor_vehicle", "motorcar", "motorcycle", "bicycle", "psv",
        "bus", "oneway:foot", "oneway:bicycle", "oneway:motor_vehicle",
    ]

    /// Keys whose values say which turn is restricted, for all vehicles or for some.
    static let restrictionKeys =
        ["restriction"]
        + ["vehicle", "motor_vehicle", "motorcar", "motorcycle", "bicycle", "psv", "bus"].map {
            "restriction:\($0)"
        }

    /// What a value such as `no_left_turn` or `only_straight_on` says; `nil` for others.
    static func turnRule(_ value: String) -> TurnRestriction.Rule? {
        if value.hasPrefix("no_") { return .forbidden }
        return value.hasPrefix("only_") ? .mandatory : nil
    }

    /// OpenStreetMap's values of `highway` that are roads or ways, and `ferry`.
    static let classes: Set<String> = [
        "motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link",
        "secondary", "secondary_link", "tertiary", "tertiary_link", "unclassified", "residential",
        "living_street", "road", "service", "track", "path", "steps", "pedestrian", "footway",
        "cycleway", "bridleway", "corridor", "busway", "bus_guideway", "raceway", "escape",
        "platform", "pier", "ferry", "construction", "proposed",
    ]

    /// Classes in the words of Thai road registers.
    static let thaiClasses: [String: String] = [
        "ทางหลวงพิเศษ": "motorway", "ทางหลวงสัมปทาน": "motorway", "ทางหลวงแผ่นดิน": "primary",
        "ทางหลวงชนบท": "secondary", "ทางหลวงท้องถิ่น": "tertiary", "ถนนท้องถิ่น": "tertiary",
        "ถนนลาดยาง": "unclassified", "ถนนคอนกรีต": "unclassified", "ถนนในหมู่บ้าน": "residential",
        "ถนนลูกรัง": "track", "ทางลูกรัง": "track", "ถนนดิน": "track", "ซอย": "residential",
        "ตรอก": "footway", "ทางเท้า": "footway", "ทางเดินเท้า": "footway", "สะพานคนเดิน": "footway",
        "เรือข้ามฟาก": "ferry", "แพขนานยนต์": "ferry", "ท่าข้าม": "ferry",
    ]

    /// Whether a value says yes.
    static func isYes(_ value: String?) -> Bool {
        guard let value = value?.lowercased() else { return false }
        return !["", "no", "0", "false", "f", "n", "none", "ไม่", "ไม่ใช่", "ไม่มี"].contains(value)
    }

    /// The direction a value stands for; `nil` for a value of unknown meaning.
    static func oneway(_ value: String) -> Oneway? {
        switch value.lowercased() {
        case "yes", "true", "1", "forward", "f", "ft", "y", "ใช่", "ทางเดียว": .forward
        case "-1", "reverse", "backward", "t", "tf": .backward
        case "", "no", "false", "0", "b", "n", "both", "reversible", "alternating", "ไม่", "ไม่ใช่",
            "สองทาง":
            .no
        default: nil
        }
    }

    /// The kilometres per hour a speed limit stands for: `60`, `60 km/h` or `30 mph`.
    static func speed(_ value: String) -> Double? {
        let words = value.split(separator: " ")
        guard let first = words.first, let number = Double(first), number > 0, number < 500 else {
            return nil
        }
        switch words.dropFirst().first {
        case nil, "km/h", "kmh": return number
        case "mph": return number * 1.609_344
        default: return nil
        }
    }

    /// The time a value stands for: `MM`, `HH:MM`, `HH:MM:SS`, or ISO 8601 (`PT1H30M`).
    static func duration(_ value: String) -> Seconds? {
        let text = value.uppercased()
        if text.hasPrefix("PT") { return isoDuration(text.dropFirst(2)) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map {
            $0.count <= 4 && $0.allSatisfy { "0123456789".contains($0) } ? Double($0) : nil
        }
        let numbers = parts.compactMap { $0 }
        guard numbers.count == parts.count else { return nil }
        let seconds: Double
        switch numbers.count {
        case 1: seconds = numbers[0] * 60
        case 2: seconds = numbers[0] * 3_600 + numbers[1] * 60
        case 3: seconds = numbers[0] * 3_600 + numbers[1] * 60 + numbers[2]
        default: return nil
        }
        return seconds > 0 ? Seconds(seconds) : nil
    }

    private static func isoDuration(_ text: Substring) -> Seconds? {
        var seconds = 0.0
        var digits = ""
        for letter in text {
            if "0123456789.".contains(letter) {
                digits.append(letter)
                continue
            }
            guard let number = Double(digits), let unit = ["H": 3_600.0, "M": 60, "S": 1][letter]
            else { return nil }
            seconds += number * unit
            digits = ""
        }
        return digits.isEmpty && seconds > 0 ? Seconds(seconds) : nil
    }
}
