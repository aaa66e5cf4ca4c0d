/// What earlier solves found, for solving a changed problem again at once.
///
/// Parts of the problem that did not change are not solved again: their solution and bound still hold. A part that did
/// change starts from the earlier choices and prices of its clients. Clients keep their numbers between the problems; sites
/// are recognised by their own clients.
public struct LocationMemory: Sendable {
    /// Nothing remembered.
    public init() {}
}
