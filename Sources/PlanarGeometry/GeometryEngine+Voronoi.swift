import CGEOS
import SpatialTypes

extension GeometryEngine {
    /// The ground nearest to each site, cut to the given area, in the order of the sites.
    ///
    /// Nearness is straight-line distance on a plane in metres about the middle of the area (see
    /// `LocalPlane` for its error). The cells cover the area without overlap. Of sites at one
    /// place the first gets the cell, the others none; a site whose cell lies outside the area
    /// gets none either.
    ///
    /// - Throws: `GeometryError` when a site is not finite or the area is invalid.
    public func voronoi(
        of sites: [Coordinate], clippedTo area: [Polygon]
    ) throws(GeometryError) -> [[Polygon]] {
        var cells = [[Polygon]](repeating: [], count: sites.count)
        let corners = area.flatMap(\.exterior.coordinates)
        guard let box = BoundingBox(of: corners + sites), !sites.isEmpty, !area.isEmpty else {
            return cells
        }
        var firstAt: [Coordinate: Int] = [:]
        for (index, site) in sites.enumerated() where firstAt[site] == nil { firstAt[site] = index }
        let owners = firstAt.values.sorted()
        if owners.count == 1 {
            cells[0] = try union(of: area)
            return cells
        }

        let conversion = GEOSConversion(context: context, plane: LocalPlane(origin: box.centre))
        let parts = try conversion.shape(of: area)
        let clip = try PreparedShape(
            context.adopt(
                GEOSUnaryUnion_r(context.pointer, parts.pointer), from: "GEOSUnaryUnion_r"))
        let points = try conversion.multiPoint(owners.map { sites[$0] })
        let frame = try conversion.multiPoint(box.cornersWithMargin)
        let diagram = try context.adopt(
            GEOSVoronoiDiagram_r(context.pointer, points.pointer, frame.pointer, 0, 0),
            from: "GEOSVoronoiDiagram_r")

        // GEOS 3.11 gives the cells in an order of its own: each goes to the site it holds.
        let tree = try BoxTree(context: context)
        let count = GEOSGetNumGeometries_r(context.pointer, diagram.pointer)
        guard Int(count) == owners.count else {
            throw GeometryError(
                .libraryFailure, operation: "GEOSVoronoiDiagram_r",
                detail: "\(count) cells for \(owners.count) different sites")
        }
        // A cell is left whole when all its corners lie where the whole outline is seen from.
        let isPlain = area.count == 1 && area[0].holes.isEmpty
        let kernel = isPlain ? try ConvexCorners(of: clip.pointer, context) : nil
        var outlines: [ConvexCorners] = []
        for number in 0..<count {
            let cell = GEOSGetGeometryN_r(context.pointer, diagram.pointer, number)
            tree.insert(cell, as: Int(number))
            outlines.append(try ConvexCorners(of: cell, context))
        }
        for owner in owners {
            let site = try conversion.pointShape(sites[owner])
            let place = conversion.plane?.onPlane(sites[owner]) ?? sites[owner]
            let holding = tree.numbers(meeting: site.pointer).last { outlines[$0].hold(place) }
            guard let holding,
                let holder = GEOSGetGeometryN_r(
                    context.pointer, diagram.pointer, Int32(holding))
            else {
                throw GeometryError(
                    .libraryFailure, operation: "GEOSVoronoiDiagram_r",
                    detail: "no cell holds its site", index: owner)
            }
            let isWhole = kernel.map { outlines[holding].lie(inside: $0) } ?? false
            cells[owner] =
                try isWhole
                ? conversion.polygons(from: holder) : cut(holder, to: clip, conversion)
        }
        return cells
    }

    private func cut(
        _ cell: OpaquePointer, to clip: PreparedShape, _ conversion: GEOSConversion
    ) throws(GeometryError) -> [Polygon] {
        guard try clip.intersects(cell) else { return [] }
        if try clip.covers(cell) { return try conversion.polygons(from: cell) }
        let part = try context.adopt(
            GEOSIntersection_r(context.pointer, cell, clip.pointer), from: "GEOSIntersection_r")
        return try conversion.polygons(from: part.pointer)
    }
}

/// The corners of a convex cell on the plane, or of the area that cells are cut to.
///
/// Every cell of a diagram is convex, so that a loop over its sides tells what it holds at a
/// hundredth of the time of GEOS's general relation.
private struct ConvexCorners {
    /// x and y of each corner in turn; the last corner is the first.
    private let numbers: [Double]

    init(of cell: OpaquePointer?, _ context: GEOSContext) throws(GeometryError) {
        var count: UInt32 = 0
        guard let ring = GEOSGetExteriorRing_r(context.pointer, cell),
            let sequence = GEOSGeom_getCoordSeq_r(context.pointer, ring),
            GEOSCoordSeq_getSize_r(context.pointer, sequence, &count) == 1
        else { throw context.failure("GEOSGeom_getCoordSeq_r") }
        var numbers = [Double](repeating: 0, count: Int(count) * 2)
        guard GEOSCoordSeq_copyToBuffer_r(context.pointer, sequence, &numbers, 0, 0) == 1 else {
            throw context.failure("GEOSCoordSeq_copyToBuffer_r")
        }
        self.numbers = numbers
    }

    /// Whether all corners lie on the same side of every side of another ring.
    func lie(inside other: ConvexCorners) -> Bool {
        stride(from: 0, to: numbers.count - 2, by: 2).allSatisfy {
            other.hold(Coordinate(longitude: numbers[$0], latitude: numbers[$0 + 1]))
        }
    }

    /// Whether a place lies inside or on the edge: on the same side of every side.
    func hold(_ place: Coordinate) -> Bool {
        var (isLeft, isRight) = (false, false)
        for start in stride(from: 0, to: numbers.count - 2, by: 2) {
            let (x, y) = (numbers[start], numbers[start + 1])
            let turn =
                (numbers[start + 2] - x) * (place.latitude - y)
                - (numbers[start + 3] - y) * (place.longitude - x)
            if turn > 0 { isLeft = true }
            if turn < 0 { isRight = true }
        }
        return !(isLeft && isRight)
    }
}

extension BoundingBox {
    /// Two opposite corners, a tenth of the sides further out.
    fileprivate var cornersWithMargin: [Coordinate] {
        let east = max(self.east - west, 0.01) / 10
        let north = max(self.north - south, 0.01) / 10
        return [
            Coordinate(longitude: west - east, latitude: south - north),
            Coordinate(longitude: self.east + east, latitude: self.north + north),
        ]
    }
}
