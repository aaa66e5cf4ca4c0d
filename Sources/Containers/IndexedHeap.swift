/// A priority queue over the items 0..<`capacity` whose priorities may fall while they wait.
///
/// A heap with four children per entry and the place of every item, after Johnson, "Efficient
/// algorithms for shortest paths in sparse networks", *J. ACM* 24 (1977). Equal priorities leave
/// in ascending order of item, so that the order never depends on the order of insertion. Made to
/// be kept: `removeAll()` costs the number of items inside, not the capacity.
public struct IndexedHeap: Sendable {
    /// Priority in the upper, item in the lower half: one comparison orders both.
    @usableFromInline var keys: [UInt64] = []
    /// The place of each item in `keys`; `absent` for items outside.
    @usableFromInline var places: [UInt32]

    @usableFromInline static var absent: UInt32 { .max }

    /// An empty queue for the items 0..<`capacity`.
    public init(capacity: Int) {
        precondition(capacity < Int(UInt32.max), "the items must be countable in 32 bits")
        places = Array(repeating: Self.absent, count: capacity)
    }

    /// One more than the largest item that fits.
    @inlinable public var capacity: Int { places.count }
    /// The number of items waiting.
    @inlinable public var count: Int { keys.count }
    /// Whether no item waits.
    @inlinable public var isEmpty: Bool { keys.isEmpty }

    /// The priority of an item; `nil` when it does not wait.
    @inlinable
    public func priority(of item: Int) -> UInt32? {
        let place = places[item]
        return place == Self.absent ? nil : UInt32(truncatingIfNeeded: keys[Int(place)] >> 32)
    }

    /// The lowest priority waiting; `nil` when nothing waits.
    @inlinable
    public var minimumPriority: UInt32? {
        keys.first.map { UInt32(truncatingIfNeeded: $0 >> 32) }
    }

    /// Adds an item, or lowers its priority; a priority that is not lower changes nothing.
    ///
    /// - Returns: Whether the queue changed.
    /// - Complexity: O(log *n*).
    @inlinable
    @discardableResult
    public mutating func insertOrDecrease(_ item: Int, priority: UInt32) -> Bool {
        let key = UInt64(priority) << 32 | UInt64(UInt32(truncatingIfNeeded: item))
        let place = places[item]
        if place == Self.absent {
            keys.append(key)
            moveUp(key, from: keys.count - 1)
            return true
        }
        guard key < keys[Int(place)] else { return false }
        moveUp(key, from: Int(place))
        return true
    }

    /// Removes the item with the lowest priority.
    ///
    /// - Complexity: O(log *n*).
    @inlinable
    public mutating func popMinimum() -> (item: Int, priority: UInt32)? {
        guard let first = keys.first, let last = keys.popLast() else { return nil }
        let item = Int(UInt32(truncatingIfNeeded: first))
        places[item] = Self.absent
        if !keys.isEmpty { moveDown(last) }
        return (item, UInt32(truncatingIfNeeded: first >> 32))
    }

    /// Empties the queue and keeps its memory.
    ///
    /// - Complexity: O(*n*) in the number of items waiting.
    @inlinable
    public mutating func removeAll() {
        for key in keys { places[Int(UInt32(truncatingIfNeeded: key))] = Self.absent }
        keys.removeAll(keepingCapacity: true)
    }

    @inlinable
    mutating func moveUp(_ key: UInt64, from start: Int) {
        var place = start
        while place > 0 {
            let parent = (place - 1) >> 2
            let above = keys[parent]
            if above <= key { break }
            put(above, at: place)
            place = parent
        }
        put(key, at: place)
    }

    @inlinable
    mutating func moveDown(_ key: UInt64) {
        let count = keys.count
        var place = 0
        while true {
            let firstChild = place * 4 + 1
            guard firstChild < count else { break }
            var child = firstChild
            var least = keys[firstChild]
            var other = firstChild + 1
            let end = min(firstChild + 4, count)
            while other < end {
                if keys[other] < least {
                    least = keys[other]
                    child = other
                }
                other += 1
            }
            guard least < key else { break }
            put(least, at: place)
            place = child
        }
        put(key, at: place)
    }

    @inlinable
    mutating func put(_ key: UInt64, at place: Int) {
        keys[place] = key
        places[Int(UInt32(truncatingIfNeeded: key))] = UInt32(truncatingIfNeeded: place)
    }
}
