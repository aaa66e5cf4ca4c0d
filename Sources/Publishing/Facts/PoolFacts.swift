import NetworkPlanning
import Staffing

extension Plan {
    /// The schools of a pool, sorted by code.
    func members(of pool: Pool) -> [SchoolPlan] {
        let codes = Set(pool.memberCodes)
        return schools.filter { codes.contains($0.school.code) }
    }

    /// Teachers of a pool's schools together against the sum of their needs, by norm id.
    ///
    /// In post is `nil` where a member has no staff record.
    func staff(
        of pool: Pool, _ balances: KeyPath<SchoolPlan, [String: StaffBalance]>
    ) -> [String: StaffBalance] {
        let members = members(of: pool)
        return Dictionary(
            uniqueKeysWithValues: norms.compactMap { norm in
                let parts = members.compactMap { $0[keyPath: balances][norm.id] }
                guard !parts.isEmpty else { return nil }
                let posts = parts.compactMap(\.inPost)
                return (
                    norm.id,
                    StaffBalance(
                        needed: parts.reduce(0) { $0 + $1.needed },
                        inPost: posts.count == members.count ? posts.reduce(0, +) : nil)
                )
            })
    }
}
