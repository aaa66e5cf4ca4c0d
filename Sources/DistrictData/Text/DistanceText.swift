import SpatialTypes

/// Reads lengths as offices write them: `10 กม.`, `๓.๕ กิโลเมตร`, `850 ม.`, `2 km`.
enum DistanceText {
    /// The unit of a bare number.
    enum Unit {
        case kilometres, metres
    }

    /// No way to school is longer; a larger number is in another unit.
    static let longest = Metres(kilometres: 300)

    private static let kilometreWords = [
        "กิโลเมตร", "กิโล", "กม", "kilometres", "kilometers", "kilometre", "kilometer", "kms", "km",
    ]
    private static let metreWords = ["เมตร", "ม", "metres", "meters", "metre", "meter", "m"]

    /// A length; `nil` when the text is none.
    ///
    /// A unit in the text wins over the one told.
    static func read(_ text: String, unit: Unit) -> Metres? {
        var body = ThaiText.normalise(text).lowercased()
        while body.hasSuffix(".") { body.removeLast() }
        var unit = unit
        if let word = kilometreWords.first(where: body.hasSuffix) {
            (unit, body) = (.kilometres, String(body.dropLast(word.count)))
        } else if let word = metreWords.first(where: body.hasSuffix) {
            (unit, body) = (.metres, String(body.dropLast(word.count)))
        }
        guard let number = try? NumberText.double(ThaiText.trim(body)) else { return nil }
        return unit == .kilometres ? Metres(kilometres: number) : Metres(number)
    }
}
