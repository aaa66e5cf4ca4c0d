/// Input that cannot be used: every error found, not only the first.
public struct DistrictDataError: Error, Hashable, Sendable {
    /// The kind of failure; it decides the exit code of a command.
    public enum Code: String, Hashable, Sendable {
        /// A file that the input names does not exist (exit code 66).
        case inputMissing = "input_missing"
        /// A file exists but cannot be opened or read to its end (exit code 74).
        case unreadable
        /// The content is not what was expected (exit code 65).
        case badData = "bad_data"
    }

    /// The kind of failure.
    public var code: Code
    /// Everything found, warnings and notes included, sorted by file and row.
    public var findings: [Finding]

    /// An error made of findings; the code follows from them.
    public init(findings: [Finding]) {
        let errors = findings.filter { $0.severity == .error }
        if errors.contains(where: { $0.code == FindingCode.fileMissing }) {
            code = .inputMissing
        } else if !errors.isEmpty, errors.allSatisfy({ $0.code == FindingCode.unreadableFile }) {
            code = .unreadable
        } else {
            code = .badData
        }
        self.findings = findings.sorted()
    }

    /// Only the findings that stop the reader.
    public var errors: [Finding] { findings.filter { $0.severity == .error } }

    /// The exit code a command line reports: 66 input missing, 74 unreadable, 65 bad data.
    public var exitCode: Int32 {
        switch code {
        case .inputMissing: 66
        case .unreadable: 74
        case .badData: 65
        }
    }
}

extension DistrictDataError: CustomStringConvertible {
    /// The errors, Thai first: the first few of each kind, and how many more there are.
    public var description: String {
        FindingText.grouped(errors)
    }
}
