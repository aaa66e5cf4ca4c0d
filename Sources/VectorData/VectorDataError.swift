/// Why a file, layer or feature could not be read or written.
public struct VectorDataError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure a caller can act on.
    public enum Code: String, Hashable, Sendable {
        /// No file has this path.
        case fileMissing
        /// The file exists, but GDAL recognises no format in it or stops halfway.
        case unreadable
        /// The source has no layer of this name; the detail lists those it has.
        case noSuchLayer
        /// The source has several layers and none was named; the detail lists them.
        case ambiguousLayer
        /// The layer has no features.
        case emptyLayer
        /// A coordinate reference system code is unknown.
        case unknownCRS
        /// A coordinate operation is unknown or does not fit the datum.
        case unsuitableOperation
        /// GDAL was built without the driver for this kind of source.
        case driverMissing
        /// Coordinates are not degrees, though the source says or implies that they are.
        case coordinatesOutsideDegrees
        /// A position has no image in WGS 84.
        case notTransformable
        /// Text is not valid in the stated encoding.
        case undecodableText
        /// A file cannot be made or changed.
        case unwritable
    }

    /// The kind of failure.
    public var code: Code
    /// The file, as the caller wrote it.
    public var path: String
    /// The layer, when one was reached.
    public var layer: String?
    /// The feature's identifier, when one was reached.
    public var feature: Int64?
    /// What was found and what was expected.
    public var detail: String

    /// An error from its parts.
    public init(
        _ code: Code, path: String, layer: String? = nil, feature: Int64? = nil, detail: String
    ) {
        self.code = code
        self.path = path
        self.layer = layer
        self.feature = feature
        self.detail = detail
    }

    /// One line for a planner: file, layer, feature, then what to change.
    public var description: String {
        var place = path
        if let layer { place += ", layer \(layer)" }
        if let feature { place += ", feature \(feature)" }
        return "\(place): \(detail)"
    }
}
