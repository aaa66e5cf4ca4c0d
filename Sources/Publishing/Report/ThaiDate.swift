/// Days as a Thai office writes them.
enum ThaiDate {
    /// A manifest's day (`2566-06-10`) in words, in the same era; the text as it stands when it is no such day.
    static func words(_ text: String) -> Markup {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]),
            let month = Int(parts[1]), (1...12).contains(month), let day = Int(parts[2]),
            (1...31).contains(day)
        else { return "\(text)" }
        return .both(
            text: "\(day) \(thaiMonths[month - 1]) \(year)",
            "\(day) \(englishMonths[month - 1]) \(year) BE")
    }

    private static let thaiMonths = [
        "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม",
        "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
}
