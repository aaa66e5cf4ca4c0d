import TestSupport

extension StoredArchive {
    /// An OpenDocument spreadsheet: each sheet by name, with its rows of texts.
    static func openDocument(_ sheets: [(name: String, rows: [[String]])]) -> [UInt8] {
        let names = "urn:oasis:names:tc:opendocument:xmlns"
        let tables = sheets.map { sheet in
            let rows = sheet.rows.map { cells in
                "<table:table-row>"
                    + cells.map {
                        "<table:table-cell office:value-type=\"string\"><text:p>\($0)</text:p>"
                            + "</table:table-cell>"
                    }.joined() + "</table:table-row>"
            }.joined()
            return "<table:table table:name=\"\(sheet.name)\">\(rows)</table:table>"
        }.joined()
        var archive = StoredArchive()
        archive.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.add(
            "content.xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content "
                + "xmlns:office=\"\(names):office:1.0\" xmlns:table=\"\(names):table:1.0\" "
                + "xmlns:text=\"\(names):text:1.0\" office:version=\"1.2\"><office:body>"
                + "<office:spreadsheet>\(tables)</office:spreadsheet></office:body>"
                + "</office:document-content>")
        return archive.bytes
    }
}
