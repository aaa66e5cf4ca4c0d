import Foundation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What this process has used so far.
struct ResourceUse {
    /// Seconds of all processors, in the programme and in the system for it.
    var cpuSeconds: Double
    /// The largest resident memory so far, in megabytes (10⁶ bytes).
    var peakMegabytes: Double

    static var now: ResourceUse {
        var usage = rusage()
        #if canImport(Darwin)
            _ = getrusage(RUSAGE_SELF, &usage)
            let bytesPerUnit = 1.0
        #else
            _ = getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            let bytesPerUnit = 1024.0
        #endif
        func seconds(_ time: timeval) -> Double {
            Double(time.tv_sec) + Double(time.tv_usec) / 1e6
        }
        return ResourceUse(
            cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            peakMegabytes: highWaterMegabytes ?? Double(usage.ru_maxrss) * bytesPerUnit / 1e6)
    }

    /// The peak from Linux's `/proc`: unlike that of `getrusage` it does not begin with the peak of
    /// the process that started this one.
    private static var highWaterMegabytes: Double? {
        guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kibibytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first
        else { return nil }
        return Double(kibibytes).map { $0 * 1024 / 1e6 }
    }
}
