import CGDAL
import SpatialTypes

/// One object as it comes out of GDAL's OpenStreetMap driver.
struct OSMObject {
    var layer: String
    var id: Int64
    var geometry: Geometry
    var tags: [String: String]

    /// The point itself, else the centre of gravity of the areas, else the middle of the corners.
    var centre: Coordinate {
        var rings = geometry.polygons.map { (ring: $0.exterior, sign: 1.0) }
        rings += geometry.polygons.flatMap(\.holes).map { ($0, -1.0) }
        if case .lineString(let line) = geometry, line.count > 3, line.first == line.last {
            rings = [(LinearRing(line), 1)]
        }
        return Self.centroid(of: rings) ?? Self.mean(of: geometry.coordinates)
    }

    /// Whether GDAL gave this multipolygon the tags of its outer way, as old extracts need.
    func borrowsTags(of way: OSMObject) -> Bool {
        guard let start = way.geometry.coordinates.first, !geometry.polygons.isEmpty else {
            return false
        }
        return tags.filter { $0.key != "type" } == way.tags.filter { $0.key != "type" }
            && geometry.coordinates.contains(start)
    }

    /// Bourke's formula, relative to the first corner to keep digits.
    private static func centroid(of rings: [(ring: LinearRing, sign: Double)]) -> Coordinate? {
        guard let origin = rings.first?.ring.coordinates.first else { return nil }
        var area = 0.0
        var east = 0.0
        var north = 0.0
        for (ring, sign) in rings {
            let turn = ring.isCounterClockwise ? sign : -sign
            for (a, b) in zip(ring.coordinates, ring.coordinates.dropFirst()) {
                let (ax, ay) = (a.longitude - origin.longitude, a.latitude - origin.latitude)
                let (bx, by) = (b.longitude - origin.longitude, b.latitude - origin.latitude)
                let cross = (ax * by - bx * ay) * turn
                area += cross
                east += (ax + bx) * cross
                north += (ay + by) * cross
            }
        }
        guard area > 0 else { return nil }
        return Coordinate(
            longitude: origin.longitude + east / (3 * area),
            latitude: origin.latitude + north / (3 * area))
    }

    private static func mean(of coordinates: [Coordinate]) -> Coordinate {
        let count = Double(max(coordinates.count, 1))
        return Coordinate(
            longitude: coordinates.reduce(0) { $0 + $1.longitude } / count,
            latitude: coordinates.reduce(0) { $0 + $1.latitude } / count)
    }
}

/// One pass over an OpenStreetMap file that keeps the objects passing a filter.
struct OSMScan {
    let path: String
    let layers: [String]
    let keys: [String]
    /// In OGR's SQL, over `keys`.
    let filter: String

    func objects() throws(VectorDataError) -> [OSMObject] {
        do {
            return try objects(indexing: "YES")
        } catch  where error.detail.contains("OSM_USE_CUSTOM_INDEXING=NO") {
            // The quick node index wants nodes in ascending order; SQLite's does not.
            return try objects(indexing: "NO")
        }
    }

    private func objects(indexing: String) throws(VectorDataError) -> [OSMObject] {
        try MessageLog.capturing { log throws(VectorDataError) in
            let configuration = OSMConfiguration(keys: keys)
            let dataset = try DatasetHandle(
                path: path,
                openOptions: [
                    "CONFIG_FILE": configuration.path, "INTERLEAVED_READING": "YES",
                    "USE_CUSTOM_INDEXING": indexing,
                ],
                drivers: ["OSM"], log: log)
            let interest = "SET interest_layers = \(layers.joined(separator: ","))"
            GDALDatasetExecuteSQL(dataset.pointer, interest, nil, nil)
            for name in layers {
                guard let layer = GDALDatasetGetLayerByName(dataset.pointer, name),
                    OGR_L_SetAttributeFilter(layer, filter) == OGRERR_NONE
                else {
                    throw VectorDataError(
                        .unreadable, path: path, layer: name,
                        detail: "cannot filter by \(filter): \(log.reason)")
                }
            }
            let objects = collect(from: dataset)
            if !log.failures.isEmpty {
                throw VectorDataError(
                    .unreadable, path: path,
                    detail: "GDAL stopped after \(objects.count) objects: \(log.reason)")
            }
            return objects
        }
    }

