import Foundation

/// What the command line says: results on standard output, everything else on standard error.
enum Terminal {
    /// Whether standard error is a terminal that can show progress.
    static let showsProgress = isatty(STDERR_FILENO) == 1

    /// Writes lines to standard error.
    static func error(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Replaces the progress line; empty text clears it.
    static func progress(_ text: String) {
        guard showsProgress else { return }
        FileHandle.standardError.write(Data(("\r\u{1B}[K" + text).utf8))
    }
}
