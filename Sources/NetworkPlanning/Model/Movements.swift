import SchoolDistrict

/// Which grades of a school may move together: the whole school, and any union of its movable blocks.
///
/// Up to five blocks all their unions are offered. Of more blocks (single grades) only runs of neighbours are, such as
/// ป.4–6 or ป.6 alone: a school that keeps ป.1, ป.3 and ป.5 is of use to nobody, and the unions would be 2ⁿ.
struct Movements {
    /// The blocks that hold pupils, each cut to the grades that do, in grade order.
    let blocks: [GradeSet]
    /// Whether all pupils may move at once.
    let allowsWholeSchool: Bool
    /// The grades that hold pupils.
    let grades: GradeSet

    private static let mostBlocksForAllUnions = 5

    init(of pupils: GradeCounts, rules: MoveRules) {
        grades = pupils.grades
        let present = grades
        var blocks = rules.blocks.map { $0.intersection(present) }.filter { !$0.isEmpty }
        blocks.sort { $0.rawValue < $1.rawValue }
        // One block that holds everyone is the whole school.
        self.blocks = blocks == [present] ? [] : blocks
        allowsWholeSchool = rules.wholeSchool
    }

    /// The sets of grades that may move, given which blocks may; the whole school first, then by grade.
    ///
    /// - Parameters:
    ///   - mayMove: whether a block may move.
    ///   - wholeMayMove: whether all pupils may move at once.
    func sets(where mayMove: (GradeSet) -> Bool, wholeMayMove: Bool) -> [GradeSet] {
        let usable = blocks.filter(mayMove)
        var sets: [GradeSet] = []
        if blocks.count <= Self.mostBlocksForAllUnions {
            for mask in 1..<(1 << usable.count) {
                sets.append(
                    usable.indices.reduce(into: GradeSet()) {
                        if mask & (1 << $1) != 0 { $0.formUnion(usable[$1]) }
                    })
            }
        } else {
            for first in usable.indices {
                var run = GradeSet()
                for last in usable.indices[first...] {
                    if last > first, !isNext(usable[last], after: usable[last - 1]) { break }
                    run.formUnion(usable[last])
                    sets.append(run)
                }
            }
        }
        sets.removeAll { $0 == grades }
        sets.sort { $0.rawValue < $1.rawValue }
        return (wholeMayMove && allowsWholeSchool ? [grades] : []) + sets
    }

    /// Whether a block follows another without a block of the school between them.
    private func isNext(_ block: GradeSet, after earlier: GradeSet) -> Bool {
        guard let here = blocks.firstIndex(of: block), here > 0 else { return false }
        return blocks[here - 1] == earlier
    }
}
