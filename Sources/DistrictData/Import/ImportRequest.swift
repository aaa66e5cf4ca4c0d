/// What `schoolnet import` was asked for.
public struct ImportRequest: Hashable, Sendable {
    /// The files, as the command line gives them; nothing else is looked at.
    public var files: [String]
    /// The folder that the district goes to.
    public var folder: String
    /// The office, by code (`7301`) or name (`สพป.นครปฐม เขต 1`); needed when a register holds several.
    public var office: String?
    /// The academic year, Buddhist era; told from the files when `nil`.
    public var academicYear: Int?
    /// The year taken when neither the command nor a file says one.
    public var presentYear: Int
    /// Whether the files that are referred to are copied into the folder.
    ///
    /// Tables of persons never are; of an archive only what is used is.
    public var copiesFiles: Bool
    /// The layers to take, `NAME` or `FILE=NAME` each; every layer of a file when none is named.
    public var layers: [String]
    /// The sheets of spreadsheets to take, `NAME` or `FILE=NAME` each; every sheet when none is named.
    public var sheets: [String]
    /// What files are, where their headers do not tell: `KIND` or `FILE=KIND` each.
    ///
    /// In place of the file its layer or sheet may stand.
    public var kinds: [String]

    /// A request from its parts.
    public init(
        files: [String], folder: String, office: String? = nil, academicYear: Int? = nil,
        presentYear: Int, copiesFiles: Bool = false, layers: [String] = [], sheets: [String] = [],
        kinds: [String] = []
    ) {
        self.files = files
        self.folder = folder
        self.office = office
        self.academicYear = academicYear
        self.presentYear = presentYear
        self.copiesFiles = copiesFiles
        self.layers = layers
        self.sheets = sheets
        self.kinds = kinds
    }

    /// The words that `kinds` knows: the tables of a district, in the order of the manifest.
    public static let kindNames = TableKind.allCases.map(\.rawValue)
}

/// A district made of files, before anything is written.
public struct ImportResult: Hashable, Sendable {
    /// A file of the new folder.
    public struct Output: Hashable, Sendable {
        /// The name within the folder.
        public var name: String
        /// Its bytes.
        public var bytes: [UInt8]
    }

    /// A file to copy as it is.
    public struct Copy: Hashable, Sendable {
        /// Where it lies.
        public var source: String
        /// The name within the folder.
        public var name: String
    }

    /// The files to write, `district.yaml` first.
    public var outputs: [Output]
    /// The files to copy, sorted by name.
    public var copies: [Copy]
    /// Everything noticed, sorted by file and row.
    public var findings: [Finding]
    /// The mapping, what is missing and what to do next: Thai with English beside.
    public var text: String
    /// Whether the folder has schools with positions, so that it can be planned.
    public var isPlannable: Bool
}
