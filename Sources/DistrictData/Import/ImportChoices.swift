import Foundation

/// The layers, sheets and kinds that the user names for the files of an import.
struct ImportChoices {
    /// A choice for one file, layer or sheet, or for all of them when `key` is `nil`.
    private struct Choice {
        var key: String?
        var value: String
    }

    private let layerChoices: [Choice]
    private let sheetChoices: [Choice]
    private let kindChoices: [(key: String?, kind: TableKind)]

    /// Findings: a kind that is none.
    init(_ request: ImportRequest, findings: FindingList) {
        func choices(_ texts: [String], keyedByAnything: Bool = false) -> [Choice] {
            texts.map { Self.choice($0, files: request.files, keyedByAnything: keyedByAnything) }
        }
        layerChoices = choices(request.layers)
        sheetChoices = choices(request.sheets)
        kindChoices = choices(request.kinds, keyedByAnything: true).compactMap { choice in
            if let kind = TableKind(rawValue: choice.value) { return (choice.key, kind) }
            let names = ImportRequest.kindNames
            let list = names.joined(separator: ", ")
            findings.append(
                Finding(
                    code: FindingCode.invalidValue, severity: .error, file: "--kind",
                    value: choice.value,
                    expectedThai: "ไม่รู้จักชนิดนี้" + Suggestion.thaiClause(choice.value, in: names)
                        + " ใช้ได้: \(list)",
                    expectedEnglish: "unknown kind"
                        + Suggestion.englishClause(choice.value, in: names) + "; one of \(list)"))
            return nil
        }
    }

    /// `FILE=NAME` for a file that is given, by its path or its last part; else the whole is a name.
    ///
    /// Connections hold equals signs themselves, so the files are tried before the text is split.
    private static func choice(
        _ text: String, files: [String], keyedByAnything: Bool
    ) -> Choice {
        let keys = files.flatMap { [$0, URL(fileURLWithPath: $0).lastPathComponent] }
        if let key = keys.first(where: { text.hasPrefix($0 + "=") }) {
            return Choice(key: key, value: String(text.dropFirst(key.count + 1)))
        }
        if keyedByAnything, let sign = text.lastIndex(of: "=") {
            return Choice(
                key: String(text[..<sign]), value: String(text[text.index(after: sign)...]))
        }
        return Choice(key: nil, value: text)
    }

    /// The layers of a file that are asked for, of those it has; empty when none is named for it.
    func layers(of path: String, among names: [String]) -> [String] {
        Self.values(layerChoices, for: path, among: names)
    }

    /// The sheets of a file that are asked for, of those it has; empty when none is named for it.
    func sheets(of path: String, among names: [String]) -> [String] {
        Self.values(sheetChoices, for: path, among: names)
    }

    /// What is named for the file itself, then what is named for any file and occurs in this one.
    ///
    /// A file without either is asked for all the same when something is named for any file: what it
    /// lacks is then an error at the file.
    private static func values(
        _ choices: [Choice], for path: String, among names: [String]
    ) -> [String] {
        let own = choices.filter { matches($0.key, path: path, part: nil) }.map(\.value)
        let common = choices.filter { $0.key == nil }.map(\.value)
        let present = common.filter { names.contains($0) && !own.contains($0) }
        let found = own + present
        return found.isEmpty ? common : found
    }

    /// The sheets and layers named for any file that no file has, each with its option.
    func unusedParts(_ files: [ImportedFile]) -> [(option: String, name: String)] {
        let used = Set(files.compactMap { $0.sheet ?? $0.layer })
        return [("--layer", layerChoices), ("--sheet", sheetChoices)].flatMap { option, choices in
            choices.filter { $0.key == nil && !used.contains($0.value) }
                .map { (option, $0.value) }
        }
    }

    /// The kind told for a file or a part of it; the most particular counts.
    func kind(of path: String, part: String?) -> TableKind? {
        let byPart = kindChoices.last { $0.key != nil && $0.key == part }
        let byFile = kindChoices.last { Self.matches($0.key, path: path, part: nil) }
        return (byPart ?? byFile ?? kindChoices.last { $0.key == nil })?.kind
    }

    /// Whether a kind is told that no file, layer or sheet of those opened bears.
    func unusedKinds(_ files: [ImportedFile]) -> [String] {
        kindChoices.compactMap(\.key).filter { key in
            !files.contains { Self.matches(key, path: $0.path, part: $0.layer ?? $0.sheet) }
        }
    }

    private static func matches(_ key: String?, path: String, part: String?) -> Bool {
        guard let key else { return false }
        return key == path || key == URL(fileURLWithPath: path).lastPathComponent || key == part
    }
}
