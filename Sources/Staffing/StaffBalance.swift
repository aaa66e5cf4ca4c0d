/// Posts that a norm gives a school.
public struct StaffRequirement: Hashable, Sendable {
    /// Permanent teachers.
    public var teachers: Int
    /// Directors and deputy directors.
    public var administrators: Int

    /// Posts by kind.
    public init(teachers: Int, administrators: Int) {
        self.teachers = teachers
        self.administrators = administrators
    }
}

/// Posts needed and filled, of teachers or of administrators.
///
/// A school without a staff record has no balance, it is never "short".
public struct StaffBalance: Hashable, Sendable {
    /// Posts that the norm gives.
    public var needed: Int
    /// People in post; `nil` without a staff record.
    public var inPost: Int?

    /// A balance of posts.
    public init(needed: Int, inPost: Int?) {
        self.needed = needed
        self.inPost = inPost
    }

    /// People missing (ขาด); `nil` without a staff record.
    public var shortage: Int? { inPost.map { max(0, needed - $0) } }

    /// People above the norm (เกิน); `nil` without a staff record.
    public var surplus: Int? { inPost.map { max(0, $0 - needed) } }
}
