/// Finds schools by the codes that other tables use.
struct SchoolReferences {
    private let codes: Set<String>
    /// Code without leading zeros → code, where that is unambiguous.
    private let unpadded: [String: String]
    private let sorted: [String]

    /// Whether a school missing here may be one whose own code cannot be read.
    private let hasDamagedCodes: Bool

    /// References to schools by code.
    ///
    /// - Parameter hasDamagedCodes: whether rows of the schools table have unreadable codes.
    init(_ codes: some Sequence<String>, hasDamagedCodes: Bool = false) {
        self.hasDamagedCodes = hasDamagedCodes
        self.codes = Set(codes)
        sorted = self.codes.sorted()
        unpadded = Dictionary(grouping: sorted) { String($0.drop { $0 == "0" }) }
            .compactMapValues { $0.count == 1 ? $0[0] : nil }
    }

    /// The school of a row; `nil` after a finding.
    ///
    /// A code that only lost its leading zeros still finds its school, as `wasRestored`.
    func school(_ row: Int, _ name: String, cells: CellReader) -> CodeText.Reading? {
        guard let reading = cells.code(row, name) else { return nil }
        if codes.contains(reading.code) { return reading }
        if let code = unpadded[String(reading.code.drop { $0 == "0" })] {
            return CodeText.Reading(code: code, wasRestored: true)
        }
        // Running numbers are all near each other: a hint must be the only one.
        let meant =
            hasDamagedCodes ? nil : Suggestion.onlyNearest(to: reading.code, in: sorted)
        cells.report(
            FindingCode.unknownSchool, .error, row: row, column: name, value: reading.code,
            thai: "ไม่มีรหัสนี้ในตารางโรงเรียน"
                + (hasDamagedCodes ? " อาจเป็นโรงเรียนที่รหัสในตารางโรงเรียนเสีย" : "")
                + (meant.map { " (หมายถึง “\($0)” หรือไม่)" } ?? ""),
            english: "no school has this code"
                + (hasDamagedCodes ? "; perhaps one whose own code is damaged" : "")
                + (meant.map { " (did you mean “\($0)”?)" } ?? ""), school: reading.code)
        return nil
    }
}
