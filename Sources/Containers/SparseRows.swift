/// Rows of (column, value) pairs in which most columns are absent (compressed sparse rows).
///
/// Rows are appended once, in order. Inside a row the columns ascend, so that a cell is found by
/// binary search and equal tables have equal bytes.
public struct SparseRows<Value> {
    /// One present cell of a row.
    public struct Entry {
        /// The column of the cell.
        public let column: Int
        /// The value of the cell.
        public let value: Value

        /// A cell.
        @inlinable
        public init(column: Int, value: Value) {
            self.column = column
            self.value = value
        }
    }

    /// The number of columns a row may use.
    public let columnCount: Int
    @usableFromInline var rowStarts: [Int] = [0]
    @usableFromInline var columns: [UInt32] = []
    @usableFromInline var values: [Value] = []

    /// A table without rows.
    public init(columnCount: Int) {
        precondition(columnCount >= 0 && columnCount <= Int(UInt32.max), "columns must fit 32 bits")
        self.columnCount = columnCount
    }

    /// The number of rows appended so far.
    public var rowCount: Int { rowStarts.count - 1 }

    /// The number of present cells in all rows.
    public var entryCount: Int { values.count }

    /// Makes room for so many further rows and cells.
    public mutating func reserveCapacity(rows: Int, entries: Int) {
        rowStarts.reserveCapacity(rowStarts.count + rows)
        columns.reserveCapacity(columns.count + entries)
        values.reserveCapacity(values.count + entries)
    }

    /// Appends the next row.
    ///
    /// - Parameter entries: The present cells, columns strictly ascending and below `columnCount`.
    public mutating func appendRow(_ entries: some Sequence<Entry>) {
        var previous = -1
        for entry in entries {
            precondition(
                entry.column > previous && entry.column < columnCount,
                "the columns of a row must ascend and lie inside the table")
            previous = entry.column
            columns.append(UInt32(entry.column))
            values.append(entry.value)
        }
        rowStarts.append(values.count)
    }

    /// Appends the next row from a value for every column.
    ///
    /// - Parameters:
    ///   - cells: `columnCount` values.
    ///   - absent: The value that stands for an absent cell.
    @inlinable
    public mutating func appendRow(of cells: [Value], absent: Value) where Value: Equatable {
        precondition(cells.count == columnCount, "one value for each column")
        for (column, value) in cells.enumerated() where value != absent {
            columns.append(UInt32(truncatingIfNeeded: column))
            values.append(value)
        }
        rowStarts.append(values.count)
    }

    /// Appends all rows of another table with as many columns.
    public mutating func append(_ other: SparseRows) {
        precondition(other.columnCount == columnCount, "the tables have different columns")
        let offset = values.count
        rowStarts.append(contentsOf: other.rowStarts.dropFirst().lazy.map { $0 + offset })
        columns.append(contentsOf: other.columns)
        values.append(contentsOf: other.values)
    }

    /// The value in one cell; `nil` when the cell is absent.
    ///
    /// - Complexity: O(log *n*) in the number of cells of the row.
    public subscript(row: Int, column: Int) -> Value? {
        var low = rowStarts[row]
        var high = rowStarts[row + 1]
        while low < high {
            let middle = (low + high) / 2
            if columns[middle] < column { low = middle + 1 } else { high = middle }
        }
        return low < rowStarts[row + 1] && columns[low] == column ? values[low] : nil
    }

    /// The present cells of one row, columns ascending.
    public func row(_ row: Int) -> Row {
        Row(table: self, bounds: rowStarts[row]..<rowStarts[row + 1])
    }

    /// The same table with rows and columns exchanged.
    ///
    /// - Complexity: O(rows + columns + cells).
    public func transposed() -> SparseRows {
        var starts = [Int](repeating: 0, count: columnCount + 1)
        for column in columns { starts[Int(column) + 1] += 1 }
        for column in 0..<columnCount { starts[column + 1] += starts[column] }
        var next = starts
        var order = [Int](repeating: 0, count: values.count)
        var rowOfEntry = [UInt32](repeating: 0, count: values.count)
        for row in 0..<rowCount {
            for index in rowStarts[row]..<rowStarts[row + 1] {
                let place = next[Int(columns[index])]
                next[Int(columns[index])] += 1
                order[place] = index
                rowOfEntry[place] = UInt32(row)
            }
        }
        var result = SparseRows(columnCount: rowCount)
        result.rowStarts = starts
        result.columns = rowOfEntry
        result.values = order.map { values[$0] }
        return result
    }

    /// The present cells of one row.
    public struct Row: RandomAccessCollection {
        let table: SparseRows
        let bounds: Range<Int>

        /// The place of the first cell, 0.
        public var startIndex: Int { 0 }
        /// The number of present cells.
        public var endIndex: Int { bounds.count }

        /// The cell at a place in the row.
        public subscript(position: Int) -> Entry {
            precondition(position >= 0 && position < bounds.count, "place outside the row")
            let index = bounds.lowerBound + position
            return Entry(column: Int(table.columns[index]), value: table.values[index])
        }
    }
}

extension SparseRows.Entry: Equatable where Value: Equatable {}
extension SparseRows.Entry: Hashable where Value: Hashable {}
extension SparseRows.Entry: Sendable where Value: Sendable {}
extension SparseRows: Equatable where Value: Equatable {}
extension SparseRows: Hashable where Value: Hashable {}
extension SparseRows: Sendable where Value: Sendable {}
extension SparseRows.Row: Sendable where Value: Sendable {}
