import Containers

/// Counts how often a walker on a way has to step over a flagged road, junction by junction.
///
/// A walker follows a flagged road on its left or its right bank; for each bank the fewest crossings so far are kept.
/// Passing a junction on a bank steps over every flagged arm on that side; changing the bank is one crossing. A way
/// that meets a flagged road and leaves it on the side it came from crosses nothing; one that leaves it on the other
/// side crosses once, wherever it does. A road that begins or ends may be walked round. Each carriageway of a divided
/// road counts by itself.
struct CrossingCount {
    /// Crossings of the flagged roads already left.
    private(set) var total = 0
    /// The fewest crossings to be on the left and the right bank; `nil` off flagged roads.
    private var banks: (left: Int, right: Int)?

    /// Which side of the road a point lies on, seen along the way.
    enum Side {
        case left, right, neither
    }

    /// The way begins on a flagged road, at a point beside it.
    mutating func begin(_ side: Side) {
        banks =
            switch side {
            case .left: (0, 1)
            case .right: (1, 0)
            case .neither: (0, 0)
            }
    }

    /// The way ends; a point beside a flagged road lies on one of its banks.
    mutating func end(_ side: Side) {
        guard let banks else { return }
        switch side {
        case .left: total += banks.left
        case .right: total += banks.right
        case .neither: total += min(banks.left, banks.right)
        }
        self.banks = nil
    }

    /// The way follows a stretch whose pieces are not all flagged: what was walked along ends on it.
    mutating func leaveAlong(endsFlagged: Bool) {
        end(.neither)
        if endsFlagged { banks = (0, 0) }
    }

    /// The way passes a junction.
    ///
    /// - Parameters:
    ///   - incoming: the arm it comes by, as the junction sees it, and whether that is flagged.
    ///   - outgoing: the arm it leaves by, and whether that is flagged.
    ///   - arms: the flagged arms of the junction.
    mutating func pass(
        incoming: (arm: RoadArm, isFlagged: Bool), outgoing: (arm: RoadArm, isFlagged: Bool),
        arms: ArraySlice<RoadArm>
    ) {
        let (come, go) = (incoming.arm, outgoing.arm)
        // Whoever comes from the south has the arms clockwise of south, the western ones, on the left.
        var left = 0
        var right = 0
        for arm in arms where arm.id != come.id && arm.id != go.id {
            if Self.isClockwise(arm, between: come, and: go) { left += 1 } else { right += 1 }
        }
        let before = banks ?? (0, 0)
        let after = (left: before.left + left, right: before.right + right)
        if outgoing.isFlagged {
            banks = (min(after.left, after.right + 1), min(after.right, after.left + 1))
        } else {
            total += min(after.left, after.right)
            banks = nil
        }
    }

    /// Whether turning clockwise from one arm to another passes a third.
    private static func isClockwise(
        _ arm: RoadArm, between first: RoadArm, and last: RoadArm
    ) -> Bool {
        func precedes(_ a: RoadArm, _ b: RoadArm) -> Bool { (a.bearing, a.id) < (b.bearing, b.id) }
        if precedes(first, last) { return precedes(first, arm) && precedes(arm, last) }
        return precedes(first, arm) || precedes(arm, last)
    }
}
