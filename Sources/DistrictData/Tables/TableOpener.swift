import VectorData

/// Opens the tables of a manifest, whatever their format.
struct TableOpener {
    let files: InputFiles
    let findings: FindingList

    /// The table; `nil` after findings.
    func open(_ source: TableSource) -> CellReader? {
        guard var content = content(of: source) else { return nil }
        guard content.rowCount > 0 else {
            findings.append(
                Finding(
                    code: FindingCode.noDataRows, severity: .error, file: source.file,
                    expectedThai: "มีหัวตารางแต่ไม่มีข้อมูล ถ้าไม่มีข้อมูลให้ลบตารางนี้ออกจาก district.yaml",
                    expectedEnglish: "a header without data; if there is none, leave the table "
                        + "out of the manifest"))
            return nil
        }
        guard let arranged = arranged(content, source) else { return nil }
        content = arranged
        let errorsBefore = findings.errorCount
        let table = Table(
            content, source: recognised(source, content.header), findings: findings)
        return findings.errorCount > errorsBefore
            ? nil : CellReader(table: table, findings: findings)
    }

    func report(_ error: VectorDataError, _ source: TableSource) {
        findings.reject(
            FindingCode.layerUnreadable, at: source.origin,
            value: [source.file, source.layer].compactMap(\.self).joined(separator: ", "),
            thai: "อ่านชั้นข้อมูลไม่ได้ (\(Self.thai(error.code)))", english: error.detail)
    }

    private static func thai(_ code: VectorDataError.Code) -> String {
        switch code {
        case .fileMissing: "ไม่พบไฟล์"
        case .noSuchLayer: "ไม่มีชั้นข้อมูลชื่อนี้"
        case .ambiguousLayer: "มีหลายชั้นข้อมูล ต้องระบุ layer"
        case .emptyLayer: "ไม่มีข้อมูลในชั้นนี้"
        case .driverMissing: "GDAL ในเครื่องนี้ไม่มีตัวอ่านแหล่งข้อมูลนี้"
        case .unknownCRS: "ไม่รู้จักระบบพิกัด"
        case .unsuitableOperation: "วิธีแปลงพิกัดไม่เหมาะกับระบบพิกัด"
        case .coordinatesOutsideDegrees: "พิกัดไม่ใช่องศา ต้องระบุ crs"
        case .notTransformable: "แปลงพิกัดไม่ได้"
        case .undecodableText: "รหัสอักษรไม่ถูกต้อง ระบุ encoding: windows-874"
        default: "ไฟล์เสียหรือไม่ใช่รูปแบบที่รู้จัก"
        }
    }
}

extension FindingList {
    /// A note on how a text file is written, where that is not plain UTF-8.
    func noteEncoding(_ detected: DetectedEncoding?, file: String) {
        guard let detected, !detected.isPlain else { return }
        let name =
            detected.encoding.rawValue
            + (detected.hasByteOrderMark ? " (BOM)" : "")
        append(
            Finding(
                code: FindingCode.encodingDetected, severity: .note, file: file, value: name,
                expectedThai: "ตรวจพบรหัสอักษร \(name) ขึ้นบรรทัดแบบ \(detected.lineEnd.rawValue)",
                expectedEnglish: "the text is written in \(name), lines end with "
                    + "\(detected.lineEnd.rawValue); told from the bytes"))
    }
}
