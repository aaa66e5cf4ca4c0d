import SpatialTypes

/// One value of a feature's attribute table.
public enum AttributeValue: Hashable, Sendable {
    case text(String)
    case integer(Int64)
    case real(Double)
    case boolean(Bool)

    /// The value as text, the way a table would show it.
    public var text: String {
        switch self {
        case .text(let value): value
        case .integer(let value): String(value)
        case .real(let value): String(value)
        case .boolean(let value): value ? "true" : "false"
        }
    }

    /// The value as a number; text counts when the whole of it is one.
    public var number: Double? {
        switch self {
        case .text(let value): Double(value)
        case .integer(let value): Double(value)
        case .real(let value): value
        case .boolean: nil
        }
    }
}

/// One row of a layer: a shape in WGS 84 and its attributes.
public struct VectorFeature: Hashable, Sendable {
    /// The identifier within the layer; stable for one file.
    public var id: Int64
    /// The shape; `nil` where the source has none, or an empty one.
    public var geometry: Geometry?
    /// The attributes that have a value, by field name.
    public var attributes: [String: AttributeValue]

    /// A row from its parts.
    public init(id: Int64, geometry: Geometry?, attributes: [String: AttributeValue] = [:]) {
        self.id = id
        self.geometry = geometry
        self.attributes = attributes
    }

    /// The attribute as text; `nil` where it has no value.
    public func text(_ field: String) -> String? { attributes[field]?.text }
}

/// How a layer's datum became WGS 84.
public enum DatumShift: Hashable, Sendable, CustomStringConvertible {
    /// The layer was on WGS 84 already.
    case none
    /// By the registered operation of this code.
    case registered(code: String)
    /// By the parameters (TOWGS84) that the source itself carries.
    case writtenInSource
    /// By whichever operation GDAL put first, from the datum named.
    case chosenByLibrary(from: String)

    /// The operation in one phrase.
    public var description: String {
        switch self {
        case .none: "none"
        case .registered(let code): code
        case .writtenInSource: "TOWGS84 parameters in the source"
        case .chosenByLibrary(let datum): "first candidate of the library, from \(datum)"
        }
    }
}

/// A layer read into memory, in WGS 84, longitude first.
public struct VectorLayer: Sendable {
    /// The layer's name.
    public var name: String
    /// The fields in the order of the source.
    public var fieldNames: [String]
    /// The rows in the order of the source.
    public var features: [VectorFeature]
    /// The system the coordinates came in (code, else name); `nil` where the source states none
    /// and WGS 84 was assumed because every coordinate fits it.
    public var sourceCRS: String?
    /// Whether the source states no coordinate system, so that the fallback or WGS 84 was taken.
    public var lacksCRS = false
    /// The encoding of a shapefile's text as its bytes show it, where no `.cpg` says it.
    public var detectedEncoding: String?
    /// How the datum became WGS 84.
    public var datumShift: DatumShift
    /// Parts of mixed collections left out because larger-dimensioned parts were kept.
    public var droppedParts: Int
    /// What GDAL warned about while reading, in order, each once.
    public var warnings: [String]
    /// The shapes that are no place on Earth, by feature number; such features have no geometry.
    public var strays: [Int64: StrayShape]

    /// A layer from its parts.
    public init(
        name: String, fieldNames: [String], features: [VectorFeature], sourceCRS: String? = nil,
        lacksCRS: Bool = false, detectedEncoding: String? = nil, datumShift: DatumShift = .none,
        droppedParts: Int = 0, warnings: [String] = [], strays: [Int64: StrayShape] = [:]
    ) {
        self.name = name
        self.fieldNames = fieldNames
        self.features = features
        self.sourceCRS = sourceCRS
        self.lacksCRS = lacksCRS
        self.detectedEncoding = detectedEncoding
        self.datumShift = datumShift
        self.droppedParts = droppedParts
        self.warnings = warnings
        self.strays = strays
    }
}
