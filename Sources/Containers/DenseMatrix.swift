/// A rectangular table with every cell present, stored row after row.
public struct DenseMatrix<Element> {
    /// The number of rows.
    public let rowCount: Int
    /// The number of columns.
    public let columnCount: Int
    /// The cells, row after row: cell (r, c) is at `r * columnCount + c`.
    public private(set) var elements: [Element]

    /// A table with the same value in every cell.
    public init(rowCount: Int, columnCount: Int, repeating value: Element) {
        precondition(rowCount >= 0 && columnCount >= 0, "a matrix has no negative size")
        self.rowCount = rowCount
        self.columnCount = columnCount
        elements = Array(repeating: value, count: rowCount * columnCount)
    }

    /// A table from its cells, row after row.
    ///
    /// - Parameter elements: `rowCount` × `columnCount` values; the number of rows follows from it.
    public init(columnCount: Int, elements: [Element]) {
        precondition(
            columnCount > 0 && elements.count.isMultiple(of: columnCount),
            "the cells do not fill whole rows")
        self.columnCount = columnCount
        rowCount = elements.count / columnCount
        self.elements = elements
    }

    /// The value in one cell.
    public subscript(row: Int, column: Int) -> Element {
        @inlinable get {
            precondition(column >= 0 && column < columnCount, "column outside the matrix")
            return elements[row * columnCount + column]
        }
        set {
            precondition(column >= 0 && column < columnCount, "column outside the matrix")
            elements[row * columnCount + column] = newValue
        }
    }

    /// The cells of one row, from the first column to the last.
    @inlinable
    public func row(_ row: Int) -> ArraySlice<Element> {
        elements[row * columnCount..<(row + 1) * columnCount]
    }

    /// The cells of one column, from the first row to the last.
    public func column(_ column: Int) -> [Element] {
        (0..<rowCount).map { self[$0, column] }
    }

    /// The same table with every value replaced.
    public func map<Value>(_ transform: (Element) throws -> Value) rethrows -> DenseMatrix<Value> {
        var result = DenseMatrix<Value>(emptyOf: rowCount, by: columnCount)
        result.elements = try elements.map(transform)
        return result
    }

    private init(emptyOf rowCount: Int, by columnCount: Int) {
        self.rowCount = rowCount
        self.columnCount = columnCount
        elements = []
    }
}

extension DenseMatrix: Equatable where Element: Equatable {}
extension DenseMatrix: Hashable where Element: Hashable {}
extension DenseMatrix: Sendable where Element: Sendable {}
