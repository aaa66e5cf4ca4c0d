/// Lists of elements by owner, one after the other in a single array.
///
/// The adjacency array of Mehlhorn and Sanders, *Algorithms and Data Structures* (2008), section
/// 8.2: the elements of owner `o` are `elements[starts[o]..<starts[o + 1]]`, in the order they were
/// given.
public struct AdjacencyArray<Element> {
    /// Where each owner's elements begin; one entry more than there are owners.
    public let starts: [UInt32]
    /// The elements of all owners.
    public let elements: [Element]

    /// Sorts the elements by owner, keeping their order.
    ///
    /// - Parameters:
    ///   - ownerCount: The number of owners; owners are 0..<`ownerCount`.
    ///   - owners: The owner of each element.
    ///   - elements: As many elements as `owners`, fewer than 2³².
    public init(ownerCount: Int, owners: [UInt32], elements: [Element]) {
        precondition(owners.count == elements.count, "every element has one owner")
        precondition(elements.count < Int(UInt32.max), "the elements must be countable in 32 bits")
        var starts = [UInt32](repeating: 0, count: ownerCount + 1)
        for owner in owners { starts[Int(owner) + 1] += 1 }
        for owner in 0..<ownerCount { starts[owner + 1] += starts[owner] }
        var next = starts
        var order = [UInt32](repeating: 0, count: elements.count)
        for (index, owner) in owners.enumerated() {
            order[Int(next[Int(owner)])] = UInt32(index)
            next[Int(owner)] += 1
        }
        self.starts = starts
        self.elements = order.map { elements[Int($0)] }
    }

    /// The number of owners.
    @inlinable
    public var ownerCount: Int { starts.count - 1 }

    /// Where the owner's elements lie in `elements`.
    @inlinable
    public func range(of owner: Int) -> Range<Int> {
        Int(starts[owner])..<Int(starts[owner + 1])
    }

    /// The owner's elements.
    @inlinable
    public subscript(owner: Int) -> ArraySlice<Element> { elements[range(of: owner)] }
}

extension AdjacencyArray: Equatable where Element: Equatable {}
extension AdjacencyArray: Sendable where Element: Sendable {}

extension AdjacencyArray where Element: BitwiseCopyable {
    /// Sorts elements by owner without a list of them, keeping the order they come in.
    ///
    /// - Parameters:
    ///   - ownerCount: The number of owners; owners are 0..<`ownerCount`.
    ///   - visit: Hands over every element with its owner, fewer than 2³² in all. Called twice; must
    ///     hand over the same both times.
    @inlinable
    public init(ownerCount: Int, visit: (_ take: (UInt32, Element) -> Void) -> Void) {
        var starts = [UInt32](repeating: 0, count: ownerCount + 1)
        visit { owner, _ in starts[Int(owner) + 1] += 1 }
        var sum: UInt32 = 0
        for owner in 0..<ownerCount {
            let (next, overflow) = sum.addingReportingOverflow(starts[owner + 1])
            precondition(!overflow, "the elements must be countable in 32 bits")
            // Until the second visit is over, entry o + 1 is where the next element of o goes.
            starts[owner + 1] = sum
            sum = next
        }
        let total = Int(sum)
        elements = [Element](unsafeUninitializedCapacity: total) { buffer, count in
            var placed = 0
            visit { owner, element in
                let place = Int(starts[Int(owner) + 1])
                precondition(place < total, "the second visit handed over other elements")
                buffer.initializeElement(at: place, to: element)
                starts[Int(owner) + 1] += 1
                placed += 1
            }
            precondition(placed == total, "the second visit handed over other elements")
            count = total
        }
        self.starts = starts
    }
}
