import Foundation
import VectorData

/// The files of a new district folder, gathered from an old one.
struct FolderCopy {
    private let folder: URL
    private var manifest: String
    private var contents: [String: [UInt8]] = [:]
    /// The names given to files from outside the district's folder, by their paths.
    private var targets: [String: String] = [:]
    /// The names that the manifest's files will have.
    private let taken: Set<String>

    /// The copy of a district whose manifest names some files.
    init(path: String, naming sources: [TableSource]) {
        let place = DistrictLoader.place(path)
        folder = place.folder
        let url = place.folder.appendingPathComponent(place.manifest)
        manifest = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        taken = Set(
            sources.flatMap { source in
                let file = ArchiveReader.parts(of: source.file)?.archive ?? source.file
                return [file, (file as NSString).lastPathComponent]
            })
    }

    /// Every file, the manifest included, sorted by path.
    var files: [FixedDistrict.File] {
        var all = contents
        all["district.yaml"] = Array(manifest.utf8)
        return all.sorted { $0.key < $1.key }
            .map { FixedDistrict.File(path: $0.key, contents: $0.value) }
    }

    /// Whether a table lies in an archive or a data base, so that it cannot be changed where it is.
    func isArchived(_ source: TableSource) -> Bool {
        source.isConnection || ArchiveReader.parts(of: source.file) != nil
    }

    /// A file name that no other file of the folder has.
    func freeName(_ stem: String, _ ending: String) -> String {
        let names = ["\(stem).\(ending)"] + (1...9).map { "\(stem)-mended-\($0).\(ending)" }
        return names.first { !taken.contains($0) && contents[$0] == nil } ?? names[0]
    }

    mutating func add(_ path: String, _ bytes: [UInt8]) { contents[path] = bytes }

    /// Copies the lists that an import left beside the manifest.
    mutating func keepLists() {
        for name in ["homes.csv", UnplacedSchools.file] where contents[name] == nil {
            if let data = try? Data(contentsOf: folder.appendingPathComponent(name)) {
                contents[name] = [UInt8](data)
            }
        }
    }

    /// Puts changed bytes in the place of a table's file.
    mutating func write(_ bytes: [UInt8], for source: TableSource) {
        contents[target(of: source)] = bytes
    }

    /// Puts changed bytes in the place of a file that belongs to a table's.
    mutating func write(_ bytes: [UInt8], beside source: TableSource, named name: String) {
        let stem = (target(of: source) as NSString).deletingPathExtension
        contents[stem + name.dropFirst(Self.stem(name).count)] = bytes
    }

    /// Puts a new file in the place of a table, and its new entry in the manifest.
    mutating func replace(
        _ kind: TableKind, _ path: String, _ bytes: [UInt8], with entry: [String]
    ) {
        contents[path] = bytes
        manifest = Self.replacing(kind, in: manifest, with: entry)
    }

    /// The manifest with the lines of one table exchanged: from its key to the next key of the manifest, the remarks and
    /// blank lines before which stay.
    private static func replacing(
        _ kind: TableKind, in manifest: String, with entry: [String]
    ) -> String {
        var lines = manifest.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map(String.init)
        let first = lines.firstIndex { line in
            [kind.rawValue, "\"\(kind.rawValue)\"", "'\(kind.rawValue)'"]
                .contains { line.hasPrefix($0 + ":") }
        }
        guard let first else { return manifest }
        // Brackets of a table written over several lines may close in the first column.
        let next = lines[(first + 1)...].firstIndex { line in
            line.first.map { !" \t#}]".contains($0) } ?? false
        }
        var end = next ?? lines.endIndex
        while end > first + 1, lines[end - 1].isEmpty || lines[end - 1].hasPrefix("#") { end -= 1 }
        lines.replaceSubrange(first..<end, with: entry)
        return lines.joined(separator: "\n")
    }

    /// Copies a table's file with those that belong to it (a shapefile has several); absolute paths stay where they are.
    mutating func keep(_ source: TableSource) {
        guard !source.file.hasPrefix("/"), !source.isConnection else { return }
        let target = target(of: source)
        let stem = (target as NSString).deletingPathExtension
        for file in siblings(of: source) {
            let path = stem + file.name.dropFirst(Self.stem(file.name).count)
            if contents[path] == nil { contents[path] = file.bytes }
        }
    }

    /// The files that make up a table's, as they are in the copy by now, else as they are on disk.
    func siblings(of source: TableSource) -> [(name: String, bytes: [UInt8])] {
        let file = ArchiveReader.parts(of: source.file)?.archive ?? source.file
        let url =
            file.hasPrefix("/")
            ? URL(fileURLWithPath: file) : folder.appendingPathComponent(file)
        let stem = url.deletingPathExtension().lastPathComponent
        let parent = url.deletingLastPathComponent()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        return names.sorted().compactMap { name in
            guard (name as NSString).deletingPathExtension == stem else { return nil }
            if let changed = contents[beside(source.file, name)] { return (name, changed) }
            return (try? Data(contentsOf: parent.appendingPathComponent(name)))
                .map { (name, [UInt8]($0)) }
        }
    }

    /// A name without its ending.
    private static func stem(_ name: String) -> String {
        (name as NSString).deletingPathExtension
    }

    /// The path of another file in the folder of one.
    private func beside(_ path: String, _ name: String) -> String {
        let prefix = (path as NSString).deletingLastPathComponent
        return prefix.isEmpty ? name : prefix + "/" + name
    }

    /// The path of a table's file in the new folder; the manifest is changed where it led out of the old one.
    private mutating func target(of source: TableSource) -> String {
        let file = ArchiveReader.parts(of: source.file)?.archive ?? source.file
        let isInside = !file.hasPrefix("/") && !file.split(separator: "/").contains("..")
        if isInside { return file }
        if let known = targets[file] { return known }
        let name = freeTarget((file as NSString).lastPathComponent)
        targets[file] = name
        manifest = manifest.replacing(file, with: name)
        return name
    }

    /// The name, or with a number behind it where a file from another folder has it.
    private func freeTarget(_ name: String) -> String {
        let used = Set(targets.values).union(contents.keys)
        let (stem, ending) = (
            (name as NSString).deletingPathExtension, (name as NSString).pathExtension
        )
        let others = (2...99).map { ending.isEmpty ? "\(stem)-\($0)" : "\(stem)-\($0).\(ending)" }
        return ([name] + others).first { !used.contains($0) } ?? name
    }
}
