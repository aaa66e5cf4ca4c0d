import CGDAL

/// The encoding of a shapefile's attributes where no `.cpg` states it.
///
/// The header's language byte is not believed: programs on Thai Windows write “Western” there.
enum ShapefileText {
    /// The code page for text that is known not to be UTF-8, even where it looks like it.
    static let rawCodePage = "CP874 raw"

    /// Whether a `.cpg` lies beside the table.
    static func statesEncoding(_ layer: OGRLayerH) -> Bool {
        guard let text = GDALGetMetadataItem(layer, "ENCODING_FROM_CPG", "SHAPEFILE") else {
            return false
        }
        return String(cString: text) != ""
    }

    /// `UTF-8` when every text is valid but for letters cut at the end of a cell, else `CP874`.
    ///
    /// The whole layer decides: two letters of the code page may look like one of UTF-8.
    static func detectedEncoding(of layer: OGRLayerH) -> String {
        let definition = OGR_L_GetLayerDefn(layer)
        let fields = 0..<OGR_FD_GetFieldCount(definition)
        for index in fields {
            let name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, index))
            if let name, !isUTF8(name) { return "CP874" }
        }
        let texts = fields.filter {
            OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, $0)) == OFTString
        }
        OGR_L_ResetReading(layer)
        defer { OGR_L_ResetReading(layer) }
        while let pointer = OGR_L_GetNextFeature(layer) {
            let feature = FeatureHandle(adopting: pointer)
            for index in texts {
                guard let text = OGR_F_GetFieldAsString(feature.pointer, index) else { continue }
                if !isUTF8(text) { return "CP874" }
            }
        }
        return "UTF-8"
    }

    private static func isUTF8(_ text: UnsafePointer<CChar>) -> Bool {
        String(validatingCString: text) != nil || withoutCutLetter(text) != nil
    }

    /// The text without the bytes of an unfinished letter at its end; `nil` when more is wrong.
    static func withoutCutLetter(_ pointer: UnsafePointer<CChar>) -> String? {
        var bytes: [UInt8] = []
        var next = pointer
        while next.pointee != 0 {
            bytes.append(UInt8(bitPattern: next.pointee))
            next += 1
        }
        // A letter takes up to four bytes: a lead and at most two that follow are left of it.
        for cut in 1...3 where bytes.count > cut {
            let lead = bytes[bytes.count - cut]
            guard lead >= 0xC2 else { continue }
            let text = String(validating: bytes.dropLast(cut), as: UTF8.self)
            return text.flatMap { $0.unicodeScalars.contains { $0.value >= 0x80 } ? $0 : nil }
        }
        return nil
    }
}
