import Containers
import TestSupport
import Testing

@Suite struct DenseMatrixTests {
    @Test func keepsRowsTogether() {
        var matrix = DenseMatrix(columnCount: 3, elements: [1, 2, 3, 4, 5, 6])
        #expect(matrix.rowCount == 2)
        #expect(matrix[1, 0] == 4)
        matrix[0, 2] = 9
        #expect(Array(matrix.row(0)) == [1, 2, 9])
        #expect(matrix.column(2) == [9, 6])
        #expect(matrix.map { $0 * 2 }.elements == [2, 4, 18, 8, 10, 12])
    }
}

@Suite struct SparseRowsTests {
    typealias Entry = SparseRows<Int>.Entry

    @Test func absentCellsAreNil() {
        var rows = SparseRows<Int>(columnCount: 4)
        rows.appendRow([Entry(column: 1, value: 10), Entry(column: 3, value: 30)])
        rows.appendRow([])
        rows.appendRow([Entry(column: 0, value: 0)])
        #expect(rows.rowCount == 3 && rows.entryCount == 3)
        #expect((0..<4).map { rows[0, $0] } == [nil, 10, nil, 30])
        #expect(rows.row(1).isEmpty)
        #expect(rows.row(0).map(\.column) == [1, 3])
        #expect(rows.transposed()[3, 0] == 30)
        #expect(rows.transposed().rowCount == 4)
    }

    /// A sparse table and its transpose hold what a dense table of optionals holds.
    @Test(arguments: 0..<50 as Range<UInt64>)
    func agreesWithDense(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let columnCount = Int.random(in: 1...12, using: &random)
        var dense: [[Int?]] = []
        var rows = SparseRows<Int>(columnCount: columnCount)
        for _ in 0..<Int.random(in: 0...9, using: &random) {
            let row = (0..<columnCount).map { _ -> Int? in
                Bool.random(using: &random) ? Int.random(in: 0...99, using: &random) : nil
            }
            dense.append(row)
            rows.appendRow(
                row.enumerated().compactMap { column, value in
                    value.map { Entry(column: column, value: $0) }
                })
        }
        let transposed = rows.transposed()
        for row in dense.indices {
            for column in 0..<columnCount {
                #expect(rows[row, column] == dense[row][column], "seed \(seed)")
                #expect(transposed[column, row] == dense[row][column], "seed \(seed)")
            }
        }
        #expect(transposed.transposed() == rows, "seed \(seed)")
    }
}

@Suite struct AdjacencyArrayTests {
    @Test func groupsByOwnerKeepingOrder() {
        let lists = AdjacencyArray(
            ownerCount: 4, owners: [2, 0, 2, 3, 0], elements: ["a", "b", "c", "d", "e"])
        #expect((0..<4).map { Array(lists[$0]) } == [["b", "e"], [], ["a", "c"], ["d"]])
        #expect(lists.range(of: 2) == 2..<4)
    }
}
