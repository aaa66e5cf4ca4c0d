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
        for number in 0..<count {
            let cell = GEOSGetGeometryN_r(context.pointer, diagram.pointer, number)
            tree.insert(cell, as: Int(number))
        }
        for owner in owners {
            let site = try conversion.pointShape(sites[owner])
            var holder: OpaquePointer?
            for number in tree.numbers(meeting: site.pointer) {
                let cell = GEOSGetGeometryN_r(context.pointer, diagram.pointer, Int32(number))
                let answer = GEOSIntersects_r(context.pointer, cell, site.pointer)
                guard answer != 2 else { throw context.failure("GEOSIntersects_r") }
                if answer == 1 { holder = cell }
            }
            guard let holder else {
                throw GeometryError(
                    .libraryFailure, operation: "GEOSVoronoiDiagram_r",
                    detail: "no cell holds its site", index: owner)
            }
            cells[owner] = try cut(holder, to: clip, conversion)
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
