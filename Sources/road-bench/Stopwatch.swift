import Foundation

/// Wall and processor time since it was made.
struct Stopwatch {
    private let start = ContinuousClock().now
    private let processorStart = Self.processorSeconds

    var seconds: (wall: Double, processor: Double) {
        let wall = ContinuousClock().now - start
        return (
            Double(wall.components.seconds) + Double(wall.components.attoseconds) / 1e18,
            Self.processorSeconds - processorStart
        )
    }

    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// The memory of this process, as Linux counts it.
enum ProcessMemory {
    /// The most that was resident since the last reset, megabytes of 10⁶ bytes.
    static var peakMegabytes: Double { kilobytes("VmHWM:") * 1_024 / 1e6 }
    /// What is resident now, megabytes of 10⁶ bytes.
    static var megabytes: Double { kilobytes("VmRSS:") * 1_024 / 1e6 }

    /// Lets the peak begin anew (`proc(5)`, `clear_refs`); without effect on other systems.
    static func resetPeak() {
        try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
    }

    private static func kilobytes(_ key: String) -> Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(key) }
        return line.flatMap { Double($0.filter(\.isNumber)) } ?? .nan
    }
}
