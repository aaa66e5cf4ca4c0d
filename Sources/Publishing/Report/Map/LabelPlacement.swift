/// Puts names beside their symbols so that none covers another, as far as there is room.
///
/// Greedy over eight places round each symbol and eight further out with a leader line (after Christensen, Marks
/// and Shieber 1995): the first in importance chooses first, and takes the place that covers the fewest symbols.
struct LabelPlacement {
    /// A box on the drawing.
    struct Box: Hashable {
        var left: Double
        var top: Double
        var right: Double
        var bottom: Double

        func overlaps(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }
    }

    /// A placed name: where its text starts, and whether a leader line is needed.
    struct Placed {
        var box: Box
        var hasLeader: Bool
    }

    private let bounds: Box
    private var taken: [Box]
    private let soft: [Box]

    /// A placement inside `bounds` that never covers `taken` and covers `soft` only for want of room.
    init(bounds: Box, taken: [Box], soft: [Box]) {
        self.bounds = bounds
        self.taken = taken
        self.soft = soft
    }

    /// Finds a place for a text of that size beside a symbol; `nil` when there is no room.
    mutating func place(
        x: Double, y: Double, radius: Double, width: Double, height: Double
    ) -> Placed? {
        var best: (cost: Double, placed: Placed)?
        for (ring, gap) in [3.0, 14.0, 26.0].enumerated() {
            for (order, direction) in Self.directions.enumerated() {
                let reach = radius + gap
                let slant = direction.x != 0 && direction.y != 0 ? 0.75 : 1
                let left = x + direction.x * reach * slant + (direction.x - 1) / 2 * width
                let top = y + direction.y * reach * slant + (direction.y - 1) / 2 * height
                let box = Box(left: left, top: top, right: left + width, bottom: top + height)
                guard box.left >= bounds.left, box.right <= bounds.right, box.top >= bounds.top,
                    box.bottom <= bounds.bottom, !taken.contains(where: box.overlaps)
                else { continue }
                let covered = soft.count(where: box.overlaps)
                let cost = Double(covered) * 3 + Double(order) * 0.2 + Double(ring) * 4
                if cost < best?.cost ?? .infinity {
                    best = (cost, Placed(box: box, hasLeader: ring > 0))
                }
            }
        }
        if let best { taken.append(best.placed.box) }
        return best?.placed
    }

    private static let directions: [(x: Double, y: Double)] = [
        (1, 0), (1, -1), (1, 1), (-1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1),
    ]

    /// The width of a text in ems of Noto Sans Thai, a little generous; marks above and below take none.
    static func width(of text: String) -> Double {
        text.unicodeScalars.reduce(0) { width, scalar in
            switch scalar.value {
            case 0x0E31, 0x0E34...0x0E3A, 0x0E47...0x0E4E: width
            case 0x20: width + 0.28
            case 0x0E00...0x0E7F: width + 0.6
            case 0x41...0x5A: width + 0.68
            default: width + 0.58
            }
        }
    }
}
