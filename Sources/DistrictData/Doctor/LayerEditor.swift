import SchoolDistrict
import SpatialTypes
import VectorData

/// A layer with some of its attributes and shapes changed.
struct LayerEditor {
    /// The layer as it is by now.
    private(set) var layer: VectorLayer
    /// The attributes changed, by feature number.
    private(set) var attributes: [VectorWriter.Change] = []
    /// The points moved: feature number and new place, WGS 84.
    private(set) var moves: [(featureID: Int64, place: Coordinate)] = []
    /// Whether an area was changed or a feature left out.
    private(set) var changesAreas = false
    private var dropped: Set<Int> = []

    init(_ layer: VectorLayer) { self.layer = layer }

    /// The layer without the features that were joined to others.
    var result: VectorLayer {
        var result = layer
        result.features = layer.features.indices.filter { !dropped.contains($0) }
            .map { layer.features[$0] }
        return result
    }

    /// Applies the repair of a finding; attributes that no longer hold the old content are left alone.
    mutating func apply(_ finding: Finding) -> [FixedDistrict.AppliedChange] {
        guard let row = finding.row.map({ $0 - 1 }), layer.features.indices.contains(row),
            let repair = finding.repair
        else { return [] }
        return repair.changes.compactMap { change in
            let isDone =
                change.column == Repair.Change.geometryColumn
                ? move(row, change) : set(row, change)
            return isDone ? FixedDistrict.AppliedChange(finding: finding, change: change) : nil
        }
    }

    /// Gives a feature another area; `others` belonged to it and are left out.
    mutating func setArea(_ area: [Polygon], of row: Int, joining others: [Int]) {
        layer.features[row].geometry = .multiPolygon(area)
        dropped.formUnion(others)
        changesAreas = true
    }

    private mutating func set(_ row: Int, _ change: Repair.Change) -> Bool {
        let old = layer.features[row].attributes[change.column]
        guard layer.fieldNames.contains(change.column),
            ThaiText.trim(old?.text ?? "") == change.old, change.old != change.new
        else { return false }
        layer.features[row].attributes[change.column] = Self.value(change.new, like: old)
        attributes.append(
            VectorWriter.Change(
                featureID: layer.features[row].id, field: change.column, text: change.new))
        return true
    }

    /// A text as a value of the kind that was there.
    private static func value(_ text: String, like old: AttributeValue?) -> AttributeValue {
        switch old {
        case .integer: Int64(text).map(AttributeValue.integer) ?? .text(text)
        case .real: Double(text).map(AttributeValue.real) ?? .text(text)
        default: .text(text)
        }
    }

    /// Moves a point to `longitude, latitude`, when it still is where the change has it.
    private mutating func move(_ row: Int, _ change: Repair.Change) -> Bool {
        let numbers = change.new.split(separator: ",")
            .compactMap { Double(ThaiText.trim(String($0))) }
        let id = layer.features[row].id
        let stray = layer.strays[id]
        guard numbers.count == 2,
            case .point(let old) = layer.features[row].geometry ?? stray?.shape,
            change.old == stray?.numbers ?? Repair.Change.numbers(old)
        else { return false }
        let place = Coordinate(longitude: numbers[0], latitude: numbers[1])
        layer.features[row].geometry = .point(place)
        layer.strays[id] = nil
        moves.append((id, place))
        return true
    }
}

extension VectorLayer {
    /// Places of OpenStreetMap as a layer of points.
    init(_ table: PlaceTable) {
        let features = table.places.indices.map { row in
            VectorFeature(
                id: Int64(row + 1), geometry: .point(table.places[row].coordinate),
                attributes: Dictionary(
                    uniqueKeysWithValues: table.header.indices.map {
                        (table.header[$0], .text(table.text(row: row, column: $0)))
                    }))
        }
        self.init(
            name: "schools", fieldNames: table.header, features: features)
    }

    /// Whether another layer holds the same attributes, and the same shapes to a tenth of a metre.
    func holdsSame(as other: VectorLayer) -> Bool {
        features.count == other.features.count
            && zip(features, other.features).allSatisfy { mine, its in
                Self.isSame(mine.geometry, its.geometry)
                    && Self.isSame(strays[mine.id]?.shape, other.strays[its.id]?.shape)
                    && fieldNames.allSatisfy { (mine.text($0) ?? "") == (its.text($0) ?? "") }
            }
    }

    private static func isSame(_ one: Geometry?, _ other: Geometry?) -> Bool {
        let (mine, its) = (one?.coordinates ?? [], other?.coordinates ?? [])
        return mine.count == its.count
            && zip(mine, its).allSatisfy {
                abs($0.longitude - $1.longitude) <= 1e-6 && abs($0.latitude - $1.latitude) <= 1e-6
                    || $0 == $1
            }
    }
}
