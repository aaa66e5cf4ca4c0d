import Containers
import FacilityLocation
import Foundation

/// The layouts of published instances.
enum InstanceFormat: String, CaseIterable {
    /// OR-Library p-median: `n m p`, then `m` edges; distances are shortest paths.
    case medianGraph = "orlib-pmed"
    /// OR-Library capacitated p-median: `n p`, then `x y capacity demand`; distances rounded down.
    case medianPoints = "orlib-pmedcap"
    /// The same layout with real distances (SJC, Stefanello, p3038).
    case realPoints = "sjc"
    /// OR-Library capacitated warehouse location.
    case warehouses = "orlib-cap"
    /// TSPLIB `EUC_2D` points, distances rounded down, every point client and site.
    case tsplib = "tsplib"

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - count: `p`, where the file does not name it; it also sets how many nearest sites large
    ///     point sets keep.
    /// - Throws: ``InstanceError`` with file, line, value and what was expected.
    func read(_ url: URL, count: Int?) throws -> BenchInstance {
        var scanner = try InstanceScanner(url)
        let name = url.deletingPathExtension().lastPathComponent
        switch self {
        case .medianGraph: return try Self.readGraph(&scanner, name)
        case .medianPoints: return try Self.readPoints(&scanner, name, .down, count)
        case .realPoints: return try Self.readPoints(&scanner, name, .none, count)
        case .warehouses: return try Self.readWarehouses(&scanner, name)
        case .tsplib: return try Self.readTSPLIB(&scanner, name, count)
        }
    }

    /// Rows are read in turn and the last cost of a repeated edge wins: the published optima
    /// require it (the least cost gives 5718 for pmed1 where 5819 is right).
    private static func readGraph(
        _ scanner: inout InstanceScanner, _ name: String
    ) throws -> BenchInstance {
        let vertices = try scanner.integer("the number of vertices", in: 1...100_000)
        let edges = try scanner.integer("the number of edges", in: 0...100_000_000)
        let count = try scanner.integer("the number of medians", in: 1...vertices)
        var lengths: [UInt64: UInt32] = [:]
        for _ in 0..<edges {
            let from = try scanner.integer("a vertex", in: 1...vertices) - 1
            let to = try scanner.integer("a vertex", in: 1...vertices) - 1
            let length = try scanner.integer("an edge's cost", in: 0...1_000_000)
            lengths[UInt64(min(from, to)) << 32 | UInt64(max(from, to))] = UInt32(length)
        }
        try scanner.requireEnd()
        var neighbours = [[(to: Int, length: UInt32)]](repeating: [], count: vertices)
        for key in lengths.keys.sorted() {
            let (from, to) = (Int(key >> 32), Int(key & 0xFFFF_FFFF))
            neighbours[from].append((to, lengths[key, default: 0]))
            neighbours[to].append((from, lengths[key, default: 0]))
        }
        var heap = IndexedHeap(capacity: vertices)
        var builder = SparseCostsBuilder(
            siteCount: vertices, clientCount: vertices, pairCount: vertices * vertices)
        // Vertices are settled by distance, ties by number: the order a row wants.
        for source in 0..<vertices {
            var isSettled = [Bool](repeating: false, count: vertices)
            heap.insertOrDecrease(source, priority: 0)
            while let (vertex, distance) = heap.popMinimum() {
                isSettled[vertex] = true
                builder.append(site: vertex, cost: Double(distance))
                for edge in neighbours[vertex] where !isSettled[edge.to] {
                    heap.insertOrDecrease(edge.to, priority: distance + edge.length)
                }
            }
            builder.endClient()
        }
        return BenchInstance(name: name, costs: builder.finish(), count: count, isInteger: true)
    }

    private static func readPoints(
        _ scanner: inout InstanceScanner, _ name: String, _ rounding: PlanePoints.Rounding,
        _ count: Int?
    ) throws -> BenchInstance {
        let number = try scanner.integer("the number of points", in: 1...10_000_000)
        let medians = try scanner.integer("the number of medians", in: 1...number)
        var points = PlanePoints()
        var (capacities, demands): ([Double], [Double]) = ([], [])
        for _ in 0..<number {
            points.append(x: try scanner.number("an x"), y: try scanner.number("a y"))
            capacities.append(try scanner.number("a capacity"))
            demands.append(try scanner.number("a demand"))
            guard capacities[capacities.count - 1] >= 0, demands[demands.count - 1] >= 0 else {
                throw scanner.error("a negative number", "a capacity and a demand from 0")
            }
        }
        try scanner.requireEnd()
        let costs = points.costs(count: count ?? medians, rounding: rounding)
        return BenchInstance(
            name: name, costs: costs, demands: demands, capacities: capacities,
            count: count ?? medians, isInteger: rounding == .down,
            mediansServeThemselves: rounding == .down)
    }

    private static func readWarehouses(
        _ scanner: inout InstanceScanner, _ name: String
    ) throws -> BenchInstance {
        let siteCount = try scanner.integer("the number of warehouses", in: 1...1_000_000)
        let clientCount = try scanner.integer("the number of customers", in: 1...1_000_000)
        var (capacities, openingCosts): ([Double], [Double]) = ([], [])
        for _ in 0..<siteCount {
            capacities.append(try scanner.number("a capacity"))
            openingCosts.append(try scanner.number("a fixed cost"))
        }
        var demands: [Double] = []
        var builder = SparseCostsBuilder(
            siteCount: siteCount, clientCount: clientCount, pairCount: siteCount * clientCount)
        for _ in 0..<clientCount {
            demands.append(try scanner.number("a demand"))
            for site in 0..<siteCount {
                builder.append(site: site, cost: try scanner.number("a cost"))
            }
            builder.endClient()
        }
        try scanner.requireEnd()
        return BenchInstance(
            name: name, costs: builder.finish(), demands: demands, capacities: capacities,
            openingCosts: openingCosts, isInteger: false)
    }

    private static func readTSPLIB(
        _ scanner: inout InstanceScanner, _ name: String, _ count: Int?
    ) throws -> BenchInstance {
        var number = 0
        while let text = scanner.nextLine(), text != "NODE_COORD_SECTION" {
            let parts = text.split(separator: ":", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard parts.count == 2 else { throw scanner.error(text, "'KEY : value'") }
            if parts[0] == "DIMENSION" {
                guard let value = Int(parts[1]), value > 0 else {
                    throw scanner.error(parts[1], "DIMENSION, a whole number from 1")
                }
                number = value
            }
            if parts[0] == "EDGE_WEIGHT_TYPE", parts[1] != "EUC_2D" {
                throw scanner.error(parts[1], "EDGE_WEIGHT_TYPE EUC_2D")
            }
        }
        guard number > 0 else { throw scanner.error("no DIMENSION", "a line 'DIMENSION : n'") }
        var points = PlanePoints()
        for index in 1...number {
            _ = try scanner.integer("point number \(index)", in: index...index)
            points.append(x: try scanner.number("an x"), y: try scanner.number("a y"))
        }
        if let word = scanner.nextWord(), word != "EOF" { throw scanner.error(word, "EOF") }
        return BenchInstance(
            name: name, costs: points.costs(count: count ?? 1, rounding: .down), count: count,
            isInteger: true)
    }
}
