import Synchronization

/// A file of a published plan.
public struct PublishedFile: Hashable, Sendable {
    /// The name inside the folder.
    public var name: String
    /// Its size.
    public var bytes: Int

    /// A file by name and size in bytes.
    public init(name: String, bytes: Int) {
        self.name = name
        self.bytes = bytes
    }
}

/// What belongs in a folder that the planner replaces, and how such a folder is recognised as its own.
public struct FolderContents: Hashable, Sendable {
    /// The kind of folder, for messages.
    public var description: String
    /// The names the planner writes; a folder with any other file is somebody else's.
    public var ownNames: Set<String>
    /// The file by which the folder is recognised.
    public var markerName: String
    /// How that file begins.
    public var markerText: String

    /// A kind of folder.
    public init(
        description: String, ownNames: Set<String>, markerName: String, markerText: String
    ) {
        self.description = description
        self.ownNames = ownNames
        self.markerName = markerName
        self.markerText = markerText
    }

    /// A published plan.
    public static let plan = FolderContents(
        description: "a plan",
        ownNames: [
            "plan.json", "schools.geojson", "links.geojson", "clusters.geojson",
            "villages.geojson", "catchments.geojson", "report.html", "plan.gpkg", "plan.xlsx",
        ], markerName: "plan.json", markerText: "{\"format\":\"schoolnet-plan\"")
}

/// A folder of results that is always whole: the earlier results or the new ones, never a mixture.
///
/// Everything is written to a hidden folder beside the target (`.NAME.partial-PROCESS`), brought to the disk, and
/// swapped in by one system call. A crash, a full disk or a kill at any moment leaves the earlier results; what a
/// dead run left behind is cleared by the next one.
public struct OutputFolder: Sendable {
    /// The folder, with symbolic links followed.
    public let path: String
    private let contents: FolderContents

    private static let turn = Mutex(())

    /// The folder at a path, which need not exist, and what belongs in it.
    public init(_ path: String, contents: FolderContents = .plan) {
        self.path = FileSystem.resolved(path)
        self.contents = contents
    }

    /// Checks that results may be written here, before any work is done for them.
    ///
    /// - Throws: `PublishingError` with code `cannotCreate` when a file or a folder with other content is in the way.
    public func validate() throws {
        switch FileSystem.kind(of: path) {
        case .missing: return
        case .file:
            throw PublishingError(
                code: .cannotCreate, detail: "\(path): is a file; name a folder instead")
        case .folder: break
        }
        let names = try FileSystem.names(in: path)
        if names.isEmpty { return }
        let marker = FileSystem.head(
            of: path + "/" + contents.markerName, count: contents.markerText.utf8.count)
        guard marker == Array(contents.markerText.utf8) else {
            throw PublishingError(
                code: .cannotCreate,
                detail: "\(path): holds files that are not \(contents.description) (\(names[0])); "
                    + "name an empty or new folder")
        }
        if let stranger = names.first(where: { !contents.ownNames.contains($0) }) {
            throw PublishingError(
                code: .cannotCreate,
                detail: "\(path): would lose \(stranger), which the planner did not write; "
                    + "move it elsewhere or name another folder")
        }
    }

    /// Replaces the folder by these files.
    ///
    /// - Returns: the files written, sorted by name.
    /// - Throws: `PublishingError`; the earlier results are then untouched.
    public func replace(with files: [(name: String, bytes: [UInt8])]) throws -> [PublishedFile] {
        try replace { workingFolder in
            for file in files {
                try FileSystem.write(file.bytes, to: workingFolder + "/" + file.name)
            }
        }
    }

    /// Replaces the folder by what `write` puts into the working folder it is handed.
    ///
    /// - Returns: the files written, sorted by name.
    /// - Throws: `PublishingError`, or what `write` throws; the earlier results are then untouched.
    public func replace(writing write: (_ workingFolder: String) throws -> Void) throws
        -> [PublishedFile]
    {
        try Self.turn.withLock { _ in try replaceInTurn(writing: write) }
    }

    private func replaceInTurn(writing write: (String) throws -> Void) throws -> [PublishedFile] {
        let (parent, name) = FileSystem.split(path)
        try FileSystem.makeFolders(parent)
        try recover(parent: parent, name: name)
        try validate()
        let working = "\(parent)/.\(name).partial-\(FileSystem.processNumber)"
        try FileSystem.remove(working)
        try FileSystem.makeFolders(working)
        let lock = FileSystem.lock(folder: working)
        do {
            try write(working)
            let files = try FileSystem.names(in: working).map { name in
                try FileSystem.synchronise(working + "/" + name)
                return PublishedFile(
                    name: name, bytes: try FileSystem.size(of: working + "/" + name))
            }
            try FileSystem.synchronise(working)
            try putInPlace(working, parent: parent, name: name)
            _ = consume lock
            return files
        } catch {
            try? FileSystem.remove(working)
            throw error
        }
    }

    private func putInPlace(_ working: String, parent: String, name: String) throws {
        if FileSystem.kind(of: path) == .missing {
            try FileSystem.rename(working, path)
        } else if try FileSystem.exchange(working, path) {
            try? FileSystem.remove(working)
        } else {
            // Without an exchange there is a moment with no folder of that name; `recover` closes it.
            let previous = "\(parent)/.\(name).previous-\(FileSystem.processNumber)"
            try FileSystem.rename(path, previous)
            do {
                try FileSystem.rename(working, path)
            } catch {
                try FileSystem.rename(previous, path)
                throw error
            }
            try? FileSystem.remove(previous)
        }
        try FileSystem.synchronise(parent)
    }

    /// Clears what dead runs left, and puts earlier results back that one of them had set aside.
    private func recover(parent: String, name: String) throws {
        for entry in try FileSystem.names(in: parent) {
            let leftover = parent + "/" + entry
            if let process = Self.process(of: entry, prefix: ".\(name).previous-"),
                !FileSystem.isAlive(process)
            {
                if FileSystem.kind(of: path) == .missing {
                    try FileSystem.rename(leftover, path)
                } else {
                    try FileSystem.remove(leftover)
                }
            }
            if let process = Self.process(of: entry, prefix: ".\(name).partial-"),
                !FileSystem.isAlive(process), FileSystem.lock(folder: leftover) != nil
            {
                try FileSystem.remove(leftover)
            }
        }
    }

    private static func process(of entry: String, prefix: String) -> Int32? {
        entry.hasPrefix(prefix) ? Int32(entry.dropFirst(prefix.count)) : nil
    }
}
