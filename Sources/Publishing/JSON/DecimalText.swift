/// Numbers as text, the same on every machine and in every locale.
public enum DecimalText {
    /// The number with at most `decimals` decimals and no trailing zeros: `3`, `-0.25`.
    public static func plain(_ value: Double, decimals: Int) -> String {
        guard let (sign, whole, fraction) = parts(value, decimals: decimals) else {
            return "\(value)"
        }
        var digits = fraction
        while digits.last == "0" { digits.removeLast() }
        return sign + whole + (digits.isEmpty ? "" : "." + digits)
    }

    /// The number with exactly `decimals` decimals and commas between thousands: `1,234.50`.
    public static func grouped(_ value: Double, decimals: Int = 0) -> String {
        guard let (sign, whole, fraction) = parts(value, decimals: decimals) else {
            return "\(value)"
        }
        var groups = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index).isMultiple(of: 3) { groups.append(",") }
            groups.append(digit)
        }
        return (sign.isEmpty ? "" : "−") + groups + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// The whole number with commas between thousands.
    public static func grouped(_ value: Int) -> String { grouped(Double(value)) }

    /// Sign, whole part and exactly `decimals` digits; `nil` where 64 bits do not hold them.
    private static func parts(
        _ value: Double, decimals: Int
    ) -> (sign: String, whole: String, fraction: String)? {
        var unit = 1.0
        for _ in 0..<decimals { unit *= 10 }
        let scaled = (value.magnitude * unit).rounded()
        guard scaled.isFinite, scaled < 9e18 else { return nil }
        let units = Int(scaled)
        let divisor = Int(unit)
        let fraction = String(units % divisor)
        return (
            value < 0 && units > 0 ? "-" : "", String(units / divisor),
            decimals == 0 ? "" : String(repeating: "0", count: decimals - fraction.count) + fraction
        )
    }
}
