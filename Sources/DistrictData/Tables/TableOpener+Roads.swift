import RoadNetwork
import VectorData

extension TableOpener {
    /// The roads of a manifest entry; `nil` after findings.
    func openRoads(_ source: TableSource) -> RoadSegments? {
        guard source.isConnection || files.read(source.file, namedAt: source.origin) != nil else {
            return nil
        }
        if let filter = source.filters.first {
            findings.reject(
                FindingCode.unknownKey, at: filter.origin,
                value: filter.values.joined(separator: ", "),
                thai: "ถนนเลือกแถวด้วย where ไม่ได้ ใช้ classes เลือกประเภทถนน",
                english: "roads take no where; choose road classes with classes")
            return nil
        }
        let options = RoadReader.Options(
            layer: source.layer, columns: source.columns.mapValues(\.header),
            classes: source.classes, crossings: source.crossings, crs: source.crs,
            operation: source.coordinateOperation,
            encoding: source.encoding?.libraryName,
            openOptions: Dictionary(source.options) { _, last in last })
        do throws(VectorDataError) {
            let roads = try RoadReader.read(
                path: source.isConnection ? source.location : files.resolve(source.file).path,
                options: options)
            report(roads, source)
            return roads
        } catch {
            report(error, source)
            return nil
        }
    }

    /// The rivers and fences of a manifest entry; `nil` after findings.
    func openObstacles(_ source: TableSource) -> [ObstacleLine]? {
        guard source.isConnection || files.read(source.file, namedAt: source.origin) != nil else {
            return nil
        }
        do throws(VectorDataError) {
            return try ObstacleReader.read(
                path: source.isConnection ? source.location : files.resolve(source.file).path,
                layer: source.layer, kindColumn: source.columns["kind"]?.header ?? "kind",
                options: VectorReader.Options(
                    crs: source.crs, fallbackCRS: source.fallbackCRS,
                    operation: source.coordinateOperation,
                    openOptions: Dictionary(source.options) { _, last in last }))
        } catch {
            report(error, source)
            return nil
        }
    }

    private func report(_ roads: RoadSegments, _ source: TableSource) {
        for header in roads.missingColumns {
            let mapped = source.columns.first { $0.value.header == header }?.value.origin
            findings.missingColumn(
                header, headers: roads.availableColumns,
                file: mapped?.file ?? source.file, line: mapped?.line,
                column: mapped?.keyPath ?? header)
        }
        func warn(
            _ code: String, _ column: String?, _ counts: [String: Int], _ thai: String,
            _ english: String
        ) {
            for (value, count) in counts.sorted(by: { $0.key < $1.key }) {
                findings.append(
                    Finding(
                        code: code, severity: .warning, file: source.file,
                        column: column.map { source.columns[$0]?.header ?? $0 }, value: value,
                        expectedThai: "\(count) เส้น: \(thai)",
                        expectedEnglish: "\(count) lines: \(english)"))
            }
        }
        warn(
            FindingCode.unknownRoadClass, "class", roads.unknownClasses,
            "ไม่รู้จักประเภทถนนนี้ จึงไม่ใช้ ระบุใน roads.classes",
            "unknown road class, left out; map it in roads.classes")
        warn(
            FindingCode.unknownRoadValue, "oneway", roads.unknownOnewayValues,
            "ไม่เข้าใจค่าเดินรถทางเดียวนี้ ถือเป็นสองทาง", "unknown one-way value, taken as two-way")
        warn(
            FindingCode.unknownRoadValue, "duration", roads.unknownDurations,
            "ไม่เข้าใจเวลาเดินเรือนี้ ใช้ความเร็วตามวิธีเดินทาง",
            "unknown travel time; the profile's speed is used")
        if roads.featuresWithoutLine > 0 {
            warn(
                FindingCode.missingRoadLine, nil, ["": roads.featuresWithoutLine],
                "ไม่ใช่เส้น จึงไม่ใช้", "no line, left out")
        }
        for warning in roads.warnings {
            findings.append(
                Finding(
                    code: FindingCode.libraryWarning, severity: .warning, file: source.file,
                    expectedThai: "ข้อความเตือนขณะอ่าน: \(warning)", expectedEnglish: warning))
        }
    }
}
