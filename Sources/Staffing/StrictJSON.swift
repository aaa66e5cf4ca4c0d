import Foundation

/// JSON read so that a misspelt key or an impossible value is a fault with its place, never ignored.
enum StrictJSON {
    private struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Decodes a file; every fault becomes a `StaffingError`.
    static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw StaffingError(error)
        }
    }

    /// The values of an object that has no other keys than those of `Key`.
    static func container<Key: CodingKey & CaseIterable>(
        _ decoder: any Decoder, _ keys: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        let known = Key.allCases.map(\.stringValue)
        let present = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        if let unknown = present.filter({ !known.contains($0) }).sorted().first {
            throw StaffingError(
                code: .unknownKey,
                detail: "\(place(decoder.codingPath, unknown)): expected one of "
                    + known.sorted().joined(separator: ", "))
        }
        return try decoder.container(keyedBy: Key.self)
    }

    /// A place in the file, such as `teachers[1].parts[0].rounding`.
    static func place(_ path: [any CodingKey], _ last: String? = nil) -> String {
        var text = ""
        for key in path {
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
        guard let last else { return text.isEmpty ? "the file" : text }
        return text.isEmpty ? last : "\(text).\(last)"
    }
}

extension KeyedDecodingContainer {
    /// A text that is not blank.
    func text(_ key: Key) throws -> String {
        let text = try decode(String.self, forKey: key)
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw fault(key, "\"\(text)\"", expected: "a text")
        }
        return text
    }

    /// The fault of a value.
    func fault(_ key: Key, _ value: String, expected: String) -> StaffingError {
        StaffingError(
            code: .impossibleValue,
            detail: "\(StrictJSON.place(codingPath, key.stringValue)): \(value), "
                + "expected \(expected)")
    }
}

extension StaffingError {
    fileprivate init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init(
                code: .incompleteNorm,
                detail: "\(StrictJSON.place(context.codingPath, key.stringValue)): missing")
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            self.init(
                code: .impossibleValue,
                detail: "\(StrictJSON.place(context.codingPath)): expected \(type)")
        case .dataCorrupted(let context):
            self.init(
                code: .unreadableNorm,
                detail: "\(StrictJSON.place(context.codingPath)): \(context.debugDescription)")
        @unknown default:
            self.init(code: .unreadableNorm, detail: "\(error)")
        }
    }
}
