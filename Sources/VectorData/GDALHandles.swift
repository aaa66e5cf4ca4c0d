import CGDAL

/// Everything GDAL said during one call, kept instead of printed.
final class MessageLog {
    private(set) var warnings: [String] = []
    private(set) var failures: [String] = []

    func record(_ level: CPLErr, _ message: String) {
        if level == CE_Failure || level == CE_Fatal {
            failures.append(message)
        } else if level == CE_Warning, !warnings.contains(message) {
            warnings.append(message)
        }
    }

    /// Drops the failures after the first `count`: they were dealt with.
    func forgetFailures(after count: Int) {
        failures.removeLast(max(0, failures.count - count))
    }

    /// The last failure, or a stand-in when GDAL was silent.
    var reason: String { failures.last ?? warnings.last ?? "GDAL gives no reason" }

    /// Runs `body` with this thread's GDAL messages going to a fresh log.
    ///
    /// GDAL keeps its stack of handlers per thread, so calls on other threads are not disturbed.
    static func capturing<Result>(
        _ body: (MessageLog) throws(VectorDataError) -> Result
    ) throws(VectorDataError) -> Result {
        let log = MessageLog()
        CPLPushErrorHandlerEx(
            { level, _, text in
                guard let owner = CPLGetErrorHandlerUserData(), let text else { return }
                Unmanaged<MessageLog>.fromOpaque(owner).takeUnretainedValue()
                    .record(level, String(cString: text))
            }, Unmanaged.passUnretained(log).toOpaque())
        defer {
            CPLPopErrorHandler()
            CPLErrorReset()
        }
        return try body(log)
    }
}

/// A list of `KEY=VALUE` strings as GDAL takes options; freed with its last reference.
struct OptionList: ~Copyable {
    private var strings: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?

    init(_ options: [String: String]) {
        for (key, value) in options.sorted(by: { $0.key < $1.key }) {
            strings = CSLSetNameValue(strings, key, value)
        }
    }

    init(listing values: [String]) {
        for value in values { strings = CSLAddString(strings, value) }
    }

    deinit { CSLDestroy(strings) }

    /// The list for calls that take it as changeable, though they do not change it.
    var mutablePointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? { strings }

    var pointer: UnsafePointer<UnsafePointer<CChar>?>? {
        strings.map {
            UnsafeRawPointer($0).assumingMemoryBound(to: UnsafePointer<CChar>?.self)
        }
    }
}

/// An open data source, closed at the end of its life.
struct DatasetHandle: ~Copyable {
    let pointer: GDALDatasetH
    let path: String

    /// GDAL's drivers register themselves once in a process.
    private static let drivers: Void = {
        GDALAllRegister()
        // Without any of these GDAL puts temporary files in the working directory.
        if (["CPL_TMPDIR", "TMPDIR", "TEMP"] as [String])
            .allSatisfy({ CPLGetConfigOption($0, nil) == nil })
        {
            CPLSetConfigOption("CPL_TMPDIR", "/tmp")
        }
        // Names in archives without the UTF-8 mark: written by Thai Windows, if they are not ASCII.
        if CPLGetConfigOption("CPL_ZIP_ENCODING", nil) == nil {
            CPLSetConfigOption("CPL_ZIP_ENCODING", "CP874")
        }
    }()

    /// Registers the drivers; the first use of anything of GDAL must come after this.
    static func prepare() { _ = drivers }

    /// Opens a source for reading.
    ///
    /// - Parameter drivers: GDAL's short names of the formats allowed; all when empty.
    init(
        path: String, openOptions: [String: String] = [:], drivers: [String] = [], log: MessageLog
    ) throws(VectorDataError) {
        Self.prepare()
        try Self.requireDriver(of: path)
        let options = OptionList(openOptions)
        let allowed = OptionList(listing: drivers)
        let flags = UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR)
        guard
            let pointer = GDALOpenEx(
                Self.virtualPath(path), flags, allowed.pointer, options.pointer, nil)
        else {
            if !Self.isConnection(path), !Self.exists(Self.virtualPath(path)) {
                throw VectorDataError(
                    .fileMissing, path: path,
                    detail: "there is no such file, or it may not be opened")
            }
            throw VectorDataError(
                .unreadable, path: path, detail: "GDAL cannot read this: \(log.reason)")
        }
        self.pointer = pointer
        self.path = path
    }

    /// Takes over a source that GDAL has opened or made.
    init(adopting pointer: GDALDatasetH, path: String) {
        self.pointer = pointer
        self.path = path
    }

    deinit { GDALClose(pointer) }

    var driverName: String {
        guard let driver = GDALGetDatasetDriver(pointer),
            let name = GDALGetDriverShortName(driver)
        else { return "" }
        return String(cString: name)
    }

    var layerNames: [String] {
        (0..<GDALDatasetGetLayerCount(pointer)).compactMap { index in
            GDALDatasetGetLayer(pointer, index).flatMap { OGR_L_GetName($0) }
                .map { String(cString: $0) }
        }
    }

    private static func exists(_ path: String) -> Bool {
        guard let file = VSIFOpenL(path, "rb") else { return false }
        VSIFCloseL(file)
        return true
    }

    /// Says so when GDAL was built without the driver that a connection needs.
    private static func requireDriver(of path: String) throws(VectorDataError) {
        let needed = ["pg:": "PostgreSQL", "mysql:": "MySQL", "wfs:": "WFS"]
        guard let entry = needed.first(where: { path.lowercased().hasPrefix($0.key) }),
            GDALGetDriverByName(entry.value) == nil
        else { return }
        throw VectorDataError(
            .driverMissing, path: path,
            detail: "this GDAL was built without the \(entry.value) driver; export the table to a "
                + "GeoPackage and name that file")
    }

    /// Archives are read through GDAL's virtual file systems.
    static func virtualPath(_ path: String) -> String {
        let lowered = path.lowercased()
        if path.hasPrefix("/vsi") { return path }
        if !isConnection(path), let parts = ArchiveReader.parts(of: path), parts.member != nil {
            return "/vsizip/\(path)"
        }
        if lowered.hasSuffix(".zip") { return "/vsizip/\(path)" }
        if lowered.hasSuffix(".gz") { return "/vsigzip/\(path)" }
        return path
    }

    /// Whether the path is a data base or service rather than a file, for instance `PG:dbname=x`.
    private static func isConnection(_ path: String) -> Bool {
        guard let colon = path.firstIndex(of: ":") else { return false }
        return !path[..<colon].contains("/")
    }
}

/// A feature handed out by GDAL, destroyed at the end of its life.
struct FeatureHandle: ~Copyable {
    let pointer: OGRFeatureH

    init(adopting pointer: OGRFeatureH) { self.pointer = pointer }

    deinit { OGR_F_Destroy(pointer) }

    var id: Int64 { OGR_F_GetFID(pointer) }
}
