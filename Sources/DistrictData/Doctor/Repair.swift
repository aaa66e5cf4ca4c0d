import SpatialTypes

/// What would mend a finding: new values for cells of its row.
public struct Repair: Hashable, Sendable, Codable {
    /// A cell and its new content.
    public struct Change: Hashable, Sendable, Codable {
        /// The column header in the file.
        public var column: String
        /// The content as found, blanks trimmed.
        public var old: String
        /// The content proposed.
        public var new: String

        /// The name under which the shape of a feature is changed, as `longitude, latitude` for a point.
        static let geometryColumn = "geometry"

        /// A point as a change writes it, to a centimetre.
        static func numbers(_ place: Coordinate) -> String {
            [place.longitude, place.latitude]
                .map { CoordinateFrame.decimal($0, places: 7) }.joined(separator: ", ")
        }

        /// A change of one cell.
        public init(column: String, old: String, new: String) {
            self.column = column
            self.old = old
            self.new = new
        }
    }

    /// The cells to change, all in the finding's row.
    public var changes: [Change]
    /// Whether the evidence leaves no other reading, so that `--fix` may apply it without asking.
    public var isSafe: Bool
    /// How far the school moves, metres, between two positions that both lie on the ground; `nil` otherwise.
    public var movedMetres: Double?
    /// The evidence, in Thai.
    public var reasonThai: String
    /// The evidence, in English.
    public var reasonEnglish: String

    /// A repair and its evidence.
    public init(
        changes: [Change], isSafe: Bool, movedMetres: Double? = nil, reasonThai: String,
        reasonEnglish: String
    ) {
        self.changes = changes
        self.isSafe = isSafe
        self.movedMetres = movedMetres
        self.reasonThai = reasonThai
        self.reasonEnglish = reasonEnglish
    }

    enum CodingKeys: String, CodingKey {
        case changes
        case isSafe = "safe"
        case movedMetres = "moved_metres"
        case reasonThai = "reason_th"
        case reasonEnglish = "reason_en"
    }
}
