import Foundation
import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A child process that can be waited for and killed without ever hitting another process.
///
/// Foundation's `Process` loses endings when many children run at once, so this calls the system itself.
public final class ChildProcess: Sendable {
    /// What the system answered when no child could be made.
    public struct SpawnFailure: Error, CustomStringConvertible {
        /// The program and the system's words.
        public var description: String
    }

    private let number: pid_t
    private let hasEnded = Mutex(false)

    /// Starts a program in a folder; its output goes to files, its input is empty.
    public init(_ program: URL, arguments: [String], folder: URL, output: URL, errors: URL) throws {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let writing = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.path, writing, 0o644)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors.path, writing, 0o644)
        // The shell only changes the folder, then becomes the program: the number stays the same.
        let command = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder.path, program.path]
        var words: [UnsafeMutablePointer<CChar>?] = (command + arguments).map { strdup($0) }
        words.append(nil)
        defer { words.forEach { free($0) } }
        var number = pid_t()
        let result = posix_spawn(&number, command[0], &actions, nil, words, environ)
        guard result == 0 else {
            throw SpawnFailure(description: "\(program.path): \(String(cString: strerror(result)))")
        }
        self.number = number
    }

    /// Whether it has not ended yet.
    public var isRunning: Bool { hasEnded.withLock { !$0 } }

    /// Kills it at once, if it still runs.
    public func kill() {
        hasEnded.withLock { hasEnded in
            if !hasEnded { _ = sendSignal(number, SIGKILL) }
        }
    }

    /// Waits for its end: the exit code, or the signal that ended it.
    public func end() async -> (status: Int32, wasKilled: Bool) {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: self.wait()) }
        }
    }

    /// Blocks until its end: the exit code, or the signal that ended it.
    public func wait() -> (status: Int32, wasKilled: Bool) {
        // The number stays taken until it is reaped under the lock, so `kill` cannot miss.
        var info = siginfo_t()
        while waitid(P_PID, id_t(number), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        var status: Int32 = 0
        hasEnded.withLock { hasEnded in
            waitpid(number, &status, 0)
            hasEnded = true
        }
        let signal = status & 0x7F
        return signal == 0 ? ((status >> 8) & 0xFF, false) : (signal, true)
    }

    /// Runs a command found on the path to its end and returns what it printed.
    public static func output(
        of command: String, _ arguments: [String]
    ) throws -> (status: Int32, output: Data, errors: Data) {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (output, errors) = (folder.appending(path: "out"), folder.appending(path: "err"))
        let child = try ChildProcess(
            URL(filePath: "/usr/bin/env"), arguments: [command] + arguments, folder: folder,
            output: output, errors: errors)
        let status = child.wait().status
        return (status, try Data(contentsOf: output), try Data(contentsOf: errors))
    }
}

private func sendSignal(_ process: pid_t, _ signal: Int32) -> Int32 { kill(process, signal) }
