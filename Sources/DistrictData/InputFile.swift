import Foundation
import VectorData

/// A file that was read, and the checksum of its bytes.
public struct InputFile: Hashable, Sendable, Codable {
    /// The path as the manifest or the command line writes it.
    public var path: String
    /// SHA-256 of the content, hexadecimal.
    public var sha256: String
    /// The size of the content.
    public var bytes: Int

    /// A file by path and checksum.
    public init(path: String, sha256: String, bytes: Int) {
        self.path = path
        self.sha256 = sha256
        self.bytes = bytes
    }
}

extension InputFile {
    /// The file at a path as it is now; `nil` when it is absent or cannot be read.
    ///
    /// - Parameter name: the path as it is to be recorded.
    public static func current(_ name: String, in folder: String) -> InputFile? {
        let url =
            name.hasPrefix("/")
            ? URL(fileURLWithPath: name)
            : URL(fileURLWithPath: folder).appendingPathComponent(name)
        guard let data = try? Data(contentsOf: url, options: .mappedIfSafe) else { return nil }
        let bytes = [UInt8](data)
        return InputFile(path: name, sha256: SHA256.hexDigest(of: bytes), bytes: bytes.count)
    }
}

/// Opens the files of one reading, remembers their checksums and reports those that are absent.
final class InputFiles {
    private let folder: URL
    private let findings: FindingList
    private var files: [String: InputFile] = [:]

    /// Files relative to a folder.
    init(folder: URL, findings: FindingList) {
        self.folder = folder
        self.findings = findings
    }

    /// What was read, sorted by path.
    var inputs: [InputFile] { files.values.sorted { $0.path < $1.path } }

    /// The place of a path: absolute, or relative to the folder.
    func resolve(_ path: String) -> URL {
        path.hasPrefix("/") ? URL(fileURLWithPath: path) : folder.appendingPathComponent(path)
    }

    /// The bytes of a file; `nil` after a finding when it is absent, unreadable or empty.
    ///
    /// `origin` is the place that names the file, for the message.
    func read(_ path: String, namedAt origin: Origin? = nil) -> [UInt8]? {
        // Of a file inside an archive the archive is the input.
        let path = ArchiveReader.parts(of: path)?.archive ?? path
        let url = resolve(path)
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) else {
            report(FindingCode.fileMissing, path, origin, "ไม่พบไฟล์นี้", "the file does not exist")
            return nil
        }
        guard !isDirectory.boolValue else {
            // Some layers are folders (a file geodatabase); they are read by GDAL and have no checksum.
            return []
        }
        guard let data = try? Data(contentsOf: url, options: .mappedIfSafe) else {
            report(
                FindingCode.unreadableFile, path, origin, "เปิดอ่านไฟล์ไม่ได้ ตรวจสิทธิ์การอ่าน",
                "the file cannot be read; check its permissions")
            return nil
        }
        guard !data.isEmpty else {
            report(FindingCode.emptyFile, path, origin, "ไฟล์ว่างเปล่า", "the file is empty")
            return nil
        }
        let bytes = [UInt8](data)
        files[path] = InputFile(
            path: path, sha256: SHA256.hexDigest(of: bytes), bytes: bytes.count)
        return bytes
    }

    private func report(
        _ code: String, _ path: String, _ origin: Origin?, _ thai: String, _ english: String
    ) {
        findings.append(
            Finding(
                code: code, severity: .error, file: origin?.file ?? resolve(path).relativePath,
                line: origin?.line,
                column: origin?.keyPath, value: origin == nil ? nil : path, expectedThai: thai,
                expectedEnglish: english))
    }
}
