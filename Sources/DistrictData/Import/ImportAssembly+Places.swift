import Foundation
import VectorData

extension ImportAssembly {
    /// Where the manifest finds a file: a copy beside it, or the file where it is.
    mutating func place(of file: ImportedFile) -> String {
        if TableSource.isConnection(file.path) { return file.path }
        let url = URL(fileURLWithPath: file.path).standardizedFileURL
        if request.copiesFiles, !file.isPersonal, !isInFolder(url) {
            guard let parts = ArchiveReader.parts(of: url.path) else {
                return copy(url, from: file.path)
            }
            if let place = extract(parts, layer: file.layer, path: file.path) { return place }
        }
        let folder = URL(fileURLWithPath: request.folder).standardizedFileURL.path + "/"
        return url.path.hasPrefix(folder) ? String(url.path.dropFirst(folder.count)) : url.path
    }

    /// Whether a file lies in the folder already, so that it is nobody's to copy.
    func isInFolder(_ url: URL) -> Bool {
        url.path.hasPrefix(URL(fileURLWithPath: request.folder).standardizedFileURL.path + "/")
    }

    private mutating func copy(_ url: URL, from path: String) -> String {
        if let present = copies.first(where: { $0.source == url.path }) { return present.name }
        let name = freeName(url.lastPathComponent)
        copies.append(.init(source: url.path, name: name))
        // A shapefile is several files of one name.
        guard name.lowercased().hasSuffix(".shp") else { return name }
        let stem = url.deletingPathExtension()
        let target = String(name.dropLast(4))
        for ending in ["dbf", "shx", "prj", "cpg"] {
            for spelling in [ending, ending.uppercased()] {
                let sidecar = stem.appendingPathExtension(spelling)
                if FileManager.default.fileExists(atPath: sidecar.path) {
                    copies.append(.init(source: sidecar.path, name: "\(target).\(spelling)"))
                }
            }
        }
        return name
    }

    /// Takes out of an archive what is used, and nothing else: what lies beside it may be personal.
    ///
    /// `nil` after a remark when it cannot be told what is used.
    private mutating func extract(
        _ parts: (archive: String, member: String?), layer: String?, path: String
    ) -> String? {
        guard let names = try? ArchiveReader.names(in: parts.archive),
            let member = parts.member ?? ArchiveReader.onlyMember(of: names, layer: layer)
        else {
            remarks.append("\(path): คัดลอกไม่ได้ ใช้แฟ้มเดิม / cannot be copied; read where it is")
            return nil
        }
        let stem = Self.stem(member)
        let isShape = member.lowercased().hasSuffix(".shp")
        let wanted = names.filter { name in
            name == member
                || isShape && Self.stem(name) == stem
                    && ["dbf", "shx", "prj", "cpg"].contains {
                        name.lowercased().hasSuffix("." + $0)
                    }
        }
        var files: [(name: String, bytes: [UInt8])] = []
        for name in wanted {
            guard let bytes = try? ArchiveReader.bytes(of: name, in: parts.archive) else {
                return nil
            }
            files.append((name, bytes))
        }
        let last = URL(fileURLWithPath: member).lastPathComponent
        let place = freeName(last)
        let target = Self.stem(place)
        for file in files {
            let ending = file.name.dropFirst(Self.stem(file.name).count)
            outputs.append(.init(name: target + ending, bytes: file.bytes))
        }
        return place
    }

    /// A path without its ending.
    private static func stem(_ path: String) -> String {
        let last = path.split(separator: "/").last ?? ""
        guard let point = last.lastIndex(of: "."), point > last.startIndex else { return path }
        return String(path.dropLast(last.distance(from: point, to: last.endIndex)))
    }

    /// The name, or with a number behind it where another file of the folder has it.
    func freeName(_ name: String) -> String {
        let reserved = ["district.yaml", "homes.csv", "unplaced_schools.csv"]
        let taken = Set(
            (copies.map(\.name) + outputs.map(\.name) + reserved
                + TableKind.allCases.map { "\($0.rawValue).csv" }.filter { made.contains($0) })
                .map { $0.lowercased() })
        let stem = Self.stem(name)
        let ending = name.dropFirst(stem.count)
        let names = [name] + (2...99).map { "\(stem)-\($0)\(ending)" }
        return names.first { !taken.contains($0.lowercased()) } ?? name
    }

    /// The tables that this import may write under its own names.
    private var made: Set<String> {
        var names: Set<String> = []
        for file in files {
            switch file.role {
            case .table(let kind) where file.isRearranged: names.insert("\(kind.rawValue).csv")
            case .register: names.insert("schools.csv")
            case .pupils: names.formUnion(["enrolment.csv", "villages.csv"])
            default: continue
            }
        }
        return names
    }
}
