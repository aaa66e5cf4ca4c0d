import Foundation

/// A file that is not what its format says.
struct InstanceError: Error, CustomStringConvertible {
    var file: String
    /// From 1; `nil` where the whole file is concerned.
    var line: Int?
    /// The text found.
    var value: String
    /// What should have been there.
    var expected: String

    var description: String {
        "\(file)\(line.map { ":\($0)" } ?? ""): found \(value), expected \(expected)"
    }
}

/// Hands out the numbers of a file, one after the other, and knows their lines.
struct InstanceScanner {
    let file: String
    private let bytes: [UInt8]
    private var position = 0
    private(set) var line = 1

    init(_ url: URL) throws {
        file = url.lastPathComponent
        do {
            bytes = [UInt8](try Data(contentsOf: url))
        } catch {
            throw InstanceError(file: file, value: "no readable file", expected: "\(url.path)")
        }
    }

    /// The next word, whatever lies between; `nil` at the end.
    mutating func nextWord() -> Substring? {
        while position < bytes.count, Self.isBlank(bytes[position]) {
            if bytes[position] == 0x0A { line += 1 }
            position += 1
        }
        let start = position
        while position < bytes.count, !Self.isBlank(bytes[position]) { position += 1 }
        guard position > start else { return nil }
        return Substring(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// The rest of the line at hand, without its end; `nil` at the end of the file.
    mutating func nextLine() -> String? {
        guard position < bytes.count else { return nil }
        let start = position
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if position < bytes.count {
            position += 1
            line += 1
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The next word as a number.
    mutating func number(_ expected: String) throws -> Double {
        guard let word = nextWord() else { throw end(expected) }
        guard let value = Double(word), value.isFinite else { throw error(word, expected) }
        return value
    }

    /// The next word as a whole number within bounds.
    mutating func integer(_ expected: String, in range: ClosedRange<Int>) throws -> Int {
        guard let word = nextWord() else { throw end(expected) }
        guard let value = Int(word), range.contains(value) else {
            throw error(
                word,
                "\(expected), a whole number from \(range.lowerBound)"
                    + (range.upperBound == .max ? "" : " to \(range.upperBound)"))
        }
        return value
    }

    /// Throws unless only blanks are left.
    mutating func requireEnd() throws {
        if let word = nextWord() { throw error(word, "the end of the file") }
    }

    func error(_ value: some StringProtocol, _ expected: String) -> InstanceError {
        InstanceError(file: file, line: line, value: "'\(value)'", expected: expected)
    }

    private func end(_ expected: String) -> InstanceError {
        InstanceError(file: file, line: line, value: "the end of the file", expected: expected)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
}
