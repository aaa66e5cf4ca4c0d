/// The norms that ship with the planner.
public struct NormLibrary: Sendable {
    /// The norms that every output shows side by side, in that order: `tepc-2545`, `tepc-w23-2563`, `one-per-class`.
    public let norms: [StaffingNorm]
    /// Norms shown only where the scenario names them: `tepc-2545-per-grade`.
    public let furtherNorms: [StaffingNorm]

    /// The shipped norms.
    ///
    /// - Throws: `StaffingError` when a shipped file is damaged.
    public init() throws {
        norms = [
            try StaffingNorm(json: PackageResources.tepc_2545_json),
            try StaffingNorm(json: PackageResources.tepc_w23_2563_json),
            try StaffingNorm(json: PackageResources.one_per_class_json),
        ]
        furtherNorms = [try StaffingNorm(json: PackageResources.tepc_2545_per_grade_json)]
    }

    /// The names of all norms, those shown by default first.
    public var ids: [String] { (norms + furtherNorms).map(\.id) }

    /// The norm of that name.
    ///
    /// - Throws: `StaffingError` with code `unknownNorm`, listing the names there are.
    public func norm(_ id: String) throws -> StaffingNorm {
        guard let norm = (norms + furtherNorms).first(where: { $0.id == id }) else {
            throw StaffingError(
                code: .unknownNorm,
                detail: "\(id); expected one of \(ids.joined(separator: ", "))")
        }
        return norm
    }

    /// The norms to show when one of them leads: it first, then the others shown by default.
    ///
    /// - Throws: `StaffingError` with code `unknownNorm`, listing the names there are.
    public func norms(leading id: String) throws -> [StaffingNorm] {
        [try norm(id)] + norms.filter { $0.id != id }
    }
}
