import Foundation

/// The files of a new district folder, gathered from an old one.
struct FolderCopy {
    private let folder: URL
    private let manifestName: String
    private var manifest: String
    private var contents: [String: [UInt8]] = [:]

    init(path: String) {
        let place = DistrictLoader.place(path)
        folder = place.folder
        manifestName = place.manifest
        let url = place.folder.appendingPathComponent(place.manifest)
        manifest = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    }

    /// Every file, the manifest included, sorted by path.
    var files: [FixedDistrict.File] {
        var all = contents
        all["district.yaml"] = Array(manifest.utf8)
        return all.sorted { $0.key < $1.key }
            .map { FixedDistrict.File(path: $0.key, contents: $0.value) }
    }

    mutating func add(_ path: String, _ bytes: [UInt8]) { contents[path] = bytes }

    /// Puts changed bytes in the place of a table's file.
    mutating func write(_ bytes: [UInt8], for source: TableSource) {
        contents[target(of: source)] = bytes
    }

    /// Copies a table's file with those that belong to it (a shapefile has several); absolute paths stay where they are.
    mutating func keep(_ source: TableSource) {
        guard !source.file.hasPrefix("/") else { return }
        let target = target(of: source)
        let url = folder.appendingPathComponent(source.file)
        let stem = url.deletingPathExtension().lastPathComponent
        let parent = url.deletingLastPathComponent()
        let siblings = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        let prefix = (target as NSString).deletingLastPathComponent
        for name in siblings.sorted() where (name as NSString).deletingPathExtension == stem {
            guard let data = try? Data(contentsOf: parent.appendingPathComponent(name)) else {
                continue
            }
            let path = prefix.isEmpty ? name : prefix + "/" + name
            if contents[path] == nil { contents[path] = [UInt8](data) }
        }
    }

    /// The path of a table's file in the new folder; the manifest is changed where it led out of the old one.
    private mutating func target(of source: TableSource) -> String {
        let isInside =
            !source.file.hasPrefix("/") && !source.file.split(separator: "/").contains("..")
        if isInside { return source.file }
        let name = (source.file as NSString).lastPathComponent
        manifest = manifest.replacing(source.file, with: name)
        return name
    }
}
