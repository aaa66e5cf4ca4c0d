import Containers
import Foundation

/// A file as memory, read by the system where it is touched.
enum MappedFile {
    /// The bytes of a file; `nil` when it cannot be opened or is empty.
    ///
    /// The file must not be changed in place meanwhile; to replace it by another is safe.
    static func bytes(of path: String) -> SharedBytes? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_size > 0,
            let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, file, 0),
            start != MAP_FAILED
        else { return nil }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(status.st_size))
        return SharedBytes(bytes) { bytes in
            munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        }
    }

    /// Writes a file under another name and gives it its name when it is whole.
    static func replace(
        _ path: String, by write: (_ append: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) throws {
        let partial = "\(path).partial-\(getpid())"
        let file = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        do {
            defer { close(file) }
            try write { bytes in
                var rest = bytes
                while !rest.isEmpty {
                    let count = Foundation.write(file, rest.baseAddress, rest.count)
                    guard count > 0 else {
                        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
                    }
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                }
            }
        } catch {
            unlink(partial)
            throw error
        }
        guard rename(partial, path) == 0 else {
            let code = errno
            unlink(partial)
            throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO)
        }
    }
}
