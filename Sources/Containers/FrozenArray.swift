/// Bytes that somebody else owns, such as a mapped file, and that stay as they are.
///
/// The bytes are valid and unchanged for as long as the object lives.
public final class SharedBytes: @unchecked Sendable {
    /// The number of bytes.
    public let count: Int
    @usableFromInline let start: UnsafeRawPointer
    private let release: @Sendable (UnsafeRawBufferPointer) -> Void

    /// Takes bytes over.
    ///
    /// - Parameter release: Called once, when nobody needs the bytes any more.
    public init(
        _ bytes: UnsafeRawBufferPointer,
        release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) {
        precondition(bytes.baseAddress != nil, "there are no bytes to share")
        // Never the fallback: the line above has seen to it.
        start = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped
        count = bytes.count
        self.release = release
    }

    deinit { release(bytes) }

    /// The bytes; not to be kept beyond the object's life.
    public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }
}

/// A fixed row of plain values in memory of its own or in shared bytes.
///
/// Reading is as fast as from an array, and elements may lie in a mapped file, so that a large
/// table is there without being read. Copies share their memory.
public struct FrozenArray<Element: BitwiseCopyable & Sendable>: Sendable {
    @usableFromInline nonisolated(unsafe) let start: UnsafePointer<Element>
    /// The number of elements.
    public let count: Int
    @usableFromInline let owner: SharedBytes

    /// Elements written once, front to back.
    ///
    /// - Parameters:
    ///   - capacity: The most elements there can be.
    ///   - initialize: Appends the elements.
    @inlinable
    public init<Failure: Error>(
        capacity: Int,
        initializingWith initialize: (inout OutputSpan<Element>) throws(Failure) -> Void
    ) throws(Failure) {
        let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: Swift.max(1, capacity))
        var span = OutputSpan(buffer: memory, initializedCount: 0)
        do throws(Failure) {
            try initialize(&span)
        } catch {
            _ = span.finalize(for: memory)
            memory.deallocate()
            throw error
        }
        count = span.finalize(for: memory)
        owner = SharedBytes(UnsafeRawBufferPointer(memory)) { $0.deallocate() }
        start = UnsafePointer(owner.start.assumingMemoryBound(to: Element.self))
    }

    /// The elements of an array, copied.
    @inlinable
    public init(_ elements: [Element]) {
        self.init(capacity: elements.count) { span in
            for element in elements { span.append(element) }
        }
    }

    /// Elements that lie in shared bytes; `nil` where they do not fit or are not aligned.
    ///
    /// - Parameters:
    ///   - offset: Where the first one lies, in bytes.
    ///   - count: The number of elements.
    @inlinable
    public init?(in bytes: SharedBytes, at offset: Int, count: Int) {
        let (length, overflow) = count.multipliedReportingOverflow(
            by: MemoryLayout<Element>.stride)
        guard offset >= 0, count >= 0, !overflow, length <= bytes.count,
            offset <= bytes.count - length,
            (Int(bitPattern: bytes.start) + offset) % MemoryLayout<Element>.alignment == 0
        else { return nil }
        self.count = count
        owner = bytes
        start = (bytes.start + offset).assumingMemoryBound(to: Element.self)
    }

    /// Whether both are the very same memory.
    public func isSameMemory(as other: FrozenArray) -> Bool {
        start == other.start && count == other.count
    }

    /// The elements followed by others; shares the memory where there are none.
    public func appending(_ others: [Element]) -> FrozenArray {
        guard !others.isEmpty else { return self }
        return FrozenArray(capacity: count + others.count) { span in
            for element in self { span.append(element) }
            for element in others { span.append(element) }
        }
    }

    /// The elements' bytes in the machine's order.
    @inlinable
    public func withUnsafeBytes<Answer>(_ body: (UnsafeRawBufferPointer) -> Answer) -> Answer {
        withExtendedLifetime(owner) {
            body(
                UnsafeRawBufferPointer(start: start, count: count * MemoryLayout<Element>.stride))
        }
    }
}

extension FrozenArray: RandomAccessCollection {
    /// The place of the first element, 0.
    @inlinable public var startIndex: Int { 0 }
    /// The place after the last element.
    @inlinable public var endIndex: Int { count }

    /// The element at a place.
    @inlinable
    public subscript(position: Int) -> Element {
        precondition(position >= 0 && position < count, "place outside the row")
        return start[position]
    }

    /// The elements as one piece of memory, for loops that the collection's protocol slows down.
    @inlinable
    public func withContiguousStorageIfAvailable<Answer>(
        _ body: (UnsafeBufferPointer<Element>) throws -> Answer
    ) rethrows -> Answer? {
        try withExtendedLifetime(owner) {
            try body(UnsafeBufferPointer(start: start, count: count))
        }
    }
}

extension FrozenArray: Equatable where Element: Equatable {
    /// Whether both hold the same elements.
    public static func == (first: FrozenArray, second: FrozenArray) -> Bool {
        first.elementsEqual(second)
    }
}

extension FrozenArray: ExpressibleByArrayLiteral {
    /// The elements listed.
    public init(arrayLiteral elements: Element...) { self.init(elements) }
}
