/// One thing the reader noticed in the input, with the place to look and what to change.
public struct Finding: Hashable, Sendable, Codable {
    /// How bad it is.
    public enum Severity: String, CaseIterable, Hashable, Sendable, Codable, Comparable {
        /// The input cannot be used until this is changed.
        case error
        /// The input is used, but the planner should look.
        case warning
        /// For information: something was dropped, restored or set apart.
        case note

        /// The Thai word shown in front of a finding.
        public var thaiLabel: String {
            switch self {
            case .error: "ผิดพลาด"
            case .warning: "ควรตรวจ"
            case .note: "แจ้งเพื่อทราบ"
            }
        }

        private var rank: Int {
            switch self {
            case .error: 0
            case .warning: 1
            case .note: 2
            }
        }

        /// Errors come first, notes last.
        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    }

    /// What was found, in stable snake case such as `duplicate_code`.
    public var code: String
    /// How bad it is.
    public var severity: Severity
    /// The file as the manifest or the command line writes it.
    public var file: String
    /// The row as a spreadsheet shows it (the header is row 1), or the feature's number in a layer.
    public var row: Int?
    /// The line of a YAML file.
    public var line: Int?
    /// The column header, or the key path of a YAML file.
    public var column: String?
    /// The value as found.
    public var value: String?
    /// What was expected instead, or what it means, in Thai.
    public var expectedThai: String
    /// The same in English.
    public var expectedEnglish: String
    /// The school concerned.
    public var schoolCode: String?
    /// What would mend it, where the evidence suggests something.
    public var repair: Repair?
    /// Where it is on the map, WGS 84: the place after the repair where one is proposed; `nil` when unknown.
    public var place: FindingPlace?
    /// The office's own file, sheet and row that the row was made of; `nil` where the file is the office's own.
    public var source: FindingSource?

    /// A finding and its place; a value of thirteen digits is not kept, since it may be a person's number.
    public init(
        code: String, severity: Severity, file: String, row: Int? = nil, line: Int? = nil,
        column: String? = nil, value: String? = nil, expectedThai: String,
        expectedEnglish: String, schoolCode: String? = nil, repair: Repair? = nil,
        place: FindingPlace? = nil, source: FindingSource? = nil
    ) {
        self.code = code
        self.severity = severity
        self.file = file
        self.row = row
        self.line = line
        self.column = column
        self.value = value.map(PersonalData.shown)
        self.expectedThai = expectedThai
        self.expectedEnglish = expectedEnglish
        self.schoolCode = schoolCode.map(PersonalData.shown)
        self.repair = repair
        self.place = place
        self.source = source
    }

    enum CodingKeys: String, CodingKey {
        case code, severity, file, row, line, column, value, repair, place, source
        case expectedThai = "expected_th"
        case expectedEnglish = "expected_en"
        case schoolCode = "school_code"
    }
}

extension Finding: CustomStringConvertible {
    /// The finding in two lines: Thai, then English.
    public var description: String {
        var thaiPlace = thaiPlaces
        var englishPlace = englishPlaces
        if let value {
            thaiPlace.append("ค่า “\(value)”")
            englishPlace.append("value “\(value)”")
        }
        let head = """
            [\(severity.thaiLabel)] \(thaiPlace.joined(separator: " · ")): \(expectedThai)
              \(severity.rawValue) \(code): \(englishPlace.joined(separator: ", ")): \
            \(expectedEnglish)
            """
        guard let repair else { return head }
        let changes = repair.changes.map { "\($0.column): “\($0.old)” → “\($0.new)”" }
            .joined(separator: " · ")
        let thaiKind = repair.isSafe ? "แก้ได้แน่นอน" : "ข้อเสนอ ต้องยืนยัน"
        let englishKind = repair.isSafe ? "safe repair" : "proposal, please confirm"
        return head + """

              \(thaiKind): \(changes) (\(repair.reasonThai))
              \(englishKind): \(repair.reasonEnglish)
            """
    }
}

/// A place on the map, WGS 84 degrees.
public struct FindingPlace: Hashable, Sendable, Codable {
    /// Degrees east.
    public var longitude: Double
    /// Degrees north.
    public var latitude: Double

    /// A place from degrees.
    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }
}

extension Finding: Comparable {
    /// By file and sheet, then row or line, then severity: the order in which a reader works through a list.
    public static func < (left: Finding, right: Finding) -> Bool {
        if left.file != right.file { return left.file < right.file }
        if left.ownSheet != right.ownSheet { return left.ownSheet < right.ownSheet }
        let (a, b) = (left.row ?? left.line ?? 0, right.row ?? right.line ?? 0)
        if a != b { return a < b }
        if left.severity != right.severity { return left.severity < right.severity }
        if left.code != right.code { return left.code < right.code }
        if left.column != right.column { return (left.column ?? "") < (right.column ?? "") }
        if left.value != right.value { return (left.value ?? "") < (right.value ?? "") }
        if left.schoolCode != right.schoolCode {
            return (left.schoolCode ?? "") < (right.schoolCode ?? "")
        }
        return left.expectedEnglish < right.expectedEnglish
    }
}
