import SchoolDistrict
extension StaffingNorm {
    public var teacherRule: PostRule { PostRule(bands: [.init(upToPupils: nil, parts: [.init(terms: Dictionary(uniqueKeysWithValues: Grade.allCases.map { ($0, .init(perClass: 1)) }), rounding: .up)], isConfirmed: true)]) }
    public var administratorRule: PostRule { teacherRule }
}
extension NormLibrary { public var ids: [String] { norms.map(\.id) } }
