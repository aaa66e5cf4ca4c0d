/// The findings of one reading, gathered so that a user sees all of them at once.
final class FindingList {
    private(set) var findings: [Finding] = []

    /// Whether any finding stops the reader.
    private(set) var hasErrors = false

    func append(_ finding: Finding) {
        findings.append(finding)
        hasErrors = hasErrors || finding.severity == .error
    }

    func append(contentsOf more: some Sequence<Finding>) { more.forEach(append) }

    /// How many errors there are so far.
    var errorCount: Int { findings.count { $0.severity == .error } }

    /// Throws everything found when any of it is an error.
    func throwIfErrors() throws(DistrictDataError) {
        if hasErrors { throw DistrictDataError(findings: findings) }
    }
}
