import CGEOS
import SpatialTypes

/// Finds the area that holds a position, among many.
///
/// A tree of boxes, then a prepared geometry that keeps its edges indexed from one position to
/// the next. Both fill caches as they are used, therefore not `Sendable`: make one per worker.
public final class PolygonIndex {
    /// The places in the list of areas that were invalid and repaired for this index.
    public let repaired: [Int]
    private let conversion: GEOSConversion
    private let tree: BoxTree
    private let shapes: [PreparedShape]

    /// An index over areas, each of one or more polygons; an area without any holds nothing.
    ///
    /// - Throws: `GeometryError` with the place of the area that GEOS cannot take.
    public init(_ areas: [[Polygon]]) throws(GeometryError) {
        let conversion = GEOSConversion(context: try GEOSContext(), plane: nil)
        let tree = try BoxTree(context: conversion.context)
        var shapes: [PreparedShape] = []
        var repaired: [Int] = []
        for (index, area) in areas.enumerated() {
            do {
                var shape = try conversion.shape(of: area)
                if try !shape.isValid() {
                    shape = try shape.madeValid()
                    repaired.append(index)
                }
                let prepared = try PreparedShape(shape)
                if GEOSisEmpty_r(conversion.context.pointer, prepared.pointer) == 0 {
                    tree.insert(prepared.pointer, as: index)
                }
                shapes.append(prepared)
            } catch {
                var located = error
                located.index = index
                throw located
            }
        }
        self.conversion = conversion
        self.tree = tree
        self.shapes = shapes
        self.repaired = repaired
    }

    /// The first area in the list that holds the position, its edge included.
    ///
    /// - Complexity: O(log *n* + log *k*) for *n* areas of *k* corners, once warm.
    public func polygon(containing position: Coordinate) throws(GeometryError) -> Int? {
        let point = try conversion.pointShape(position)
        for index in tree.numbers(meeting: point.pointer)
        where try shapes[index].intersects(point.pointer) {
            return index
        }
        return nil
    }

    /// Every area that holds the position, ascending: two or more on shared edges and overlaps.
    public func polygons(containing position: Coordinate) throws(GeometryError) -> [Int] {
        let point = try conversion.pointShape(position)
        var found: [Int] = []
        for index in tree.numbers(meeting: point.pointer)
        where try shapes[index].intersects(point.pointer) {
            found.append(index)
        }
        return found
    }

    /// For each position the first area that holds it, in the order of the positions.
    public func polygon(
        containingEach positions: [Coordinate]
    ) throws(GeometryError) -> [Int?] {
        var found: [Int?] = []
        found.reserveCapacity(positions.count)
        for position in positions { found.append(try polygon(containing: position)) }
        return found
    }
}
