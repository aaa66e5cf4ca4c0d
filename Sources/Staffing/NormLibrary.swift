/// The norms that ship with the planner, in the order in which outputs show them.
public struct NormLibrary: Sendable {
    /// All norms.
    public let norms: [StaffingNorm]

    /// The shipped norms: `tepc-2545` and `one-per-class`.
    ///
    /// - Throws: `StaffingError` when a shipped file is damaged.
    public init() throws {
        norms = [
            try StaffingNorm(json: PackageResources.tepc_2545_json),
            try StaffingNorm(json: PackageResources.one_per_class_json),
        ]
    }

    /// The norm of that name.
    ///
    /// - Throws: `StaffingError` with code `unknownNorm`, listing the names there are.
    public func norm(_ id: String) throws -> StaffingNorm {
        guard let norm = norms.first(where: { $0.id == id }) else {
            throw StaffingError(
                code: .unknownNorm,
                detail: "\(id); expected one of \(norms.map(\.id).joined(separator: ", "))")
        }
        return norm
    }
}
