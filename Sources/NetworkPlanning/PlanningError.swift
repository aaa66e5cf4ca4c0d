/// A scenario that does not fit its district.
public struct PlanningError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One thing to change.
    public struct Issue: Hashable, Sendable {
        /// The scenario key, such as `hubs.exactly` or `locks[2].hub`; locks count from 1.
        public var key: String
        /// The value found.
        public var value: String
        /// What was expected, in Thai and English.
        public var expectedThai: String
        /// What was expected, in English.
        public var expectedEnglish: String

        /// One thing to change.
        public init(key: String, value: String, expectedThai: String, expectedEnglish: String) {
            self.key = key
            self.value = value
            self.expectedThai = expectedThai
            self.expectedEnglish = expectedEnglish
        }
    }

    /// The kind of fault.
    public enum Code: String, Hashable, Sendable {
        /// The scenario names or asks for what the district does not have.
        case scenarioDoesNotFit
        /// The plan broke one of its own rules: a fault of the planner, not of the user.
        case auditFailed
    }

    /// The kind of fault.
    public var code: Code
    /// Everything found, in the order of the scenario.
    public var issues: [Issue]

    /// An error with all its issues.
    public init(code: Code, issues: [Issue]) {
        self.code = code
        self.issues = issues
    }

    /// All issues, one a line.
    public var description: String {
        issues.map { "\($0.key): \($0.value): \($0.expectedThai) / \($0.expectedEnglish)" }
            .joined(separator: "\n")
    }
}
