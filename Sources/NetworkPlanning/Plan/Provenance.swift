/// Where the figures come from: enough to run the plan again.
public struct Provenance: Hashable, Sendable {
    /// An input file as it was read.
    public struct Input: Hashable, Sendable {
        /// The path as the manifest writes it.
        public var path: String
        /// SHA-256 of its bytes, hexadecimal.
        public var sha256: String
        /// Its size.
        public var bytes: Int

        /// An input file.
        public init(path: String, sha256: String, bytes: Int) {
            self.path = path
            self.sha256 = sha256
            self.bytes = bytes
        }
    }

    /// The command behind a plan: what it takes to run it again.
    public struct Rerun: Hashable, Sendable {
        /// The scenario file as the command line gave it.
        public var scenario: String
        /// The values that replace those of the scenario, `key=value` each, in their order.
        public var overrides: [String]
        /// The folder that the command was given in, seen from the plan's folder, such as `../..`.
        ///
        /// `nil` when the plan was written elsewhere: no name of a folder above the plan is told.
        public var workingDirectory: String?

        /// A command.
        public init(scenario: String, overrides: [String], workingDirectory: String?) {
            self.scenario = scenario
            self.overrides = overrides
            self.workingDirectory = workingDirectory
        }
    }

    /// The planner's version.
    public var plannerVersion: String
    /// Libraries and their versions, sorted by name.
    public var libraries: [(name: String, version: String)]
    /// The files read, sorted by path.
    public var inputs: [Input]
    /// How coordinates were brought to WGS 84, in one line; `nil` when they were WGS 84 already.
    public var coordinateNote: String?
    /// What was read and used of the roads, in one line; `nil` without roads.
    public var roadNote: String?
    /// How to run the plan again; `nil` when it was not made by a command.
    public var rerun: Rerun?

    /// Where figures come from.
    public init(
        plannerVersion: String, libraries: [(name: String, version: String)], inputs: [Input],
        coordinateNote: String?, roadNote: String?, rerun: Rerun? = nil
    ) {
        self.plannerVersion = plannerVersion
        self.libraries = libraries
        self.inputs = inputs
        self.coordinateNote = coordinateNote
        self.roadNote = roadNote
        self.rerun = rerun
    }

    /// All parts are equal.
    public static func == (left: Provenance, right: Provenance) -> Bool {
        left.plannerVersion == right.plannerVersion && left.inputs == right.inputs
            && left.coordinateNote == right.coordinateNote && left.roadNote == right.roadNote
            && left.rerun == right.rerun
            && left.libraries.elementsEqual(right.libraries, by: ==)
    }

    /// Hashes the version and the inputs.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(plannerVersion)
        hasher.combine(inputs)
    }
}