    /// Asks the data set, not each layer: the driver hands features out as the file has them.
    private func collect(from dataset: borrowing DatasetHandle) -> [OSMObject] {
        var objects: [OSMObject] = []
        var shapes = GeometryConversion()
        var columns: [OGRLayerH: OSMColumns] = [:]
        var layer: OGRLayerH?
        GDALDatasetResetReading(dataset.pointer)
        while let pointer = GDALDatasetGetNextFeature(dataset.pointer, &layer, nil, nil, nil) {
            let feature = FeatureHandle(adopting: pointer)
            guard let layer, let shape = OGR_F_GetGeometryRef(feature.pointer),
                let geometry = shapes.geometry(from: shape)
            else { continue }
            let column = columns[layer] ?? OSMColumns(layer: layer, keys: keys)
            columns[layer] = column
            guard let id = column.id(of: feature) else { continue }
            objects.append(
                OSMObject(
                    layer: column.layer, id: id, geometry: geometry, tags: column.tags(of: feature))
            )
        }
        return objects
    }
}

/// Where a layer of the driver keeps identifier and tags.
private struct OSMColumns {
    let layer: String
    private let id: Int32
    private let allTags: Int32
    private let keys: [(key: String, column: Int32)]

    init(layer: OGRLayerH, keys: [String]) {
        self.layer = OGR_L_GetName(layer).map { String(cString: $0) } ?? ""
        let definition = OGR_L_GetLayerDefn(layer)
        id = OGR_FD_GetFieldIndex(definition, "osm_id")
        allTags = OGR_FD_GetFieldIndex(definition, "all_tags")
        self.keys = keys.map { ($0, OGR_FD_GetFieldIndex(definition, $0)) }.filter { $0.1 >= 0 }
    }

    func id(of feature: borrowing FeatureHandle) -> Int64? {
        guard id >= 0, let text = OGR_F_GetFieldAsString(feature.pointer, id) else { return nil }
        return Int64(String(cString: text))
    }

    /// All tags; the driver cuts its text at 8 kB, so the keys asked for are taken by themselves.
    func tags(of feature: borrowing FeatureHandle) -> [String: String] {
        var tags: [String: String] = [:]
        if allTags >= 0, OGR_F_IsFieldSetAndNotNull(feature.pointer, allTags) != 0,
            let text = OGR_F_GetFieldAsString(feature.pointer, allTags)
        {
            tags = hstorePairs(text)
        }
        for (key, column) in keys
        where OGR_F_IsFieldSetAndNotNull(feature.pointer, column) != 0 {
            tags[key] = OGR_F_GetFieldAsString(feature.pointer, column).map { String(cString: $0) }
        }
        return tags
    }
}

/// The pairs in PostgreSQL's hstore notation: `"key"=>"value"`, comma between, backslash escapes.
func hstorePairs(_ text: UnsafePointer<CChar>) -> [String: String] {
    var pairs: [String: String] = [:]
    var key: String?
    var bytes: [UInt8] = []
    var isQuoted = false
    var cursor = text
    while cursor.pointee != 0 {
        let byte = UInt8(bitPattern: cursor.pointee)
        cursor += 1
        switch byte {
        case UInt8(ascii: "\\") where isQuoted && cursor.pointee != 0:
            bytes.append(UInt8(bitPattern: cursor.pointee))
            cursor += 1
        case UInt8(ascii: "\""):
            isQuoted.toggle()
            guard !isQuoted else { continue }
            let string = String(decoding: bytes, as: UTF8.self)
            bytes.removeAll(keepingCapacity: true)
            if let name = key {
                pairs[name] = string
                key = nil
            } else {
                key = string
            }
        default:
            if isQuoted { bytes.append(byte) }
        }
    }
    return pairs
}
