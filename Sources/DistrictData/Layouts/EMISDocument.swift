import Foundation

/// The general data of schools as a JSON object by school code, the way the EMIS pages are saved.
enum EMISDocument {
    /// A row for each school; the keys are the header, sorted.
    ///
    /// `nil` when the document is not one.
    static func table(_ bytes: [UInt8]) -> CellTable? {
        guard let root = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
            !root.isEmpty
        else { return nil }
        let records = root.sorted { $0.key < $1.key }.compactMap { $0.value as? [String: Any] }
        guard records.count == root.count, root["type"] == nil else { return nil }
        let header = Set(records.flatMap(\.keys)).sorted()
        let rows = records.map { record in header.map { text(record[$0]) } }
        return CellTable(header: header, rows: rows, rowNumbers: rows.indices.map { $0 + 1 })
    }

    private static func text(_ value: Any?) -> String {
        switch value {
        case let text as String: text
        case let list as [Any]: list.map { self.text($0) }.joined(separator: ",")
        case let number as NSNumber: number.stringValue
        default: ""
        }
    }
}
