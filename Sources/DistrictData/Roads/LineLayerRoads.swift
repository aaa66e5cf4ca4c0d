import RoadNetwork
import SpatialTypes
import VectorData

/// Turns the features of a line layer into segments, by a mapping of columns and classes.
struct LineLayerRoads {
    private(set) var result = RoadSegments()
    private let options: RoadReader.Options
    private var columns: [String: String] = [:]

    init(layer: VectorLayer, options: RoadReader.Options) {
        self.options = options
        result.sourceCRS = layer.sourceCRS
        result.datumShift = layer.datumShift
        result.warnings = layer.warnings
        result.availableColumns = layer.fieldNames
        findColumns(in: layer.fieldNames)
        for feature in layer.features { add(feature) }
    }

    private mutating func findColumns(in fields: [String]) {
        for name in RoadReader.columnNames {
            if let wanted = options.columns[name] {
                if fields.contains(wanted) {
                    columns[name] = wanted
                } else {
                    result.missingColumns.append(wanted)
                }
            } else {
                let usual = name == "class" ? ["class", "highway", "fclass"] : [name]
                columns[name] = usual.first(where: fields.contains)
            }
        }
        if columns["class"] == nil, options.columns["class"] == nil {
            result.missingColumns.append("class")
        }
    }

    private mutating func add(_ feature: VectorFeature) {
        let lines: [[Coordinate]]
        switch feature.geometry {
        case .lineString(let line): lines = [line]
        case .multiLineString(let parts): lines = parts
        default:
            result.featuresWithoutLine += 1
            return
        }
        let value = text("class", of: feature) ?? ""
        guard let roadClass = roadClass(value) else {
            result.unknownClasses[value, default: 0] += 1
            return
        }
        let oneway = oneway(of: feature)
        let crossingTime = crossingTime(of: feature)
        let access = text("access", of: feature).map { ["access": $0] } ?? [:]
        for line in lines {
            result.segments.append(
                RoadSegment(
                    id: text("id", of: feature).flatMap { Int64($0) } ?? feature.id,
                    coordinates: line, roadClass: roadClass, oneway: oneway, access: access,
                    surface: text("surface", of: feature),
                    isBridge: RoadTags.isYes(text("bridge", of: feature)),
                    isTunnel: RoadTags.isYes(text("tunnel", of: feature)),
                    layer: text("layer", of: feature).flatMap { Int($0) } ?? 0,
                    crossingTime: crossingTime, name: text("name", of: feature)))
        }
    }

    private func text(_ name: String, of feature: VectorFeature) -> String? {
        guard let column = columns[name], let text = feature.text(column) else { return nil }
        let trimmed = text.trimmingPrefix(while: \.isWhitespace)
        return trimmed.isEmpty ? nil : String(trimmed)
    }

    private func roadClass(_ value: String) -> String? {
        if let mapped = options.classes[value] { return mapped }
        return RoadTags.classes.contains(value) ? value : RoadTags.thaiClasses[value]
    }

    private mutating func oneway(of feature: VectorFeature) -> Oneway {
        guard let value = text("oneway", of: feature) else { return .no }
        guard let oneway = RoadTags.oneway(value) else {
            result.unknownOnewayValues[value, default: 0] += 1
            return .no
        }
        return oneway
    }

    private mutating func crossingTime(of feature: VectorFeature) -> Seconds? {
        guard let value = text("duration", of: feature) else { return nil }
        guard let duration = RoadTags.duration(value) else {
            result.unknownDurations[value, default: 0] += 1
            return nil
        }
        return duration
    }
}
