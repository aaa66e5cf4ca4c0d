#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The few calls that an all-or-nothing folder needs, each with the path and the system's words in its error.
enum FileSystem {
    /// What stands at a path.
    enum Kind { case missing, folder, file }

    static func kind(of path: String) -> Kind {
        var status = stat()
        guard stat(path, &status) == 0 else { return .missing }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    /// The path with symbolic links followed and no trailing slash; the path itself where nothing stands there.
    static func resolved(_ path: String) -> String {
        var trimmed = path.isEmpty ? "." : path
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        guard let real = realpath(trimmed, nil) else { return trimmed }
        defer { free(real) }
        return String(cString: real)
    }

    /// The folder that holds a path, and the last part of it.
    static func split(_ path: String) -> (parent: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let parent = slash == path.startIndex ? "/" : String(path[..<slash])
        return (parent, String(path[path.index(after: slash)...]))
    }

    /// Makes a folder and those above it.
    static func makeFolders(_ path: String) throws {
        switch kind(of: path) {
        case .folder: return
        case .file:
            throw PublishingError(code: .cannotCreate, detail: "\(path): a file is in the way")
        case .missing: break
        }
        let parent = split(path).parent
        if parent != path { try makeFolders(parent) }
        if mkdir(path, 0o755) != 0, errno != EEXIST { throw failure(.cannotCreate, "mkdir", path) }
    }

    /// The names in a folder, sorted, without `.` and `..`.
    static func names(in folder: String) throws -> [String] {
        guard let stream = opendir(folder) else { throw failure(.inputOutput, "opendir", folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Writes a new file and waits until it is on the disk.
    static func write(_ bytes: [UInt8], to path: String) throws {
        try write(to: path) { file in try file.write(bytes) }
    }

    /// Writes a new file in pieces and waits until it is on the disk.
    static func write(to path: String, _ work: (OpenFile) throws -> Void) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(.inputOutput, "open", path) }
        defer { close(descriptor) }
        try work(OpenFile(descriptor: descriptor, path: path))
        if fsync(descriptor) != 0 { throw failure(.inputOutput, "fsync", path) }
    }

    /// A file that is being written.
    struct OpenFile {
        fileprivate let descriptor: Int32
        fileprivate let path: String

        /// Writes all bytes at the end.
        func write(_ bytes: [UInt8]) throws {
            try bytes.withUnsafeBytes { buffer in
                var rest = buffer[...]
                while !rest.isEmpty {
                    let part = UnsafeRawBufferPointer(rebasing: rest)
                    let written = systemWrite(descriptor, part.baseAddress, part.count)
                    if written < 0 {
                        if errno == EINTR { continue }
                        throw failure(.inputOutput, "write", path)
                    }
                    rest = rest.dropFirst(written)
                }
            }
        }
    }

    /// The first bytes of a file; `nil` when it cannot be read.
    static func head(of path: String, count: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: count)
        let length = read(descriptor, &bytes, count)
        return length < 0 ? nil : Array(bytes.prefix(length))
    }

    /// Waits until a folder's own entries, or a file's bytes, are on the disk.
    static func synchronise(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(.inputOutput, "open", path) }
        defer { close(descriptor) }
        // Some network file systems cannot synchronise a folder and say EINVAL: nothing more can be done there.
        if fsync(descriptor) != 0, errno != EINVAL { throw failure(.inputOutput, "fsync", path) }
    }

    /// Size of a file in bytes.
    static func size(of path: String) throws -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else { throw failure(.inputOutput, "stat", path) }
        return Int(status.st_size)
    }

    /// Removes a file, a link or a folder with everything in it; what is already gone is no fault.
    static func remove(_ path: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in try names(in: path) { try remove(path + "/" + name) }
            if rmdir(path) != 0, errno != ENOENT { throw failure(.inputOutput, "rmdir", path) }
        } else if unlink(path) != 0, errno != ENOENT {
            throw failure(.inputOutput, "unlink", path)
        }
    }

    /// Gives a folder its name where nothing, or an empty folder, stands.
    static func rename(_ old: String, _ new: String) throws {
        if systemRename(old, new) != 0 { throw failure(.inputOutput, "rename", "\(old) → \(new)") }
    }

    /// Swaps two folders in one step; `false` where the file system cannot.
    static func exchange(_ one: String, _ other: String) throws -> Bool {
        #if canImport(Darwin)
            let result = renamex_np(one, other, UInt32(RENAME_SWAP))
        #else
            guard let renameat2 = Self.renameat2 else { return false }
            // RENAME_EXCHANGE of linux/fs.h.
            let result = renameat2(AT_FDCWD, one, AT_FDCWD, other, 1 << 1)
        #endif
        if result == 0 { return true }
        if [EINVAL, ENOSYS, EXDEV, ENOTSUP].contains(errno) { return false }
        throw failure(.inputOutput, "renameat2", "\(one) ⇄ \(other)")
    }

    #if !canImport(Darwin)
        private typealias RenameAt2 =
            @convention(c) (
                Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
            ) -> Int32

        /// The C library hides this function behind a macro that Swift does not set, so it is looked up by name.
        private static let renameat2: RenameAt2? = dlsym(dlopen(nil, RTLD_NOW), "renameat2")
            .map { unsafeBitCast($0, to: RenameAt2.self) }
    #endif

    /// Whether a process of that number runs.
    static func isAlive(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno == EPERM }

    /// The number of this process.
    static var processNumber: Int32 { getpid() }

    /// Takes the lock of a folder for as long as the returned value lives; `nil` when another holds it.
    static func lock(folder: String) -> FolderLock? {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return FolderLock(descriptor: descriptor)
    }

    private static func failure(
        _ code: PublishingError.Code, _ function: String, _ path: String
    ) -> PublishingError {
        let number = errno
        return PublishingError(
            code: code, detail: "\(path): \(function): \(String(cString: strerror(number)))")
    }
}

/// A held lock on a folder; the system lets go of it when the process dies, however it dies.
struct FolderLock: ~Copyable {
    private let descriptor: Int32

    fileprivate init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

private func systemRename(_ old: String, _ new: String) -> Int32 { rename(old, new) }
