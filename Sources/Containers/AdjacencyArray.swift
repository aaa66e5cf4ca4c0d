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
